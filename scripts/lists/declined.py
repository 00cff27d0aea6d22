"""surname/ru-declined: Russian surnames in Cyrillic letters with the endings that sentences give them."""
import importlib
import json
import os
import re
import sys

import lists

POSSESSIVE = re.compile(r"(?:ов|ев|ёв|ин|ын)$")
ADJECTIVE = re.compile(r"(?:ск|цк)(?:ий|ой)$")
HISSING = "чжшщц"


def surnames(folder):
    path = os.path.join(lists.package(folder, "mimesis"), "datasets", "ru", "person.json")
    with open(path, encoding="utf-8") as text:
        found = set(json.load(text)["surnames"]["male"])
    sys.path.insert(0, lists.package(folder, "faker"))
    provider = importlib.import_module("faker.providers.person.ru_RU").Provider
    return found | set(provider.last_names_male)


def endings(name):
    """-> the stem, and what may stand behind it."""
    if POSSESSIVE.search(name):
        return name, ["", "а", "у", "ым", "е", "ой", "ы", "ых", "ыми"]
    if ADJECTIVE.search(name):
        return name[:-2], ["ий", "ого", "ому", "им", "ом", "ая", "ую", "ой", "ие", "их", "ими"]
    if name[-1] in "йь":
        return name[:-1], [name[-1], "я", "ю", "ем", "е"]
    if name[-1] == "а":
        soft = name[-2] in HISSING + "гкх"
        return name[:-1], ["а", "и" if soft else "ы", "е", "у", "ой"]
    if name[-1] in "оыеияуюэё":
        return name, [""]
    return name, ["", "а", "у", "ем" if name[-1] in HISSING else "ом", "е"]


def main():
    folder, gazetteer = lists.arguments()
    entries = set()
    for name in surnames(folder):
        if len(name) < 4 or not re.fullmatch(r"[А-ЯЁ][а-яё]+", name):
            continue
        stem, behind = endings(name)
        # Short names without an ending of surnames are words too often.
        if len(name) < 6 and not POSSESSIVE.search(name) and not ADJECTIVE.search(name):
            behind = behind[:1]
        entries.add("|".join(stem + ending for ending in behind))
    lists.write(gazetteer, "surname/ru-declined", "PyPI mimesis, PyPI faker", "MIT", entries,
                "surnames in Cyrillic letters in each of their cases", "ru")


main()
