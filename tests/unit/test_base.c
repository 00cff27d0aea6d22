/* Base: strings, maps, arenas and Unicode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"
#include "doc/document.h"
#include "engine/engine.h"
#include "read/reader.h"
#include "value/value.h"

static void folds_to(const char *text, const char *wanted)
{
	struct rt_str out = RT_STR_INIT;
	rt_utf8_bare(&out, text, strlen(text));
	assert_string_equal(out.data, wanted);
	rt_str_release(&out);
}

static void bare_text_has_no_case_and_no_marks(void **state)
{
	(void)state;
	folds_to("Ó Cearbhaill", "o cearbhaill");
	folds_to("STRASSE", "strasse");
	folds_to("Straße", "strasse");
	folds_to("שָׁלוֹם", "שלום");
	folds_to("", "");
}

static void repair_counts_what_was_bad(void **state)
{
	(void)state;
	struct rt_str out = RT_STR_INIT;
	assert_int_equal(rt_utf8_repair(&out, "a\xff" "b\0c\xc3", 6), 3);
	assert_string_equal(out.data, "a\xef\xbf\xbd" "b\xef\xbf\xbd" "c\xef\xbf\xbd");
	assert_true(rt_utf8_valid(out.data, out.len));
	rt_str_release(&out);
}

static void runes_can_be_read_backwards(void **state)
{
	(void)state;
	const char *text = "aש€😀";
	size_t at = strlen(text);
	assert_int_equal(rt_utf8_previous(text, at, &at), 0x1f600);
	assert_int_equal(rt_utf8_previous(text, at, &at), 0x20ac);
	assert_int_equal(rt_utf8_previous(text, at, &at), 0x5e9);
	assert_int_equal(rt_utf8_previous(text, at, &at), 'a');
	assert_int_equal(at, 0);
}

static void escapes_do_not_reach_a_terminal(void **state)
{
	(void)state;
	struct rt_str out = RT_STR_INIT;
	const char *text = "a\x1b[31m\n\xe2\x80\xae";
	rt_utf8_printable(&out, text, strlen(text));
	assert_string_equal(out.data, "a\\x1b[31m\\n\\u202e");
	rt_str_release(&out);
}

static void a_map_keeps_the_order_of_insertion(void **state)
{
	(void)state;
	struct rt_map *map = rt_map_new();
	char key[16];
	for (unsigned i = 0; i < 1000; i++) {
		int len = snprintf(key, sizeof key, "key%u", i);
		*rt_map_at(map, key, (size_t)len) = i;
	}
	assert_int_equal(rt_map_count(map), 1000);
	assert_string_equal(rt_map_key(map, 999, NULL), "key999");
	assert_int_equal(*rt_map_find(map, "key500", 6), 500);
	assert_null(rt_map_find(map, "nokey", 5));
	rt_map_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bare_text_has_no_case_and_no_marks),
		cmocka_unit_test(repair_counts_what_was_bad),
		cmocka_unit_test(runes_can_be_read_backwards),
		cmocka_unit_test(escapes_do_not_reach_a_terminal),
		cmocka_unit_test(a_map_keeps_the_order_of_insertion),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
