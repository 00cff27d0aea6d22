/* What a document and a dump teach: repeats, headers, sign-offs, edges; and a dictionary that does
 * not depend on the order of the documents. All texts are invented. */
#include "doc/plain.h"
#include "learn/dictionary.h"
#include "learn/learn.h"
#include "learn/party.h"
#include "learn/tally.h"
#include "../support/built_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "type:surface|type:surface" of people and organisations, in order. */
static void describe(
	struct rt_str *out, const struct rt_document *document, const struct rt_mentions *mentions)
{
	RT_VEC_FOREACH (mention, mentions) {
		bool person = !strcmp(mention->type, "person");
		if (!person && strcmp(mention->type, "organisation") != 0)
			continue;
		rt_str_append(out, out->len ? "|" : "");
		rt_str_append(out, person ? "P:" : "O:");
		rt_str_append_n(out, document->text + mention->range.start,
			mention->range.end - mention->range.start);
	}
}

static void extract(struct rt_str *out, const char *text, const struct rt_dictionary *dictionary)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, rt_ruleset_mail_words(built_in), text, strlen(text));
	struct rt_extractor *extractor = rt_extractor_new(built_in, dictionary);
	struct rt_mentions mentions = {0};
	rt_extractor_run(extractor, document, &mentions);
	describe(out, document, &mentions);
	rt_vec_release(&mentions);
	rt_extractor_free(extractor);
	rt_document_release(document);
	rt_arena_free(arena);
}

static const struct {
	const char *why, *text, *found;
} texts[] = {
	{"a surname again, and within a street's name not",
		"Yesterday Ingrid Qwynter told the panel so. Later Qwynter left by Qwynter Street.",
		"P:Ingrid Qwynter|P:Qwynter"},
	{"a body again without its legal form, and by its defined name",
		"It was sold to Quxley Marine Holdings Ltd. (\"QMH\"). Then QMH and Quxley Marine "
		"Holdings "
		"agreed.",
		"O:Quxley Marine Holdings Ltd.|O:QMH|O:QMH|O:Quxley Marine Holdings"},
	{"a name of which one word is known goes on over words of no list, on both sides",
		"Yesterday Ingrid Qwynter told the panel so. Later they met Ilqwinka Qwynter "
		"Havqwer there.",
		"P:Ingrid Qwynter|P:Ilqwinka Qwynter Havqwer"},
	{"what someone leads or backs is no part of the name",
		"He spoke of the Ingrid Haverford-led leadership of the club.",
		"P:Ingrid Haverford"},
	{"a community and an airbase are called after someone",
		"Yesterday Ingrid Qwynter told the panel so. The Qwynter community and the Qwynter "
		"airbase were there.",
		"P:Ingrid Qwynter"},
	{"a long judgment that speaks of sections is no filing: its accused are told by number",
		"The appellant was convicted by the court under Section 302, Section 120 and "
		"Section "
		"201. The respondent filed an appeal against the judgment, and the learned counsel "
		"for "
		"the appellant was heard. The court held that the deceased was seen with "
		"A2-Keshqwav, "
		"as the complainant said, and the accused was tried under Section 212, which the "
		"court "
		"considered in the appeal at some length. It was argued for the respondent that "
		"the "
		"evidence was clear, and for the appellant that it was not, since nobody had seen "
		"the "
		"accused on the day that the complaint told of, nor on the day before it. The "
		"court "
		"was of the view that the appeal should be heard at length, and that the "
		"petitioner "
		"should be told of it in time by those who had the papers, as the herein said "
		"rules "
		"would have it in such a case, and as pursuant to them it had always been done by "
		"the courts of the land in the years before that one.",
		"P:Keshqwav"},
	{"a listed body whose words are common is only the end of a land's",
		"They work for the Norway Public Service Commission in town.",
		"O:Norway Public Service Commission"},
	{"a town in a province is no firm", "We met at Calgary, AB on that day.", ""},
	{"names joined by the comma that stands within each",
		"From: ona@haver.example\nX-To: Zborowicz, Ingrid, Haverford, Robert J.\nSubject: "
		"x\n\nOk.",
		"P:Zborowicz, Ingrid|P:Haverford, Robert J."},
	{"a title in a header is no name, and what stands in brackets is none",
		"From: Dr. Ingrid Qwynter <i@haver.example>\nTo: ד\"ר יעל כהן; Don Hughes (Legal "
		"Dept.)\nSubject: x\n\nDear Dr. Qwynter, the Dr. has gone.",
		"P:Ingrid Qwynter|P:יעל כהן|P:Don Hughes|P:Qwynter"},
	{"a German letter that quotes an English one, each by its own rules",
		"Wir haben den Brief nicht an die Staatsanwaltschaft Hamburg und auch nicht an die "
		"Bank "
		"geschickt, und das ist mit dem Notar so besprochen.\n\n"
		"-----Original Message-----\nFrom: Ona Haver\nSent: Thursday, April 30, 2020 6:45 "
		"PM\n"
		"To: Max Quxley\nSubject: Contract\n\n"
		"It was the Department of Trade that asked for it, and this is what we have on the "
		"bank. I do not have it.\n",
		"O:Staatsanwaltschaft Hamburg|P:Ona Haver|P:Max Quxley|O:Department of Trade"},
	{"a town is its team in a report of a match, and a town where one is in it",
		"The striker scored two goals as Leeds beat Norwich in the league. Leeds won the "
		"cup "
		"last season. The club will stay in Leeds, the coach said.",
		"O:Leeds|O:Norwich|O:Leeds"},
	{"a league is what teams play in",
		"In the American League the Rangers beat Boston. The coach praised his team, the "
		"goals.",
		"O:Rangers|O:Boston"},
	{"a town is a town where no one plays",
		"The trains from Leeds beat the bus to Norwich, the minister said.", ""},
	{"a body behind whose side it is on", "He joined the pro-Quxish Haverford Liberation Army.",
		"O:Haverford Liberation Army"},
	{"a name and its letters prove each other; a term that is defined so proves nothing",
		"The Greater Norvan Quxley Housing Center (GNQHC) filed it. The Average Quxley "
		"Value "
		"(AQV) fell. Later GNQHC won.",
		"O:Greater Norvan Quxley Housing Center|O:GNQHC|O:GNQHC"},
	{"a thing of common words is no body for having letters",
		"From: ona@haver.example\nSubject: x\n\nThe Automated Dispatch System (ADS) was "
		"late, and so "
		"was the ADS team.\n",
		""},
	{"letters of an attachment, and a town in its province",
		"xQx/k5BQG7lOERM7PSDDQlgYZ/IBM/QhHxUXBgkWAXN7YEwVqp2/oU/nL\n\nHe lives in "
		"Vancouver, B.C. now.",
		""},
	{"a name over a line that is set in",
		"      She is a close ally of the majority of those who sit there, and their\n"
		"      leader, Ingrid\n      Qwynter, has warred with everyone who has proposed "
		"it.",
		"P:Ingrid\n      Qwynter"},
	{"the letters first, then the name",
		"The head of QEC (Quxish Episcopal Conference) has called it so. Then QEC met.",
		"O:QEC|O:Quxish Episcopal Conference|O:QEC"},
	{"two bodies that a chain of nouns joins",
		"He wrote to the Office of Quxley Relations and Division of Haverford Affairs.",
		"O:Office of Quxley Relations|O:Division of Haverford Affairs"},
	{"a body without the courtesy that courts are given",
		"It was upheld by the Hon'ble Haverford High Court in appeal.",
		"O:Haverford High Court"},
	{"a hospital that is called after someone is no person",
		"The appeal of Ingrid Qwynter Memorial Hospital was heard by the court.",
		"O:Ingrid Qwynter Memorial Hospital"},
	{"a first initial and an unknown given name belong to the name",
		"The court heard K. Ingrid Qwynter and Qwynlok Robert Hughes on the appeal.",
		"P:K. Ingrid Qwynter|P:Qwynlok Robert Hughes"},
	{"initials that are glued on belong to the name; no word of papers is someone",
		"The court heard P.V.Robert Hughes and the accused. Thereafter, PW1 left the "
		"court.",
		"P:P.V.Robert Hughes"},
	{"letters that the minutes say stand for someone, and those of a body",
		"Present: Robert Qwynter (RQ), Mary Ann Hughes (MAH), Ingrid Stone (QXV).\nRQ "
		"opened the "
		"meeting. MAH told QXV so.",
		"P:Robert Qwynter|P:RQ|P:Mary Ann Hughes|P:MAH|P:Ingrid "
		"Stone|O:QXV|P:RQ|P:MAH|O:QXV"},
	{"headlines have clauses, and mails projects, that no body is called by",
		"From: ona@haver.example\nSubject: x\n\nQuxley Software Continues Improved "
		"Technology\n"
		"Defining the Debtor and all that follows\nThe IBM Book Project is late.\n",
		"O:IBM"},
	{"who is based somewhere, a state's short name, a town of two words",
		"It was bought by Havers-based Ingrid Qwynter of the board, said the Hong Kong "
		"Economic on that.",
		"P:Ingrid Qwynter"},
	{"columns that blanks part, below their heads, and a body behind a gap",
		"Name                 Title         Organisation\n"
		"Zborvan Munqwyn      Driver        Quxneft\n"
		"Ingrid Qwynter                     Ministry of Works\n",
		"P:Zborvan Munqwyn|O:Quxneft|P:Ingrid Qwynter|O:Ministry of Works"},
	{"what someone does in a headline is no surname, but one before a stop may be",
		"Ingrid Calls for Talks, she said. My name is Ingrid Sells. I am here for the "
		"board.",
		"P:Ingrid|P:Ingrid Sells"},
	{"a degree behind someone is not the initials of the next",
		"It was signed by Ingrid Qwynter, M.D. Ingrid Qwynter told the panel so.",
		"P:Ingrid Qwynter|P:Ingrid Qwynter"},
	{"who stands between commas beside someone accused is someone, and so again",
		"The accused, namely, Qwynlu, Robert Hughes, Munqwyn and Ingrid Stone, fled. The "
		"court "
		"heard that Munqwyn had a knife, said the appellant.",
		"P:Qwynlu|P:Robert Hughes|P:Munqwyn|P:Ingrid Stone|P:Munqwyn"},
	{"a party that the rules for bodies know to be one; a title's line ends the case",
		"Food Corporation of India v. Qwynter\nSupreme Court of Norvania\n\nThe appellant "
		"lost the appeal in the court.",
		"O:Food Corporation of India|P:Qwynter|O:Supreme Court of Norvania"},
	{"signals and boards are no bodies in a text about programs, makers are",
		"The kernel driver of the IBM board sets SDA and CVS of the Quxley Board. The "
		"linux "
		"firmware of the driver prints Exception PC: 0.",
		"O:IBM"},
	{"… and where one such word stands by chance they are what they are elsewhere",
		"Dear Ona, the driver of the taxi works for CVS. Thanks", "P:Ona|O:CVS"},
	{"a firm that a title shouts is called again by its word",
		"BRIGHTQUX HOLDINGS, INC.\n\nThe court heard that Brightqux had paid.",
		"O:BRIGHTQUX HOLDINGS, INC.|O:Brightqux"},
	{"a noun that does not end the name leaves the body before it alone",
		"You have received this BBC Breaking News Alert today.", "O:BBC"},
	{"a given name before a body of the lists belongs to no firm",
		"Send it to Ingrid Unilever Quxley Corp. in London.",
		"P:Ingrid|O:Unilever Quxley Corp."},
	{"the longer name of a body that was named stands",
		"It was sold by Haverqux, Inc. last year. Then Haverqux Ferrous International "
		"agreed.",
		"O:Haverqux, Inc.|O:Haverqux Ferrous International"},
	{"a village that is a party is a body; the matter that a case is called after is no name",
		"The court in Matter of Qwynter v Village of New Haverqux, 2024 NY Slip Op 04236, "
		"held "
		"for the defendant.",
		"P:Qwynter|O:Village of New Haverqux"},
	{"a body behind the town that it is based in",
		"It was sold by Leeds-based Quxley Marine Ltd last year.", "O:Quxley Marine Ltd"},
	{"a short name that is a word, by its definition; what contracts call anyone is none",
		"It was sold to Metropolitan Quxley Inc. (\"Metro\"), by Haverford Ltd. (the "
		"\"Seller\"). "
		"Then Metro paid the Seller.",
		"O:Metropolitan Quxley Inc.|O:Metro|O:Haverford Ltd.|O:Metro"},
	{"the stop of a sentence where a text writes its legal forms without one",
		"Shares of Quxley Corp fell. It was bought by Haverford Inc. The price is not "
		"known.",
		"O:Quxley Corp|O:Haverford Inc"},
	{"a cup is named after a body and is none", "They won the UEFA Cup. Then UEFA paid.",
		"O:UEFA"},
	{"a weak name that ends with a known surname is taken whole, particles too",
		"It was said by Carla van Qwynter. Later Zzelka Qwynter left, and van Qwynter "
		"stayed.",
		"P:Carla van Qwynter|P:Zzelka Qwynter|P:van Qwynter"},
	{"no name goes on into the next, or is part of a file's",
		"/s/ Ona B. Qwynter Ona B. Qwynter Chairman wrote Qwynter_letter.doc for us.",
		"P:Ona B. Qwynter|P:Ona B. Qwynter"},
	{"a firm with its form is no person where its name stands again",
		"Robert Hughes LLP acts for the seller. The bank has written to Robert Hughes on "
		"it.",
		"O:Robert Hughes LLP|O:Robert Hughes"},
	{"a firm as an address spells it, and what is written so in a path is none",
		"Dear Ona,\n\nHas Quxvex paid? The file is at ona@QUXVEX. Write to "
		"bob@quxvex.example.\n\nRegards\nRobert Hughes OBE\n",
		"P:Ona|O:Quxvex|P:Robert Hughes"},
	{"a name that holds without being sure, and its surname again",
		"The court heard P. Zborowicz of Leeds. The appellant said that it was late when "
		"Zborowicz left the house of the respondent.",
		"P:P. Zborowicz|P:Zborowicz"},
	{"an office that ends and begins at someone's name keeps its words",
		"Office of Representative Sheila Newbold Lee\n410 Quxley House Office Building\n",
		"O:Office of Representative|P:Sheila Newbold Lee"},
	{"a university ends where someone's name begins",
		"The dean of the University of Quxley Norvik Robert Hughes spoke of the plan.",
		"O:University of Quxley Norvik|P:Robert Hughes"},
	{"a party that ends with a word, and one that ends with its line",
		"The court followed Qwynter v. Sea Shore Apartments, 410 U.S. 113 (1973) in the "
		"appeal.",
		"P:Qwynter|O:Sea Shore Apartments"},
	{"a longer name that ends with a body of the lists, whose words are common",
		"He had worked for the Great Western Railway in those days.",
		"O:Great Western Railway"},
	{"columns of a table by what their heads say",
		"Dear all,\n\nNo. | Firm | Representative | Phone\n1 | Zzylon | Mr. Qwyn Zborowicz "
		"| "
		"555\n2 | Symphony | Chair of it | 556\n\nRegards\nRobert\n",
		"O:Zzylon|P:Qwyn Zborowicz|O:Symphony|P:Robert"},
	{"columns of a table in Hebrew, and a cell that names nobody",
		"רשימת המשתתפים בישיבה של הוועדה\n\nשם | תפקיד | חברה\nדנה כהן | יועצת | אגם "
		"מים\nאבי | "
		"מהנדס | עצמאי\nרון | יועץ | מי-ים\n",
		"P:דנה כהן|O:אגם מים|P:אבי|P:רון|O:מי-ים"},
	{"columns of a table in German; the words of its head are no names",
		"Die Liste der Gäste, die zu der Sitzung kamen, ist "
		"diese:\n\nNr.\tName\tFirma\tOrt\n1\tHorst "
		"Quandel\tHaverwerk\tKöln\n2\tN. N.\toffen\tBonn\n",
		"P:Horst Quandel|O:Haverwerk"},
	{"one act that only bodies and people do is enough in mail",
		"Dear Ona,\n\nQXLF wants ten percent. The QXTM of the pump is "
		"new.\n\nRegards\nRobert\n",
		"P:Ona|O:QXLF|P:Robert"},
	{"a sign-off behind the last sentence of a line",
		"The draft is attached for all of you. Best,\nZibby\nThe rest of it is to come "
		"later.\n",
		"P:Zibby"},
	{"letters behind the last sentence, above the name that they begin; half of a torn address",
		"From: Ona Qwynter <ona@haver.example>\nTo: Ingrid Stone "
		"<is@haver.example>\n\nPlease call "
		"Ingrid about it when you can.\noq\nOna Qwynter\nSee Ingrid. Stone@haver.example "
		"for it.\n",
		"P:Ona Qwynter|P:Ingrid Stone|P:Ingrid|P:oq|P:Ona Qwynter"},
	{"letters for a name above the message that is answered, and no file's ending",
		"From: Ona Qwynter <ona@haver.example>\nTo: Ingrid Stone "
		"<is@haver.example>\n\nPlease call me "
		"about it. QXW\nOriginal Message\nFrom: Ingrid Stone\n\nIt is in the card. EXE "
		">>\n",
		"P:Ona Qwynter|P:Ingrid Stone|P:QXW|P:Ingrid Stone"},
	{"a letter for a name in a German judgment comes again, that of a paper does not",
		"Das Landgericht hat den Angeklagten verurteilt. Der Zeuge K. sagte in der "
		"Revision aus, wie "
		"die Anlage K 9 zeigt. Später ging K. nach Hause.",
		"P:K.|P:K."},
	{"a row of judges below a German judgment, parted by blanks, is no one name",
		"Das Landgericht hat die Revision durch den Richter Dr. Qwynter und die Richterin "
		"Zborowicz "
		"entschieden und die Klage abgewiesen.\n\nQwynter   Zborowicz\n",
		"P:Qwynter|P:Zborowicz|P:Qwynter|P:Zborowicz"},
	{"a storm is no one, though someone is called so",
		"Dear Robert,\n\nHurricane Ingrid hit the town on Monday. I heard that Ingrid "
		"packed winds that "
		"tore the roofs off, with Susan inside.\n\nRegards\nOna\n",
		"P:Robert|P:Susan|P:Ona"},
	{"a German surname with the ending that says whose it is",
		"Der Minister Jürgen Quandel kam und sprach mit der Presse über das Gesetz. "
		"Quandels Anwalt hat "
		"das nicht bestätigt.",
		"P:Jürgen Quandel|P:Quandels"},
	{"the first word of a job is no part of the name before it",
		"Thanks for the report on it.\nRobert L. Qwynter Sr Quxing Developer\n",
		"P:Robert L. Qwynter"},
	{"a closing and a name on the last line of a paragraph",
		"Please call me about it when you can. Thanks. Zibby\nThe rest is to come later.\n",
		"P:Zibby"},
	{"a nickname below a closing line",
		"The draft is attached, and I will send the rest of it to you on Friday.\n\nBest "
		"regards,\nZibby\n",
		"P:Zibby"},
	{"a line that was ended on purpose parts two names",
		"Please call me.\nRobert\nIngrid Qwynter\n", "P:Robert|P:Ingrid Qwynter"},
	{"a job title and a person stand before the body's name",
		"It was signed for us by Robert Hughes Project Manager Quxley Works LLC in March.",
		"P:Robert Hughes|O:Quxley Works LLC"},
	{"a company may be called after someone, where nothing else in it is a name",
		"It was paid to Robert Hughes Life Insurance Company in March.",
		"O:Robert Hughes Life Insurance Company"},
	{"who speaks for a body stands in brackets behind it, and a known body may be written large",
		"AT NINE GOLDMAN SACHS (INGRID HUGHES) SAID IT. Later Quxley Holdings Ltd. (Robert "
		"Hughes) said so too.",
		"O:GOLDMAN SACHS|P:INGRID HUGHES|O:Quxley Holdings Ltd.|P:Robert Hughes"},
	{"a printed header parts a name by a semicolon, and breaks another at a line's end",
		"Please see below.\n\n-----Original Message-----\nFrom: Ingrid Stone\n"
		"Sent: Monday, October 15, 2007 8:43 AM\n"
		"To: Qwynter ; Ona Y (GOV); Robert\nHughes; Tibb; Michael A (GOV)\nSubject: the plan\n\nIt begins at nine.\n",
		"P:Ingrid Stone|P:Qwynter ; Ona Y|P:Robert\nHughes|P:Tibb; Michael A"},
	{"who is told to mark a day is not called so, though someone is",
		"Dear Mark Hughes,\n\nThank you for the list of our meetings. Mark the first Thursday of "
		"each month. Mark said that he will come.\n\nRegards\nOna\n",
		"P:Mark Hughes|P:Mark|P:Ona"},
	{"a street, a month and a courtesy are no names",
		"We met in April on Haverford Street. Best Regards to all of you and God Bless.",
		""},
	{"an Arabic name is the written word, with what is glued on, when it comes again too",
		"قال الوزير محمد زبوروف في الاجتماع ان الامر صعب. وزبوروف قال لخالد القوينتري ذلك "
		"في "
		"المساء.",
		"P:محمد زبوروف|P:وزبوروف|P:لخالد القوينتري"},
	{"a surname that is a word comes back where it acts in the text",
		"העורך היה יוסף זהב מתל אביב. אחר כך אמר זהב כי לא ידע דבר, וכי זהב לא יתפטר.",
		"P:יוסף זהב|P:זהב|P:זהב"},
	{"… and is the word where it acts nowhere",
		"העורך היה יוסף זהב מתל אביב. אחר כך קנה טבעת של זהב ושרשרת של כסף.", "P:יוסף זהב"},
	{"a numeral belongs to the name", "It was said by John Paul II in the square.",
		"P:John Paul II"},
};

static void teaches(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct rt_str found = RT_STR_INIT;
		extract(&found, texts[i].text, NULL);
		if (strcmp(found.data, texts[i].found) != 0)
			fail_msg("%s: found %s, not %s", texts[i].why, found.data, texts[i].found);
		rt_str_release(&found);
	}
}

static const char *const dump[] = {
	("From: Ana Zubkowitz <ana@haver.example>\nTo: Robert Hughes <r@haver.example>\nSubject: "
	 "x\n\nThe boat is sold."),
	("From: Ana Zubkowitz <ana@haver.example>\nTo: Olga Quist <o@haver.example>\nSubject: y\n\n"
	 "We asked Zubkowitz Energy and the bank for debt securities."),
	"I asked the others about it and then Zubkowitz came over to us.",
};
#define DUMP (sizeof dump / sizeof *dump)

static void observe(struct rt_dictionary *dictionary, const char *text)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, rt_ruleset_mail_words(built_in), text, strlen(text));
	rt_dictionary_observe(dictionary, document);
	rt_document_release(document);
	rt_arena_free(arena);
}

static void order_makes_no_difference(void **state)
{
	(void)state;
	struct rt_dictionary *forward = rt_dictionary_new(built_in), *first = rt_dictionary_new(built_in);
	struct rt_dictionary *second = rt_dictionary_new(built_in), *less = rt_dictionary_new(built_in);
	for (size_t i = 0; i < DUMP; i++) {
		observe(forward, dump[i]);
		observe(i == 1 ? first : second, dump[i]);
		if (i)
			observe(less, dump[i]);
	}
	rt_dictionary_merge(second, first);
	rt_dictionary_finish(forward);
	rt_dictionary_finish(second);
	rt_dictionary_finish(less);
	assert_string_equal(rt_dictionary_stamp(forward), rt_dictionary_stamp(second));
	assert_string_not_equal(rt_dictionary_stamp(forward), rt_dictionary_stamp(less));
	rt_dictionary_free(forward);
	rt_dictionary_free(first);
	rt_dictionary_free(second);
	rt_dictionary_free(less);
}

/* "Derivative Instruments" in a text of its own, behind other texts of the dump. */
static void expect_terms(const char *const *told, size_t count, const char *expected)
{
	struct rt_dictionary *dictionary = rt_dictionary_new(built_in);
	struct rt_str found = RT_STR_INIT;
	for (size_t i = 0; i < count; i++)
		observe(dictionary, told[i]);
	rt_dictionary_finish(dictionary);
	extract(&found, "We sold it to Derivative Instruments in May.", dictionary);
	assert_string_equal(found.data ? found.data : "", expected);
	rt_str_release(&found);
	rt_dictionary_free(dictionary);
}

static void a_phrase_that_is_written_small_is_no_name(void **state)
{
	static const char *const told[] = {"They sold derivative instruments and bought others.",
		"What derivative instruments are is told below.",
		"We wrote to Derivative Instruments today.",
		"Later Derivative Instruments answered."};
	(void)state;
	expect_terms(told, 1, "O:Derivative Instruments"); /* once may be a slip */
	expect_terms(told, 2, "");
	expect_terms(told, 4, "O:Derivative Instruments"); /* as often large */
}

static void a_tally_keeps_the_same_keys_in_any_order(void **state)
{
	enum { KEYS = 1000, MOST = 100 };
	(void)state;
	struct rt_tally *up = rt_tally_new(1, MOST), *down = rt_tally_new(1, MOST);
	for (uint64_t i = 0; i < KEYS; i++) {
		uint64_t keys[] = {rt_key_add(7, i), rt_key_add(7, KEYS - 1 - i)};
		uint32_t *counts = rt_tally_at(up, keys[0]);
		if (counts)
			rt_tally_add(counts, 1);
		counts = rt_tally_at(down, keys[1]);
		if (counts)
			rt_tally_add(counts, 1);
	}
	size_t kept = 0;
	for (uint64_t i = 0; i < KEYS; i++) {
		const uint32_t *counts = rt_tally_get(up, rt_key_add(7, i));
		assert_int_equal(!counts, !rt_tally_get(down, rt_key_add(7, i)));
		kept += counts && *counts == 1;
	}
	assert_in_range(kept, MOST / 4, MOST);
	rt_tally_free(up);
	rt_tally_free(down);
}

static void a_dump_tells_what_one_text_does_not(void **state)
{
	(void)state;
	struct rt_dictionary *dictionary = rt_dictionary_new(built_in);
	struct rt_str alone = RT_STR_INIT, with = RT_STR_INIT;
	for (size_t i = 0; i < DUMP; i++)
		observe(dictionary, dump[i]);
	rt_dictionary_finish(dictionary);
	assert_string_equal(rt_dictionary_language(dictionary), "en");
	extract(&alone, dump[2], NULL);
	extract(&with, dump[2], dictionary);
	assert_string_equal(alone.data, "");
	assert_string_equal(with.data, "P:Zubkowitz");
	rt_str_release(&alone);
	rt_str_release(&with);
	rt_dictionary_free(dictionary);
}

/* Hebrew has no capitals: a surname by itself is told by the given names before it elsewhere. */
static void a_dump_tells_hebrew_surnames(void **state)
{
	(void)state;
	struct rt_dictionary *dictionary = rt_dictionary_new(built_in);
	struct rt_str alone = RT_STR_INIT, with = RT_STR_INIT;
	const char *text = "אתמול בערב הגיע קווינטר אל הישיבה ודיבר על הכסף.";
	observe(dictionary, "ראינו את יצחק קווינטר בבית אחרי הישיבה של השבוע.");
	observe(dictionary, "המכתב של רחל קווינטר נשלח אל הבית עם הכסף.");
	rt_dictionary_finish(dictionary);
	extract(&alone, text, NULL);
	extract(&with, text, dictionary);
	assert_string_equal(alone.data, "");
	assert_string_equal(with.data, "P:קווינטר");
	rt_str_release(&alone);
	rt_str_release(&with);
	rt_dictionary_free(dictionary);
}

static const struct {
	const char *name;
	bool person, surname_first;
} parties[] = {
	{"Hughes, Robert J.", true, true},
	{"Robert Hughes", true, false},
	{"Zborowicz, Xenthia", true, true},
	{"Help Desk", false, false},
	{"Dr. Zborowicz, Xenthia (Legal Dept.)", true, true},
	{"Prof. Help Desk", false, false},
	{"ד\"ר יעל כהן", true, false},
	{"Quxley Energy Ltd.", false, false},
	{"ona@haver.example", false, false},
	{"All Employees", false, false},
	{"QXL Zborowicz Fares", false, false},
	{"QXLV Zborlist", false, false},
	{"QWYNTER Robert", true, false},
	{"Zborowicz Conference", false, false},
	{"Room 4711", false, false},
	{"Ingrid", true, false},
};

static void tells_people_from_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
		struct rt_party_name name;
		bool person =
			rt_party_split(built_in, parties[i].name, strlen(parties[i].name), &name);
		if (person != parties[i].person)
			fail_msg("%s: %s", parties[i].name, person ? "a person" : "none");
		if (person)
			assert_int_equal(name.surname_first, parties[i].surname_first);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(teaches),
		cmocka_unit_test(order_makes_no_difference),
		cmocka_unit_test(a_dump_tells_what_one_text_does_not),
		cmocka_unit_test(a_phrase_that_is_written_small_is_no_name),
		cmocka_unit_test(a_tally_keeps_the_same_keys_in_any_order),
		cmocka_unit_test(a_dump_tells_hebrew_surnames),
		cmocka_unit_test(tells_people_from_lists),
	};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
