/* What settling came to, as others see it: identities in order of key, their names and aliases. */
#include "resolve/identities_p.h"
#include "resolve/misread.h"

#include <stdlib.h>
#include <string.h>

static const struct rt_identities *sorting;

static const char *kind_name(enum rt_name_kind sort)
{
	switch (sort) {
	case RT_NAME_ROLE:
		return "role";
	case RT_NAME_LIST:
		return "list";
	case RT_NAME_MACHINE:
	case RT_NAME_NOBODY:
		return "machine";
	case RT_NAME_ORGANISATION:
		return "organisation";
	default:
		return "person";
	}
}

/* The unit that gives the identity its key: the most used plain address, else a name. */
static uint32_t key_unit(const struct rt_identities *who, const struct cluster *cluster)
{
	uint32_t best = RT_NOBODY;
	int best_rank = 9;
	RT_VEC_FOREACH(index, &cluster->units)
	{
		const struct unit *unit = &who->units.items[*index];
		bool plain = unit->mailbox.kind == RT_MAILBOX_SMTP && !unit->mailbox.inner;
		int rank = plain ? rt_who_stands_in(unit) : unit->mailbox.kind == RT_MAILBOX_NONE ? 2 : 3;
		const struct unit *now = best == RT_NOBODY ? NULL : &who->units.items[best];
		if (rank < best_rank ||
			(rank == best_rank && (unit->count > now->count ||
						      (unit->count == now->count &&
							      rt_who_by_key(who, *index, best) < 0)))) {
			best = *index;
			best_rank = rank;
		}
	}
	return best;
}

/* The weightiest unit's sort: what most sightings say. */
static enum rt_name_kind sort_of(const struct rt_identities *who, const struct cluster *cluster)
{
	uint32_t weights[RT_NAME_ORGANISATION + 1] = {0};
	enum rt_name_kind top = RT_NAME_PERSON;
	RT_VEC_FOREACH(index, &cluster->units)
		weights[who->units.items[*index].sort] += who->units.items[*index].count + 1;
	for (int i = 0; i <= RT_NAME_ORGANISATION; i++)
		if (weights[i] > weights[top])
			top = (enum rt_name_kind)i;
	return top;
}

/* The fuller of two forms of a name: more given names, then more letters. */
static bool fuller(const struct rt_name *a, const struct rt_name *b)
{
	if (a->given_count != b->given_count)
		return a->given_count > b->given_count;
	return strlen(a->key) > strlen(b->key);
}

/* The most frequent name; the same with a middle initial where that is seen often as well. */
static const char *person_name(const struct rt_identities *who, const struct cluster *cluster)
{
	const struct held_name *top = NULL;
	RT_VEC_FOREACH(held, &cluster->names)
	{
		const struct rt_name *name = &who->names.items[held->name].parsed;
		int order = top ? strcmp(name->key, who->names.items[top->name].parsed.key) : 0;
		if (!top || held->count > top->count || (held->count == top->count && order < 0))
			top = held;
	}
	if (!top)
		return NULL;
	const struct held_name *best = top;
	RT_VEC_FOREACH(held, &cluster->names)
	{
		const struct rt_name *name = &who->names.items[held->name].parsed;
		const struct rt_name *now = &who->names.items[best->name].parsed;
		if (held->count * 8 >= top->count && held->count > 1 && name->given_count <= 3 &&
			!strcmp(name->given[0], now->given[0]) &&
			!strcmp(name->family, now->family) && fuller(name, now))
			best = held;
	}
	return who->names.items[best->name].best;
}

/* Of what is no person, or has no name: the most frequent name, else the address. */
static const char *other_name(const struct rt_identities *who, const struct cluster *cluster,
	const struct unit *key)
{
	const char *best = NULL;
	uint32_t count = 0;
	RT_VEC_FOREACH(index, &cluster->units)
	{
		const struct unit *unit = &who->units.items[*index];
		if (unit->shared)
			continue;
		RT_VEC_FOREACH(held, &unit->names)
		{
			const struct known_name *known = &who->names.items[held->name];
			const char *text = known->best;
			if (!text || !*text || strchr(text, '@') ||
				rt_misread_is_address(text, strlen(text)) ||
				known->parsed.kind == RT_NAME_PERSON)
				continue;
			if (!best || held->count > count ||
				(held->count == count && strcmp(text, best) < 0)) {
				best = text;
				count = held->count;
			}
		}
	}
	return best ? best : *key->mailbox.key ? key->mailbox.key : key->key + 2;
}

static int compare_identities(const void *a, const void *b)
{
	return rt_who_by_key(sorting, *(const uint32_t *)a, *(const uint32_t *)b);
}

static void list_identities(struct rt_identities *who)
{
	RT_VEC(uint32_t) keys = {0};
	who->identity_of_unit = rt_alloc((who->units.count + 1) * sizeof *who->identity_of_unit);
	RT_VEC_FOREACH(index, &who->order)
		if (rt_who_find(who, *index) == *index)
			rt_vec_push(&keys, key_unit(who, &who->clusters[*index]));
	sorting = who;
	if (keys.count)
		qsort(keys.items, keys.count, sizeof *keys.items, compare_identities);
	RT_VEC_FOREACH(key, &keys)
	{
		const struct unit *unit = &who->units.items[*key];
		const struct cluster *cluster = &who->clusters[rt_who_find(who, *key)];
		enum rt_name_kind sort = sort_of(who, cluster);
		const char *name = sort == RT_NAME_PERSON ? person_name(who, cluster) : NULL;
		struct rt_identity identity = {.key = unit->key + 2, .kind = kind_name(sort),
			.name = name ? name : other_name(who, cluster, unit),
			.sightings = cluster->weight};
		RT_VEC_FOREACH(index, &cluster->units)
			who->identity_of_unit[*index] = (uint32_t)who->identities.count;
		rt_vec_push(&who->identities, identity);
	}
	rt_vec_release(&keys);
}

static void order_sightings(struct rt_identities *who)
{
	size_t count = who->identities.count;
	who->sighting_start = rt_alloc_zero(count + 2, sizeof *who->sighting_start);
	who->sighting_order = rt_alloc((who->sightings.count + 1) * sizeof *who->sighting_order);
	RT_VEC_FOREACH(seen, &who->sightings)
		who->sighting_start[who->identity_of_unit[seen->unit] + 2]++;
	for (size_t i = 2; i < count + 2; i++)
		who->sighting_start[i] += who->sighting_start[i - 1];
	for (uint32_t i = 0; i < who->sightings.count; i++)
		who->sighting_order[who->sighting_start[who->identity_of_unit[who->sightings.items[i].unit] +
							1]++] = i;
}

static int compare_proposals(const void *a, const void *b)
{
	const struct rt_identity_proposal *x = a, *y = b;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return x->score < y->score ? 1 : x->score > y->score ? -1 : 0;
}

static void list_proposals(struct rt_identities *who, const struct edges *leftover)
{
	double least = rt_lexicon_propose_score(who->lexicon);
	double enough = rt_lexicon_join_score(who->lexicon);
	for (size_t i = 0; i < leftover->count; i++) {
		const struct edge *edge = &leftover->items[i];
		uint32_t a = who->identity_of_unit[edge->a], b = who->identity_of_unit[edge->b];
		if (a == b || edge->score < least || edge->score >= enough ||
			rt_who_contradict(who, rt_who_find(who, edge->a), rt_who_find(who, edge->b)))
			continue;
		struct rt_identity_proposal proposal = {.a = a < b ? a : b, .b = a < b ? b : a,
			.score = edge->score, .why = rt_lexicon_join(who->lexicon, edge->rule)->why};
		rt_vec_push(&who->proposals, proposal);
	}
	if (who->proposals.count)
		qsort(who->proposals.items, who->proposals.count, sizeof *who->proposals.items,
			compare_proposals);
	size_t to = 0;
	for (size_t i = 0; i < who->proposals.count; i++)
		if (!i || who->proposals.items[i].a != who->proposals.items[i - 1].a ||
			who->proposals.items[i].b != who->proposals.items[i - 1].b)
			who->proposals.items[to++] = who->proposals.items[i];
	who->proposals.count = to;
}

void rt_who_present(struct rt_identities *who, const struct edges *leftover)
{
	list_identities(who);
	order_sightings(who);
	list_proposals(who, leftover);
}

size_t rt_identities_count(const struct rt_identities *who)
{
	return who->identities.count;
}

const struct rt_identity *rt_identities_at(const struct rt_identities *who, uint32_t identity)
{
	return &who->identities.items[identity];
}

uint32_t rt_identities_of(const struct rt_identities *who, uint32_t sighting)
{
	uint32_t unit = who->sightings.items[sighting].unit;
	return who->units.items[unit].sort == RT_NAME_NOBODY ? RT_NOBODY
							     : who->identity_of_unit[unit];
}

uint32_t rt_identities_owner(struct rt_identities *who, const char *address)
{
	struct rt_mailbox mailbox;
	struct rt_str key = RT_STR_INIT;
	rt_mailbox_parse(who->arena, who->lexicon, address, strlen(address), &mailbox);
	if (mailbox.kind != RT_MAILBOX_SMTP)
		return RT_NOBODY;
	rt_str_appendf(&key, "a:%s", mailbox.key);
	uint64_t *slot = rt_map_find(who->unit_ids, key.data, key.len);
	rt_str_release(&key);
	if (!slot)
		return RT_NOBODY;
	const struct unit *unit = &who->units.items[*slot - 1];
	return unit->shared || unit->sort == RT_NAME_NOBODY ? RT_NOBODY
							    : who->identity_of_unit[*slot - 1];
}

const struct rt_identity_proposal *rt_identities_proposals(
	const struct rt_identities *who, size_t *count_r)
{
	*count_r = who->proposals.count;
	return who->proposals.items;
}

static int compare_aliases(const void *a, const void *b)
{
	const struct rt_identity_alias *x = a, *y = b;
	if (x->address != y->address)
		return x->address ? -1 : 1;
	int order = strcmp(x->text, y->text);
	if (order)
		return order;
	return x->score < y->score ? 1 : x->score > y->score ? -1 : 0;
}

static void add_alias(struct rt_identities *who, const char *text, bool address, uint32_t count,
	const struct unit *unit)
{
	if (!text || !*text)
		return;
	rt_vec_push(&who->aliases,
		(struct rt_identity_alias){.text = text, .address = address, .count = count,
			.why = unit->why ? unit->why : "as first seen",
			.score = unit->why ? unit->score : 1});
}

/* Where the item's last brackets open, or its first. */
static size_t bracket_of(const char *raw, size_t start, size_t end, bool first)
{
	size_t open = end;
	if (first) {
		open = start + strcspn(raw + start, "<");
		return open < end ? open : end;
	}
	if (end == start || raw[end - 1] != '>')
		return end;
	while (open > start && raw[open - 1] != '<')
		open--;
	return open > start ? open - 1 : start;
}

/* The name as it stands in the item, before anything was cleaned: what is left of "Lay, Kenneth"
 * <klay@x.com> without its last brackets, or all its brackets, and the quotes around it. NULL where
 * nothing new is. */
static const char *observed_name(struct rt_identities *who, const struct sighting *seen,
	bool mailbox, bool first)
{
	const char *raw = seen->raw ? seen->raw : "";
	size_t start = strspn(raw, " \t\n"), end = strlen(raw);
	while (end > start && strchr(" \t\n", raw[end - 1]))
		end--;
	end = bracket_of(raw, start, end, first);
	while (end > start && strchr(" \t\n\"", raw[end - 1]))
		end--;
	while (start < end && strchr(" \t\n\"", raw[start]))
		start++;
	const char *text = rt_arena_strndup(who->arena, raw + start, end - start);
	bool known = (seen->name && !strcmp(seen->name, text)) ||
		     (mailbox && seen->address && !strcmp(seen->address, text));
	return known ? NULL : text;
}

/* What the item shows before its first bracket, where it has several. */
static void add_observed(struct rt_identities *who, const struct sighting *seen, const struct unit *unit)
{
	bool mailbox = unit->mailbox.kind != RT_MAILBOX_NONE;
	const char *whole = observed_name(who, seen, mailbox, false);
	const char *front = observed_name(who, seen, mailbox, true);
	add_alias(who, whole, false, seen->count, unit);
	if (front && (!whole || strcmp(front, whole) != 0))
		add_alias(who, front, false, seen->count, unit);
}

/* The address as it was written, where reading has taken off a wrapping ("SMTP:", a gateway's form):
 * what stands last in brackets. NULL where it says nothing new. */
static const char *observed_address(struct rt_identities *who, const struct sighting *seen)
{
	const char *raw = seen->raw ? seen->raw : "", *open = NULL;
	for (const char *at = raw; *at; at++)
		if (*at == '<' || *at == '[')
			open = at + 1;
	if (!seen->address)
		return NULL;
	size_t len = open ? strcspn(open, ">] ") : strlen(raw);
	if (!open)
		open = raw;
	if (!memchr(open, '@', len) || memchr(open, ' ', len))
		return NULL;
	char *text = rt_arena_strndup(who->arena, open, len);
	for (char *at = text; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + 32);
	return strncmp(text, "mailto:", 7) ? text : NULL;
}

/* Equal texts become one alias with the counts added up. */
static void merge_aliases(struct rt_identities *who)
{
	size_t to = 0;
	if (who->aliases.count)
		qsort(who->aliases.items, who->aliases.count, sizeof *who->aliases.items,
			compare_aliases);
	for (size_t i = 0; i < who->aliases.count; i++) {
		struct rt_identity_alias *alias = &who->aliases.items[i];
		struct rt_identity_alias *last = to ? &who->aliases.items[to - 1] : NULL;
		if (last && last->address == alias->address && !strcmp(last->text, alias->text))
			last->count += alias->count;
		else
			who->aliases.items[to++] = *alias;
	}
	who->aliases.count = to;
}

const struct rt_identity_alias *rt_identities_aliases(
	struct rt_identities *who, uint32_t identity, size_t *count_r)
{
	rt_vec_clear(&who->aliases);
	uint32_t end = who->sighting_start[identity + 1];
	for (uint32_t i = identity ? who->sighting_start[identity] : 0; i < end; i++) {
		const struct sighting *seen = &who->sightings.items[who->sighting_order[i]];
		const struct unit *unit = &who->units.items[seen->unit];
		if (unit->mailbox.kind != RT_MAILBOX_NONE) {
			const char *written = observed_address(who, seen);
			add_alias(who, unit->mailbox.key, true, seen->count, unit);
			if (written && strcmp(written, unit->mailbox.key) != 0)
				add_alias(who, written, true, seen->count, unit);
		}
		add_alias(who, seen->name, false, seen->count, unit);
		add_observed(who, seen, unit);
	}
	merge_aliases(who);
	*count_r = who->aliases.count;
	return who->aliases.items;
}

size_t rt_identities_names(const struct rt_identities *who, uint32_t identity,
	const struct rt_name **names_r, size_t max)
{
	size_t count = 0;
	uint32_t end = who->sighting_start[identity + 1];
	for (uint32_t i = identity ? who->sighting_start[identity] : 0; i < end && count < max; i++) {
		const struct sighting *seen = &who->sightings.items[who->sighting_order[i]];
		if (seen->text == RT_NOBODY)
			continue;
		const struct rt_name *name = &who->names.items[who->texts.items[seen->text].name].parsed;
		bool known = name->kind != RT_NAME_PERSON;
		for (size_t j = 0; j < count && !known; j++)
			known = names_r[j] == name;
		if (!known)
			names_r[count++] = name;
	}
	return count;
}
