/* A weekday alone, or what is told from another day, and the dates beside it that say which one is
 * meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "doc/plain.h"
#include "learn/learn.h"
#include "../support/built_in.h"

#define WRITTEN "2001-05-16" /* a Wednesday */

struct weekday_case {
	const char *text, *surface, *value;
	const char *other; /* the reading that is kept beside it, or NULL */
};

static const struct weekday_case weekday_cases[] = {
	/* the same weekday, with its day */
	{"Dinner is on Thursday, June 28, at eight. Whoever is in town Thursday night may come.",
		"Thursday night", "2001-06-28", NULL},
	{"The date is July 6, that is, Friday, at the inn.", "Friday", "2001-07-06", NULL},
	/* a heading, and the lines below it */
	{"June 17-18\nBOARD\nSunday, two o'clock\nMonday, nine o'clock\n", "Monday", "2001-06-18",
		NULL},
	{"Week of June 11:\nMonday: nothing\nThursday: call Ana\n", "Thursday", "2001-06-14", NULL},
	{"June 11\nMonday, nine\nJune 19\nThursday, ten\n", "Thursday", "2001-05-17", "2001-05-10"},
	/* a span behind, a week, a day far off */
	{"Come on Saturday, Sunday and Monday, November 10th through 12th, to Rome.", "Sunday",
		"2001-11-11", NULL},
	{"I am in London next week. Tuesday or Friday works for me.", "Friday", "2001-05-25", NULL},
	{"It begins on Sunday, July 15, with dinner. The programme continues Monday morning.",
		"Monday", "2001-07-16", NULL},
	/* the sentence alone */
	{"She said Monday that it is over.", "Monday", "2001-05-14", NULL},
	{"We will call you Monday.", "Monday", "2001-05-21", NULL},
	{"It rose on Monday; by Friday it will be gone.", "Friday", "2001-05-18", NULL},
	{"The published schedule says that officials Tuesday were away, plans or not.", "Tuesday",
		"2001-05-15", NULL},
	{"Wonderful to see you at the barn on Saturday!", "Saturday", "2001-05-12", NULL},
	{"It will be great to see you on Monday.", "Monday", "2001-05-21", NULL},
	{"The talk on Tuesday at 7 is confirmed.", "Tuesday", "2001-05-22", NULL},
	{"It does not count Tuesday's result, which is estimated.", "Tuesday", "2001-05-15",
		"2001-05-22"},
	{"On Monday, the harbour is opening a bar.", "Monday", "2001-05-21", NULL},
	{"The bridge was not open until Thursday.", "Thursday", "2001-05-10", NULL},
	{"The unveiling -- Tuesday, S eptember 25\n\nJoin us on Tuesday, June 26, for it.",
		"Tuesday", "2001-06-26", NULL},
	{"On Monday we have meetings with them.", "Monday", "2001-05-21", NULL},
	{"It was expected to rain on Tuesday, but it did not.", "Tuesday", "2001-05-15", NULL},
	{"The games of next summer will be fun.", "next summer", "2002-SU", NULL},
	{"With deals announced by Arvidson on Monday, they won.", "Monday", "2001-05-14", NULL},
	{"He was well worn out by Friday.", "Friday", "2001-05-11", NULL},
	{"It was due by Friday.", "Friday", "2001-05-18", NULL},
	/* a piece that was cut from a paper, by the day of the paper */
	{"By Ann Haverford\n05/14/2001\nHaverford Press\nCopyright 2001\n\nThey accused him Tuesday.",
		"Tuesday", "2001-05-08", NULL},
	{"By Ann Haverford\n05/14/2001\nHaverford Press\n\nThey accused him Tuesday.", "Tuesday",
		"2001-05-15", NULL},
	/* lists: below a colon, below a point, one day behind the other */
	{"The hearings are scheduled for:\n- Monday, in Rome\n- Tuesday, in Oslo\n", "Monday",
		"2001-05-21", NULL},
	{"The hearings are scheduled for:\n- Monday, in Rome\n- Tuesday, in Oslo\n", "Tuesday",
		"2001-05-22", NULL},
	{"It was revised Tuesday, coming in at 110 Wednesday, 100 Thursday and 75 Friday.",
		"Friday", "2001-05-18", NULL},
	{"In Rome, next Monday and Tuesday, May 21 and 22, we shall talk.", "Tuesday",
		"2001-05-22", NULL},
	/* a plan that is over, or resolved; a day that is offered; what the day has behind it */
	{"Meeting with the crew Tuesday, she described a storm.", "Tuesday", "2001-05-15", NULL},
	{"They agreed to sail on Monday with the crew.", "Monday", "2001-05-21", NULL},
	{"Qwynter thinks that Monday and Tuesday are best.", "Monday", "2001-05-21", NULL},
	{"In light of Friday's tragedy, the fair is off.", "Friday", "2001-05-11", NULL},
	{"It was calm, but Saturday predictions call for wind.", "Saturday", "2001-05-19", NULL},
	/* the end of what begins on a day far off */
	{"I sail to Quxley on June 12, returning Friday.", "Friday", "2001-06-15", NULL},
	{"It is June 14th and 15th, Thursday and Friday. Who stays on Saturday?", "Saturday",
		"2001-06-16", NULL},
	/* the year of the same day beside it, of the months around it, or by its weekday */
	{"Due by December 31, 2002, and if the December 31 boat is late, so be it.",
		"December 31 boat", "2002-12-31", NULL},
	{"It ran from April through June 2000. They stopped on May 3 for a day.", "May 3",
		"2000-05-03", NULL},
	{"It begins on June 15, 2003. We leave on Monday, June 16, at noon.", "Monday",
		"2003-06-16", NULL},
	{"The August 1999 treaty was broken on Aug. 2 at sea.", "Aug. 2", "2001-08-02", NULL},
	/* the days of a list run on */
	{"The talks are on November 24, December 6 and March 12, as ever.", "March 12",
		"2001-03-12", NULL},
	{"They met on July 24, October 23 and in May.", "October 23", "2001-10-23", NULL},
	/* a slip of the pen: the 22nd is a Tuesday */
	{"Please come on Wednesday, May 22nd, at ten.", "Wednesday", "2001-05-22", NULL},
	/* weekends that are over, and to come */
	{"Replies came in over the weekend, and they were kind.", "the weekend", "2001-W19-WE",
		NULL},
	{"It was good to see you over the weekend.", "the weekend", "2001-W19-WE", NULL},
	{"We bought a sail and shall try to hoist it over the weekend.", "the weekend",
		"2001-W20-WE", NULL},
	/* who did it stands before the day; a wish; a heading */
	{"Fearing that it could boil over, the PUC Thursday installed lamps.", "Thursday",
		"2001-05-10", NULL},
	{"Tell us what you would like to have addressed at Monday's call.", "Monday",
		"2001-05-21", NULL},
	{"TUESDAY\n-----\nWill the crew sail on?\n", "TUESDAY", "2001-05-15", "2001-05-22"},
	{"Join us this Monday night.", "this Monday", "2001-05-21", NULL},
	{"It was not permitted by our November 12 order.", "November 12", "2000-11-12", NULL},
	/* what a tale tells from its own day */
	{"They met on May 3, and yet next day I had no crew.", "next day", "2001-05-04", NULL},
	{"Come on June 12 or the day before, as you like.", "the day before", "2001-06-11", NULL},
	{"It opens on June 12, and on this day we shall sing.", "this day", "2001-06-12", NULL},
	/* parts of a year */
	{"We shall review our first quarter results.", "first quarter", "2001-Q1", NULL},
	{"They fell in the fourth quarter.", "the fourth quarter", "2000-Q4", NULL},
	/* what is told from a day of the text */
	{"We met on May 3. The same day it rained.", "The same day", "2001-05-03", NULL},
	{"She left on May 3; the following week it rained.", "the following week", "2001-W19",
		NULL},
	{"We met on May 3. The following Tuesday it rained.", "The following Tuesday", "2001-05-08",
		NULL},
	{"Out on Monday, June 11.\n\nWhat about the following Tuesday?", "the following Tuesday",
		"2001-06-12", NULL},
	{"Closed on Friday, June 15; the preceding Tuesday we meet.", "the preceding Tuesday",
		"2001-06-12", NULL},
	{"In 1997 he left. The following year he died.", "The following year", "1998", NULL},
	{"It was renamed in 1995. That same year it rained.", "That same year", "1995", NULL},
	{"We sail on June 12, and that day I cannot come.", "that day", "2001-06-12", NULL},
	{"The stock, in the year ended Dec. 31, fell.", "Dec. 31", "2000-12-31", NULL},
	{"It cost less in 1999 and five times as much as the\nprevious year, they said.",
		"the\nprevious year", "1998", NULL},
	{"The same week it rained.", "The same week", "XXXX-WXX", NULL},
	{"Leave June 7 and come back on the 9th.", "the 9th", "2001-06-09", NULL},
	{"Leave May 28 and come back on the 2nd.", "the 2nd", "2001-06-02", NULL},
	{"We want it done by the 4th.", "the 4th", "2001-06-04", NULL},
	/* neither: the nearest, and the one a week off */
	{"Monday note", "Monday", "2001-05-14", "2001-05-21"},
};

static void check(struct rt_extractor *extractor, const struct weekday_case *row)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(
		arena, rt_ruleset_mail_words(built_in), row->text, strlen(row->text));
	struct rt_mentions mentions = {0};
	bool seen = false;
	rt_document_set_date(document, WRITTEN);
	rt_extractor_run(extractor, document, &mentions);
	for (size_t i = 0; i < mentions.count; i++) {
		const struct rt_mention *mention = &mentions.items[i];
		uint32_t at = (uint32_t)(strstr(row->text, row->surface) - row->text);
		if (mention->range.start != at || strcmp(mention->type, "date") != 0)
			continue;
		const char *other = rt_mention_attribute(mention, "or\t");
		seen = true;
		if (strcmp(mention->value, row->value) != 0)
			fail_msg("\"%s\" gave %s, not %s", row->text, mention->value, row->value);
		assert_int_equal(other != NULL, row->other != NULL);
		if (other)
			assert_memory_equal(other + 3, row->other, strlen(row->other));
	}
	if (!seen)
		fail_msg("\"%s\": no date at \"%s\"", row->text, row->surface);
	rt_vec_release(&mentions);
	rt_document_release(document);
	rt_arena_free(arena);
}

static void neighbours_say_which_weekday(void **state)
{
	(void)state;
	struct rt_extractor *extractor = rt_extractor_new(built_in, NULL);
	for (size_t i = 0; i < sizeof weekday_cases / sizeof weekday_cases[0]; i++)
		check(extractor, &weekday_cases[i]);
	rt_extractor_free(extractor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(neighbours_say_which_weekday)};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
