/* Mentions: a person's full name joins who bears it; any other type is one entity a normal form. */
#include "resolve/resolution_p.h"
#include "store/read.h"

#include <string.h>

/* A full name, or NULL: what is one word is nobody yet. */
static bool full_name(struct rt_resolution *all, const char *text)
{
	struct rt_name name;
	rt_name_parse(all->arena, all->lexicon, text, strlen(text), &name);
	return name.kind == RT_NAME_PERSON;
}

static bool is_party(const char *type)
{
	return !strcmp(type, "person");
}

int rt_resolution_load_mentions(struct rt_resolution *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_mentions(all->store, 0, NULL, err);
	struct rt_mention_row row;
	struct rt_map *full = rt_map_new(); /* name -> 1 no, 2 yes */
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_mentions_next(rows, &row, err)) > 0) {
		struct spot spot = {.id = row.id, .document = row.document,
			.post = row.message_position, .sighting = RT_NOBODY, .entity = RT_NOBODY,
			.score = row.score, .why = "the same normal form"};
		const char *value = row.value && *row.value ? row.value : row.surface;
		if (is_party(row.type)) {
			uint64_t *slot = rt_map_at(full, value, strlen(value));
			if (!*slot)
				*slot = full_name(all, value) ? 2 : 1;
			if (*slot == 2) {
				spot.sighting = rt_identities_see(all->who, value, NULL, NULL);
				spot.why = "the same full name";
			}
		}
		if (spot.sighting == RT_NOBODY)
			spot.entity = rt_resolution_thing(all, row.type, value, value);
		rt_vec_push(&all->spots, spot);
	}
	rt_map_free(full);
	rt_cursor_free(rows);
	return got;
}

void rt_resolution_place_mentions(struct rt_resolution *all)
{
	size_t paper = 0;
	RT_VEC_FOREACH(spot, &all->spots)
	{
		if (spot->sighting != RT_NOBODY) {
			uint32_t identity = rt_identities_of(all->who, spot->sighting);
			if (identity != RT_NOBODY)
				spot->entity = all->thing_of_identity[identity];
		}
		if (spot->entity == RT_NOBODY)
			continue;
		uint32_t becomes = rt_resolution_becomes(all, spot->entity);
		if (becomes != spot->entity) {
			spot->entity = becomes;
			spot->why = "a person decided so";
		}
		struct rt_thing *thing = &all->things.items[spot->entity];
		thing->mentions++;
		if (thing->last_document == spot->document)
			continue;
		thing->last_document = spot->document;
		thing->documents++;
		while (paper < all->papers.count && all->papers.items[paper].id < spot->document)
			paper++;
		if (paper < all->papers.count)
			rt_resolution_seen_at(thing, all->papers.items[paper].date);
	}
}
