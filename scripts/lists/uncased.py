"""common/he and common/ar: words of scripts without capitals, told from the names among them.

Tesseract's word lists hold words and names alike, without counts. Three things tell a word: the
article stands before it somewhere in the list, it has endings of its language in the list, and its
letters follow each other as those of such words do, and not as those of names (naive Bayes over
two to four letters). Arabic is asked of a spelling dictionary first, which knows its words in all
their forms, and few names.
"""
import collections
import glob
import json
import math
import os
import re
import sqlite3
import subprocess

import lists

SCRIPTS = {
    "he": dict(file="heb", letters=r"[א-ת]+", prefixes="והבלמשכ", joining="וש", bound="ה",
               article=("ה", "וה", "שה", "מה"), final={"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"},
               endings="ים ות יו יה יהם ית יות ינו ם תי נו תם ו ה י ת".split()),
    "ar": dict(file="ara", letters=r"[ء-ي]+", prefixes="وفبلكس", joining="وف", bound="س",
               article=("ال", "وال", "بال", "لل"), behind_article="ال", final={"ة": "ت"},
               endings="ة ات ون ين ها هم نا ت وا ه ي ية هما ك تها ته".split()),
}


DATES = ("month", "month-hebrew", "weekday", "date-unit", "date-relative", "season", "holiday",
         "date-number", "date-ordinal")
SAME = str.maketrans("ىأإآةٱ", "ياااها")  # letters that Arabic writes for one another


class Words:
    """The words of a list, and what the list says of each."""

    def __init__(self, path, script):
        self.script = script
        with open(path, encoding="utf-8") as text:
            lines = (line.strip() for line in text)
            self.words = {w for w in lines if re.fullmatch(script["letters"], w) and len(w) > 1}

    def has_article(self, word):
        return any(a + word in self.words for a in self.script["article"])

    def endings(self, word):
        stem = word[:-1] + self.script["final"].get(word[-1], word[-1])
        return sum(stem + e in self.words for e in self.script["endings"])

    def has_prefix(self, word):
        return len(word) > 3 and word[0] in self.script["prefixes"] and word[1:] in self.words


def pieces(word):
    whole = "^" + word + "$"
    return {whole[i:i + n] for n in (2, 3, 4) for i in range(len(whole) - n + 1)}


class Letters:
    """How much more the letters of a word look like a word than like a name."""

    def __init__(self, words, names):
        self.counts = [collections.Counter(p for w in side for p in pieces(w)) for side in (words, names)]
        self.totals = [len(words) + 1, len(names) + 1]

    def score(self, word):
        total = 0.0
        for piece in pieces(word):
            total += math.log((self.counts[0][piece] + .5) / self.totals[0])
            total -= math.log((self.counts[1][piece] + .5) / self.totals[1])
        return total / (len(word) + 1)


def name_letters(words, names):
    """How words and names are spelt, after three rounds in which the clear cases teach."""
    plain = {w for w in words.words if not words.has_prefix(w)}
    seeds = {w for w in words.words if words.has_article(w) and words.endings(w) >= 2} - names
    doubtful = {w for w in plain if not words.has_article(w) and words.endings(w) < 2}
    letters = Letters(sorted(seeds), sorted(names))
    for _ in range(3):
        score = {w: letters.score(w) for w in sorted(words.words)}
        letters = Letters(sorted(seeds | {w for w in doubtful if score[w] > .6}),
                          sorted(names | {w for w in doubtful if score[w] < -.6}))
    return letters


def scored(words, names):
    """Each word's score."""
    letters = name_letters(words, names)
    return {w: letters.score(w) for w in sorted(words.words)}


def careful_spellings(word):
    """How an Arabic word may be meant that is written without its hamza and its dots."""
    stem = word[:-1] + {"ه": "ة", "ى": "ي", "ي": "ى"}.get(word[-1], word[-1])
    return {w[:at] + alef + w[at + 1:] for w in (word, stem)
            for at in {w.find("ا"), w.find("ا", 1 + w.find("ال"))} if at >= 0
            for alef in "اأإآ"} | {word, stem}


def spelt_right(folder, lang, words):
    """The words that a spelling dictionary takes, or None where there is none."""
    paths = glob.glob(f"{folder}/hunspell-{lang}/**/{lang}.dic", recursive=True)
    if not paths:
        return None
    tried = {word: careful_spellings(word) for word in words}
    done = subprocess.run(["hunspell", "-d", paths[0][:-4], "-i", "utf-8", "-G"], check=True,
                          input="\n".join(sorted(set().union(*tried.values()))), capture_output=True,
                          text=True)
    right = set(done.stdout.split())
    return {word for word, ways in tried.items() if ways & right}


def common(words, score, names, frequent, right=None, rare=frozenset()):
    """frequent: names of so many people that they are rather names than words. right: the words
    that a dictionary takes. rare: names of so few people that the word comes first."""
    kept, names = set(), {n.translate(SAME) for n in names}
    for word in words.words - frequent:
        article, endings = words.has_article(word), words.endings(word)
        behind, spelt = words.script.get("behind_article", ""), word.translate(SAME)
        if right is not None and spelt not in names:
            if word in right and not (word[0] in words.script["prefixes"] and spelt[1:] in names):
                kept.add(word)
            continue
        if behind and (spelt in names and spelt.startswith(behind) or behind + spelt in names):
            continue  # a nisba that is a surname as well
        if spelt in names:
            sure = article and endings >= 2 or endings >= 4 or \
                word in rare and (article or endings >= 2 or word[-2:] in ("ים", "ות"))
        elif behind and word.startswith(behind):
            sure = word[-1] != "ي" and spelt[len(behind):] not in names
        elif article or endings >= 2:
            sure = score[word] > -1.5
        elif words.has_prefix(word):
            sure = score[word] > 2
        else:
            sure = score[word] > .6
        if sure:
            kept.add(word)
    return kept


def entries(gazetteer, pattern, letters):
    found = set()
    for path in glob.glob(f"{gazetteer}/{pattern}.txt"):
        with open(path, encoding="utf-8") as text:
            for line in text:
                if not line.startswith("#"):
                    found |= {e for e in line.strip().split("|") if re.fullmatch(letters, e)}
    return found


def hebrew_surnames(folder):
    """Surname to the number of people who bear it in Israel."""
    people = {}
    for path in glob.glob(lists.package(folder, "hebrew_names") + "/**/dist.*.last", recursive=True):
        with open(path, "rb") as data:
            raw = data.read()
        text = raw.decode("utf-16") if raw[:2] == b"\xff\xfe" else raw.decode("utf-8")
        for cells in (line.split("\t") for line in text.splitlines()):
            if len(cells) > 1 and cells[1].strip().isdigit():
                people[cells[0].strip()] = int(cells[1])
    return people


def borne_by_many(folder, gazetteer, lang):
    sure = entries(gazetteer, f"given-sure/{lang}-world", SCRIPTS[lang]["letters"])
    if lang == "he":
        return sure | entries(gazetteer, "given-sure/he", SCRIPTS["he"]["letters"]) | {n for n, count in hebrew_surnames(folder).items() if count >= 2000}
    path = glob.glob(lists.package(folder, "arabic_name_romanizer") + "/**/names.sqlite3", recursive=True)
    rows = sqlite3.connect(path[0]).execute(
        "SELECT arabic_key FROM units GROUP BY arabic_key HAVING sum(count) >= 60")
    return sure | {key for key, in rows}


def stop_words(folder, lang):
    path = os.path.join(lists.package(folder, "stopwords-iso"), "package", "stopwords-iso.json")
    with open(path, encoding="utf-8") as text:
        return set(json.load(text)[lang])


def endings_of_nouns(folder, words, kept, names):
    """Plurals, duals and adverbs of the nouns among Arabic words that the dictionary takes, though the list
    has them not: "rebels", "two tanks" look like names from abroad otherwise."""
    known = {w.translate(SAME) for w in kept} | {n.translate(SAME) for n in names}
    stems = {w.rstrip("ةه") for w in kept if words.has_article(w) or words.has_article(w.rstrip("ةه") + "ة")}
    made = {s + end for s in stems if len(s) > 2 and not s.startswith("ال")
            for end in ("ون", "ين", "تين", "ات", "ا")}
    made = {w for w in made if w.translate(SAME) not in known}
    return spelt_right(folder, "ar", made)


# Words that rules look for behind letters glued on, "from-the-firm-of", "and-his-wife"; behind others, "that-said".
NOUNS = ("role", "org-of", "org-kind", "org-kind-in", "law-office", "kinship", "town-hall")
VERBS = ("speech", "act-after")


def joined_on(words, script, nouns, verbs):
    """Those of the words that are one of these behind glued letters, and no noun of their own, which has
    an article: the engine takes prefixes off unknown words alone."""
    found = set()
    for word in words:
        for n in (1, 2):
            glued, stem = word[:n], word[n:]
            keys = verbs if all(letter in script["joining"] for letter in glued) else set()
            keys = keys | nouns if all(letter in script["prefixes"] for letter in glued) else keys
            if stem in keys and glued[0] not in script["bound"] and not any(a + word in words for a in script["article"]):
                found.add(word)
    return found


def write(folder, gazetteer, lang):
    script = SCRIPTS[lang]
    words = Words(os.path.join(folder, "tesseract", script["file"] + ".words"), script)
    names = {n for kind in ("given", "surname")
             for n in entries(gazetteer, f"{kind}/{lang}", script["letters"]) if len(n) > 2}
    if lang == "ar":
        names |= entries(gazetteer, "surname/ar-world", script["letters"])
    article = script.get("behind_article", "")
    plain = {n[len(article):] if n.startswith(article) else n for n in names}
    right = spelt_right(folder, lang, words.words)
    people = hebrew_surnames(folder) if lang == "he" else {}
    rare = {n for n in names if people.get(n, 0) < 1000} if people else set()
    kept = common(words, scored(words, plain), names, borne_by_many(folder, gazetteer, lang), right, rare)
    if right:
        kept |= endings_of_nouns(folder, words, kept, names)
    if lang == "he":  # "the wave", of a wave that is a given name too: no name takes the article
        given = entries(gazetteer, "given*/he*", script["letters"])
        kept |= {"ה" + n for n in given if "ה" + n in words.words and n[0] != "ה"}
    stops = stop_words(folder, lang) | entries(gazetteer, f"function/{lang}", script["letters"])
    kept |= {w for w in stops if re.fullmatch(script["letters"], w) and len(w) > 1}
    kept -= entries(gazetteer, f"body-{lang}/*", script["letters"])
    titles = entries(gazetteer, f"honorific/{lang}", script["letters"] + "['׳]?")
    hidden = {t.rstrip("'׳") for t in titles}  # would be so: the engine takes prefixes off unknown words
    for kind in DATES:
        hidden |= {w for w in entries(gazetteer, f"{kind}/{lang}*", script["letters"]) if len(w) > 2}
    kept -= {w for w in kept if w[0] in script["prefixes"] and w[1:] in hidden}
    keys = [{k for kind in kinds for k in entries(gazetteer, f"{kind}/{lang}", script["letters"]) if len(k) > 2}
            for kinds in (NOUNS, VERBS)]
    kept -= joined_on(kept, script, *keys)
    lists.write(gazetteer, f"common/{lang}",
                f"word list of Tesseract, Debian's tesseract-ocr-{script['file']}, npm stopwords-iso" +
                (", checked with Ayaspell, Debian's hunspell-ar" if right else ""),
                "Apache-2.0, MIT" + (", MPL-1.1" if right else ""), kept,
                "words told from names by article, endings and letters (uncased.py)", lang)


def looks_inflected(words, word):
    """Is it, with a letter at its start or its end, another word of the list?"""
    if word[-2:] in ("ים", "ות") or word[-1] in "הוםת" and word[:-1] in words.words:
        return True
    return any(len(word) - n < 3 or word[n:] in words.words
               for n in (1, 2) if all(letter in words.script["prefixes"] for letter in word[:n]))


# What surnames end with that came with their bearers, where few bear them.
SURNAME_ENDINGS = "(סקי|ביץ|ביץ'|ויץ|שטיין|שטין|ברג|מן|וב|ייב|יאן|זון|פלד|הולץ|באום|בוים|טל|שווילי|יאשווילי|ולי|נברג|מאייר|מאיר)$"


def write_surnames_alone(folder, gazetteer):
    """Hebrew surnames that are hardly anything else: no article stands before them in the word list,
    nothing hangs on them, and their letters are those of names."""
    script = SCRIPTS["he"]
    words = Words(os.path.join(folder, "tesseract", script["file"] + ".words"), script)
    names = {n for kind in ("given", "surname") for n in entries(gazetteer, kind + "/he", script["letters"])
             if len(n) > 2}
    never = {w for kind in ("given/he", "given-sure/he*", "common/he", "function/he", "place/*", "org-of/he",
                            "role/he", "speech/he", "body-he/*", "month*/he*", "date-*/he*")
             for w in entries(gazetteer, kind, script["letters"])}
    score, people = scored(words, names), hebrew_surnames(folder)
    alone = {n for n in entries(gazetteer, "surname/he", script["letters"]) - never
             if len(n) > 3 and not words.has_article(n) and not words.endings(n) and
             not looks_inflected(words, n) and score.get(n, -9) < -1 and
             (people.get(n, 0) >= 200 or re.search(SURNAME_ENDINGS, n) and len(n) > 4)}
    lists.write(gazetteer, "surname-sure/he",
                f"surname/he; word list of Tesseract, Debian's tesseract-ocr-{script['file']}",
                "CC0, MIT, Apache-2.0", alone, "surnames that are hardly anything else (uncased.py)", "he")
