"""letters/he and letters/ar: how a word of a script without capitals is spelt tells whence it comes;
seen/he and seen/ar: words that a list of words has, names or not.

Three letters in a row that names of other lands have and words of the language have not weigh for a name,
and the other way round: the logarithm of how much more often the ones have them than the others, rounded,
from -3 to 3. A 1 stands for where a word begins or ends, and a 0 before all: no entry may be a word, for
of a word that a list has no prefix is taken off. What learn/letters.c adds up. Made from the lists of this
tree alone.

A name that nobody has heard of is in no list of words: what Tesseract's has beside common/he and the names
is words in the main, and what is famous.
"""
import collections
import math
import os
import sys

import lists
from uncased import SAME, SCRIPTS, Words, entries

SIDES = {
    "he": dict(letters="[א-ת']{2,}", glued=("ה", "ב", "ל", "ו", "ש", "מ"), own=("common/he",),
               abroad=("given-sure/he-world", "surname/he-world", "place/city-he", "surname-sure/he"),
               names=("given/he", "surname/he", "place/*he")),
    "ar": dict(letters="[ء-ي]{2,}", glued=("ال", "و", "ب", "ل", "وال", "بال"), own=("common/ar",),
               abroad=("given-sure/ar-world", "surname/ar-world", "place/city-ar"),
               names=("given/ar", "surname/ar", "place/*ar")),
}
SELDOM = 3     # of so few places nothing is said
PRIOR = 4000   # sequences of three that a language could have
WEIGHT = 3     # at most


def threes(word):
    whole = "1" + word + "1"
    return [whole[i:i + 3] for i in range(len(whole) - 2)]


def counted(words):
    return collections.Counter(three for word in words for three in threes(word))


def gathered(gazetteer, kinds, letters):
    found = {e for kind in kinds for e in entries(gazetteer, kind, letters)}
    return {e.replace("'", "").translate(SAME) for e in found}


def write(gazetteer, lang):
    side = SIDES[lang]
    abroad = gathered(gazetteer, side["abroad"], side["letters"])
    own = {w for w in gathered(gazetteer, side["own"], side["letters"]) if len(w) > 2}
    if lang == "he":
        abroad -= own
    own = sorted(own - abroad - gathered(gazetteer, side["names"], side["letters"]))
    own += [glued + word for word in own[::3] for glued in side["glued"]]
    words, names = counted(own), counted(sorted(abroad))
    share = [sum(side.values()) + PRIOR for side in (words, names)]
    lines = []
    for three in sorted(set(words) | set(names)):
        if words[three] + names[three] >= SELDOM:
            weight = round(math.log((names[three] + 1) / share[1]) - math.log((words[three] + 1) / share[0]))
            if weight:
                lines.append(f"={max(-WEIGHT, min(WEIGHT, weight)):+d}|0{three}")
    lists.write(gazetteer, f"letters/{lang}", ", ".join(side["own"] + side["abroad"]) + " of this project",
                "Apache-2.0, public domain, MIT, CC0" if lang == "he" else "Apache-2.0, MIT, MPL-1.1, CC BY 4.0, public domain, CC0", lines, "three letters in a row, by how much rather of a name from abroad (letters.py)",
                lang)


def write_seen(folder, gazetteer, lang):
    """A word that is another with letters glued on is left out: of what no list has the engine takes them off."""
    script = SCRIPTS[lang]
    words = Words(os.path.join(folder, "tesseract", script["file"] + ".words"), script).words
    listed = entries(gazetteer, "[!ls]*/*", script["letters"]) | entries(gazetteer, "s[!e]*/*", script["letters"])
    glued = [p for p in script["article"] + tuple(script["prefixes"])]
    seen = {w for w in words - listed if len(w) > 2 and
            not any(w.startswith(p) and (w[len(p):] in words or w[len(p):] in listed) for p in glued)}
    lists.write(gazetteer, f"seen/{lang}", f"word list of Tesseract, Debian's tesseract-ocr-{script['file']}",
                "Apache-2.0", seen, "words that no other list has, and few names (letters.py)", lang)


if __name__ == "__main__":
    for language in SIDES:
        write(sys.argv[2], language)
        write_seen(sys.argv[1], sys.argv[2], language)
