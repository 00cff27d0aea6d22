/* Timelines: what falls into which step, and what stays vague. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "out/timeline.h"

static const char *const series[] = {"sent", "dates"};

static struct rt_timeline *example(void)
{
	static const char *const sent[] = {
		"2019-05-14T09:30:00+02:00", "2019-05-20", "2019-07-01", NULL};
	static const char *const dates[] = {"2019-05-14", "2019-06", "2018", "199X",
		"2019-05-01/2019-05-03", "XXXX-05-14", "2019-07-04~", "2019-W20", "PRESENT_REF",
		NULL};
	struct rt_timeline *line = rt_timeline_new("Ana, \"Lopes\"", series, 2);
	rt_timeline_contacts(line, 1);
	for (size_t i = 0; sent[i]; i++)
		rt_timeline_add(line, 0, sent[i]);
	for (size_t i = 0; dates[i]; i++)
		rt_timeline_add(line, 1, dates[i]);
	rt_timeline_add(line, 0, NULL);
	return line;
}

static void months_are_summed_and_the_vague_is_counted_apart(void **state)
{
	(void)state;
	struct rt_timeline *line = example();
	struct rt_str out = RT_STR_INIT;
	rt_timeline_finish(line, RT_TIMELINE_MONTH);
	rt_timeline_csv_head(line, &out);
	rt_timeline_csv(line, &out);
	assert_string_equal(out.data, "\"name\",\"when\",\"sent\",\"dates\"\r\n"
				      "\"Ana, \"\"Lopes\"\"\",\"2019-05\",2,1\r\n"
				      "\"Ana, \"\"Lopes\"\"\",\"2019-06\",0,1\r\n"
				      "\"Ana, \"\"Lopes\"\"\",\"2019-07\",1,1\r\n"
				      "\"Ana, \"\"Lopes\"\"\",\"vague\",1,6\r\n");
	rt_str_release(&out);
	rt_timeline_free(line);
}

static void years_take_what_months_cannot(void **state)
{
	(void)state;
	struct rt_timeline *line = example();
	struct rt_str out = RT_STR_INIT;
	rt_timeline_finish(line, RT_TIMELINE_YEAR);
	rt_timeline_json(line, &out);
	assert_non_null(strstr(out.data, "{\"when\":\"2018\",\"sent\":0,\"dates\":1}"));
	assert_non_null(strstr(out.data, "{\"when\":\"2019\",\"sent\":3,\"dates\":3}"));
	assert_non_null(strstr(
		out.data, "\"first_contact\":\"2019-05-14\",\"last_contact\":\"2019-07-01\""));
	rt_str_release(&out);
	rt_timeline_free(line);
}

static void an_empty_line_can_be_drawn(void **state)
{
	(void)state;
	struct rt_timeline *line = rt_timeline_new("Nobody", series, 2);
	struct rt_str out = RT_STR_INIT;
	rt_timeline_finish(line, RT_TIMELINE_AUTO);
	rt_timeline_table(line, &out);
	rt_timeline_svg(&line, 1, &out);
	assert_non_null(strstr(out.data, "</svg>"));
	rt_str_release(&out);
	rt_timeline_free(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_are_summed_and_the_vague_is_counted_apart),
		cmocka_unit_test(years_take_what_months_cannot),
		cmocka_unit_test(an_empty_line_can_be_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
