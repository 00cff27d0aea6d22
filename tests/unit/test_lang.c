#include "doc/lang.h"
#include "doc/plain.h"

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
	{"en", "To: ona@haver.com, max@haver.com, eva@quxley.com.br\nThe invoice is for you.\n"},
	{NULL, "To: ona@haver.com, max@haver.com, eva@haver.com, www.haver.com/do/os/no"},
	{NULL, "Invoice 4711"},
	{NULL, "To: e-mail e-mail e-mail e-mail. Invoice."},
	{NULL, ""},
};

static void guesses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *got = rt_lang_guess(texts[i].text, strlen(texts[i].text));
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
};

static void tells_two_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct rt_document document = {.lang = pairs[i].told, .text = pairs[i].text,
			.len = strlen(pairs[i].text)};
		rt_lang_document(&document, "he");
		assert_string_equal(document.lang, pairs[i].lang);
		if (pairs[i].too)
			assert_string_equal(document.lang_too, pairs[i].too);
		else
			assert_null(document.lang_too);
	}
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
	rt_lang_document(&document, NULL);
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
	struct rt_document *document = rt_document_from_text(arena, text, strlen(text));
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
		cmocka_unit_test(letters_say_whose_a_place_is),
		cmocka_unit_test(messages_of_one_script_have_their_own)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
