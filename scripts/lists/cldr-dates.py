#!/usr/bin/env python3
"""Writes the gazetteers of months, weekdays and relative days of every language that CLDR knows.

    npm pack cldr-dates-full cldr-cal-hebrew-full cldr-cal-islamic-full cldr-cal-persian-full
    (unpack each tarball into a folder of its name)
    scripts/lists/cldr-dates.py FOLDER rules/gazetteer

A canonical form opens with "=", so that no text looks like one: =month05, =weekday1 (Monday),
=day-1 (yesterday), =week+1 (next week), =weekday1-1 (last Monday).
"""
import json
import pathlib
import re
import sys

LANGUAGES_LEFT_OUT = {"root", "und", "en-001"}
WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
# Endings that a language puts behind the name of a month or weekday.
SUFFIXES = {
    "tr": ["'" + v + k for v in ("", "n") for k in ("in", "ın", "un", "ün")]
    + ["'" + c for c in ("de", "da", "te", "ta", "den", "dan", "ten", "tan", "e", "a", "ye", "ya", "i", "ı", "u", "ü")]
    + ["'" + c + "ki" for c in ("de", "da", "te", "ta")],
}
LENGTH_UNITS = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"]
UNITS = ["year", "quarter", "month", "week", "day"]


def plain(text):
    """A form as people type it, or None where it says nothing (a number, a single letter)."""
    text = re.sub(r"[\u200e\u200f\u061c\u00ad]", "", text).replace("\u00a0", " ")
    text = re.sub(r"[\u2019\u02bc]", "'", text).strip()
    if not text or re.search(r"\d|[{}|#]", text):
        return None
    letters = sum(c.isalpha() for c in text)
    return text if letters > 1 or (letters == 1 and ord(text[0]) > 0x2E80) else None


def with_and_without_dot(text):
    yield text
    if text.endswith("."):
        yield text.rstrip(".")


class Lists:
    def __init__(self, version):
        self.version = version
        self.entries = {}  # (class, language) -> {canonical: [form, …]}

    def add(self, kind, language, canonical, text):
        text = plain(text)
        if not text:
            return
        forms = self.entries.setdefault((kind, language), {}).setdefault(canonical, [])
        for form in with_and_without_dot(text):
            if form not in forms:
                forms.append(form)
        if language in SUFFIXES and kind in ("month", "weekday") and len(text) > 3:
            forms.extend(f for f in (text + end for end in SUFFIXES[language]) if f not in forms)

    def write(self, folder):
        for (kind, language), entries in sorted(self.entries.items()):
            english = self.entries.get((kind, "en"), {})
            entries = {c: f for c, f in entries.items() if language == "en" or not set(f) <= set(english.get(c, []))}
            if not entries or language in LANGUAGES_LEFT_OUT:
                continue
            path = folder / kind / f"{language}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            head = [
                f"# source: Unicode CLDR {self.version} (npm cldr-dates-full and cldr-cal-*-full),"
                " by scripts/lists/cldr-dates.py",
                "# licence: Unicode-3.0",
                f"# lang: {language}",
                *([] if language == "en" else [f"# only: {language}"]),
            ]
            lines = ["|".join([canonical, *sorted(forms)]) for canonical, forms in sorted(entries.items())]
            path.write_text("\n".join(head + lines) + "\n", encoding="utf-8")


def names(tree):
    """All widths but the narrow one, in running text and on their own."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from tree.get(context, {}).get(width, {}).items()


def calendar(lists, locale, language, path, kind, key, prefix):
    if not path.exists():
        return
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree = tree["main"][locale]["dates"]["calendars"][key]
    for number, text in names(tree["months"]):
        number = number.replace("-yeartype-leap", "L")
        if re.fullmatch(r"M\d+", text):
            continue
        lists.add(kind, language, f"={prefix}{int(re.sub('L', '', number)):02d}{'L' if 'L' in number else ''}", text)
    if kind == "month":
        for day, text in names(tree["days"]):
            lists.add("weekday", language, f"=weekday{WEEKDAYS[day]}", text)


def relative(lists, locale, language, path, by_hand):
    """by_hand: the language has its own words for last and next, and needs no whole phrases."""
    fields = json.loads(path.read_text(encoding="utf-8"))["main"][locale]["dates"]["fields"]
    for unit in UNITS + list(WEEKDAYS):
        name = unit if unit in UNITS else f"weekday{WEEKDAYS[unit]}"
        for field in (unit, unit + "-short"):
            for key, text in fields.get(field, {}).items():
                match = re.fullmatch(r"relative-type-(-?\d)", key)
                names_it = lists.entries.get(("weekday", language), {}).get(f"={name}", [])
                if by_hand and unit != "day":
                    continue
                if match and isinstance(text, str) and plain(text) not in names_it:
                    lists.add("date-relative", language, f"={name}{int(match[1]):+d}", text)


def trailing(texts):
    """The words that all the texts end in: "ago" of "days ago", "weeks ago"."""
    words = [text.split() for text in texts]
    common = []
    while all(len(w) > len(common) + 1 for w in words):
        last = {w[-1 - len(common)] for w in words}
        if len(last) > 1:
            break
        common.insert(0, last.pop())
    return " ".join(common)


def lengths(lists, locale, language, path):
    """Units and what stands before or behind a length of time, out of "in {0} days"."""
    fields = json.loads(path.read_text(encoding="utf-8"))["main"][locale]["dates"]["fields"]
    for direction, canonical in (("past", "=ago"), ("future", "=hence")):
        patterns = []  # (unit, before, behind)
        for unit in LENGTH_UNITS:
            for text in fields.get(unit, {}).get(f"relativeTime-type-{direction}", {}).values():
                if "{0}" in text and "(" not in text:
                    before, behind = (part.strip() for part in text.split("{0}", 1))
                    patterns.append((unit, before, behind))
        behind = trailing([p[2] for p in patterns]) if patterns else ""
        for unit, before, rest in patterns:
            rest = rest[: len(rest) - len(behind)].strip() if behind else rest
            if not before and not behind:
                continue
            lists.add("date-unit", language, f"=unit-{unit}", rest)
            if unit in ("hour", "minute", "second"):
                lists.add("date-clock-unit", language, f"=unit-{unit}", rest)
            lists.add("date-before", language, canonical, before)
        if behind:
            lists.add("date-after", language, canonical, behind)


# Languages in which letters and papers come: where one of them has a word for a month, it is that month, whatever
# it is elsewhere, and their short forms count as well.
MAJOR = set("ar be bg ca cs da de el en es et fa fi fr gl he hi hr hu hy id it ja ka ko lt lv ms nb nl pl pt ro ru sk sl sr sv th tr uk "
            "ur vi".split())
WORDS = {"ago", "des", "led", "mac", "out", "pro", "set"}  # … but for these, behind a number


def meanings_of_months(lists, languages):
    meanings = {}
    for (kind, language), entries in lists.entries.items():
        if kind != "month" or (languages and language not in languages):
            continue
        for canonical, forms in entries.items():
            for form in forms:
                if len(form) >= (3 if languages else 4) and "." not in form and " " not in form:
                    meanings.setdefault(form.casefold(), set()).add(canonical)
    return meanings


def write_any(lists, folder):
    """The months of all languages in one list: the names that mean one month only."""
    meanings = meanings_of_months(lists, None)
    meanings.update(meanings_of_months(lists, MAJOR))
    by_month = {}
    for form, canonicals in meanings.items():
        if len(canonicals) == 1 and form not in WORDS:
            by_month.setdefault(next(iter(canonicals)), []).append(form)
    lines = [
        f"# source: Unicode CLDR {lists.version} (npm cldr-dates-full), by scripts/lists/cldr-dates.py",
        "# licence: Unicode-3.0",
        *("|".join([canonical, *sorted(forms)]) for canonical, forms in sorted(by_month.items())),
    ]
    path = folder / "month-any" / "all.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(source, target):
    dates = next(source.glob("cldr-dates-full*"))
    version = json.loads((dates / "package.json").read_text())["version"]
    lists = Lists(version)
    for folder in sorted((dates / "main").iterdir()):
        locale = folder.name
        if locale in LANGUAGES_LEFT_OUT:
            continue
        language = re.split("-", locale)[0]
        calendar(lists, locale, language, folder / "ca-gregorian.json", "month", "gregorian", "month")
        by_hand = (target / "date-shift" / f"{language}-more.txt").exists()
        relative(lists, locale, language, folder / "dateFields.json", by_hand)
        lengths(lists, locale, language, folder / "dateFields.json")
        for name, key in (("hebrew", "hebrew"), ("islamic", "islamic"), ("persian", "persian")):
            for package in source.glob(f"cldr-cal-{name}-full*"):
                calendar(lists, locale, language, package / "main" / locale / f"ca-{name}.json",
                         f"month-{name}", key, name)
    lists.write(target)
    write_any(lists, target)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
