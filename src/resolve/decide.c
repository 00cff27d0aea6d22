/*
 * Decisions carried out. Merges and splits of people are said to the identities before they settle,
 * so that all else follows from them; what concerns whole entities (names, types, merges of
 * organisations) is done when these are there. A subject that nothing answers to is complained of
 * and its line skipped.
 */
#include "resolve/decisions.h"
#include "resolve/resolution_p.h"

#include <string.h>

static bool is_of_two(const struct rt_decision *decision)
{
	return !decision->withdrawn &&
	       (decision->verb == RT_DECISION_MERGE || decision->verb == RT_DECISION_SPLIT);
}

void rt_resolution_decide_people(struct rt_resolution *all, struct rt_decisions *decisions)
{
	RT_VEC_FOREACH(decision, &decisions->items)
	{
		if (!is_of_two(decision))
			continue;
		if (decision->verb == RT_DECISION_SPLIT)
			rt_bodies_part(all->bodies, rt_decision_bare(decision->object));
		uint32_t a = rt_identities_lookup(all->who, rt_decision_bare(decision->subject));
		uint32_t b = rt_identities_lookup(all->who, rt_decision_bare(decision->object));
		if (a == RT_NOBODY || b == RT_NOBODY)
			continue; /* perhaps no person; asked again as a thing */
		bool same = decision->verb == RT_DECISION_MERGE;
		if (!rt_identities_decide(all->who, a, b, same))
			rt_decisions_complain(decisions, decision->line,
				"the two stand on one mailbox and cannot be told apart");
	}
}

/* The entity of a key, an address or a name, or RT_NOBODY. */
static uint32_t find_thing(const struct rt_resolution *all, const char *subject)
{
	uint64_t *slot = rt_map_find(all->thing_by_key, subject, strlen(subject));
	if (slot && *slot)
		return (uint32_t)*slot - 1;
	uint32_t sighting = rt_identities_lookup(all->who, rt_decision_bare(subject));
	uint32_t identity = sighting == RT_NOBODY ? RT_NOBODY : rt_identities_of(all->who, sighting);
	if (identity != RT_NOBODY)
		return all->thing_of_identity[identity];
	for (uint32_t i = 0; i < all->things.count; i++)
		if (!strcmp(all->things.items[i].name, subject))
			return i;
	return RT_NOBODY;
}

static void retype(struct rt_thing *thing, const char *type)
{
	bool mailbox = !strcmp(type, "role") || !strcmp(type, "list") || !strcmp(type, "machine");
	thing->kind = type;
	thing->type = mailbox ? "mailbox" : type;
}

static void decide_thing(struct rt_resolution *all, struct rt_decisions *decisions,
	const struct rt_decision *decision)
{
	uint32_t thing = find_thing(all, decision->subject);
	if (thing == RT_NOBODY) {
		rt_decisions_complain(decisions, decision->line, "nothing answers to its subject");
		return;
	}
	if (decision->verb == RT_DECISION_RENAME)
		all->things.items[thing].name = rt_arena_strdup(all->arena, decision->object);
	else if (decision->verb == RT_DECISION_RETYPE)
		retype(&all->things.items[thing], rt_arena_strdup(all->arena, decision->object));
	else if (decision->verb == RT_DECISION_IGNORE)
		all->things.items[thing].ignored = true;
}

/* Two entities that are no people, or a person and a bare mention: the second becomes the first. */
static void decide_pair(struct rt_resolution *all, struct rt_decisions *decisions,
	const struct rt_decision *decision)
{
	uint32_t a = find_thing(all, decision->subject), b = find_thing(all, decision->object);
	if (a == RT_NOBODY || b == RT_NOBODY) {
		rt_decisions_complain(decisions, decision->line, "nothing answers to its %s subject",
			a == RT_NOBODY ? "first" : "second");
		return;
	}
	if (decision->verb == RT_DECISION_SPLIT && a == b)
		rt_decisions_complain(decisions, decision->line,
			"the two are still one: another line or one mailbox holds them together");
	if (decision->verb != RT_DECISION_MERGE || a == b)
		return;
	if (all->things.items[b].identity != RT_NOBODY) {
		uint32_t swap = a;
		a = b;
		b = swap;
	}
	if (all->things.items[b].identity != RT_NOBODY)
		return; /* two people: done before they settled */
	all->things.items[b].becomes = a + 1;
}

void rt_resolution_decide_things(struct rt_resolution *all, struct rt_decisions *decisions)
{
	RT_VEC_FOREACH(decision, &decisions->items)
	{
		if (is_of_two(decision))
			decide_pair(all, decisions, decision);
	}
	RT_VEC_FOREACH(decision, &decisions->items)
	{
		if (decision->verb != RT_DECISION_MERGE && decision->verb != RT_DECISION_SPLIT)
			decide_thing(all, decisions, decision);
	}
}

uint32_t rt_resolution_becomes(const struct rt_resolution *all, uint32_t thing)
{
	for (int steps = 0; steps < 64 && all->things.items[thing].becomes; steps++)
		thing = all->things.items[thing].becomes - 1;
	return thing;
}
