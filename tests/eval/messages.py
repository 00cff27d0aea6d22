#!/usr/bin/env python3
"""messages.py GOLD PRED IDENTITIES GOLD_IDENTITIES: of marked messages, how many have the right sender,
recipients and date; how many of the messages in them were found with sender and date; how many signatures.

A name is right where it is the marked one, or where both are names of one identity.
"""
import json
import re
import sys
import unicodedata


def lines(path):
    with open(path, encoding="utf-8") as text:
        return [json.loads(line) for line in text if line.strip()]


def bare(text):
    return re.sub(r"[^a-z0-9@]+", " ", unicodedata.normalize("NFKD", text.lower())).strip()


class Names:
    def __init__(self, found, marked):
        self.found = {}
        for one in lines(found):
            for text in one["names"] + one["addresses"] + [one["name"]]:
                self.found.setdefault(text.lower(), one["name"])
        self.marked = {one["person"]: one["names"] + one["addresses"] for one in lines(marked)}

    def same(self, gold, got):
        if gold is None or got is None:
            return gold == got
        forms = [gold] + self.marked.get(gold, [])
        return bare(gold) == bare(got) or any(self.found.get(form.lower()) == got for form in forms)

    def same_all(self, gold, got):
        left = list(got)
        for name in gold:
            hit = next((other for other in left if self.same(name, other)), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left


def same_date(gold, got):
    return gold == got if gold is None or got is None else got.startswith(gold) or got[:16] == gold[:16]


def found_in(pred, file):
    """What was found in a marked file, whatever folder above it was scanned."""
    ends = [one for name, one in pred.items() if name == file or name.endswith("/" + file)]
    return ends[0] if len(ends) == 1 else {
        "from": None, "to": [], "cc": [], "date": "", "embedded": [], "signature_lines": None}


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    names = Names(sys.argv[3], sys.argv[4])
    pred = {one["file"]: one for one in lines(sys.argv[2])}
    count = dict.fromkeys(("sender", "recipients", "date", "embedded", "signature"), 0)
    of = dict(count)
    for gold in lines(sys.argv[1]):
        got = found_in(pred, gold["file"])
        for what in ("sender", "recipients", "date"):
            of[what] += 1
        count["sender"] += names.same(gold["from"], got["from"])
        count["recipients"] += names.same_all(gold["to"], got["to"]) and names.same_all(gold["cc"], got["cc"])
        count["date"] += same_date(gold["date"], got["date"])
        left = list(got["embedded"])
        for inner in gold["embedded"]:
            of["embedded"] += 1
            hit = next((other for other in left if names.same(inner["from"], other["from"])
                        and same_date(inner["date"], other["date"])), None)
            if hit:
                count["embedded"] += 1
                left.remove(hit)
        if gold["signature_lines"]:
            of["signature"] += 1
            count["signature"] += gold["signature_lines"] == got["signature_lines"]
    print("  ".join(f"{what} {count[what]}/{of[what]}" for what in count))


if __name__ == "__main__":
    main()
