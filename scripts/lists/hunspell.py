"""The forms of the words of a hunspell dictionary: its stems with the endings of its affix file."""
import re


def endings(path):
    """Flag to [(letters cut off, letters put on, what the stem must end in)]."""
    table = {}
    with open(path, encoding="utf-8") as text:
        for line in text:
            cells = line.split()
            if len(cells) < 5 or cells[0] != "SFX":
                continue
            cut, put, condition = ("" if c in "0." else c for c in cells[2:5])
            table.setdefault(cells[1], []).append((cut, put.split("/")[0], re.compile(condition + "$")))
    return table


def forms(folder):
    table = endings(folder + "/index.aff")
    with open(folder + "/index.dic", encoding="utf-8") as text:
        for line in text:
            stem, _, flags = (line.split() or [""])[0].partition("/")
            if not stem or not stem[0].isalpha():
                continue
            yield stem
            for flag in flags:
                for cut, put, condition in table.get(flag, ()):
                    if stem.endswith(cut) and condition.search(stem):
                        yield stem[:len(stem) - len(cut)] + put
