/* Bodies: which names of organisations are one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "resolve/body.h"
#include "resolve/body_pair.h"

static struct rt_bodies *bodies;
static uint32_t numbers[32];
static size_t count;

static uint32_t see(const char *name)
{
	return numbers[count++] = rt_bodies_see(bodies, name);
}

static int begin(void **state)
{
	(void)state;
	bodies = rt_bodies_new(RT_TOP_SRCDIR "/rules");
	count = 0;
	return 0;
}

static int end(void **state)
{
	(void)state;
	rt_bodies_free(bodies);
	return 0;
}

static bool one(uint32_t a, uint32_t b)
{
	return rt_bodies_main(bodies, a) == rt_bodies_main(bodies, b);
}

static void case_dots_and_legal_forms_do_not_part_a_name(void **state)
{
	(void)state;
	uint32_t full = see("Quillon Harbor Ltd."), bare = see("Quillon Harbor"), shouted = see("QUILLON HARBOR LTD"),
		 other = see("Quillon"), dutch = see("Quillon Harbor B.V.");
	see("Quillon Harbor");
	rt_bodies_settle(bodies);
	assert_true(one(full, bare) && one(bare, shouted) && one(bare, dutch));
	assert_false(one(full, other));
	assert_string_equal(rt_bodies_name(bodies, rt_bodies_main(bodies, full)), "Quillon Harbor");
	assert_string_equal(rt_bodies_why(bodies, full), "the same name but for its legal form");
}

static void a_legal_form_alone_is_not_cut_to_nothing(void **state)
{
	(void)state;
	uint32_t a = see("Company"), b = see("Inc."), c = see("Corporation");
	rt_bodies_settle(bodies);
	assert_false(one(a, b));
	assert_false(one(a, c));
}

static void a_text_introduces_a_short_form(void **state)
{
	(void)state;
	uint32_t full = see("Federation of Harbour Pilots"), brief = see("FHP"), wrong = see("XYZ");
	rt_bodies_introduce(bodies, full, brief);
	rt_bodies_introduce(bodies, full, wrong);
	rt_bodies_settle(bodies);
	assert_true(one(full, brief));
	assert_false(one(full, wrong));
	assert_string_equal(rt_bodies_why(bodies, brief), "a text introduces it as the short form");
}

static void a_short_form_of_two_things_joins_neither(void **state)
{
	(void)state;
	uint32_t pilots = see("Federation of Harbour Pilots"), brief = see("FHP"), parks = see("Friends of Hill Parks");
	rt_bodies_introduce(bodies, pilots, brief);
	rt_bodies_introduce(bodies, parks, brief);
	rt_bodies_settle(bodies);
	assert_false(one(pilots, brief));
	assert_false(one(parks, brief));
}

static void lists_join_short_and_long_names(void **state)
{
	(void)state;
	uint32_t full = see("European Court of Human Rights"), brief = see("ECtHR");
	rt_bodies_settle(bodies);
	assert_true(one(full, brief));
}

/* "PG&E Corp" stands alone on the line of one list, and on a line with its full name in another. */
static void lists_that_name_a_body_twice_join_its_names(void **state)
{
	(void)state;
	uint32_t full = see("Pacific Gas and Electric Company"), brief = see("PG&E");
	uint32_t house = see("House of Representatives"), whole = see("U.S. House of Representatives");
	uint32_t insurer = see("Lloyd's of London"), bank = see("Lloyds TSB");
	rt_bodies_settle(bodies);
	assert_true(one(full, brief));
	assert_true(one(house, whole));
	assert_false(one(insurer, bank));
}

static void the_order_of_sight_does_not_matter(void **state)
{
	(void)state;
	uint32_t a = see("Quillon Harbor Ltd."), b = see("QUILLON HARBOR");
	rt_bodies_settle(bodies);
	const char *main = rt_bodies_name(bodies, rt_bodies_main(bodies, a));
	assert_true(one(a, b));
	assert_string_equal(main, "Quillon Harbor Ltd.");
	rt_bodies_free(bodies);
	bodies = rt_bodies_new(RT_TOP_SRCDIR "/rules");
	b = see("QUILLON HARBOR"), a = see("Quillon Harbor Ltd.");
	rt_bodies_settle(bodies);
	assert_string_equal(rt_bodies_name(bodies, rt_bodies_main(bodies, b)), "Quillon Harbor Ltd.");
}

static void a_list_has_translations(void **state)
{
	(void)state;
	uint32_t en = see("European Court of Human Rights"), de = see("Europäischer Gerichtshof für Menschenrechte"),
		 fr = see("Cour européenne des droits de l\u2019homme"), ru = see("Европейский суд по правам человека"),
		 other = see("Europäischer Gerichtshof");
	rt_bodies_settle(bodies);
	assert_true(one(en, de) && one(de, fr) && one(fr, ru));
	assert_false(one(en, other));
}

static void a_site_is_the_body_that_its_label_names(void **state)
{
	(void)state;
	uint32_t site = see("Quillon.com"), lost = see("Marlowe.com"), body = see("Quillon Ltd."), main, addresses;
	rt_bodies_see_domain(bodies, "quillon", "mail.quillon.co.uk");
	rt_bodies_see_domain(bodies, "quillon", "quillon.co.uk");
	rt_bodies_see_domain(bodies, "marlowe", "marlowe.org");
	rt_bodies_see_domain(bodies, "ca", "ca.gov");
	rt_bodies_see_domain(bodies, "ca", "x.ca.gov");
	see("CA");
	/* a firm has no school */
	rt_bodies_see_domain(bodies, "ortegal", "ortegal.edu");
	rt_bodies_see_domain(bodies, "ortegal", "law.ortegal.edu");
	see("Ortegal"), see("Ortegal Inc.");
	rt_bodies_settle(bodies);
	assert_true(one(site, body));
	assert_false(one(lost, body));
	assert_string_equal(rt_bodies_domain(bodies, 0, &main, &addresses), "quillon.co.uk");
	assert_int_equal(main, rt_bodies_main(bodies, body));
	assert_int_equal(addresses, 2);
	assert_null(rt_bodies_domain(bodies, 1, &main, &addresses));
}

static void words_agree_in_two_scripts(void **state)
{
	(void)state;
	uint32_t latin = see("Quillon Systems Ltd."), hebrew = see("קווילון מערכות בע\"מ"),
		 marine = see("Quillon Shipping"), arabic = see("شركة كويلون للتجارة"),
		 trading = see("Quillon Trading Company"), near = see("Quallin Systems"),
		 justice = see("Defense Committee"), same = see("ועדת ביטחון");
	rt_bodies_settle(bodies);
	assert_true(one(latin, hebrew) && one(arabic, trading));
	assert_false(one(hebrew, marine) || one(hebrew, near) || one(justice, same));
	assert_string_equal(rt_bodies_why(bodies, rt_bodies_main(bodies, latin) == latin ? hebrew : latin),
		"the same words in another script");
}

static void two_that_fit_another_script_stay_apart_from_it(void **state)
{
	(void)state;
	uint32_t a = see("Tavor Systems"), b = see("Tabor Systems"), hebrew = see("תבור מערכות");
	rt_bodies_settle(bodies);
	assert_false(one(a, hebrew) || one(b, hebrew) || one(a, b));
}

/* In the signature of the message: one behind the other. */
static uint32_t sign(int64_t document, const char *name)
{
	uint32_t start = (uint32_t)count * 40;
	struct rt_body_place place = {.document = document, .range = {start, start + 30}};
	uint32_t number = see(name);
	rt_bodies_see_signed(bodies, &place, number);
	return number;
}

static void signatures_in_two_languages_prove_what_means_the_same(void **state)
{
	(void)state;
	uint32_t unit = sign(1, "המחלקה לעניינים בינלאומיים"), house = sign(1, "משרד התיאום"),
		 department = sign(1, "Department of International Affairs"),
		 ministry = sign(1, "Ministry of Co-ordination");
	uint32_t foreign = sign(2, "משרד החוץ"), other = sign(3, "Foreign Ministry");
	rt_bodies_settle(bodies);
	assert_true(one(unit, department) && one(house, ministry));
	assert_false(one(unit, house) || one(foreign, other));
	assert_string_equal(rt_bodies_why(bodies, rt_bodies_main(bodies, unit) == unit ? department : unit),
		"signatures have both, in two languages");
}

static void the_order_in_one_signature_alone_proves_nothing(void **state)
{
	(void)state;
	uint32_t once = sign(1, "פרקליטות הצפון"), attorney = sign(1, "Northern Attorneys");
	uint32_t twice = sign(2, "פרקליטות הדרום"), southern = sign(2, "Southern Attorneys");
	sign(3, "פרקליטות הדרום");
	sign(3, "Southern Attorneys");
	uint32_t two = sign(4, "אגף התכנון"), units = sign(4, "אגף הבקרה"),
		 planning = sign(4, "Planning Division");
	rt_bodies_settle(bodies);
	assert_false(one(once, attorney) || one(two, planning) || one(units, planning));
	assert_true(one(twice, southern));
}

static void what_a_person_parts_stays_apart(void **state)
{
	(void)state;
	uint32_t full = see("Quillon Harbor Ltd."), bare = see("Quillon Harbor"), loud = see("QUILLON HARBOR");
	rt_bodies_part(bodies, "Quillon Harbor Ltd.");
	rt_bodies_part(bodies, "never seen");
	rt_bodies_settle(bodies);
	assert_false(one(full, bare));
	assert_true(one(bare, loud));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(case_dots_and_legal_forms_do_not_part_a_name, begin, end),
		cmocka_unit_test_setup_teardown(a_legal_form_alone_is_not_cut_to_nothing, begin, end),
		cmocka_unit_test_setup_teardown(a_text_introduces_a_short_form, begin, end),
		cmocka_unit_test_setup_teardown(a_short_form_of_two_things_joins_neither, begin, end),
		cmocka_unit_test_setup_teardown(lists_join_short_and_long_names, begin, end),
		cmocka_unit_test_setup_teardown(a_list_has_translations, begin, end),
		cmocka_unit_test_setup_teardown(a_site_is_the_body_that_its_label_names, begin, end),
		cmocka_unit_test_setup_teardown(words_agree_in_two_scripts, begin, end),
		cmocka_unit_test_setup_teardown(two_that_fit_another_script_stay_apart_from_it, begin, end),
		cmocka_unit_test_setup_teardown(
			signatures_in_two_languages_prove_what_means_the_same, begin, end),
		cmocka_unit_test_setup_teardown(
			the_order_in_one_signature_alone_proves_nothing, begin, end),
		cmocka_unit_test_setup_teardown(what_a_person_parts_stays_apart, begin, end),
		cmocka_unit_test_setup_teardown(lists_that_name_a_body_twice_join_its_names, begin, end),
		cmocka_unit_test_setup_teardown(the_order_of_sight_does_not_matter, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
