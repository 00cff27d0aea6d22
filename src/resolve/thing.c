/* Entities: an identity each, and each value of the other types. */
#include "resolve/resolution_p.h"
#include "store/entity.h"
#include "store/read.h"

#include <stdlib.h>
#include <string.h>

uint32_t rt_resolution_thing(
	struct rt_resolution *all, const char *type, const char *value, const char *name)
{
	const char *key = rt_arena_printf(all->arena, "%s:%s", type, value);
	uint64_t *slot = rt_map_at(all->thing_by_key, key, strlen(key));
	if (!*slot) {
		rt_vec_push(&all->things, (struct rt_thing){.key = key,
						  .type = rt_arena_strdup(all->arena, type),
						  .kind = rt_arena_strdup(all->arena, type),
						  .name = rt_arena_strdup(all->arena, name),
						  .identity = RT_NOBODY,
						  .body = RT_NOBODY});
		*slot = all->things.count;
	}
	return (uint32_t)*slot - 1;
}

/* ISO dates of one length order as text; the day is enough here. */
void rt_resolution_seen_at(struct rt_thing *thing, const char *date)
{
	if (!date || strlen(date) < 10)
		return;
	if (!thing->first || strcmp(date, thing->first) < 0)
		thing->first = date;
	if (!thing->last || strcmp(date, thing->last) > 0)
		thing->last = date;
}

static const char *type_of_kind(const char *kind)
{
	return !strcmp(kind, "person") || !strcmp(kind, "organisation") ? kind : "mailbox";
}

void rt_resolution_make_people(struct rt_resolution *all)
{
	size_t count = rt_identities_count(all->who);
	all->thing_of_identity = rt_alloc((count + 1) * sizeof *all->thing_of_identity);
	for (uint32_t i = 0; i < count; i++) {
		const struct rt_identity *identity = rt_identities_at(all->who, i);
		uint32_t thing = rt_resolution_thing(
			all, type_of_kind(identity->kind), identity->key, identity->name);
		all->things.items[thing].kind = identity->kind;
		all->things.items[thing].identity = i;
		all->thing_of_identity[i] = thing;
	}
}

static const struct rt_resolution *sorting;

static int compare_things(const void *a, const void *b)
{
	return strcmp(sorting->things.items[*(const uint32_t *)a].key,
		sorting->things.items[*(const uint32_t *)b].key);
}

/* Numbers those that something belongs to, in order of key. */
static void number(struct rt_resolution *all, uint32_t *order)
{
	for (uint32_t i = 0; i < all->things.count; i++)
		order[i] = i;
	sorting = all;
	if (all->things.count)
		qsort(order, all->things.count, sizeof *order, compare_things);
	int64_t id = 0;
	for (size_t i = 0; i < all->things.count; i++) {
		struct rt_thing *thing = &all->things.items[order[i]];
		if (thing->mentions || thing->messages || thing->identity != RT_NOBODY)
			thing->id = ++id;
	}
}

static int write_aliases(struct rt_resolution *all, const struct rt_thing *thing, struct rt_err *err)
{
	size_t count = 0;
	const struct rt_identity_alias *aliases =
		rt_identities_aliases(all->who, thing->identity, &count);
	for (size_t i = 0; i < count; i++) {
		struct rt_alias_row row = {.entity = thing->id,
			.kind = aliases[i].address ? "address" : "name", .text = aliases[i].text,
			.count = aliases[i].count, .why = aliases[i].why, .score = aliases[i].score};
		if (rt_store_add_alias(all->store, &row, err))
			return -1;
	}
	return 0;
}

/* The thing that a body became. */
static const struct rt_thing *thing_of_body(struct rt_resolution *all, uint32_t main)
{
	const char *name = rt_bodies_name(all->bodies, main);
	return &all->things.items[rt_resolution_becomes(
		all, rt_resolution_thing(all, "organisation", name, name))];
}

/* The names of organisations, each under the thing that its body became. */
static int write_body_aliases(struct rt_resolution *all, struct rt_err *err)
{
	for (uint32_t i = 0; i < rt_bodies_count(all->bodies); i++) {
		const struct rt_thing *thing = thing_of_body(all, rt_bodies_main(all->bodies, i));
		struct rt_alias_row row = {.entity = thing->id, .kind = "name",
			.text = rt_bodies_name(all->bodies, i),
			.count = rt_bodies_mentions(all->bodies, i),
			.why = rt_bodies_why(all->bodies, i), .score = 1};
		if (thing->id && thing->identity == RT_NOBODY &&
			rt_store_add_alias(all->store, &row, err))
			return -1;
	}
	return 0;
}

static int write_domains(struct rt_resolution *all, struct rt_err *err)
{
	uint32_t main = 0, addresses = 0;
	const char *domain;
	for (size_t i = 0; (domain = rt_bodies_domain(all->bodies, i, &main, &addresses)); i++) {
		const struct rt_thing *thing = thing_of_body(all, main);
		struct rt_alias_row row = {.entity = thing->id, .kind = "address", .text = domain,
			.count = addresses, .why = "the domain that its people write from", .score = 1};
		if (thing->id && thing->identity == RT_NOBODY &&
			rt_store_add_alias(all->store, &row, err))
			return -1;
	}
	return 0;
}

static int write_things(struct rt_resolution *all, const uint32_t *order, struct rt_err *err)
{
	for (size_t i = 0; i < all->things.count; i++) {
		const struct rt_thing *thing = &all->things.items[order[i]];
		if (!thing->id)
			continue;
		struct rt_entity_row row = {.id = thing->id, .key = thing->key, .type = thing->type,
			.kind = thing->kind, .name = thing->name, .mentions = thing->mentions,
			.documents = thing->documents, .messages = thing->messages,
			.first = thing->first, .last = thing->last, .ignored = thing->ignored};
		if (rt_store_add_entity(all->store, &row, err))
			return -1;
		if (thing->identity != RT_NOBODY && write_aliases(all, thing, err))
			return -1;
	}
	return 0;
}

static int64_t id_of(const struct rt_resolution *all, uint32_t thing)
{
	return thing == RT_NOBODY ? 0 : all->things.items[thing].id;
}

static int write_belongings(struct rt_resolution *all, struct rt_err *err)
{
	RT_VEC_FOREACH(party, &all->parties)
		if (id_of(all, party->entity) &&
			rt_store_add_participant_entity(
				all->store, party->id, id_of(all, party->entity), err))
			return -1;
	RT_VEC_FOREACH(spot, &all->spots)
		if (id_of(all, spot->entity) &&
			rt_store_add_mention_entity(all->store, spot->id, id_of(all, spot->entity),
				spot->why, spot->score, err))
			return -1;
	return 0;
}

static int write_ties(struct rt_resolution *all, struct rt_err *err)
{
	RT_VEC_FOREACH(tie, &all->ties)
	{
		struct rt_contact_row row = {.message = tie->message,
			.sender = id_of(all, tie->sender), .recipient = id_of(all, tie->recipient),
			.role = tie->role, .embedded = tie->embedded, .mass = tie->mass,
			.date = tie->date};
		if (rt_store_add_contact(all->store, &row, err))
			return -1;
	}
	return 0;
}

static int write_replies(struct rt_resolution *all, struct rt_err *err)
{
	RT_VEC_FOREACH(reply, &all->replies)
	{
		struct rt_answer_row row = {.message = reply->message, .answers = reply->answers,
			.sender = id_of(all, reply->sender), .recipient = id_of(all, reply->recipient),
			.seconds = reply->seconds};
		if (rt_store_add_answer(all->store, &row, err))
			return -1;
	}
	return 0;
}

static int write_proposals(struct rt_resolution *all, struct rt_err *err)
{
	size_t count = 0;
	const struct rt_identity_proposal *proposals = rt_identities_proposals(all->who, &count);
	struct rt_map *seen = rt_map_new();
	int result = 0;
	for (size_t i = 0; i < count && !result; i++) {
		int64_t a = id_of(all, all->thing_of_identity[proposals[i].a]);
		int64_t b = id_of(all, all->thing_of_identity[proposals[i].b]);
		int64_t key[2] = {a < b ? a : b, a < b ? b : a};
		uint64_t *slot = rt_map_at(seen, (const char *)key, sizeof key);
		if (a == b || (*slot)++)
			continue;
		struct rt_proposal_row row = {.a = key[0], .b = key[1],
			.score = proposals[i].score, .why = proposals[i].why};
		result = rt_store_add_proposal(all->store, &row, err);
	}
	rt_map_free(seen);
	return result;
}

static int write_guesses(struct rt_resolution *all, struct rt_err *err)
{
	RT_VEC_FOREACH(guess, &all->guesses)
		if (id_of(all, guess->entity) &&
			rt_store_add_candidate(all->store, guess->mention, guess->rank,
				id_of(all, guess->entity), guess->score, err))
			return -1;
	return 0;
}

static int write_threads(struct rt_resolution *all, struct rt_err *err)
{
	RT_VEC_FOREACH(post, &all->posts)
		if (post->same_as && rt_store_set_same_as(all->store, post->id, post->same_as, err))
			return -1;
	RT_VEC_FOREACH(paper, &all->papers)
		if (paper->thread && rt_store_set_thread(all->store, paper->id, paper->thread, err))
			return -1;
	return 0;
}

int rt_resolution_write(struct rt_resolution *all, struct rt_err *err)
{
	uint32_t *order = rt_alloc((all->things.count + 1) * sizeof *order);
	number(all, order);
	int result = write_things(all, order, err);
	rt_free(order);
	if (result || write_body_aliases(all, err) || write_domains(all, err) || write_belongings(all, err) ||
		write_ties(all, err) || write_replies(all, err) || write_proposals(all, err) ||
		write_threads(all, err) || write_guesses(all, err))
		return -1;
	return 0;
}
