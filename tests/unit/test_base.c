/* Base: strings, maps, arenas and Unicode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/json_line.h"
#include "base/json_read.h"
#include "base/map.h"
#include "base/number_set.h"
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
	folds_to("RESUME\xcc\x81 – the “Ångström” PAPER’S ½", "resume – the “angstrom” paper’s 1⁄2");
	folds_to("Ab@[`{Z0 ABCDEFGHIJ", "ab@[`{z0 abcdefghij"); /* the letters' neighbours */
	folds_to("Straße", "strasse");
	folds_to("שָׁלוֹם", "שלום");
	folds_to("", "");
}

static struct rt_str bare_of(const char *text)
{
	struct rt_str out = RT_STR_INIT;
	rt_utf8_bare(&out, text, strlen(text));
	return out;
}

static void numbers_come_out_in_order_and_once(void **state)
{
	enum { BOUND = 10000, TAKEN = 7 };
	static const uint32_t put[] = {4096, 63, 9999, 0, 64, 63, 4095, 0, 128};
	static const uint32_t wanted[TAKEN] = {0, 63, 64, 128, 4095, 4096, 9999};
	struct rt_number_set set = {0};
	uint32_t taken[BOUND];
	size_t fresh = 0;
	(void)state;
	rt_number_set_begin(&set, BOUND);
	for (int round = 0; round < 2; round++) { /* what was taken is out of it */
		for (size_t i = 0; i < sizeof put / sizeof *put; i++)
			fresh += rt_number_set_put(&set, put[i]);
		assert_int_equal(rt_number_set_take(&set, taken), TAKEN);
		assert_memory_equal(taken, wanted, sizeof wanted);
	}
	assert_int_equal(fresh, 2 * TAKEN);
	assert_int_equal(rt_number_set_take(&set, taken), 0);
	rt_number_set_release(&set);
}

/* Beside a letter of three bytes they are not asked one by one. */
static void letters_are_bare_alone_as_among_others(void **state)
{
	(void)state;
	for (uint32_t rune = 0x80; rune < 0x800; rune++) {
		char text[16] = "", beside[16];
		size_t len = rt_utf8_encode(rune, text);
		len += rt_utf8_encode(0x80 + (rune * 7 + 5) % 0x780, text + len);
		strcpy(beside, text);
		strcpy(beside + len, "\u10d0");
		struct rt_str alone = bare_of(text), among = bare_of(beside);
		assert_int_equal(alone.len + 3, among.len);
		assert_memory_equal(alone.data, among.data, alone.len);
		rt_str_release(&alone);
		rt_str_release(&among);
	}
}

/* Each sign at each place of a text that is longer than what is looked at in one go. */
static void what_json_quotes_reads_back(void **state)
{
	static const char *const signs[] = {"\"", "\\", "\n", "\x1f", "\x7f", " ", "!", "~", "[",
		"]", "#", "\u00e9", "\u2028", "\U0001f600"};
	(void)state;
	for (size_t i = 0; i < 20 * sizeof signs / sizeof *signs; i++) {
		struct rt_str text = RT_STR_INIT, out = RT_STR_INIT;
		struct rt_json json = {.out = &out};
		struct rt_err err;
		size_t len;
		rt_str_append_n(&text, "abcdefghijklmnopqrst", i % 20);
		rt_str_append(&text, signs[i / 20]);
		rt_str_append_n(&text, "ABCDEFGHIJKLMNOPQRST", 19 - i % 20);
		rt_json_object(&json, NULL);
		rt_json_text(&json, "t", text.data);
		rt_json_end(&json);
		struct rt_json_value *tree = rt_json_parse(out.data, out.len, &err);
		assert_non_null(tree);
		assert_string_equal(rt_json_as_text(rt_json_get(tree, "t"), &len), text.data);
		for (size_t at = 0; at < out.len; at++)
			assert_true((unsigned char)out.data[at] >= 0x20 && out.data[at] != 0x7f);
		rt_json_free(tree);
		rt_str_release(&text);
		rt_str_release(&out);
	}
}

/* What it takes is what jansson takes, and the rest is left to jansson. */
static void a_line_of_json_reads_as_a_tree_does(void **state)
{
	static const struct {
		const char *line;
		bool taken;
	} rows[] = {
		{"{\"id\": \"a\", \"text\": \"one\\ntwo \\\"three\\\" \\\\ \\/\"}", true},
		{" {\"text\":\"\\u00e9\\u05D0\\ud83d\\ude00 é א\" , \"id\" : -12 }\r\n", true},
		{"{\"text\":\"\",\"id\":0}", true},
		{"{\"text\":\"long enough for eight bytes at once\\tand then some\"}", true},
		{"{}", false},
		{"{\"text\":\"a\"} x", false},
		{"{\"text\":\"a\",}", false},
		{"{\"text\":\"a\",\"text\":\"b\"}", false},
		{"{\"text\":\"a\",\"more\":\"b\"}", false},
		{"{\"text\":[\"a\"]}", false},
		{"{\"text\":\"a\tb\"}", false},
		{"{\"text\":\"\\ud83d\"}", false},
		{"{\"text\":\"\\ude00\"}", false},
		{"{\"text\":\"\\u0000\"}", false},
		{"{\"text\":\"\\u12\"}", false},
		{"{\"text\":\"\\x\"}", false},
		{"{\"text\":\"a\xff\"}", false},
		{"{\"text\":\"a", false},
		{"{\"id\":01}", false},
		{"{\"id\":1.5}", false},
		{"{\"id\":1e3}", false},
		{"{\"id\":12345678901234567890}", false},
	};
	(void)state;
	struct rt_str room = RT_STR_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *line = rows[i].line;
		struct rt_json_field fields[] = {{.key = "id"}, {.key = "text"}};
		bool taken = rt_json_line(line, strlen(line), fields, 2, &room);
		assert_int_equal(taken, rows[i].taken);
		if (!taken)
			continue;
		struct rt_err err;
		size_t len;
		struct rt_json_value *tree = rt_json_parse(line, strlen(line), &err);
		assert_string_equal(
			fields[1].text, rt_json_as_text(rt_json_get(tree, "text"), &len));
		assert_int_equal(fields[1].len, len);
		if (fields[0].text && fields[0].number)
			assert_int_equal(strtol(fields[0].text, NULL, 10),
				rt_json_as_int(rt_json_get(tree, "id"), 7));
		rt_json_free(tree);
	}
	rt_str_release(&room);
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
		cmocka_unit_test(what_json_quotes_reads_back),
		cmocka_unit_test(letters_are_bare_alone_as_among_others),
		cmocka_unit_test(numbers_come_out_in_order_and_once),
		cmocka_unit_test(a_line_of_json_reads_as_a_tree_does),
		cmocka_unit_test(repair_counts_what_was_bad),
		cmocka_unit_test(runes_can_be_read_backwards),
		cmocka_unit_test(escapes_do_not_reach_a_terminal),
		cmocka_unit_test(a_map_keeps_the_order_of_insertion),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
