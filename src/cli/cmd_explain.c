/* redthread explain A B: why two are one, or are not. */
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/opt.h"
#include "out/show.h"

#include "base/arena.h"
#include "engine/engine.h"
#include "resolve/compare.h"
#include "store/entity.h"

#include <stdio.h>
#include <string.h>

struct written {
	const char *text, *why, *kind;
	double score;
	int64_t count;
};
struct aliases {
	struct written *items;
	size_t count, cap;
};

struct explaining {
	struct rt_store *store;
	struct rt_arena *arena;
	struct rt_lexicon *lexicon;
	struct rt_found a, b;
	struct aliases of_a, of_b;
	struct rt_str out;
};

static int load_aliases(struct explaining *all, int64_t entity, struct aliases *into, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_aliases(all->store, entity, err);
	struct rt_alias_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_aliases_next(rows, &row, err)) > 0)
		rt_vec_push(into, (struct written){.text = rt_arena_strdup(all->arena, row.text),
					  .why = rt_arena_strdup(all->arena, row.why),
					  .kind = rt_arena_strdup(all->arena, row.kind),
					  .score = row.score, .count = row.count});
	rt_cursor_free(rows);
	return got;
}

static void say_name(struct rt_str *out, const char *name)
{
	rt_str_append(out, "“");
	rt_show_text(out, name);
	rt_str_append(out, "”");
}

/* All rules that hold one entity together, each with an example. */
static void explain_one(struct explaining *all)
{
	say_name(&all->out, all->a.name.data);
	rt_str_append(&all->out, " is one entity. Why each name and address belongs to it:\n");
	RT_VEC_FOREACH(alias, &all->of_a)
	{
		rt_str_append(&all->out, "  ");
		rt_show_cell(&all->out, alias->text, 40);
		rt_str_appendf(&all->out, "  %.2f  ", alias->score);
		rt_show_text(&all->out, alias->why);
		rt_str_append_char(&all->out, '\n');
	}
	rt_str_append(&all->out, "What does not belong is taken out by: redthread split A ALIAS\n");
}

static struct rt_name parsed(struct explaining *all, const char *text)
{
	struct rt_name name;
	rt_name_parse(all->arena, all->lexicon, text, strlen(text), &name);
	return name;
}

static const char *relation_words(enum rt_relation relation)
{
	static const char *const words[] = {
		[RT_REL_NONE] = "say nothing of each other",
		[RT_REL_CONTRADICT] = "contradict each other: one person does not bear both",
		[RT_REL_WHOLE] = "have the same given and family name",
		[RT_REL_EXACT] = "are the same name",
		[RT_REL_INITIAL] = "agree by an initial",
		[RT_REL_NICKNAME] = "agree by a short form of the given name",
		[RT_REL_REORDERED] = "have the same parts in another order",
		[RT_REL_MIDDLE] = "agree by a middle name",
		[RT_REL_MARRIED] = "share given name and one family name",
		[RT_REL_TYPO] = "are one letter apart",
		[RT_REL_SCRIPT] = "sound alike in two scripts",
	};
	return words[relation];
}

static void say_pair(
	struct explaining *all, const char *a, const char *b, enum rt_relation relation)
{
	rt_str_append(&all->out, "  ");
	say_name(&all->out, a);
	rt_str_append(&all->out, " and ");
	say_name(&all->out, b);
	rt_str_appendf(&all->out, " %s\n", relation_words(relation));
}

/* The first contradiction and the best agreement between the names of the two. */
static void compare_all(struct explaining *all)
{
	const char *best_a = NULL, *best_b = NULL;
	enum rt_relation best = RT_REL_NONE;
	bool contradiction = false;
	RT_VEC_FOREACH(x, &all->of_a)
	{
		RT_VEC_FOREACH(y, &all->of_b)
		{
			if (strcmp(x->kind, "name") != 0 || strcmp(y->kind, "name") != 0)
				continue;
			struct rt_name left = parsed(all, x->text), right = parsed(all, y->text);
			enum rt_relation relation = rt_name_compare(all->lexicon, &left, &right);
			if (relation == RT_REL_CONTRADICT && !contradiction) {
				say_pair(all, x->text, y->text, relation);
				contradiction = true;
			} else if (relation > RT_REL_CONTRADICT && (best == RT_REL_NONE || relation < best)) {
				best = relation;
				best_a = x->text;
				best_b = y->text;
			}
		}
	}
	if (best_a)
		say_pair(all, best_a, best_b, best);
	else if (!contradiction)
		rt_str_append(&all->out, "  no name of the one goes with a name of the other\n");
}

static int say_proposal(struct explaining *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_proposals(all->store, err);
	struct rt_proposal_row row;
	int64_t low = all->a.id < all->b.id ? all->a.id : all->b.id;
	int64_t high = all->a.id < all->b.id ? all->b.id : all->a.id;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_proposals_next(rows, &row, err)) > 0)
		if (row.a == low && row.b == high) {
			rt_str_appendf(&all->out, "  proposed with %.2f: ", row.score);
			rt_show_text(&all->out, row.why);
			rt_str_append_char(&all->out, '\n');
		}
	rt_cursor_free(rows);
	return got;
}

static int explain_two(struct explaining *all, struct rt_err *err)
{
	say_name(&all->out, all->a.name.data);
	rt_str_append(&all->out, " and ");
	say_name(&all->out, all->b.name.data);
	rt_str_append(&all->out, " are two entities.\n");
	compare_all(all);
	if (say_proposal(all, err))
		return -1;
	rt_str_append(&all->out, "If you know better: redthread merge A B\n");
	return 0;
}

static int explain(struct explaining *all, const char **words, struct rt_err *err)
{
	int got = rt_find_entity(all->store, words[0], &all->a, err);
	if (got <= 0)
		return got;
	got = rt_find_entity(all->store, words[1], &all->b, err);
	if (got > 0) {
		all->lexicon = rt_lexicon_load(rt_ruleset_builtin_folder(), err);
		if (!all->lexicon || load_aliases(all, all->a.id, &all->of_a, err) ||
			load_aliases(all, all->b.id, &all->of_b, err))
			got = -1;
		else if (all->a.id == all->b.id)
			explain_one(all);
		else if (explain_two(all, err))
			got = -1;
		rt_lexicon_free(all->lexicon);
		rt_found_release(&all->b);
	}
	rt_found_release(&all->a);
	return got;
}

int rt_cmd_explain(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	struct rt_err err = {0};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0},
	};
	struct rt_args args = {.usage = "explain [-c FILE] A B",
		.summary = "Says why two names or addresses are one entity, or why they are not.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0 && args.count != 2) {
		status = rt_usage_error(&args, "explain wants two names");
	} else if (status < 0) {
		struct explaining all = {.arena = rt_arena_new(), .out = RT_STR_INIT};
		all.store = rt_store_open(case_path, RT_STORE_READ, &err);
		int got = all.store ? explain(&all, args.words, &err) : -1;
		if (got < 0)
			fprintf(stderr, "redthread: %s\n", err.message);
		rt_show_flush(&all.out);
		rt_store_close(all.store);
		rt_vec_release(&all.of_a);
		rt_vec_release(&all.of_b);
		rt_str_release(&all.out);
		rt_arena_free(all.arena);
		status = got > 0 ? RT_EXIT_OK : got ? RT_EXIT_FAILED : RT_EXIT_USAGE;
	}
	rt_args_release(&args);
	return status;
}
