"""common/<lang>: words that stand in lower case in running text, so a capital proves little."""
import glob
import os
import re

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


def zxcvbn(folder, language, what):
    root = os.path.join(lists.package(folder, f"zxcvbn-ts-language-{language}"), "package", "dist")
    found = glob.glob(f"{root}/{what}.json.esm.js")
    if not found:
        return []
    with open(found[0], encoding="utf-8") as text:
        quoted = re.search(r'(["`\'])(.{200,})\1', text.read(), re.S)
    return quoted.group(2).split(",")


def tesseract(folder, code, pattern):
    """The words of a word list of Tesseract's that are all of one pattern."""
    with open(os.path.join(folder, "tesseract", code + ".words"), encoding="utf-8") as text:
        return {w.strip() for w in text if re.fullmatch(pattern, w.strip())}


def given_of(gazetteer, lang):
    names = set()
    for other in {"pt": ("pt", "es"), "es": ("es", "pt")}.get(lang, (lang,)):
        with open(f"{gazetteer}/given/{other}.txt", encoding="utf-8") as text:
            names |= {n.strip().lower() for line in text for n in line.split("|")}
    return names


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


def names_in(gazetteer, lang):
    names = set()
    for path in glob.glob(f"{gazetteer}/given/{lang}*.txt") + [f"{gazetteer}/surname/{lang}.txt"]:
        with open(path, encoding="utf-8") as text:
            names |= {n.strip().lower() for line in text if line[0] != "#" for n in line.split("|")}
    return names


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
    for lang, package, most in (("de", "de", 11000), ("fr", "fr", 25000), ("es", "es-es", 25000),
                                ("it", "it", 15000), ("nl", "nl-be", 10000), ("pl", "pl", 8000),
                                ("pt", "pt-br", 25000)):
        words = zxcvbn(folder, package, "commonWords")[:most]
        people = set(zxcvbn(folder, package, "firstnames")) | set(zxcvbn(folder, package, "lastnames"))
        if lang == "de":  # nouns have capitals in German, so the list has to be long
            people |= names_of_people(gazetteer)
            words += zxcvbn(folder, package, "wikipedia")[:60000]
        people |= given_of(gazetteer, lang)
        keep = {w for n, w in enumerate(words)
                if len(w) > 1 and w.isalpha() and (n < 300 or w not in people)}
        more = ", and of Wikipedia" if lang == "de" else ""
        lists.write(gazetteer, f"common/{lang}",
                    f"FrequencyWords by Hermit Dave (words of OpenSubtitles 2018){more}, "
                    f"by npm @zxcvbn-ts/language-{package}", "CC BY-SA 3.0, MIT", keep,
                    "frequent words less the personal names among them", lang)
    for lang in ("he", "ar"):
        uncased.write(folder, gazetteer, lang)
    uncased.write_surnames_alone(folder, gazetteer)
    write_cyrillic_and_more(folder, gazetteer)


if __name__ == "__main__":
    main()
