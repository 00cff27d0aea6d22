/*
 * Whose is a mailbox?
 *
 * An address is seen under many names: the forms of its owner's name, a slip now and then, the names
 * of those for whom an assistant writes, everybody's where a program put in a placeholder. The names
 * that go together are counted together; the largest group owns the mailbox where it outweighs the
 * rest, and what the strangers wrote under it is counted as theirs, by name. Where nobody outweighs
 * the others the mailbox is shared and belongs to no person.
 */
#include "resolve/identities_p.h"

#include <stdlib.h>
#include <string.h>

#define MAX_GROUPS 64
#define HUB_GROUPS 5	   /* from so many strangers on the mailbox is nobody's */
#define OWNER_OUTWEIGHS 4  /* times all the others together */

struct group {
	uint32_t first; /* index in unit->names */
	uint32_t count;
};

static const struct rt_name *name_at(const struct rt_identities *who, uint32_t name)
{
	return &who->names.items[name].parsed;
}

/* A word of the name begins with these letters. */
static bool has_word(const char *key, const char *word, size_t len)
{
	for (const char *at = key; *at; at += strcspn(at, " "), at += *at == ' ')
		if (!strncmp(at, word, len))
			return true;
	return false;
}

/* At least half of the address's words stand in the name: "office.chairman", "Office of the
 * Chairman". */
static bool words_overlap(const char *local, const char *key)
{
	size_t words = 0, found = 0;
	for (const char *at = local; *at;) {
		size_t len = strcspn(at, "._-+0123456789 ");
		if (len > 2) {
			words++;
			found += has_word(key, at, len);
		}
		at += len;
		at += *at != '\0';
	}
	return found && found * 2 >= words;
}

bool rt_who_fits(const struct rt_identities *who, const struct unit *unit, uint32_t name)
{
	const struct rt_name *parsed = name_at(who, name);
	if (unit->mailbox.kind == RT_MAILBOX_NONE || unit->mailbox.sort == RT_NAME_NOBODY)
		return false;
	if (parsed->kind == RT_NAME_PERSON)
		return unit->mailbox.sort == RT_NAME_NONE &&
		       rt_local_fit(who->lexicon, parsed, unit->mailbox.local) != RT_FIT_NONE;
	return *parsed->key && words_overlap(unit->mailbox.local, parsed->key);
}

/* A gateway's address holds a name and an address within. */
static void open_gateway(struct rt_identities *who, uint32_t index)
{
	const char *inner = who->units.items[index].mailbox.inner;
	if (!inner)
		return;
	size_t len = strlen(inner);
	const char *last = strrchr(inner, '@');
	if (last && !strchr(last, '.'))
		len = (size_t)(last - inner);
	const char *open = memchr(inner, '<', len), *at = memchr(inner, '@', len);
	const char *address = open ? open + 1 : at ? inner : NULL;
	size_t name_len = open ? (size_t)(open - inner) : at ? 0 : len;
	if (name_len) {
		uint32_t text = rt_who_name(who, inner, name_len);
		rt_who_hold(&who->units.items[index], who->texts.items[text].name, 1);
	}
	if (!address)
		return;
	char *copy = rt_arena_strndup(who->arena, address, len - (size_t)(address - inner));
	copy[strcspn(copy, ">")] = '\0';
	struct rt_mailbox mailbox;
	rt_mailbox_parse(who->arena, who->lexicon, copy, strlen(copy), &mailbox);
	if (mailbox.kind != RT_MAILBOX_SMTP)
		return;
	const char *key = rt_arena_printf(who->arena, "a:%s", mailbox.key);
	uint64_t *slot = rt_map_find(who->unit_ids, key, strlen(key));
	if (slot)
		who->units.items[index].joined_to = (uint32_t)*slot - 1;
}

static void count_sightings(struct rt_identities *who)
{
	RT_VEC_FOREACH(seen, &who->sightings)
	{
		struct unit *unit = &who->units.items[seen->unit];
		unit->count += seen->count;
		unit->in_mail |= seen->in_mail;
		if (seen->text == RT_NOBODY)
			continue;
		struct name_text *text = &who->texts.items[seen->text];
		text->count += seen->count;
		who->names.items[text->name].count += seen->count;
		rt_who_hold(unit, text->name, seen->count);
	}
}

/* Header and shown name at the same place: where they agree the mailbox bears the name. */
/* "london.brown" for "Brown, Michael - COO London": a writer of addresses that took the last words.
 * Every piece stands in the text, and one of them is part of the name. */
static bool cut_from(struct rt_identities *who, const struct unit *unit, uint32_t text)
{
	const struct rt_name *name = name_at(who, who->texts.items[text].name);
	if (unit->mailbox.kind != RT_MAILBOX_SMTP || name->kind != RT_NAME_PERSON)
		return false;
	struct rt_str bare = RT_STR_INIT;
	const char *shown = who->texts.items[text].text;
	rt_latin_bare(&bare, shown, strlen(shown));
	for (char *at = bare.data; *at; at++)
		if (strchr(",-()/@.'\"", *at))
			*at = ' ';
	size_t pieces = 0, found = 0, of_name = 0;
	for (const char *at = unit->mailbox.local; *at;) {
		size_t len = strcspn(at, "._-");
		if (len > 1) {
			pieces++;
			found += has_word(bare.data, at, len);
			of_name += (strlen(name->family) == len && !strncmp(name->family, at, len)) ||
				   (strlen(name->given[0]) == len && !strncmp(name->given[0], at, len));
		}
		at += len + (at[len] != '\0');
	}
	rt_str_release(&bare);
	return pieces >= 2 && found == pieces && of_name;
}

static void count_pairs(struct rt_identities *who)
{
	RT_VEC_FOREACH(pair, &who->pairs)
	{
		const struct sighting *header = &who->sightings.items[pair->header];
		const struct sighting *shown = &who->sightings.items[pair->shown];
		struct unit *unit = &who->units.items[header->unit];
		if (header->unit == shown->unit) {
			pair->agree = true;
			continue;
		}
		if (shown->text == RT_NOBODY)
			continue;
		uint32_t name = who->texts.items[shown->text].name;
		pair->agree = rt_who_fits(who, unit, name) || cut_from(who, unit, shown->text);
		if (!pair->agree)
			continue;
		rt_who_hold(unit, name, pair->count);
		const struct rt_mailbox *real = &who->units.items[shown->unit].mailbox;
		if (real->kind == RT_MAILBOX_SMTP && strcmp(real->house, unit->mailbox.house) != 0)
			unit->stands_in += pair->count;
	}
}

static const struct rt_identities *sorting;

static int by_count(const void *a, const void *b)
{
	const struct held_name *left = a, *right = b;
	if (left->count != right->count)
		return left->count < right->count ? 1 : -1;
	const struct rt_name *name_a = name_at(sorting, left->name), *name_b = name_at(sorting, right->name);
	int order = strcmp(name_a->key, name_b->key);
	if (order)
		return order;
	order = strcmp(name_a->nick ? name_a->nick : "", name_b->nick ? name_b->nick : "");
	return order ? order : (int)name_a->kind - (int)name_b->kind;
}

/* "Barb" and "Barbara" on one mailbox: no list has every short form. */
static bool begins(const char *a, const char *b)
{
	size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	return len >= 3 && !strncmp(a, b, len);
}

/* "Wang Chia-Wei" and "Chia-Wei Wang": the family first or last, as the writer's country has it. */
static bool is_turned(const struct rt_name *x, const struct rt_name *y)
{
	return x->given_count == 1 && y->given_count == 1 && strlen(x->given[0]) > 1 && strlen(y->given[0]) > 1 &&
	       !strcmp(x->given[0], y->family) && !strcmp(y->given[0], x->family);
}

static bool same_person(const struct rt_identities *who, uint32_t a, uint32_t b)
{
	enum rt_relation relation = rt_name_compare(who->lexicon, name_at(who, a), name_at(who, b));
	const struct rt_name *x = name_at(who, a), *y = name_at(who, b);
	if (is_turned(x, y))
		return true;
	if (relation == RT_REL_CONTRADICT && x->given_count == 1 && y->given_count == 1 && !x->suffix &&
		!y->suffix)
		return begins(x->given[0], y->given[0]);
	return relation != RT_REL_NONE && relation != RT_REL_CONTRADICT;
}

/* Groups the person names of the unit; marks the owner's. How many groups there are. */
static size_t find_owner(struct rt_identities *who, struct unit *unit, bool *owned_r)
{
	struct group groups[MAX_GROUPS];
	uint32_t *group_of = rt_alloc(unit->names.count * sizeof *group_of);
	size_t count = 0;
	uint32_t total = 0;
	for (size_t i = 0; i < unit->names.count; i++) {
		group_of[i] = RT_NOBODY;
		if (name_at(who, unit->names.items[i].name)->kind != RT_NAME_PERSON)
			continue;
		total += unit->names.items[i].count;
		for (uint32_t g = 0; g < count && group_of[i] == RT_NOBODY; g++)
			if (same_person(who, unit->names.items[groups[g].first].name,
				    unit->names.items[i].name))
				group_of[i] = g;
		if (group_of[i] == RT_NOBODY && count < MAX_GROUPS) {
			groups[count] = (struct group){.first = (uint32_t)i};
			group_of[i] = (uint32_t)count++;
		}
		if (group_of[i] != RT_NOBODY)
			groups[group_of[i]].count += unit->names.items[i].count;
	}
	size_t top = 0;
	for (size_t g = 1; g < count; g++)
		if (groups[g].count > groups[top].count)
			top = g;
	*owned_r = count && (count == 1 || groups[top].count >= OWNER_OUTWEIGHS * (total - groups[top].count));
	for (size_t i = 0; i < unit->names.count; i++)
		unit->names.items[i].own = *owned_r && group_of[i] == top;
	rt_free(group_of);
	return count;
}

/* What the names say where no person owns the unit. */
static enum rt_name_kind sort_by_names(const struct rt_identities *who, const struct unit *unit)
{
	RT_VEC_FOREACH(held, &unit->names)
	{
		enum rt_name_kind kind = name_at(who, held->name)->kind;
		if (kind >= RT_NAME_ROLE)
			return kind;
	}
	return RT_NAME_NONE;
}

static void judge(struct rt_identities *who, struct unit *unit)
{
	bool owned = false;
	sorting = who;
	if (unit->names.count)
		qsort(unit->names.items, unit->names.count, sizeof *unit->names.items, by_count);
	size_t groups = unit->names.count ? find_owner(who, unit, &owned) : 0;
	enum rt_name_kind sort = unit->mailbox.sort;
	if (sort == RT_NAME_NONE && !owned)
		sort = sort_by_names(who, unit);
	if (sort == RT_NAME_NONE && owned && unit->names.count &&
		name_at(who, unit->names.items[0].name)->kind >= RT_NAME_ROLE)
		sort = name_at(who, unit->names.items[0].name)->kind;
	if (!owned && groups >= HUB_GROUPS && sort == RT_NAME_NONE)
		sort = RT_NAME_NOBODY;
	unit->shared = groups > 1 && !owned;
	unit->sort = sort == RT_NAME_NONE ? RT_NAME_PERSON : sort;
	if (unit->sort != RT_NAME_PERSON)
		RT_VEC_FOREACH(held, &unit->names)
			held->own = false;
}

/* A stranger's name on somebody's mailbox is a sighting of the name alone. */
static void send_strangers_home(struct rt_identities *who)
{
	for (size_t i = 0; i < who->sightings.count; i++) {
		struct sighting *seen = &who->sightings.items[i];
		struct unit *unit = &who->units.items[seen->unit];
		if (seen->text == RT_NOBODY || unit->mailbox.kind == RT_MAILBOX_NONE)
			continue;
		uint32_t name = who->texts.items[seen->text].name;
		if (name_at(who, name)->kind != RT_NAME_PERSON)
			continue;
		bool own = false;
		RT_VEC_FOREACH(held, &unit->names)
			own = own || (held->name == name && held->own);
		if (own)
			continue;
		seen->unit = rt_who_unit(who, "n:", name_at(who, name)->key, NULL);
		struct unit *home = &who->units.items[seen->unit];
		home->sort = RT_NAME_PERSON;
		home->count += seen->count;
		rt_who_hold(home, name, seen->count);
		RT_VEC_FOREACH(held, &home->names)
			held->own = true;
	}
}

static void name_best_texts(struct rt_identities *who)
{
	uint32_t *best = rt_alloc_zero(who->names.count + 1, sizeof *best);
	RT_VEC_FOREACH(text, &who->texts)
	{
		struct known_name *known = &who->names.items[text->name];
		uint32_t *top = &best[text->name];
		if (!known->best || text->count > *top ||
			(text->count == *top && strcmp(text->clean, known->best) < 0)) {
			known->best = text->clean;
			*top = text->count;
		}
	}
	rt_free(best);
}

void rt_who_profiles(struct rt_identities *who)
{
	size_t count = who->units.count;
	for (uint32_t i = 0; i < count; i++)
		open_gateway(who, i);
	count_sightings(who);
	count_pairs(who);
	name_best_texts(who);
	for (uint32_t i = 0; i < count; i++)
		judge(who, &who->units.items[i]);
	send_strangers_home(who);
}
