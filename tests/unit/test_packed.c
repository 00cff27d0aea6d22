/* What is packed in something else: winmail.dat, .msg, rich text, uuencode; whole, cut and damaged. */
#include "config.h" /* for setjmp of cmocka */

#include "base/file.h"
#include "base/limits.h"
#include "base/process.h"
#include "base/utf8.h"
#include "read/reader.h"
#include "read/rtf.h"
#include "read/sniff.h"
#include "read/uu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct rt_batch *read_bytes(const char *bytes, size_t len)
{
	struct rt_item item = {
		.origin = {.path = "a/b", .part = "", .end = len}, .bytes = bytes, .len = len};
	item.reader = rt_sniff(bytes, len < RT_SNIFF_BYTES ? len : RT_SNIFF_BYTES);
	return rt_item_read(&item, NULL);
}

/* The example of [MS-OXRTFCP] 3.1.1: literals, references to what is known and to what went before. */
static void check_unpack(void **state)
{
	(void)state;
	static const char packed[] =
		"\x2d\0\0\0\x2b\0\0\0\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\0\x0a\0\x72\x63\x70\x67"
		"\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\0\x20\x62\x77\x05\xb0\x6c\x64\x7d"
		"\x0a\x80\x0f\xa0";
	static const char text[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
	struct rt_str out = RT_STR_INIT;
	assert_true(rt_rtf_unpack(&out, packed, sizeof packed - 1));
	assert_string_equal(out.data, text);
	for (size_t len = 0; len < sizeof packed - 2; len++) {
		rt_str_clear(&out);
		assert_false(rt_rtf_unpack(&out, packed, len));
		assert_memory_equal(out.data, text, out.len);
	}
	rt_str_release(&out);
}

static const struct {
	const char *rtf, *text;
} pages[] = {
	{"{\\rtf1 a\\par b}", "a\nb"},
	{"{\\rtf1\\uc2\\u1513\\'3f\\'3fx}", "\xd7\xa9x"},
	{"{\\rtf1\\uc0\\u1513 x}", "\xd7\xa9x"},
	{"{\\rtf1{\\fonttbl{\\f3\\fcharset177 A;}}{\\f3\\'f9}\\'e9}", "\xd7\xa9\xc3\xa9"},
	{"{\\rtf1\\ansicpg1256 \\'d3}", "\xd8\xb3"},
	{"{\\rtf1{\\*\\other x{y}}{\\pict 00ff}z}", "z"},
	{"{\\rtf1 a\\bin3 }}}b}", "ab"},
	{"{\\rtf1 a\\bin99999999 b}", "a"},
	{"{\\rtf1 \\u-10179?\\u-8704?}", "\xf0\x9f\x98\x80"},
	{"{\\rtf1 \\u-10179?x}", "x"},
	{"{\\rtf1 }}}}a\\", "a"},
	{"{\\rtf1 \\'zz\\'4", "zz4"},
	{"{\\rtf1\\fromhtml1 {\\*\\htmltag1 <b>}\\htmlrtf no\\htmlrtf0 yes{\\*\\htmltag1 </b>}}", "yes\n"},
};

static void check_rtf(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct rt_batch *batch = read_bytes(pages[i].rtf, strlen(pages[i].rtf));
		if (strcmp(batch->items[0]->text, pages[i].text))
			fail_msg("%s\n gives %s", pages[i].rtf, batch->items[0]->text);
		rt_batch_free(batch);
	}
}

static void check_deep_rtf(void **state)
{
	(void)state;
	struct rt_str rtf = RT_STR_INIT;
	rt_str_append(&rtf, "{\\rtf1 a");
	for (int i = 0; i < 100000; i++)
		rt_str_append(&rtf, "{\\b ");
	rt_str_append(&rtf, "b");
	for (int i = 0; i < 100000; i++)
		rt_str_append_char(&rtf, '}');
	rt_str_append(&rtf, "c}");
	struct rt_batch *batch = read_bytes(rtf.data, rtf.len);
	assert_string_equal(batch->items[0]->text, "abc");
	assert_int_equal(batch->items[0]->problems.count, 0);
	rt_batch_free(batch);
	rt_str_release(&rtf);
}

static const struct {
	const char *text, *bytes; /* NULL: there is no such block */
	bool cut;
} blocks[] = {
	{"begin 644 a\n#86)C\n`\nend\n", "abc", false},
	{"x\r\nbegin 0644 a b\r\n#86)C\r\n \r\nend\r\ny", "abc", false},
	{"begin 644 a\n#86)C\nend", "abc", false},
	{"begin 644 a\n\"86)\n`\nend\n", "ab", false},
	{"begin 644 a\nend\n", "", false},
	{"begin 644 a\n#86)C\n", NULL, true},
	{" begin 644 a\n#86)C\n`\nend\n", NULL, false},
	{"begin 9 a\n#86)C\n`\nend\n", NULL, false},
	{"begin 644 \n#86)C\n`\nend\n", NULL, false},
	{"begin 644 a\nplain words follow here\nend\n", NULL, false},
	{"begin", NULL, false},
};

static void check_uu(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		struct rt_str bytes = RT_STR_INIT;
		struct rt_uu found;
		bool is_one = rt_uu_find(blocks[i].text, strlen(blocks[i].text), 0, &found, &bytes);
		if (is_one != (blocks[i].bytes != NULL))
			fail_msg("block %zu: %d", i, is_one);
		if (is_one) {
			assert_string_equal(bytes.data, blocks[i].bytes);
			assert_int_equal(found.cut, blocks[i].cut);
		}
		rt_str_release(&bytes);
	}
}

/* Another program: what it writes, how it ends, and what it may not do. */
static void check_process(void **state)
{
	static const char *const cat[] = {"cat", NULL}, *const none[] = {"no-such-program", NULL};
	static const char *const bad[] = {"sh", "-c", "cat; exit 3", NULL}, *const yes[] = {"yes", NULL};
	static const char *const writes[] = {"sh", "-c", "echo x > $PWD/written && echo wrote", NULL};
	(void)state;
	struct rt_str out = RT_STR_INIT;
	assert_int_equal(rt_process_run(cat, "abc", 3, 100, &out), RT_PROCESS_DONE);
	assert_string_equal(out.data, "abc");
	assert_int_equal(rt_process_run(none, "", 0, 100, &out), RT_PROCESS_MISSING);
	assert_int_equal(rt_process_run(bad, "def", 3, 100, &out), RT_PROCESS_FAILED);
	assert_string_equal(out.data, "abcdef");
	rt_str_clear(&out);
	assert_int_equal(rt_process_run(yes, "", 0, 100, &out), RT_PROCESS_LIMIT);
	assert_int_equal(out.len, 100);
	rt_str_clear(&out);
	assert_int_not_equal(rt_process_run(writes, "", 0, 100, &out), RT_PROCESS_DONE);
	assert_string_equal(out.data, "");
	remove("written");
	rt_str_release(&out);
}

static void check_promises(const char *bytes, size_t len)
{
	struct rt_batch *batch = read_bytes(bytes, len);
	for (size_t i = 0; i < batch->count; i++) {
		const struct rt_document *document = batch->items[i];
		assert_true(rt_utf8_valid(document->text, document->len));
		assert_true(document->parent < (int32_t)i);
		assert_non_null(document->media_type);
	}
	rt_batch_free(batch);
}

/* Cut at every byte, and every byte another one: nothing may read past its end or give no text. */
static void check_damage(void **state)
{
	static const char *const files[] = {"/tests/golden/read/tnef/input.dat",
		"/tests/golden/read/msg/input.msg", "/tests/golden/read/office/input.docx",
		"/tests/golden/read/office/input.doc", "/tests/golden/read/office/input.xls",
		"/tests/golden/read/office/input.xlsx", "/tests/golden/read/archives/input.1.zip",
		"/tests/golden/read/archives/input.2.tar.gz",
		"/tests/golden/read/signed/input.4.p7m", "/tests/golden/read/calendar/input.2.vcf",
		"/tests/golden/read/rtf/input.rtf", "/tests/golden/read/uuencode/input.eml", NULL};
	(void)state;
	for (const char *const *file = files; *file; file++) {
		struct rt_str path = RT_STR_INIT, bytes = RT_STR_INIT;
		rt_str_appendf(&path, "%s%s", RT_TOP_SRCDIR, *file);
		assert_int_equal(rt_file_read(path.data, 0, &bytes, NULL), 0);
		size_t step = bytes.len / 200 + 1;
		for (size_t i = 0; i < bytes.len; i += step) {
			char *copy = malloc(i ? i : 1);
			memcpy(copy, bytes.data, i);
			check_promises(copy, i);
			free(copy);
			char kept = bytes.data[i];
			bytes.data[i] = (char)(kept ^ (i % 3 ? 0xff : 0x10));
			check_promises(bytes.data, bytes.len);
			bytes.data[i] = kept;
		}
		rt_str_release(&path);
		rt_str_release(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_unpack),
		cmocka_unit_test(check_rtf),
		cmocka_unit_test(check_deep_rtf),
		cmocka_unit_test(check_uu),
		cmocka_unit_test(check_process),
		cmocka_unit_test(check_damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
