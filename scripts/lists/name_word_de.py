"""name-word/de: German nouns and other words that are names of people as well.

A name that ends other words of Tesseract's list ("Kopf" in "Dummkopf"), or that the list has with the
endings of a noun or an adjective, is a word first. Such names need a given name or a title.
"""
import collections
import glob
import os
import re

import lists
import uncased

ENDINGS = ("e", "en", "er", "es", "em", "n", "in", "s", "ung", "lich", "isch", "chen", "te", "ten", "t")


def main():
    folder, gazetteer = lists.arguments()
    with open(os.path.join(folder, "tesseract", "deu.words"), encoding="utf-8") as text:
        words = {w.strip().lower() for w in text if re.fullmatch(r"[^\W\d_]+", w.strip())}
    words |= {w.lower() for w in uncased.entries(gazetteer, "common/de", ".*")}
    tails = collections.Counter(w[at:] for w in words for at in range(3, len(w) - 2))
    names = {n.lower() for kind in ("given", "surname") for path in glob.glob(f"{gazetteer}/{kind}/*.txt")
             for n in uncased.entries(gazetteer, f"{kind}/{os.path.basename(path)[:-4]}", ".*")}
    kept = {n for n in names if tails[n] >= (1 if len(n) > 3 else 3) or
            n in words and sum(n + e in words for e in ENDINGS) + tails[n] >= 2}
    lists.write(gazetteer, "name-word/de", "word list of Tesseract, Debian's tesseract-ocr-deu",
                "Apache-2.0", kept, "names of people that are German words (name_word_de.py)", "de")


main()
