/* Whether the day or the month stands first: counted, and settled within a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "learn/dictionary.h"
#include "learn/date_habit.h"
#include "../support/built_in.h"

static void only_dates_with_one_reading_count(void **state)
{
	(void)state;
	struct rt_date_habit habit = {0, 0};
	const char *text = "25/12/2018, 12/25/18 and 12/31/2001; 03/04/2021; 1.30.2004, "
			   "v1.2.2003.4; 99/99/2001; 5-13-02; "
			   "call 5-13-02-77 or 10/25";
	rt_date_habit_count(&habit, text, strlen(text));
	assert_int_equal(habit.day_first, 1);
	assert_int_equal(habit.month_first, 4);
}

static struct rt_mention mention_of(const char *text, const char *surface)
{
	uint32_t start = (uint32_t)(strstr(text, surface) - text);
	return (struct rt_mention){.range = {start, start + (uint32_t)strlen(surface)},
		.type = "date",
		.value = "2021-03-04",
		.attributes = "precision\tday\nor\t2021-04-03\nzone\tutc\n"};
}

static void settles(const char *text, const char *value, const char *attributes)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_new(arena);
	struct rt_mentions mentions = {0};
	document->text = text;
	document->len = strlen(text);
	rt_vec_push(&mentions, mention_of(text, "03/04/2021"));
	rt_date_habit_settle(document, NULL, &mentions);
	assert_string_equal(mentions.items[0].value, value);
	assert_string_equal(mentions.items[0].attributes, attributes);
	rt_vec_release(&mentions);
	rt_document_release(document);
	rt_arena_free(arena);
}

static void neighbours_settle_the_order(void **state)
{
	(void)state;
	settles("on 25/12/2020 and 03/04/2021", "2021-04-03",
		"precision\tday\nsettled\tneighbours\nzone\tutc\n");
	settles("on 12/25/2020 and 03/04/2021", "2021-03-04",
		"precision\tday\nsettled\tneighbours\nzone\tutc\n");
}

/* "12345" is the case: what court its rule knows it by settles the day. */
static void settles_by_case(const char *rule, const char *value)
{
	const char *text = "in 12345 on 03/04/2021";
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_new(arena);
	struct rt_mentions mentions = {0};
	struct rt_mention docket = mention_of(text, "12345");
	docket.type = "case";
	docket.rule = rule;
	docket.attributes = NULL;
	document->text = text;
	document->len = strlen(text);
	rt_vec_push(&mentions, docket);
	rt_vec_push(&mentions, mention_of(text, "03/04/2021"));
	rt_date_habit_settle(document, NULL, &mentions);
	assert_string_equal(mentions.items[1].value, value);
	rt_vec_release(&mentions);
	rt_document_release(document);
	rt_arena_free(arena);
}

static void courts_settle_the_order(void **state)
{
	(void)state;
	settles_by_case("in-abbreviated", "2021-04-03");
	settles_by_case("us-district-docket", "2021-03-04");
	settles_by_case("de-federal-court", "2021-03-04");
}

static void one_message_reads_in_one_way(void **state)
{
	(void)state;
	static const char text[] = "03/04/2021 early, 03/04/2021 מאוחר";
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_new(arena);
	struct rt_mentions mentions = {0};
	document->text = text;
	document->len = strlen(text);
	document->lang = "en";
	document->lang_too = "he";
	rt_vec_push(&mentions, mention_of(text, "03/04/2021 e"));
	rt_vec_push(&mentions, mention_of(text, "03/04/2021 \xd7"));
	mentions.items[0].range.end -= 2;
	mentions.items[1].range.end -= 2;
	mentions.items[1].value = "2021-04-03";
	mentions.items[1].attributes = "or\t2021-03-04\n";
	rt_date_habit_settle(document, NULL, &mentions);
	assert_string_equal(mentions.items[0].value, "2021-04-03");
	assert_string_equal(
		mentions.items[0].attributes, "precision\tday\nor\t2021-03-04\nzone\tutc\n");
	assert_string_equal(mentions.items[1].value, "2021-04-03");
	rt_vec_release(&mentions);
	rt_document_release(document);
	rt_arena_free(arena);
}

static void both_kinds_or_none_settle_nothing(void **state)
{
	(void)state;
	settles("on 12/25/2020, 25/12/2020 and 03/04/2021", "2021-03-04",
		"precision\tday\nor\t2021-04-03\nzone\tutc\n");
	settles("on 03/04/2021", "2021-03-04", "precision\tday\nor\t2021-04-03\nzone\tutc\n");
}

/* ---- the dump's own habit -------------------------------------------------------------------- */

static struct rt_document *mail(struct rt_arena *arena, const char *from, const char *text)
{
	struct rt_document *document = rt_document_new(arena);
	document->text = text;
	document->len = strlen(text);
	rt_vec_push(&document->messages, (struct rt_message){.parent = -1});
	struct rt_participant sender = {.role = RT_ROLE_FROM, .address = from};
	rt_vec_push(&document->messages.items[0].participants, sender);
	return document;
}

/* The mail of a dump, one a row, and what becomes of 03/04/2021 in a mail of ana@press.example. */
struct habit_case {
	struct {
		const char *from, *text;
	} dump[5];
	const char *value, *settled;
};

static const struct habit_case habit_cases[] = {
	/* three dates of hers say that she puts the day first */
	{{{"ana@press.example", "on 25/12/2020 and 13/01/2021"},
		 {"Ana@Press.Example", "by 31/3/21"},
		 {"bo@bank.example", "12/25/2020, 12/26/2020, 12/27/2020"}},
		"2021-04-03", "sender"},
	{{{"ana@press.example", "on 12/25/2020 and 1/13/2021"},
		 {"ana@press.example", "by 3/31/21"}},
		"2021-03-04", "sender"},
	/* she wrote none: the others of her domain speak for her */
	{{{"bo@press.example", "on 25/12/2020"},
		 {"cy@press.example", "on 13/01/2021 or 14/01/2021"}},
		"2021-04-03", "domain"},
	/* against her domain, her own habit counts */
	{{{"ana@press.example", "12/25/2020, 12/26/2020, 12/27/2020"},
		 {"bo@press.example", "25/12/2020, 26/12/2020, 27/12/2020"}},
		"2021-03-04", "sender"},
	/* too few, both ways alike, or someone else's: both readings are kept */
	{{{"ana@press.example", "on 25/12/2020 and 13/01/2021"}}, "2021-03-04", NULL},
	{{{"bo@press.example", "25/12/2020, 26/12/2020, 27/12/2020"},
		 {"cy@press.example", "12/25/2020, 12/26/2020, 12/27/2020"}},
		"2021-03-04", NULL},
	{{{"bo@bank.example", "25/12/2020, 26/12/2020, 27/12/2020"},
		 {"bo@express.example", "25/12/2020, 26/12/2020, 27/12/2020"}},
		"2021-03-04", NULL},
};

static void check_case(const struct habit_case *row)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_dictionary *dictionary = rt_dictionary_new(built_in);
	for (size_t i = 0; i < 5 && row->dump[i].from; i++) {
		struct rt_document *document = mail(arena, row->dump[i].from, row->dump[i].text);
		rt_dictionary_observe(dictionary, document);
		rt_document_release(document);
	}
	rt_dictionary_finish(dictionary);
	struct rt_document *document = mail(arena, "ana@press.example", "see you on 03/04/2021");
	struct rt_mentions mentions = {0};
	rt_vec_push(&mentions, mention_of(document->text, "03/04/2021"));
	rt_date_habit_settle(document, dictionary, &mentions);
	assert_string_equal(mentions.items[0].value, row->value);
	const char *settled = strstr(mentions.items[0].attributes, "settled\t");
	if (row->settled)
		assert_true(settled && !strncmp(settled + 8, row->settled, strlen(row->settled)));
	else
		assert_non_null(strstr(mentions.items[0].attributes, "or\t2021-04-03"));
	rt_vec_release(&mentions);
	rt_document_release(document);
	rt_dictionary_free(dictionary);
	rt_arena_free(arena);
}

static void the_dump_settles_the_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof habit_cases / sizeof habit_cases[0]; i++)
		check_case(&habit_cases[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_dates_with_one_reading_count),
		cmocka_unit_test(neighbours_settle_the_order),
		cmocka_unit_test(courts_settle_the_order),
		cmocka_unit_test(one_message_reads_in_one_way),
		cmocka_unit_test(both_kinds_or_none_settle_nothing),
		cmocka_unit_test(the_dump_settles_the_order),
	};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
