/*
 * Joining units into clusters: union-find, with a look at both sides before each union.
 *
 * "A is B" and "B is C" make "A is C", and so one wrong join fuses strangers: Mark A. Palmer and
 * Mark S. Palmer both are "Mark Palmer". A cluster therefore keeps all its names, and a union is
 * refused where any name of one side contradicts any name of the other.
 */
#include "resolve/identities_p.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COMPARED 128 /* names of a cluster that are compared; real people have under 30 */

int rt_who_by_key(const struct rt_identities *who, uint32_t a, uint32_t b)
{
	return strcmp(who->units.items[a].key, who->units.items[b].key);
}

uint32_t rt_who_find(struct rt_identities *who, uint32_t unit)
{
	while (who->parent[unit] != unit) {
		who->parent[unit] = who->parent[who->parent[unit]];
		unit = who->parent[unit];
	}
	return unit;
}

/* "krice" of CN=KRICE: given out by hand, one a person; not the numbers that programs give. */
static bool plain_entry(const struct unit *unit)
{
	const char *local = unit->mailbox.local;
	return unit->mailbox.kind == RT_MAILBOX_DIRECTORY && unit->sort == RT_NAME_PERSON &&
	       !strchr(local, '-') && strlen(local) > 2;
}

bool rt_who_stands_in(const struct unit *unit)
{
	return unit->stands_in && unit->stands_in * 3 >= unit->count; /* it may stand in Bcc as well */
}

/* The same entry, or what a machine read of the same on a page. */
static bool same_entry(const struct unit *a, const struct unit *b)
{
	if (!strcmp(a->mailbox.local, b->mailbox.local))
		return true;
	return !(a->in_mail && b->in_mail) && !strcmp(a->look, b->look);
}

/* Both sides have directory entries of their own in one house. */
static bool entries_contradict(
	const struct rt_identities *who, const struct cluster *a, const struct cluster *b)
{
	bool both = false;
	RT_VEC_FOREACH(i, &a->units)
	{
		const struct unit *left = &who->units.items[*i];
		if (!plain_entry(left))
			continue;
		RT_VEC_FOREACH(j, &b->units)
		{
			const struct unit *right = &who->units.items[*j];
			if (!plain_entry(right) || strcmp(left->mailbox.house, right->mailbox.house))
				continue;
			if (same_entry(left, right))
				return false;
			both = true;
		}
	}
	return both;
}

static bool decided_apart(struct rt_identities *who, uint32_t a, uint32_t b)
{
	RT_VEC_FOREACH(verdict, &who->verdicts)
	{
		if (verdict->same)
			continue;
		uint32_t left = rt_who_find(who, who->sightings.items[verdict->a].unit);
		uint32_t right = rt_who_find(who, who->sightings.items[verdict->b].unit);
		if ((left == a && right == b) || (left == b && right == a))
			return true;
	}
	return false;
}

/* They stood beside each other under two names, in two houses. */
static bool stood_beside(struct rt_identities *who, uint32_t a, uint32_t b)
{
	RT_VEC_FOREACH(beside, &who->besides)
	{
		uint32_t left = rt_who_find(who, beside->a), right = rt_who_find(who, beside->b);
		if ((left == a && right == b) || (left == b && right == a))
			return true;
	}
	return false;
}

bool rt_who_contradict(const struct rt_identities *who, uint32_t a, uint32_t b)
{
	const struct cluster *left = &who->clusters[a], *right = &who->clusters[b];
	bool any = false, decided = left->decided || right->decided;
	for (size_t i = 0; i < left->names.count && i < MAX_COMPARED; i++)
		for (size_t j = 0; j < right->names.count && j < MAX_COMPARED; j++) {
			const struct rt_name *x = &who->names.items[left->names.items[i].name].parsed;
			const struct rt_name *y = &who->names.items[right->names.items[j].name].parsed;
			enum rt_relation relation = rt_name_compare(who->lexicon, x, y);
			if (decided && relation == RT_REL_EXACT)
				return false;
			any = any || relation == RT_REL_CONTRADICT;
			if (any && !decided)
				return true;
		}
	return any || entries_contradict(who, left, right);
}

static void hold_name(struct cluster *cluster, uint32_t name, uint32_t count)
{
	RT_VEC_FOREACH(held, &cluster->names)
		if (held->name == name) {
			held->count += count;
			return;
		}
	rt_vec_push(&cluster->names, (struct held_name){.name = name, .count = count, .own = true});
}

static void add_house(struct cluster *cluster, const char *house)
{
	if (!*house)
		return;
	RT_VEC_FOREACH(known, &cluster->houses)
		if (!strcmp(*known, house))
			return;
	rt_vec_push(&cluster->houses, house);
}

static void take_over(struct cluster *into, struct cluster *from)
{
	RT_VEC_FOREACH(unit, &from->units)
		rt_vec_push(&into->units, *unit);
	RT_VEC_FOREACH(held, &from->names)
		hold_name(into, held->name, held->count);
	RT_VEC_FOREACH(house, &from->houses)
		add_house(into, *house);
	into->weight += from->weight;
	into->mailbox |= from->mailbox;
	into->decided |= from->decided;
	rt_vec_release(&from->units);
	rt_vec_release(&from->names);
	rt_vec_release(&from->houses);
}

/* The smaller side's units were joined by this rule, where nothing was said of them yet. */
static void note_reason(
	struct rt_identities *who, uint32_t of, uint32_t to, const struct rt_join_rule *rule)
{
	RT_VEC_FOREACH(index, &who->clusters[of].units)
	{
		struct unit *unit = &who->units.items[*index];
		if (unit->why)
			continue;
		unit->why = rule->why;
		unit->score = rule->score;
		unit->joined_to = to;
	}
}

static void unite(struct rt_identities *who, uint32_t a, uint32_t b, const char *rule_id)
{
	const struct rt_join_rule *rule = rt_lexicon_join(who->lexicon, rule_id);
	struct cluster *left = &who->clusters[a], *right = &who->clusters[b];
	bool keep_a = left->weight != right->weight ? left->weight > right->weight
						    : rt_who_by_key(who, a, b) < 0;
	uint32_t into = keep_a ? a : b, from = keep_a ? b : a;
	note_reason(who, from, into, rule);
	take_over(&who->clusters[into], &who->clusters[from]);
	who->parent[from] = into;
}

bool rt_who_join(struct rt_identities *who, uint32_t a, uint32_t b, const char *rule)
{
	a = rt_who_find(who, a);
	b = rt_who_find(who, b);
	if (a == b)
		return true;
	if (decided_apart(who, a, b) || stood_beside(who, a, b) || rt_who_contradict(who, a, b))
		return false;
	unite(who, a, b, rule);
	return true;
}

/* A gateway's form of a name alone, "Ann Roe@ACME", is of one who sits in the gateway's own house. */
static bool is_of_house(const struct unit *unit)
{
	const char *inner = unit->mailbox.inner, *sign = inner ? strchr(inner, '@') : NULL;
	return !inner || !sign || (sign == strrchr(inner, '@') && !strchr(sign, '.'));
}

static void begin_one(struct rt_identities *who, uint32_t index)
{
	struct unit *unit = &who->units.items[index];
	struct cluster *cluster = &who->clusters[index];
	who->parent[index] = index;
	rt_vec_push(&cluster->units, index);
	cluster->weight = unit->count;
	cluster->mailbox = unit->mailbox.kind != RT_MAILBOX_NONE;
	if (unit->mailbox.kind != RT_MAILBOX_NONE && is_of_house(unit) && !rt_who_stands_in(unit))
		add_house(cluster, unit->mailbox.house);
	RT_VEC_FOREACH(held, &unit->names)
		if (held->own && who->names.items[held->name].parsed.kind == RT_NAME_PERSON)
			hold_name(cluster, held->name, held->count);
}

static const struct rt_identities *sorting;

static int compare_units(const void *a, const void *b)
{
	return rt_who_by_key(sorting, *(const uint32_t *)a, *(const uint32_t *)b);
}

static int compare_pairs(const void *a, const void *b)
{
	const struct place_pair *const *x = a, *const *y = b;
	const struct sighting *seen = sorting->sightings.items;
	int order = rt_who_by_key(sorting, seen[(*x)->header].unit, seen[(*y)->header].unit);
	if ((*x)->count != (*y)->count)
		return (*x)->count < (*y)->count ? 1 : -1;
	return order ? order : rt_who_by_key(sorting, seen[(*x)->shown].unit, seen[(*y)->shown].unit);
}

/* Mailboxes that stand for each other: the same place, the same gateway. */
static void join_mailboxes(struct rt_identities *who)
{
	RT_VEC(struct place_pair *) pairs = {0};
	RT_VEC_FOREACH(pair, &who->pairs)
	{
		const struct unit *header = &who->units.items[who->sightings.items[pair->header].unit];
		const struct unit *shown = &who->units.items[who->sightings.items[pair->shown].unit];
		if (pair->agree && header != shown && shown->mailbox.kind != RT_MAILBOX_NONE &&
			!header->shared && !shown->shared && header->sort != RT_NAME_NOBODY &&
			shown->sort != RT_NAME_NOBODY)
			rt_vec_push(&pairs, pair);
	}
	sorting = who;
	if (pairs.count)
		qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
	RT_VEC_FOREACH(pair, &pairs)
		rt_who_join(who, who->sightings.items[(*pair)->header].unit,
			who->sightings.items[(*pair)->shown].unit, "same-place");
	rt_vec_release(&pairs);
	for (size_t i = 0; i < who->order.count; i++) {
		struct unit *unit = &who->units.items[who->order.items[i]];
		uint32_t to = unit->mailbox.inner && !unit->why ? unit->joined_to : RT_NOBODY;
		if (to != RT_NOBODY && !unit->shared && !who->units.items[to].shared)
			rt_who_join(who, who->order.items[i], to, "gateway");
	}
}

/* What a person has said comes first and is not asked for contradictions. */
static void join_decided(struct rt_identities *who)
{
	RT_VEC_FOREACH(verdict, &who->verdicts)
	{
		uint32_t a = rt_who_find(who, who->sightings.items[verdict->a].unit);
		uint32_t b = rt_who_find(who, who->sightings.items[verdict->b].unit);
		if (!verdict->same || a == b)
			continue;
		unite(who, a, b, "decided");
		who->clusters[rt_who_find(who, a)].decided = true;
	}
}

void rt_who_clusters_begin(struct rt_identities *who)
{
	size_t count = who->units.count;
	who->parent = rt_alloc((count + 1) * sizeof *who->parent);
	who->clusters = rt_alloc_zero(count + 1, sizeof *who->clusters);
	rt_vec_clear(&who->order);
	for (uint32_t i = 0; i < count; i++) {
		begin_one(who, i);
		rt_vec_push(&who->order, i);
	}
	sorting = who;
	if (count)
		qsort(who->order.items, count, sizeof *who->order.items, compare_units);
	rt_who_looks(who);
	join_decided(who);
	join_mailboxes(who);
	rt_who_join_misread(who);
}

void rt_who_clusters_end(struct rt_identities *who)
{
	for (size_t i = 0; i < who->units.count; i++) {
		rt_vec_release(&who->clusters[i].units);
		rt_vec_release(&who->clusters[i].names);
		rt_vec_release(&who->clusters[i].houses);
	}
	rt_free(who->clusters);
	who->clusters = NULL;
}
