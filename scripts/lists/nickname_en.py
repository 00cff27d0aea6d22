#!/usr/bin/env python3
"""Writes rules/gazetteer/nickname/en.txt from the table of the PyPI package `nicknames` (Apache-2.0).

usage: pip install nicknames; nickname_en.py > rules/gazetteer/nickname/en.txt

A line is one formal name with all its short forms; a short form stands on each line that it may
come from, so that "Chris" meets both Christopher and Christine while these two never meet.
"""
import collections
import csv
import importlib.resources

# Short forms that the table lacks.
MORE = {
    "kenneth": ["kenny", "ken"], "courtney": ["courtenay"], "jeffrey": ["jeffery", "geoff", "geoffrey"],
    "steven": ["stephen", "steve"], "stephen": ["steven", "steve"], "sherri": ["sherrie", "sherry"],
    "john": ["jon"], "jonathan": ["jon", "jonny"], "katherine": ["catherine", "kathryn", "kate", "katie"],
    "mitchell": ["mitch"], "vincent": ["vince"], "stanley": ["stan"], "gregory": ["greg"],
    "lawrence": ["larry", "laurence"], "philip": ["phillip", "phil"], "clifford": ["cliff"],
    "barbara": ["barb"], "theresa": ["terri", "teri"], "deborah": ["deb"], "timothy": ["tim"],
    "mohammed": ["muhammad", "mohamed", "mohammad"],
}
# Pairs of the table that are two names, not one name's short form.
NOT = {("aaron", "erin"), ("robert", "bill"), ("robert", "billy"), ("robert", "rupert"),
	("william", "bela"), ("william", "bell")}


def main():
    forms = collections.defaultdict(set)
    with importlib.resources.files("nicknames").joinpath("names.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if (row["name1"], row["name2"]) not in NOT:
                forms[row["name1"]].add(row["name2"])
    for name, more in MORE.items():
        forms[name].update(more)
    print("# source: PyPI package nicknames 1.0.1, table names.csv, by scripts/lists/nickname_en.py")
    print("# licence: Apache-2.0")
    print("# lang: en")
    for name in sorted(forms):
        print("|".join([name, *sorted(forms[name] - {name})]))


if __name__ == "__main__":
    main()
