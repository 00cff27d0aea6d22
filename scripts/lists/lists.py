"""What the scripts share: finding packages, folding, writing a list with its head."""
import os
import subprocess
import sys
import unicodedata


def arguments():
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} PACKAGES GAZETTEER")
    return sys.argv[1], sys.argv[2]


def package(folder, name):
    """The folder of an unpacked package, whatever version hangs on its name."""
    for entry in sorted(os.listdir(folder)):
        if entry == name or entry.startswith(name + "-"):
            return os.path.join(folder, entry)
    sys.exit(f"{name}: not unpacked in {folder}")


def bare(text):
    """Folded and without marks, the way the engine looks entries up."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def latin(names, transform):
    """Latin spellings of names, by ICU's uconv; one line each."""
    done = subprocess.run(["uconv", "-x", transform + "; Latin-ASCII"],
                          input="\n".join(names), capture_output=True, text=True, check=True)
    return done.stdout.split("\n")


def is_latin(text):
    return all(ord(c) < 0x250 or unicodedata.combining(c) for c in text)


def write(gazetteer, name, source, licence, entries, note="", lang=""):
    """Writes rules/gazetteer/NAME.txt, sorted, one entry a line."""
    path = os.path.join(gazetteer, name + ".txt")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    lines = sorted({e.strip() for e in entries if e.strip()})
    if not lines:
        return
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"# source: {source}; made by scripts/lists\n# licence: {licence}\n")
        if lang:
            out.write(f"# lang: {lang}\n")
        if note:
            out.write(f"# {note}\n")
        out.write("\n".join(lines) + "\n")
    print(f"{name}\t{len(lines)}")
