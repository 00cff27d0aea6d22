#include "engine/normaliser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *normaliser, *surface, *normal;
} names[] = {
	{"person", "Robert J. Hughes", "Robert J. Hughes"},
	{"person", "HUGHES, ROBERT J.", "Robert J. Hughes"},
	{"person", "Hughes,\n> Robert", "Robert Hughes"},
	{"person", "ANA DE SOUZA", "Ana De Souza"},
	{"person", "JB SOUZA", "JB Souza"},
	{"person", "Robert Hughes, Jr.", "Robert Hughes, Jr."},
	{"person", "Ona Qwynter's", "Ona Qwynter"},
	{"person", "Ingrid LINDQVIST", "Ingrid Lindqvist"},
	{"person", "J. R. Ewing", "J. R. Ewing"},
	{"person", "דוד כהן", "דוד כהן"},
	{"organisation", "the  Quxley\n> Trust", "Quxley Trust"},
	{"organisation", "Quxley's", "Quxley's"},
	{"organisation", "The Quxley Trust", "Quxley Trust"},
	{"organisation", " Quxley Trust", "Quxley Trust"},
};

static void normal_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct rt_value_input input = {
			.text = names[i].surface, .len = strlen(names[i].surface)};
		struct rt_value_output out = {RT_STR_INIT, RT_STR_INIT};
		enum rt_value_result result =
			rt_normaliser_lookup(names[i].normaliser)(&input, &out);
		assert_int_not_equal(result, RT_VALUE_REFUSED);
		assert_string_equal(
			result == RT_VALUE_SURFACE ? names[i].surface : out.normal.data,
			names[i].normal);
		rt_str_release(&out.normal);
		rt_str_release(&out.attributes);
	}
}

static void nothing_is_refused(void **state)
{
	(void)state;
	struct rt_value_input input = {.text = " ", .len = 1};
	struct rt_value_output out = {RT_STR_INIT, RT_STR_INIT};
	assert_int_equal(rt_normaliser_lookup("person")(&input, &out), RT_VALUE_REFUSED);
	rt_str_release(&out.normal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_forms), cmocka_unit_test(nothing_is_refused)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
