/* What goes out is harmless: cells, XML, terminal cells. */
#include "config.h" /* for POSIX functions */

#include "base/utf8.h"
#include "out/csv.h"
#include "out/quote.h"
#include "out/show.h"
#include "out/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_cells(void **state)
{
	(void)state;
	static const struct {
		const char *text, *cell;
	} rows[] = {
		{"", ""},
		{"plain", "plain"},
		{"=1+1", "'=1+1"},
		{"+1 202 555", "'+1 202 555"},
		{"-2", "'-2"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "' =1"},
		{"\r=1", "' =1"},
		{"two\nlines\r\n", "two lines  "},
		{"a=b", "a=b"},
		{"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rt_str cell = RT_STR_INIT;
		rt_csv_cell(&cell, rows[i].text);
		assert_string_equal(cell.data, rows[i].cell);
		rt_str_release(&cell);
	}
}

static void test_no_escapes_get_through(void **state)
{
	(void)state;
	static const char hostile[] = "\x1b[2Jred\x07\xe2\x80\xae tx";
	struct rt_str cell = RT_STR_INIT, shown = RT_STR_INIT;
	rt_csv_cell(&cell, hostile);
	rt_show_cell(&shown, hostile, 40);
	assert_null(strchr(cell.data, 0x1b));
	assert_null(strchr(cell.data, 0x07));
	assert_null(strchr(shown.data, 0x1b));
	assert_null(strstr(shown.data, "\xe2\x80\xae"));
	rt_str_release(&cell);
	rt_str_release(&shown);
}

static void test_xml(void **state)
{
	(void)state;
	struct rt_str out = RT_STR_INIT;
	rt_xml_attribute(&out, "label", "a<b>&\"c\"\n\x01");
	assert_string_equal(out.data, " label=\"a&lt;b&gt;&amp;&quot;c&quot; \xef\xbf\xbd\"");
	rt_str_clear(&out);
	rt_xml_real(&out, 2.5);
	assert_string_equal(out.data, "2.5");
	rt_str_clear(&out);
	rt_xml_real(&out, 3);
	assert_string_equal(out.data, "3.0");
	rt_str_release(&out);
}

static void test_show(void **state)
{
	(void)state;
	struct rt_str out = RT_STR_INIT;
	rt_show_cell(&out, "much too long", 8);
	assert_string_equal(out.data, "much to\xe2\x80\xa6");
	rt_str_clear(&out);
	rt_show_cell(&out, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4); /* two columns a sign */
	assert_int_equal(rt_utf8_width(out.data, out.len), 4);
	rt_str_clear(&out);
	rt_show_cell_end(&out, "a/long/path/file", 8);
	assert_string_equal(out.data, "\xe2\x80\xa6th/file");
	rt_str_clear(&out);
	rt_show_number(&out, 1234567, -10);
	assert_string_equal(out.data, " 1,234,567");
	rt_str_clear(&out);
	rt_show_number(&out, -123, 0);
	assert_string_equal(out.data, "-123");
	rt_str_clear(&out);
	rt_show_moment(&out, "2019-05-14T09:30:00+02:00");
	assert_string_equal(out.data, "2019-05-14 09:30 +02:00");
	rt_str_release(&out);
}

static void test_quote(void **state)
{
	(void)state;
	static const char text[] = "Hello.\n\n> First one. Then Ana met\n> Bo in Oslo. Last one.\n";
	const char *ana = strstr(text, "Ana"), *bo = strstr(text, "Bo");
	struct rt_range marks[] = {
		{(uint32_t)(ana - text), (uint32_t)(ana - text) + 3},
		{(uint32_t)(bo - text), (uint32_t)(bo - text) + 2},
	};
	struct rt_range both = {marks[0].start, marks[1].end};
	struct rt_str out = RT_STR_INIT;
	rt_quote(&out, text, strlen(text), rt_quote_range(text, strlen(text), both), marks, 2, 2);
	assert_string_equal(out.data, "  Then [Ana] met [Bo] in Oslo.\n");
	rt_str_release(&out);
}

static void expect_quote(const char *text, const char *marked, const char *expected)
{
	const char *at = strstr(text, marked);
	uint32_t start = (uint32_t)(at - text);
	struct rt_range mark = {start, start + (uint32_t)strlen(marked)};
	struct rt_str out = RT_STR_INIT;
	rt_quote_plain(
		&out, text, strlen(text), rt_quote_range(text, strlen(text), mark), &mark, 1);
	assert_string_equal(out.data, expected);
	rt_str_release(&out);
}

static void test_quote_keeps_sentences_whole(void **state)
{
	static const char abbreviated[] = "All came. We met Prof. Ana Roe and J. Bo at 3 p.m. in Oslo. "
					  "It cites Roe v. Wade. Then we left.";
	static const char endless[] =
		"one two three four five six seven eight nine ten eleven twelve thirteen "
		"fourteen fifteen sixteen seventeen eighteen nineteen twenty Ana";
	(void)state;
	expect_quote(abbreviated, "Ana Roe", "We met Prof. [Ana Roe] and J. Bo at 3 p.m. in Oslo.");
	expect_quote(abbreviated, "Oslo", "We met Prof. Ana Roe and J. Bo at 3 p.m. in [Oslo].");
	expect_quote(abbreviated, "Wade", "It cites Roe v. [Wade].");
	expect_quote(endless, "Ana",
		"…four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
		"sixteen seventeen eighteen nineteen twenty [Ana]");
	expect_quote(endless, "one",
		"[one] two three four five six seven eight nine ten eleven twelve thirteen "
		"fourteen fifteen sixteen seventeen eighteen…");
	expect_quote("Regards,\n\n  Ana Roe", "Ana Roe", "[Ana Roe]");
	expect_quote("אבגדהוזחטיכלמנסעפצקרשת", "ת", "אבגדהוזחטיכלמנסעפצקרש[ת]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_no_escapes_get_through),
		cmocka_unit_test(test_xml),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_quote),
		cmocka_unit_test(test_quote_keeps_sentences_whole),
	};
	setenv("REDTHREAD_RULES", RT_TOP_SRCDIR "/rules", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
