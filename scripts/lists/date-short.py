#!/usr/bin/env python3
"""Writes date-short: the month and weekday names that are the beginning of a longer one ("Sept", "Mi", "févr"). Only
behind these a full stop belongs to the date and does not end the sentence.

usage: date-short.py rules/gazetteer
"""
import pathlib
import sys

LONGEST = 5
HEAD = "# source: the lists month and weekday, by scripts/lists/date-short.py\n# licence: Apache-2.0\n"


def names(folder, lang):
    """One set of names a month or weekday."""
    for kind in ("month", "weekday"):
        told = {}
        for path in (folder / kind / f"{lang}.txt", folder / kind / f"{lang}-more.txt"):
            for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
                if line.startswith("="):
                    canonical, *words = line.split("|")
                    told.setdefault(canonical, set()).update(w.rstrip(".").casefold() for w in words)
        yield from told.values()


def short_names(folder, lang):
    for words in names(folder, lang):
        for word in words:
            longer = any(other != word and other.startswith(word) for other in words)
            if longer and len(word) <= LONGEST and " " not in word and word[0].isalpha() and ord(word[0]) < 0x3000:
                yield word


def main(folder):
    (folder / "date-short").mkdir(exist_ok=True)
    for path in sorted(folder.glob("month/*.txt")):
        lang = path.stem
        found = sorted(set(short_names(folder, lang))) if not lang.endswith("-more") else []
        if found:
            head = f"{HEAD}# lang: {lang}\n# only: {lang}\n"
            (folder / "date-short" / f"{lang}.txt").write_text(
                head + "|".join(["=short", *found]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
