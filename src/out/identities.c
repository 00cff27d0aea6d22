/*
 * Who is who, a JSON line an identity: {"id","kind","name","addresses":[…],"names":[… as observed,
 * before any cleaning]}, those with most messages first.
 */
#include "base/arena.h"
#include "base/json.h"
#include "base/vec.h"
#include "out/out.h"
#include "store/entity.h"

#include <stdlib.h>
#include <string.h>

struct party {
	int64_t id, messages;
	const char *key, *kind, *name;
};

struct parties {
	struct party *items;
	size_t count, cap;
};

static int by_messages(const void *a, const void *b)
{
	const struct party *x = a, *y = b;
	if (x->messages != y->messages)
		return x->messages < y->messages ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int load_parties(
	struct rt_store *store, struct rt_arena *arena, struct parties *parties, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_entities(store, NULL, true, err);
	struct rt_entity_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_entities_next(rows, &row, err)) > 0)
		rt_vec_push(parties, (struct party){.id = row.id, .messages = row.messages,
					     .key = rt_arena_strdup(arena, row.key),
					     .kind = rt_arena_strdup(arena, row.kind),
					     .name = rt_arena_strdup(arena, row.name)});
	rt_cursor_free(rows);
	if (parties->count)
		qsort(parties->items, parties->count, sizeof *parties->items, by_messages);
	return got;
}

static void add_texts(struct rt_json *json, const char *key, struct rt_cursor *rows,
	struct rt_alias_row *row, int *got, struct rt_err *err, const char *kind)
{
	rt_json_array(json, key);
	while (*got > 0 && !strcmp(row->kind, kind)) {
		rt_json_text(json, NULL, row->text);
		*got = rt_aliases_next(rows, row, err);
	}
	rt_json_end(json);
}

/* One line; nothing for what has neither address nor name. Aliases come address first. */
static int write_party(
	struct rt_store *store, const struct party *party, struct rt_str *out, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_aliases(store, party->id, err);
	struct rt_alias_row row;
	int got = rows ? rt_aliases_next(rows, &row, err) : -1;
	if (got > 0) {
		struct rt_str line = RT_STR_INIT;
		struct rt_json json = {.out = &line};
		rt_json_object(&json, NULL);
		rt_json_text(&json, "id", party->key);
		rt_json_text(&json, "kind", party->kind);
		rt_json_text(&json, "name", party->name);
		add_texts(&json, "addresses", rows, &row, &got, err, "address");
		add_texts(&json, "names", rows, &row, &got, err, "name");
		rt_json_end(&json);
		rt_str_appendf(out, "%s\n", line.data);
		rt_str_release(&line);
	}
	rt_cursor_free(rows);
	return got;
}

static int write_identities(struct rt_store *store, struct rt_str *out, struct rt_err *err)
{
	struct rt_arena *arena = rt_arena_new();
	struct parties parties = {0};
	int result = load_parties(store, arena, &parties, err);
	for (size_t i = 0; !result && i < parties.count; i++)
		result = write_party(store, &parties.items[i], out, err);
	rt_vec_release(&parties);
	rt_arena_free(arena);
	return result;
}

int rt_export_identities(const struct rt_export *export, struct rt_err *err)
{
	struct rt_str out = RT_STR_INIT;
	int failed = write_identities(export->store, &out, err) || rt_export_text(export, &out, err);
	rt_str_release(&out);
	return failed ? -1 : 0;
}
