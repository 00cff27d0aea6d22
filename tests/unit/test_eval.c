/* Eval: gold in three forms, and the two ways of scoring. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "eval/evaluate.h"

#include <unistd.h>

static struct rt_gold *gold_of(const char *name, const char *content)
{
	struct rt_err err = {""};
	char path[64];
	snprintf(path, sizeof path, "eval-%ld-%s", (long)getpid(), name);
	assert_int_equal(rt_file_write(path, content, strlen(content), &err), 0);
	struct rt_gold *gold = rt_gold_load(path, &err);
	unlink(path);
	if (!gold)
		print_message("%s\n", err.message);
	return gold;
}

static void conll_gives_spans_over_the_tokens(void **state)
{
	(void)state;
	struct rt_gold *gold = gold_of("a.conll", "-DOCSTART- -X- O O\n\nAna NNP B-PER\nde X I-PER\n"
						  "Souza NNP I-PER\nof IN O\nAcme NNP I-ORG\n\nBob NNP B-PER\n");
	assert_int_equal(gold->documents.count, 1);
	const struct rt_gold_document *document = &gold->documents.items[0];
	assert_string_equal(document->text, "Ana de Souza of Acme\nBob");
	assert_int_equal(document->entities.count, 3);
	assert_int_equal(document->entities.items[0].end, 12);
	assert_string_equal(document->entities.items[1].type, "organisation");
	assert_int_equal(document->entities.items[2].start, 21);
	rt_gold_free(gold);
}

static void conll_has_blanks_as_people_write_them(void **state)
{
	(void)state;
	struct rt_gold *gold = gold_of("a.conll", "The O\n\" O\nGate O\n\" O\n, O\nAcme B-ORG\nLtd I-ORG\n. O\n\n"
						  "Bob B-PER\n's O\n( O\nno O\n) O\nx-\tO\tSpaceAfter=No\ny O\n");
	const struct rt_gold_document *document = &gold->documents.items[0];
	assert_string_equal(document->text, "The \"Gate\", Acme Ltd.\nBob's (no) x-y");
	assert_int_equal(document->entities.items[0].end, 20);
	assert_int_equal(document->entities.items[1].start, 22);
	assert_int_equal(document->entities.items[1].end, 25);
	rt_gold_free(gold);
}

static void a_broken_line_is_named(void **state)
{
	(void)state;
	struct rt_err err;
	const char *path = "eval-broken.jsonl";
	const char *text = "{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\n";
	rt_file_write(path, text, strlen(text), NULL);
	assert_null(rt_gold_load(path, &err));
	unlink(path);
	assert_non_null(strstr(err.message, "eval-broken.jsonl:2: not JSON"));
}

static struct rt_mention mention(uint32_t start, uint32_t end, const char *type, const char *value)
{
	return (struct rt_mention){
		.range = {start, end}, .type = type, .value = value, .rule = "r", .score = 1};
}

static void spans_are_scored_as_sets(void **state)
{
	(void)state;
	struct rt_gold *gold = gold_of("b.jsonl",
		"{\"id\":\"1\",\"text\":\"Ana met Bob and the chairman\",\"entities\":["
		"{\"start\":0,\"end\":3,\"type\":\"PER\"},{\"start\":8,\"end\":11,\"type\":\"PER\"},"
		"{\"start\":20,\"end\":28,\"type\":\"ROLE\"}]}\n");
	struct rt_mention items[] = {mention(0, 3, "person", NULL), mention(0, 3, "person", NULL),
		mention(4, 11, "person", NULL), mention(20, 28, "person", NULL)};
	struct rt_mentions found = {.items = items, .count = 4};
	struct rt_score score = {0};
	rt_score_spans(&score, "person", &gold->documents.items[0], &found, NULL, NULL);
	assert_int_equal(score.gold, 2);
	assert_int_equal(score.found, 2);
	assert_int_equal(score.exact, 1);
	assert_int_equal(score.overlap_found, 2);
	assert_int_equal(score.overlap_gold, 2);
	assert_int_equal(score.ignored, 1);
	rt_gold_free(gold);
}

static struct rt_score values(struct rt_gold *gold, enum rt_score_mode mode, struct rt_mention *items,
	size_t count)
{
	struct rt_score score = {0};
	struct rt_mentions found = {.items = items, .count = count};
	rt_score_values(&score, "case", mode, &gold->documents.items[0], &found, NULL, NULL);
	return score;
}

static void values_are_scored_as_pairs(void **state)
{
	(void)state;
	struct rt_gold *gold = gold_of("c.jsonl",
		"{\"id\":\"1\",\"text\":\"0123456789012345678901234567890123456789\",\"entities\":["
		"{\"start\":0,\"end\":10,\"type\":\"CASE\",\"norm\":\"1 U.S. 1\"},"
		"{\"start\":20,\"end\":30,\"type\":\"CASE\"},{\"start\":35,\"end\":40,\"type\":\"LAW\"}]}\n");
	struct rt_mention items[] = {mention(0, 10, "case", "1 us 1"), mention(20, 29, "case", "x"),
		mention(35, 37, "case", "y")};
	struct rt_score score = values(gold, RT_SCORE_EXACT, items, 3);
	assert_int_equal(score.exact, 1);
	assert_int_equal(score.found, 2); /* the third stands in a zone of another type */
	assert_int_equal(score.value_right, 1);
	score = values(gold, RT_SCORE_OVERLAP, items, 3);
	assert_int_equal(score.exact, 2);
	struct rt_mention parts[] = {mention(2, 5, "case", "1 US 1"), mention(6, 9, "case", "z")};
	score = values(gold, RT_SCORE_CONTAIN, parts, 2);
	assert_int_equal(score.exact, 1);
	assert_int_equal(score.found, 1);
	assert_int_equal(score.ignored, 1);
	rt_gold_free(gold);
}

static enum rt_agreement date(const char *norm, const char *found)
{
	const char *norms[] = {norm};
	struct rt_gold_entity gold = {.type = "date"};
	gold.values.items = norms;
	gold.values.count = 1;
	return rt_value_agreement(&gold, "date", found);
}

static void dates_agree_without_their_time(void **state)
{
	(void)state;
	assert_int_equal(date("2019-01-04T10:00", "2019-01-04"), RT_EQUAL);
	assert_int_equal(date("XXXX-04-22", "2017-04-22"), RT_EQUAL);
	assert_int_equal(date("XXXX-04-22", "2017-04-23"), RT_DIFFERENT);
	assert_int_equal(date("2019-01", "2019-01-04"), RT_PREFIX);
	assert_int_equal(date("(2016-11-07,2016-11-14,P7D)", "2016-11-07/2016-11-14"), RT_EQUAL);
	assert_int_equal(
		date("2013-02-12/2013-02-14 [end exclusive]", "2013-02-12/2013-02-14"), RT_EQUAL);
	assert_int_equal(date("2017-06-01", "2017-06-01 00:01"), RT_EQUAL);
	assert_int_equal(date("2013", NULL), RT_DIFFERENT);
}

static void only_days_in_figures_are_full_dates(void **state)
{
	(void)state;
	struct rt_gold *gold = gold_of("full.jsonl",
		"{\"id\":\"1\",\"text\":\"1.2.2019 5/6/13 May 2019 Easter 2019 5 May \\u0665 \\u0645 "
		"\\u0662\\u0660\\u0661\\u0669 \\u4e8c\\u5e74\\u4e94\\u65e5 2019-2020 2/2013\",\"entities\":["
		"{\"start\":0,\"end\":8,\"type\":\"DATE\",\"norm\":\"2019-02-01\"},"
		"{\"start\":9,\"end\":15,\"type\":\"DATE\",\"norm\":\"2013-06-05\"},"
		"{\"start\":16,\"end\":24,\"type\":\"DATE\",\"norm\":\"2019-05\"},"
		"{\"start\":25,\"end\":36,\"type\":\"DATE\",\"norm\":\"2019-04-21\"},"
		"{\"start\":37,\"end\":42,\"type\":\"DATE\",\"norm\":\"2019-05-05\"},"
		"{\"start\":43,\"end\":57,\"type\":\"DATE\",\"norm\":\"2019-05-05T09:30\"},"
		"{\"start\":58,\"end\":70,\"type\":\"DATE\",\"norm\":\"2020-01-05\"},"
		"{\"start\":71,\"end\":80,\"type\":\"DATE\",\"norm\":\"2019-01-01/2020-12-31\"},"
		"{\"start\":81,\"end\":87,\"type\":\"DATE\",\"norm\":\"2013-02-01\"}]}\n");
	static const bool full[] = {true, true, false, false, false, true, true, false, false};
	rt_gold_keep_full_dates(gold);
	const struct rt_gold_document *document = &gold->documents.items[0];
	assert_int_equal(document->entities.count, 9);
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(!strcmp(document->entities.items[i].type, "date"), full[i]);
	rt_gold_free(gold);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_days_in_figures_are_full_dates),
		cmocka_unit_test(conll_gives_spans_over_the_tokens),
		cmocka_unit_test(conll_has_blanks_as_people_write_them),
		cmocka_unit_test(a_broken_line_is_named),
		cmocka_unit_test(spans_are_scored_as_sets),
		cmocka_unit_test(values_are_scored_as_pairs),
		cmocka_unit_test(dates_agree_without_their_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
