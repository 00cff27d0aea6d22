"""body/apostrophe-lost: names of bodies whose signs a text has lost or set apart.

Filings that went through another program have "Moody s" for "Moody's" and "S & P" for "S&P". Each stands
alone on its line: what else the body is called is said by the other lists.
"""
import glob
import re

import lists

OWNS = re.compile(r"['’]s\b")
JOINS = re.compile(r"(?<=[^\W\d])&(?=[^\W\d])")


def lines_of(path):
    with open(path, encoding="utf-8") as text:
        return [line.strip().split("|") for line in text if line.strip() and not line.startswith("#")]


def main():
    _, gazetteer = lists.arguments()
    lost = set()
    for path in glob.glob(f"{gazetteer}/body/*.txt"):
        if path.endswith("apostrophe-lost.txt"):
            continue
        for names in lines_of(path):
            lost |= {JOINS.sub(' & ', OWNS.sub(' s', n)) for n in names
                     if OWNS.search(n) or JOINS.search(n)}
    lists.write(gazetteer, "body/apostrophe-lost", "body/ of this project", "Apache-2.0", lost,
                "names of bodies whose apostrophe was lost, or whose & stands apart (apostrophe_lost.py)", "en")


main()
