#include "cli/find.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/opt.h"
#include "out/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN 12   /* candidates that are named */
#define STANDS_OUT 10

/* How well an entity fits, best first. An address, or words inside one, means
 * its owner first. */
enum fit { FIT_KEY, FIT_NAME, FIT_ALIAS, FIT_ADDRESS, FIT_WORDS, FIT_INSIDE, FIT_NONE };

struct candidate {
	int64_t id, weight;
	enum fit fit;
	char *key, *name, *type;
};

struct search {
	struct rt_str wanted; /* folded */
	const char *typed;
	RT_VEC(struct candidate) candidates; /* index: id - 1 of all entities, in order of id */
	/* The nearest name, where nothing fits. */
	size_t least_edits;
	struct rt_str nearest;
};

/* Every blank-separated word of the folded question stands in the folded text. */
static bool has_words(const struct rt_str *text, const struct rt_str *words)
{
	char word[128];
	const char *at = words->data;
	while (*at) {
		size_t len = strcspn(at, " ");
		if (len >= sizeof word)
			return false;
		memcpy(word, at, len);
		word[len] = '\0';
		if (len && !strstr(text->data, word))
			return false;
		at += len + strspn(at + len, " ");
	}
	return words->len > 0;
}

static void look_at(struct search *search, struct candidate *candidate, const char *text, enum fit exact)
{
	struct rt_str folded = RT_STR_INIT;
	rt_utf8_bare(&folded, text, strlen(text));
	enum fit fit = FIT_NONE;
	if (rt_str_equal(&folded, search->wanted.data))
		fit = exact;
	else if (has_words(&folded, &search->wanted))
		fit = FIT_WORDS;
	if (fit < candidate->fit)
		candidate->fit = fit;
	size_t edits = rt_edits(search->wanted.data, folded.data, search->least_edits);
	if (edits < search->least_edits) {
		search->least_edits = edits;
		rt_str_clear(&search->nearest);
		rt_str_append(&search->nearest, text);
	}
	rt_str_release(&folded);
}

static bool is_address(const char *type)
{
	return !strcmp(type, "email") || !strcmp(type, "url");
}

static int look_at_entities(struct search *search, struct rt_store *store, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_entities(store, NULL, true, err);
	struct rt_entity_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_entities_next(rows, &row, err)) > 0) {
		struct candidate candidate = {row.id, row.mentions + row.messages, FIT_NONE,
			rt_strdup(row.key), rt_strdup(row.name), rt_strdup(row.type)};
		look_at(search, &candidate, row.name, is_address(row.type) ? FIT_ADDRESS : FIT_NAME);
		if (candidate.fit == FIT_WORDS && is_address(row.type))
			candidate.fit = FIT_INSIDE;
		if (!strcmp(row.key, search->typed))
			candidate.fit = FIT_KEY;
		rt_vec_push(&search->candidates, candidate);
	}
	rt_cursor_free(rows);
	return got;
}

static int by_id(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	return (a->id > b->id) - (a->id < b->id);
}

static int look_at_aliases(struct search *search, struct rt_store *store, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_aliases(store, 0, err);
	struct rt_alias_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_aliases_next(rows, &row, err)) > 0) {
		struct candidate wanted = {.id = row.entity};
		struct candidate *candidate = search->candidates.count
			? bsearch(&wanted, search->candidates.items, search->candidates.count,
				  sizeof wanted, by_id)
			: NULL;
		if (candidate)
			look_at(search, candidate, row.text, FIT_ALIAS);
	}
	rt_cursor_free(rows);
	return got;
}

static int by_fit(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	if (a->fit != b->fit)
		return a->fit < b->fit ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return strcmp(a->key, b->key);
}

static void say_none(const struct search *search)
{
	struct rt_str out = RT_STR_INIT;
	rt_str_append(&out, "redthread: nobody and nothing is called \"");
	rt_show_text(&out, search->typed);
	rt_str_append(&out, "\"");
	if (search->nearest.len) {
		rt_str_append(&out, "; did you mean \"");
		rt_show_text(&out, search->nearest.data);
		rt_str_append(&out, "\"?");
	}
	fprintf(stderr, "%s\n", out.data);
	rt_str_release(&out);
}

/* Those that fit as well, and behind them those of whose names what was typed is a part. */
static void say_several(const struct search *search)
{
	size_t count = 0;
	while (count < search->candidates.count && search->candidates.items[count].fit <= FIT_WORDS)
		count++;
	struct rt_str out = RT_STR_INIT;
	rt_str_append(&out, "redthread: \"");
	rt_show_text(&out, search->typed);
	rt_str_append(&out, "\" may be one of these (how often each is named or party to a mail); give its key:\n");
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		const struct candidate *one = &search->candidates.items[i];
		rt_str_append(&out, "  ");
		rt_show_cell(&out, one->name, 30);
		rt_show_number(&out, one->weight, -6);
		rt_str_append(&out, "  \"");
		rt_show_text(&out, one->key);
		rt_str_append(&out, "\"\n");
	}
	if (count > SHOWN)
		rt_str_appendf(&out, "  … and %zu more\n", count - SHOWN);
	fputs(out.data, stderr);
	rt_str_release(&out);
}

/* The candidate that is meant, or NULL and the sentence that says why not. */
static const struct candidate *choose(struct search *search)
{
	struct candidate *all = search->candidates.items;
	if (search->candidates.count)
		qsort(all, search->candidates.count, sizeof *all, by_fit);
	size_t count = 0;
	while (count < search->candidates.count && all[count].fit == all[0].fit)
		count++;
	if (!count || all[0].fit == FIT_NONE) {
		say_none(search);
		return NULL;
	}
	if (count > 1 && all[0].weight < STANDS_OUT * all[1].weight) {
		say_several(search);
		return NULL;
	}
	return &all[0];
}

static int take(struct rt_store *store, int64_t id, struct rt_found *found_r, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_entity(store, id, err);
	struct rt_entity_row row;
	int got = rows ? rt_entities_next(rows, &row, err) : -1;
	if (got > 0) {
		*found_r = (struct rt_found){row.id, RT_STR_INIT, RT_STR_INIT, RT_STR_INIT,
			RT_STR_INIT, row.mentions, row.documents, row.messages, RT_STR_INIT,
			RT_STR_INIT};
		rt_str_append(&found_r->key, row.key);
		rt_str_append(&found_r->type, row.type);
		rt_str_append(&found_r->kind, row.kind);
		rt_str_append(&found_r->name, row.name);
		rt_str_append(&found_r->first, row.first ? row.first : "");
		rt_str_append(&found_r->last, row.last ? row.last : "");
	}
	rt_cursor_free(rows);
	return got;
}

int rt_find_entity(struct rt_store *store, const char *typed, struct rt_found *found_r,
	struct rt_err *err)
{
	struct search search = {.wanted = RT_STR_INIT, .typed = typed, .nearest = RT_STR_INIT};
	rt_utf8_bare(&search.wanted, typed, strlen(typed));
	search.least_edits = search.wanted.len / 3 + 1;
	int got = look_at_entities(&search, store, err);
	if (!got)
		got = look_at_aliases(&search, store, err);
	const struct candidate *chosen = got ? NULL : choose(&search);
	if (chosen)
		got = take(store, chosen->id, found_r, err);
	RT_VEC_FOREACH(candidate, &search.candidates)
	{
		rt_free(candidate->key);
		rt_free(candidate->name);
		rt_free(candidate->type);
	}
	rt_vec_release(&search.candidates);
	rt_str_release(&search.wanted);
	rt_str_release(&search.nearest);
	return got;
}

void rt_found_release(struct rt_found *found)
{
	rt_str_release(&found->key);
	rt_str_release(&found->type);
	rt_str_release(&found->kind);
	rt_str_release(&found->name);
	rt_str_release(&found->first);
	rt_str_release(&found->last);
}
