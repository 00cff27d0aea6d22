/* Whether the day or the month stands first: counted, and settled within a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "learn/date_habit.h"

static void only_dates_with_one_reading_count(void **state)
{
	(void)state;
	struct rt_date_habit habit = {0, 0};
	const char *text =
		"25/12/2018, 12/25/18 and 12/31/2001; 03/04/2021; 1.30.2004; 99/99/2001; 5-13-02; "
		"call 5-13-02-77 or 10/25";
	rt_date_habit_count(&habit, text, strlen(text));
	assert_int_equal(habit.day_first, 1);
	assert_int_equal(habit.month_first, 3);
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

static void both_kinds_or_none_settle_nothing(void **state)
{
	(void)state;
	settles("on 12/25/2020, 25/12/2020 and 03/04/2021", "2021-03-04",
		"precision\tday\nor\t2021-04-03\nzone\tutc\n");
	settles("on 03/04/2021", "2021-03-04", "precision\tday\nor\t2021-04-03\nzone\tutc\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_dates_with_one_reading_count),
		cmocka_unit_test(neighbours_settle_the_order),
		cmocka_unit_test(both_kinds_or_none_settle_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
