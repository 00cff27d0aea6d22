/* Case references: what people type becomes one form, and what no list knows is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "engine/normaliser.h"
#include "value/caseref.h"

/* A gazetteer of a few lines: list, entry as it comes, canonical form. */
static const char *const entries[][3] = {
	{"reporter/us", "U. S.", "U.S."}, {"reporter/us", "U.S.", "U.S."},
	{"reporter/us", "Miles", "Miles"}, {"reporter/us", "Mass.", "Mass."},
	{"reporter/uk", "A.C.", "AC"}, {"reporter/uk", "Cr. App. R.", "Cr App R"},
	{"reporter/us", "CALL", "Call"}, {"reporter/us", "MA", "Mass."},
	{"reporter/us-single", "Trade Cas. (CCH)", "Trade Cas. (CCH)"},
	{"reporter/us-more", "Op. Md.", "Op. Md."}, {"neutral", "SCC", "SCC"},
	{"neutral", "NMCA", "NMCA"}, {"neutral/ca", "SCC", "SCC"},
	{"neutral-court", "SCC", "Supreme Court of Canada"},
	{"reporter-court/us", "U.S.", "Supreme Court of the United States"},
	{"neutral/uk", "EWHC", "EWHC"}, {"neutral-division", "Ch.", "Ch"},
	{"procedure/il", "בג\"ץ", "HCJ"}, {"procedure/il", "ת\"פ", "CrimC"},
	{"procedure/br", "REsp", "REsp"}, {"court/us", "N.D. Cal.", "N.D. Cal."},
};

static const char *look_up(void *context, const char *list, const char *text, size_t len)
{
	(void)context;
	for (size_t i = 0; i < sizeof(entries) / sizeof(*entries); i++)
		if (!strcmp(entries[i][0], list) && strlen(entries[i][1]) == len &&
			!memcmp(entries[i][1], text, len))
			return entries[i][2];
	return NULL;
}

struct typed {
	const char *normaliser, *argument, *text;
	struct {
		const char *name, *text;
	} groups[6];
	const char *wanted; /* NULL: refused */
	const char *attribute;
};

static const struct typed table[] = {
	{"caseref", "", " 12\n>  34 ", {{0}}, "12 34", NULL},
	{"caseref", "closed", "12 ‒ 1234", {{0}}, "12-1234", NULL},
	{"caseref", "closed", "12 -- 1234", {{0}}, "12-1234", NULL},
	{"caseref", "closed", "B 5a / 5 R 60/07 B", {{0}}, "B 5a/5 R 60/07 B", NULL},
	{"caseref", "versus", "Roe Vs. Wade", {{0}}, "Roe v. Wade", NULL},
	{"caseref", "versus", "R v Roe v Wade", {{0}}, "R v. Roe v Wade", NULL},
	{"caseref", "versus", "Roe v. Wade", {{0}}, "Roe v. Wade", NULL},
	{"caseref", "", "\xe2\x80\x8e" "5/18", {{"year", "18"}}, "5/18", "year\t2018\n"},
	{"us-docket", "", "4:19-cv-07123-PJH",
		{{"office", "4"}, {"year", "19"}, {"kind", "cv"}, {"serial", "07123"}},
		"4:19-cv-07123", "year\t2019\n"},
	{"us-docket", "", "99 Civ. 9404", {{"year", "99"}, {"kind", "Civ."}, {"serial", "9404"}},
		"99-cv-09404", "year\t1999\n"},
	{"us-docket", "cr", "H-04-25", {{"office", "H"}, {"year", "04"}, {"serial", "25"}},
		"H-04-cr-00025", "year\t2004\n"},
	{"us-docket", "", "1-2", {{"serial", "2"}}, NULL, NULL},
	{"reporter", "reporter/us", "410 U. S. 113",
		{{"volume", "410"}, {"reporter", "U. S."}, {"page", "113"}}, "410 U.S. 113",
		"court\tSupreme Court of the United States\n"},
	{"reporter", "reporter/us", "410 U.S., at 114",
		{{"volume", "410"}, {"reporter", "U.S.,"}, {"page", "114"}, {"at", "at"}},
		"410 U.S. at 114", "kind\tshort\n"},
	{"reporter", "reporter/us", "83 Mass. (1 Allen) 456",
		{{"volume", "83"}, {"reporter", "Mass. (1 Allen)"}, {"page", "456"}},
		"83 Mass. (1 Allen) 456", NULL},
	{"reporter", "reporter/us", "3 Miles 5",
		{{"volume", "3"}, {"reporter", "Miles"}, {"page", "5"}}, NULL, NULL},
	{"reporter", "reporter/us beside", "3 Miles 5",
		{{"volume", "3"}, {"reporter", "Miles"}, {"page", "5"}}, "3 Miles 5", NULL},
	{"reporter", "reporter/us", "5 Nobody 7",
		{{"volume", "5"}, {"reporter", "Nobody"}, {"page", "7"}}, NULL, NULL},
	{"reporter", "reporter/uk", "(1974) A.C. 235",
		{{"year", "1974"}, {"reporter", "A.C."}, {"page", "235"}}, "[1974] AC 235",
		"year\t1974\n"},
	{"reporter", "reporter/uk", "(1995) 99 Cr. App. R. 123",
		{{"year", "1995"}, {"volume", "99"}, {"reporter", "Cr. App. R."}, {"page", "123"}},
		"(1995) 99 Cr App R 123", NULL},
	{"reporter", "reporter/us", "2001 CALL 800",
		{{"volume", "2001"}, {"reporter", "CALL"}, {"page", "800"}}, NULL, NULL},
	{"reporter", "reporter/us", "20 MA 0125",
		{{"volume", "20"}, {"reporter", "MA"}, {"page", "0125"}}, NULL, NULL},
	{"reporter", "reporter/us-single beside", "Trade Cas. (CCH) ¶ 64,689",
		{{"reporter", "Trade Cas."}, {"service", "CCH"}, {"mark", "¶"}, {"page", "64,689"}},
		"Trade Cas. (CCH) P 64,689", NULL},
	{"reporter", "reporter/us beside", "5 Op. Md. 7",
		{{"volume", "5"}, {"reporter", "Op. Md."}, {"page", "7"}}, "5 Op. Md. 7", NULL},
	{"reporter", "reporter/uk", "[1843-60] AC 2",
		{{"year", "1843-60"}, {"reporter", "A.C."}, {"page", "2"}}, "[1843-60] AC 2",
		"year\t1843\n"},
	{"neutral", "neutral bare", "2022 SCC 38",
		{{"year", "2022"}, {"court", "SCC"}, {"number", "38"}}, "2022 SCC 38",
		"court\tSupreme Court of Canada\n"},
	{"neutral", "neutral bare", "2007-NMCA-008",
		{{"year", "2007"}, {"court", "NMCA"}, {"number", "008"}, {"dash", "-"}},
		"2007-NMCA-008", NULL},
	{"neutral", "neutral/uk", "[2022] EWHC 123 (Ch.)",
		{{"year", "2022"}, {"court", "EWHC"}, {"number", "123"}, {"division", "Ch."}},
		"[2022] EWHC 123 (Ch)", "kind\tneutral\n"},
	{"neutral", "neutral/uk", "[2022] EWHC 123 (see)",
		{{"year", "2022"}, {"court", "EWHC"}, {"number", "123"}, {"division", "see"}}, NULL,
		NULL},
	{"israel", "", "בג״ץ 5555/18", {{"kind", "בג״ץ"}, {"serial", "5555"}, {"year", "18"}},
		"HCJ 5555/18", "procedure\tHCJ\n"},
	{"israel", "", "ת\"פ 44729-04-24",
		{{"kind", "ת\"פ"}, {"serial", "44729"}, {"month", "04"}, {"year", "24"}},
		"44729-04-24", "year\t2024\n"},
	{"israel", "", "ת\"פ 44729-14-24",
		{{"kind", "ת\"פ"}, {"serial", "44729"}, {"month", "14"}, {"year", "24"}}, NULL, NULL},
	{"us-docket", "", "20-ap-00123", {{"year", "20"}, {"other", "ap"}, {"serial", "00123"}},
		"20-ap-00123", NULL},
	{"eu-case", "", "T-315/01", {{"other", "T"}, {"serial", "315"}, {"year", "01"}}, "T-315/01",
		"court\tGeneral Court of the European Union\n"},
	{"eu-case", "", "case C‑402/05 P",
		{{"court", "C"}, {"serial", "402"}, {"year", "05"}, {"suffix", " P"}}, "C-402/05 P",
		"court\tCourt of Justice of the European Union\n"},
	{"brazil", "", "Foo 12", {{"kind", "Foo"}, {"number", "12"}}, NULL, NULL},
	{"brazil", "", "REsp 1.583.083/RS",
		{{"kind", "REsp"}, {"number", "1.583.083"}, {"state", "RS"}}, "REsp 1583083/RS", NULL},
};

static void check(const struct typed *row)
{
	struct rt_value_group groups[6];
	struct rt_value_input input = {.text = row->text, .len = strlen(row->text),
		.groups = groups, .argument = row->argument, .lookup = look_up};
	struct rt_value_output out = {.normal = RT_STR_INIT, .attributes = RT_STR_INIT};
	for (; input.group_count < 6 && row->groups[input.group_count].name; input.group_count++)
		groups[input.group_count] = (struct rt_value_group){
			.name = row->groups[input.group_count].name,
			.text = row->groups[input.group_count].text,
			.len = strlen(row->groups[input.group_count].text)};
	rt_normaliser_fn *normalise = rt_normaliser_lookup(row->normaliser);
	assert_non_null(normalise);
	enum rt_value_result result = normalise(&input, &out);
	if (!row->wanted) {
		assert_int_equal(result, RT_VALUE_REFUSED);
	} else {
		assert_int_equal(result, RT_VALUE_OK);
		assert_string_equal(out.normal.data, row->wanted);
	}
	if (row->attribute)
		assert_non_null(strstr(out.attributes.data, row->attribute));
	rt_str_release(&out.normal);
	rt_str_release(&out.attributes);
}

static void typed_forms_become_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		check(&table[i]);
}

static void years_of_two_digits_have_a_century(void **state)
{
	(void)state;
	assert_int_equal(rt_caseref_year("19", 2), 2019);
	assert_int_equal(rt_caseref_year("87", 2), 1987);
	assert_int_equal(rt_caseref_year("1754", 4), 1754);
	assert_int_equal(rt_caseref_year("0012", 4), 0);
	assert_int_equal(rt_caseref_year("187", 3), 0);
}

static void an_attribute_is_set_once(void **state)
{
	(void)state;
	struct rt_value_output out = {RT_STR_INIT, RT_STR_INIT};
	rt_value_set(&out, "kind", "reporter");
	rt_value_set(&out, "kin", "none");
	rt_value_set(&out, "year", "1999");
	rt_value_set(&out, "kind", "short");
	rt_value_set(&out, "year", "2001");
	assert_string_equal(out.attributes.data, "kin\tnone\nkind\tshort\nyear\t2001\n");
	assert_int_equal(out.attributes.len, strlen(out.attributes.data));
	rt_str_release(&out.attributes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_forms_become_one),
		cmocka_unit_test(years_of_two_digits_have_a_century),
		cmocka_unit_test(an_attribute_is_set_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
