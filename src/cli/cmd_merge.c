/* redthread merge, split, rename, retype, ignore: a person's word about who is who. */
#include "cli/cli.h"
#include "cli/decide.h"
#include "cli/find.h"
#include "cli/opt.h"
#include "out/show.h"
#include "resolve/decisions.h"
#include "store/entity.h"

#include <stdio.h>
#include <string.h>

struct saying {
	enum rt_decision_verb verb;
	const char *usage, *summary;
	size_t words;
};

static const struct saying sayings[] = {
	{RT_DECISION_MERGE, "merge [-c FILE] [--reason TEXT] A B",
		"Says that A and B are one. A and B are names, addresses or keys. The decision is a\n"
		"line of the decisions file beside the case file; deleting it undoes it.",
		2},
	{RT_DECISION_SPLIT, "split [-c FILE] [--reason TEXT] A ALIAS",
		"Says that ALIAS, an address or name as `show A` prints it, is not A's. Takes back a\n"
		"merge of the two.",
		2},
	{RT_DECISION_RENAME, "rename [-c FILE] [--reason TEXT] A NAME", "Says what A is to be called.", 2},
	{RT_DECISION_RETYPE, "retype [-c FILE] [--reason TEXT] A TYPE",
		"Says what A is: person, role, list, machine, organisation, place …", 2},
	{RT_DECISION_IGNORE, "ignore [-c FILE] [--reason TEXT] A",
		"Leaves A out of lists, ties and diagrams.", 1},
};

/* The key of the entity that was typed; 1, 0 (said why) or -1. */
static int key_of(struct rt_store *store, const char *typed, struct rt_str *key, struct rt_err *err)
{
	struct rt_found found;
	int got = rt_find_entity(store, typed, &found, err);
	if (got <= 0)
		return got;
	rt_str_append_n(key, found.key.data, found.key.len);
	rt_found_release(&found);
	return 1;
}

/* Where an earlier line merged just this alias into the entity, the split is said in that line's
 * words, so that it takes it back: since then the entity may go by another key. 1, 0 or -1. */
static int find_merge(struct rt_store *store, const char *case_path, struct rt_str *subject,
	struct rt_str *alias, struct rt_err *err)
{
	struct rt_decisions decisions;
	char *path = rt_decisions_path(case_path);
	int got = rt_decisions_read(path, &decisions, err);
	for (size_t i = decisions.items.count; i-- && !got;) {
		const struct rt_decision *merge = &decisions.items.items[i];
		bool first = rt_decision_same(merge->subject, alias->data);
		if (merge->verb != RT_DECISION_MERGE || merge->withdrawn ||
			(!first && !rt_decision_same(merge->object, alias->data)))
			continue;
		struct rt_str other = RT_STR_INIT;
		const char *word = rt_decision_bare(first ? merge->object : merge->subject);
		got = key_of(store, word, &other, err);
		if (got > 0 && !strcmp(other.data, subject->data)) {
			rt_str_clear(subject);
			rt_str_append(subject, word);
		} else if (got > 0) {
			got = 0;
		}
		rt_str_release(&other);
	}
	rt_decisions_release(&decisions);
	rt_free(path);
	return got;
}

static void confirm(const struct saying *saying, const char *subject, const char *object,
	const char *case_path)
{
	struct rt_str line = RT_STR_INIT;
	char *path = rt_decisions_path(case_path);
	rt_str_appendf(&line, "%s ", rt_decision_verb_name(saying->verb));
	rt_show_text(&line, subject);
	if (*object)
		rt_str_append(&line, ", ");
	rt_show_text(&line, object);
	rt_str_append(&line, "\nnoted in ");
	rt_show_text(&line, path);
	rt_str_append(&line, " and done; next: redthread draw network.svg\n");
	rt_show_flush(&line);
	rt_str_release(&line);
	rt_free(path);
}

static int say(const struct saying *saying, const char *case_path, const char **words,
	const char *reason, const char *author, struct rt_err *err)
{
	struct rt_str a = RT_STR_INIT, b = RT_STR_INIT;
	struct rt_store *store = rt_store_open(case_path, RT_STORE_READ, err);
	if (!store)
		return -1;
	int got = key_of(store, words[0], &a, err);
	if (got > 0 && saying->verb == RT_DECISION_MERGE)
		got = key_of(store, words[1], &b, err);
	else if (saying->words > 1)
		rt_str_append(&b, words[1]);
	if (got > 0 && saying->verb == RT_DECISION_SPLIT &&
		find_merge(store, case_path, &a, &b, err) < 0)
		got = -1;
	rt_store_close(store);
	if (got > 0 && saying->verb == RT_DECISION_MERGE && !strcmp(a.data, b.data)) {
		fprintf(stderr, "redthread: the two are one already\n");
		got = 0;
	}
	if (got > 0) {
		struct rt_decision decision = {.verb = saying->verb, .subject = a.data,
			.object = b.data, .reason = reason, .author = author};
		if (rt_decide_note(case_path, &decision, err) || rt_decide_replay(case_path, err))
			got = -1;
		else
			confirm(saying, a.data, b.data, case_path);
	}
	rt_str_release(&a);
	rt_str_release(&b);
	return got;
}

int rt_cmd_merge(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT, *reason = "", *author = "";
	const struct saying *saying = &sayings[0];
	struct rt_err err = {0};
	for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
		if (!strcmp(argv[0], rt_decision_verb_name(sayings[i].verb)))
			saying = &sayings[i];
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{'r', "reason", RT_OPT_TEXT, &reason, "TEXT", "why, for those who read it later"},
		{0, "author", RT_OPT_TEXT, &author, "NAME", "who says so ($USER)"},
		{0},
	};
	struct rt_args args = {.usage = saying->usage, .summary = saying->summary, .opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0 && args.count != saying->words) {
		status = rt_usage_error(&args, "%s wants %zu name%s", argv[0], saying->words,
			saying->words == 1 ? "" : "s");
	} else if (status < 0) {
		int got = say(saying, case_path, args.words, reason, author, &err);
		if (got < 0)
			fprintf(stderr, "redthread: %s\n", err.message);
		status = got > 0 ? RT_EXIT_OK : got ? RT_EXIT_FAILED : RT_EXIT_USAGE;
	}
	rt_args_release(&args);
	return status;
}
