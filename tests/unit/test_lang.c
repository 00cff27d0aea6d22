#include "doc/lang.h"
#include "doc/lang_tally.h"
#include "doc/plain.h"
#include "../support/built_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *lang, *text;
} texts[] = {
	{"en", "The shipment is due on Friday and the invoice was paid by the bank."},
	{"de", "Der Vertrag ist nicht von dem Anwalt und auch nicht mit Siegel unterschrieben."},
	{"fr", "Le contrat est signé par les deux parties dans une ville du sud."},
	{"es", "El contrato fue firmado por los dos socios en una ciudad del sur."},
	{"pt", "O contrato não foi assinado pelos sócios em uma cidade do sul para a firma."},
	{"it", "Il contratto che non è firmato della società è nel cassetto per il notaio."},
	{"nl", "Het contract is niet ondertekend en dat moet voor vrijdag met een stempel."},
	{"ru", "Договор подписан обеими сторонами в присутствии нотариуса."},
	{"uk", "Договір підписано обома сторонами у присутності нотаріуса, і його вже надіслали "
	       "їм."},
	{"he", "ההסכם נחתם על ידי שני הצדדים במשרד של Acme בתל אביב."},
	{"ar", "وقع الطرفان على العقد أمام كاتب العدل في بيروت"},
	{"ja", "契約は2019年5月14日に署名されました"},
	{"ja", "明日の会議"},
	{"zh", "合同于2019年签署"},
	{"ko", "계약은 서울에서 체결되었다"},
	{"ko", "내일 契約 회의"},
	{"hi", "अनुबंध पर हस्ताक्षर"},
	{"th", "ลงนามในสัญญา"},
	{"ka", "ხელშეკრულება"},
	{"hy", "պայմանագիր"},
	{"ur", "معاہدے پر دستخط ہو گئے ہیں"},
	{"ru", "Встреча завтра"},
	{"he", "נפגש מחר"},
	{"fi", "Sopimus ei ole vielä valmis, mutta se tulee kun kaikki ovat paikalla."},
	{"da", "Vi har ikke fået kontrakten fra banken, og jeg er ikke sikker efter mødet."},
	{"nb", "Vi har ikke fått kontrakten av banken, og jeg er ikke sikker etter møtet."},
	{"sv", "Vi har inte fått det från banken och jag är inte säker."},
	{"cs", "Smlouva je také podepsaná, protože jsem ji poslal před týdnem."},
	{"hu", "A szerződés még nem kész, és csak holnap lesz hogy aláírják."},
	{"ro", "Contractul este semnat și va fi trimis după ce sunt toate."},
	{"vi", "Hợp đồng đã được ký và không có gì trong các trang này."},
	{"id", "Kontrak itu tidak dapat ditandatangani oleh kami dan bank."},
	{"en", "To: ona@haver.com, max@haver.com, eva@quxley.com.br\nThe invoice is for you.\n"},
	{NULL, "Haver, Phoenix, AZ 85001; Quxley, Tempe, AZ 85002; Ona, Mesa, AZ 85003"},
	{NULL, "DE DE DE 4711"},
	{NULL, "µm 5 Ω"},
	{NULL, "5 de maio de 2013, 6 de maio de 2013"},
	{NULL, "To: ona@haver.com, max@haver.com, eva@haver.com, www.haver.com/do/os/no"},
	{NULL, "Invoice 4711"},
	{NULL, "To: e-mail e-mail e-mail e-mail. Invoice."},
	{NULL, ""},
};

static void guesses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		enum rt_lang_trust trust;
		const char *got = rt_lang_guess(rt_ruleset_languages(built_in), texts[i].text, strlen(texts[i].text), &trust);
		if (trust == RT_LANG_LEANS)
			got = NULL;
		if (!texts[i].lang)
			assert_null(got);
		else if (!got || strcmp(got, texts[i].lang) != 0)
			fail_msg("%s: got %s", texts[i].lang, got ? got : "none");
	}
}

static const struct {
	const char *told, *text, *lang, *too; /* told: by the reader, or NULL */
} pairs[] = {
	{NULL, "The letter that was sent to you for the bank says this of it: הסכם נחתם על ידי שני הצדדים.", "en", "he"},
	{NULL, "ההסכם נחתם אתמול. Please send it to the bank by Friday. תודה רבה לכולם", "he", "en"},
	{NULL, "Договор подписан вчера. Der Anwalt ist nicht mit der Bank. Спасибо за помощь", "ru", "de"},
	{NULL, "ההסכם נחתם על ידי שני הצדדים במשרד של Acme בתל אביב.", "he", NULL},
	{NULL, "The invoice is for the bank and for you.", "en", NULL},
	{"he", "Please send it to the bank by Friday.", "he", "en"},
	{"de", "Der Vertrag ist nicht da.", "de", NULL},
	{NULL, "Invoice 4711", "he", "en"}, /* as the fallback says; but the letters are Latin */
	{NULL, "תודה", "he", NULL},
	{NULL, "Договор подписан", "ru", NULL},
};

/* In a dump that is mostly in one language, a few words of its script are in it. */
static void a_few_words_are_in_the_language_of_the_dump(void **state)
{
	static const struct {
		const char *fallback, *text, *lang;
	} few[] = {{"uk", "Договор", "uk"}, {"ja", "契約書", "ja"}, {"en", "契約書", "zh"}, {"he", "Договор", "ru"},
		{"fa", "تهران", "fa"},
		{"uk", "Договор подписан обеими сторонами в присутствии нотариуса, и он уже отправлен в банк.", "ru"}};
	(void)state;
	for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
		struct rt_document document = {.text = few[i].text, .len = strlen(few[i].text)};
		rt_lang_document(rt_ruleset_languages(built_in), &document, few[i].fallback);
		assert_string_equal(document.lang, few[i].lang);
	}
}

static void tells_two_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct rt_document document = {.lang = pairs[i].told, .text = pairs[i].text,
			.len = strlen(pairs[i].text)};
		rt_lang_document(rt_ruleset_languages(built_in), &document, "he");
		assert_string_equal(document.lang, pairs[i].lang);
		if (pairs[i].too)
			assert_string_equal(document.lang_too, pairs[i].too);
		else
			assert_null(document.lang_too);
	}
}

/* Texts that are too short to tell say together what a dump is in. */
static void short_texts_tell_the_language_of_the_dump(void **state)
{
	static const char *const finnish[] = {"kokous mutta 14.", "lasku 4711", "joka maanantai", "sekä 15."};
	struct rt_lang_tally some = {.languages = rt_ruleset_languages(built_in)}, more = some;
	(void)state;
	assert_string_equal(rt_lang_tally_most(&some), "en");
	for (size_t i = 0; i < 4; i++)
		rt_lang_tally_add(i < 2 ? &some : &more, NULL, finnish[i], strlen(finnish[i]));
	assert_string_equal(rt_lang_tally_most(&some), "en"); /* two are too few */
	rt_lang_tally_merge(&some, &more);
	assert_string_equal(rt_lang_tally_most(&some), "fi");
	for (size_t i = 0; i < 2; i++)
		rt_lang_tally_add(&some, "ko", "", 0);
	assert_string_equal(rt_lang_tally_most(&some), "ko");
}

static void letters_of_one_language_outweigh_those_of_many(void **state)
{
	static const char *const lines[] = {"договор", "завтра", "банк"};
	struct rt_lang_tally tally = {.languages = rt_ruleset_languages(built_in)};
	(void)state;
	for (size_t i = 0; i < 3; i++)
		rt_lang_tally_add(&tally, NULL, lines[i], strlen(lines[i]));
	assert_string_equal(rt_lang_tally_most(&tally), "ru");
	for (size_t i = 0; i < 2; i++)
		rt_lang_tally_add(&tally, NULL, "їхній договір", strlen("їхній договір"));
	assert_string_equal(rt_lang_tally_most(&tally), "uk");
}

static const char *lang_of(const struct rt_document *document, const char *piece)
{
	uint32_t start = (uint32_t)(strstr(document->text, piece) - document->text);
	return rt_lang_at(rt_lang_of_document(document), document->text,
		(struct rt_range){start, start + (uint32_t)strlen(piece)});
}

static void letters_say_whose_a_place_is(void **state)
{
	static const char text[] =
		"– 1/2 הגיע ב-3/4 אל המשרד – with you on “5/6” and then with me אתמול בערב 7/8";
	struct rt_document document = {.text = text, .len = sizeof text - 1};
	(void)state;
	rt_lang_document(rt_ruleset_languages(built_in), &document, NULL);
	assert_string_equal(lang_of(&document, "1/2"), "he"); /* no letter before it */
	assert_string_equal(lang_of(&document, "3/4"), "he");
	assert_string_equal(lang_of(&document, "with you"), "en");
	assert_string_equal(lang_of(&document, "5/6"), "en");
	assert_string_equal(lang_of(&document, "7/8"), "he");
	document.lang_too = NULL;
	assert_string_equal(lang_of(&document, "with you"), "he");
}

static void messages_of_one_script_have_their_own(void **state)
{
	static const char text[] =
		"Wir haben den Vertrag nicht mit der Bank und auch nicht mit dem Notar.\n\n"
		"-----Original Message-----\nFrom: Ona Haver\nSent: Thursday, April 30, 2020 6:45 PM\n"
		"To: Max Quxley\nSubject: Contract\n\n"
		"Could you please tell me if it was the bank that signed it for you and for the "
		"others? We have to have it by Friday, as this is the day on which we are asked. "
		"If you do not, it will be on us and not on you.\n";
	(void)state;
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, rt_ruleset_mail_words(built_in), text, strlen(text));
	rt_lang_document(rt_ruleset_languages(built_in), document, NULL);
	assert_int_equal(document->messages.count, 2);
	assert_string_equal(document->lang, "en");
	assert_null(document->lang_too);
	assert_string_equal(rt_lang_of_message(document, 0).main, "de");
	assert_string_equal(rt_lang_of_message(document, 1).main, "en");
	assert_string_equal(rt_lang_of_document(document).too, "de");
	rt_document_release(document);
	rt_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(guesses),
		cmocka_unit_test(tells_two_languages),
		cmocka_unit_test(letters_of_one_language_outweigh_those_of_many),
		cmocka_unit_test(short_texts_tell_the_language_of_the_dump),
		cmocka_unit_test(a_few_words_are_in_the_language_of_the_dump),
		cmocka_unit_test(letters_say_whose_a_place_is),
		cmocka_unit_test(messages_of_one_script_have_their_own)};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
