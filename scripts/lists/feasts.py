#!/usr/bin/env python3
"""Writes holiday/<lang>.txt: public holidays and feasts by their names in a language, each with the rule that tells
its day in any year. What people add by hand stands in holiday/<lang>-more.txt and goes before.

usage: feasts.py FOLDER rules/gazetteer, where FOLDER holds the unpacked PyPI package holidays (MIT)

The package works out the days of each country; from twenty years of them the rule is told: the same day each
year, so many days from Easter, the n-th weekday of a month, a day of the Islamic year. A name that is one day in one
country and another elsewhere ("Independence Day") is left out, as is a single word of everyday speech.
"""
import collections
import datetime
import pathlib
import sys

YEARS = range(2005, 2025)
LANGUAGES = "en de fr es pt it nl ru uk he ar hi zh ja ko sv da nb fi tr pl cs hu ro el ca sk hr bg lt lv et".split()
SAINTS = ("saint ", "st. ", "st ", "san ", "são ", "santo ", "santa ", "sant ", "szent ", "sveti ", "heilige ", "sint ")
HEAD = ("# source: PyPI holidays 0.109 by Vacanza Team, names and days of public holidays, by scripts/lists/feasts.py\n"
        "# licence: MIT\n# lang: {0}\n# only: {0}\n")
ENGLISH = ("day", "eve", "easter", "christmas", "new year", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday",
           "saturday", "birthday", "pentecost", "corpus christi", "halloween")
ISLAMIC = [(1, 1), (1, 9), (1, 10), (3, 12), (3, 17), (7, 27), (8, 15), (9, 1), (9, 27), (10, 1), (10, 2), (12, 9), (12, 10)]


def easter(year, orthodox):
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return datetime.date(year, month, day + 1) + datetime.timedelta(13)
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime.date(year, f // 31, f % 31 + 1)


def islamic(year, month, day):
    """A day of the civil Islamic calendar."""
    ordinal = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 227014
    return datetime.date.fromordinal(ordinal)


def same(values):
    return len(set(values)) == 1


def rule_of(days):
    """The rule behind the days, one a year; None where there is none."""
    if same((d.month, d.day) for d in days):
        return f"holiday-{days[0].month}-{days[0].day}"
    for name, orthodox in (("easter", False), ("orthodox", True)):
        away = [(d - easter(d.year, orthodox)).days for d in days]
        if same(away) and abs(away[0]) < 70:
            return f"{name}{away[0]:+d}"
    if same((d.month, d.isoweekday()) for d in days):
        if same((d.day - 1) // 7 for d in days) and (days[0].day - 1) // 7 < 4:
            return f"holiday-{days[0].month}-{(days[0].day - 1) // 7 + 1}-{days[0].isoweekday()}"
        if all((d + datetime.timedelta(7)).month != d.month for d in days):
            return f"holiday-{days[0].month}-L-{days[0].isoweekday()}"
    for month, day in ISLAMIC:
        if all(any(abs((islamic(y, month, day) - d).days) <= 2 for y in range(1425, 1448)) for d in days):
            return f"i{month}-{day}"
    return None


def days_of_country(holidays, country, lang, locale):
    entity = getattr(holidays, country)
    found = collections.defaultdict(dict)
    for day, names in entity(years=YEARS, language=locale, observed=False, categories=entity.supported_categories).items():
        for name in names.split("; "):
            year = found[name.strip()]
            year[day.year] = min(day, year.get(day.year, day))
    return {name: list(days.values()) for name, days in found.items() if len(days) >= 5}


def is_plain(name, lang, common):
    if any(c.isdigit() or c in "()/[]|;:" for c in name) or name.casefold().startswith(SAINTS):
        return False
    if lang == "en" and not any(word in name.casefold() for word in ENGLISH):
        return False
    words = name.split()
    return 3 < len(name) and len(words) < 9 and (len(words) > 1 or (name.casefold() not in common and len(name) > 4 - 2 * (name > "\u3000")))


def common_words(gazetteer, lang):
    path = gazetteer / "common" / f"{lang}.txt"
    return set(path.read_text(encoding="utf-8").casefold().split("\n")) if path.exists() else set()


def main(folder, gazetteer):
    sys.path.insert(0, folder)
    import holidays
    rules = {lang: collections.defaultdict(set) for lang in LANGUAGES}
    locales = holidays.list_localized_countries(include_aliases=False)
    for country, spoken in sorted(locales.items()):
        for locale in spoken:
            lang = {"iw": "he", "no": "nb"}.get(locale[:2], locale[:2])
            if lang not in rules or not (len(locale) == 2 or locale[2] == "_"):
                continue
            for name, days in days_of_country(holidays, country, lang, locale).items():
                rules[lang][name].add(rule_of(days))
    for lang, told in rules.items():
        common = common_words(gazetteer, lang)
        by_rule = collections.defaultdict(set)
        for name, ways in told.items():
            if len(ways) == 1 and None not in ways and is_plain(name, lang, common):
                by_rule[next(iter(ways))].add(name)
        if by_rule:
            lines = ["|".join([f"={rule}", *sorted(names)]) for rule, names in sorted(by_rule.items())]
            (gazetteer / "holiday" / f"{lang}.txt").write_text(
                HEAD.format(lang) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
