#!/usr/bin/env python3
"""Writes the lists of days and years in digits that word patterns name: <date-day>, <date-year>, <date-hour>."""
import pathlib
import sys

HEAD = "# source: counting\n# licence: Apache-2.0\n"


def endings(n):
    english = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    yield from (english, "th", "º", "ª", "o", "e", "er", "ste", "de", "ème", "eme", "ième", "te", "ten", "ter", "tes", "го", "е", "ый", "th", "-го", "-е", "-ое", "-его", "-ого", "-ьего", "-án", "-én", "-i", "-ei", "-ai", "-a", "-у", "-й", "-ий", "'inci", "'si", "'i", "'ü", "'u", "'ı", "'sı", "'de", "'da", "'te", "'ta")


def main(folder):
    day = [HEAD]
    for n in range(1, 32):
        forms = [f"{n}", f"{n:02d}"] + [f"{n}{e}" for e in endings(n)] + [f"{n:02d}{e}" for e in endings(n)]
        day.append("|".join(dict.fromkeys([f"=day{n:02d}", *forms])) + "\n")
    year = [HEAD] + [f"={n}|{n}\n" for n in range(1000, 2200)]
    short = [HEAD] + [f"={n:02d}|{n:02d}\n" for n in range(0, 100)]
    hour = [HEAD] + [f"={n}h|" + "|".join(f"{n}{e}" for e in ("am", "pm", "a", "p", "h", "hrs", "u")) + "\n" for n in range(0, 25)]
    for name, lines in (("date-hour/digits", hour), ("date-day/digits", day), ("date-year/digits", year), ("date-yy/digits", short)):
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
