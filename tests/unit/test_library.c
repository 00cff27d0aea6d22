/* The public interface, as a program that links the library sees it. */
#include "config.h" /* for POSIX functions */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "redthread.h"

static char error[256];

static struct rt_rules *open_rules(void)
{
	setenv("REDTHREAD_RULES", RT_TOP_SRCDIR "/rules", 1);
	struct rt_rules *rules = rt_rules_open(NULL, 0, error, sizeof error);
	assert_non_null(rules);
	assert_null(rt_rules_problem(rules, 0));
	assert_true(rt_rules_count(rules) > 250);
	return rules;
}

static void note(void *context, const struct rt_found *found)
{
	char *line = context;
	size_t len = strlen(line);
	snprintf(line + len, 500 - len, "%zu-%zu %s %s;", found->start, found->end, found->type,
		found->value);
}

static void a_text_is_annotated(void **state)
{
	(void)state;
	char line[500] = "";
	const char *text = "Write to Ana@Example.org.";
	struct rt_rules *rules = open_rules();
	struct rt_annotator *annotator = rt_annotator_open(rules);
	assert_int_equal(rt_annotate(annotator, text, strlen(text), NULL, note, line), 0);
	assert_string_equal(line, "9-24 email ana@example.org;");
	char *json = rt_annotate_json(annotator, text, strlen(text), "2019-05-14");
	assert_non_null(strstr(json, "{\"entities\":[{\"start\":9,\"end\":24,\"type\":\"email\""));
	rt_annotation_free(json);
	rt_annotator_close(annotator);
	rt_rules_close(rules);
}

static void what_is_no_text_is_refused(void **state)
{
	(void)state;
	struct rt_rules *rules = open_rules();
	struct rt_annotator *annotator = rt_annotator_open(rules);
	assert_int_equal(rt_annotate(annotator, "\xff", 1, NULL, note, NULL), -1);
	assert_int_equal(rt_annotate(annotator, "a\0b", 3, NULL, note, NULL), -1);
	assert_null(rt_annotate_json(annotator, "\xc3", 1, NULL));
	assert_int_equal(rt_annotate(annotator, "", 0, NULL, note, NULL), 0);
	rt_annotator_close(annotator);
	rt_rules_close(rules);
}

static void a_missing_folder_is_told(void **state)
{
	(void)state;
	assert_null(rt_rules_open((const char *const[]){"/no/such/folder"}, 1, error, sizeof error));
	assert_non_null(strstr(error, "/no/such/folder"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_annotated),
		cmocka_unit_test(what_is_no_text_is_refused),
		cmocka_unit_test(a_missing_folder_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
