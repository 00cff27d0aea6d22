#include "doc/lang.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(guesses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
