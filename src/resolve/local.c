/*
 * Mailboxes without a name: what their addresses spell.
 *
 * "klay" may be Kenneth Lay's where there is a Lay with a K in the house, and only one. The local
 * part is cut in two at every place; where one half is a known family name, its bearers are asked
 * whether the whole fits them (rt_local_fit). Role mailboxes and lists meet by their words.
 */
#include "resolve/identities_p.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LOCAL 40
#define MIN_CUT 5 /* letters of a family name that an address cut off: "vkamins" */
#define MAX_BEARERS 300
#define SLIP_PREFIX 3	 /* letters before which no slip is looked for */
#define SLIP_OUTWEIGHS 4 /* the right spelling is seen so much more often than the slip */

struct bearer {
	const char *family;
	uint32_t name, cluster;
};
struct bearers {
	struct bearer *items;
	size_t count, cap;
	struct rt_map *first; /* family -> 1 + index of its first bearer */
};

static const struct rt_identities *sorting;

static int compare_bearers(const void *a, const void *b)
{
	const struct bearer *x = a, *y = b;
	int order = strcmp(x->family, y->family);
	return order ? order : rt_who_by_key(sorting, x->cluster, y->cluster);
}

static void list_bearers(struct rt_identities *who, struct bearers *bearers)
{
	RT_VEC_FOREACH(index, &who->order)
	{
		if (rt_who_find(who, *index) != *index)
			continue;
		RT_VEC_FOREACH(held, &who->clusters[*index].names)
		{
			const struct rt_name *name = &who->names.items[held->name].parsed;
			rt_vec_push(bearers, (struct bearer){name->family, held->name, *index});
			for (unsigned i = 0; name->family_count > 1 && i < name->family_count; i++)
				rt_vec_push(bearers,
					(struct bearer){name->families[i], held->name, *index});
		}
	}
	sorting = who;
	if (bearers->count)
		qsort(bearers->items, bearers->count, sizeof *bearers->items, compare_bearers);
	bearers->first = rt_map_new();
	for (size_t i = 0; i < bearers->count; i++) {
		const char *family = bearers->items[i].family;
		if (!i || strcmp(family, bearers->items[i - 1].family) != 0)
			*rt_map_at(bearers->first, family, strlen(family)) = i + 1;
	}
}

/* The first bearer whose family name is the text, or begins with it. Nearly all that is asked for whole
 * is no family name at all: a hash tells that in one look. */
static size_t first_bearer(const struct bearers *bearers, const char *text, size_t len, bool whole)
{
	if (whole) {
		const uint64_t *slot = rt_map_find(bearers->first, text, len);
		return slot ? *slot - 1 : bearers->count;
	}
	return RT_VEC_FIRST_NOT(bearers, bearer, strncmp(bearer->family, text, len) < 0);
}

static bool in_house(const struct rt_identities *who, uint32_t cluster, const char *house)
{
	RT_VEC_FOREACH(known, &who->clusters[cluster].houses)
		if (!strcmp(*known, house))
			return true;
	return false;
}

static const char *rule_of_fit(const struct rt_identities *who, const struct unit *unit,
	const struct bearer *bearer, enum rt_fit fit)
{
	const struct rt_name *name = &who->names.items[bearer->name].parsed;
	bool near = *unit->mailbox.house && !rt_who_stands_in(unit) && in_house(who, bearer->cluster, unit->mailbox.house);
	bool open = !who->clusters[bearer->cluster].mailbox;
	if (fit == RT_FIT_FULL) {
		if (near || open)
			return "local-full";
		return rt_who_expected(who, name) < 0.1 ? "local-full-far" : "full-name-common";
	}
	if (fit == RT_FIT_INITIAL && near)
		return "local-initial";
	if (fit == RT_FIT_INITIAL && rt_who_expected(who, name) < 0.1)
		return "local-initial-far";
	if (fit == RT_FIT_FAMILY && near)
		return "local-family";
	return NULL;
}

/* One letter off, seldom seen, in the house of the one whom it means. */
static bool is_slip(const struct rt_identities *who, const struct unit *unit, const struct bearer *bearer)
{
	const struct cluster *cluster = &who->clusters[bearer->cluster];
	return unit->count * SLIP_OUTWEIGHS <= cluster->weight && *unit->mailbox.house &&
	       in_house(who, bearer->cluster, unit->mailbox.house) &&
	       rt_local_slip(who->lexicon, &who->names.items[bearer->name].parsed, unit->mailbox.local);
}

static void add_edge(const struct rt_identities *who, uint32_t a, uint32_t b, const char *rule,
	struct edges *edges)
{
	rt_vec_push(edges, (struct edge){.a = a, .b = b, .rule = rule, .relation = RT_REL_INITIAL,
				   .unique = true, .far = !strcmp(rule, "local-full-far"),
				   .score = rt_lexicon_join(who->lexicon, rule)->score});
}

static void ask_bearers(struct rt_identities *who, uint32_t of, const struct unit *unit,
	const struct bearers *bearers, const char *family, size_t len, bool whole,
	struct edges *edges)
{
	size_t at = first_bearer(bearers, family, len, whole);
	for (size_t asked = 0; at < bearers->count && asked < MAX_BEARERS; at++, asked++) {
		const struct bearer *bearer = &bearers->items[at];
		if (strncmp(bearer->family, family, len))
			break;
		if (whole && bearer->family[len])
			break;
		if (bearer->cluster == of)
			continue;
		enum rt_fit fit = rt_local_fit(who->lexicon,
			&who->names.items[bearer->name].parsed, unit->mailbox.local);
		const char *rule = fit > RT_FIT_GIVEN ? rule_of_fit(who, unit, bearer, fit) : NULL;
		if (fit == RT_FIT_NONE && is_slip(who, unit, bearer))
			rule = "typo";
		if (rule)
			add_edge(who, of, bearer->cluster, rule, edges);
	}
}

/* The last piece of an address may be a family name with a slip: those that begin like it and are as
 * long are asked. */
static void ask_slips(struct rt_identities *who, uint32_t of, const struct unit *unit,
	const struct bearers *bearers, const char *piece, struct edges *edges)
{
	size_t len = strlen(piece), at = first_bearer(bearers, piece, SLIP_PREFIX, false);
	for (size_t asked = 0; at < bearers->count && asked < MAX_BEARERS; at++, asked++) {
		const struct bearer *bearer = &bearers->items[at];
		if (strncmp(bearer->family, piece, SLIP_PREFIX) != 0)
			break;
		size_t other = strlen(bearer->family);
		if (bearer->cluster == of || other > len + 1 || len > other + 1)
			continue;
		const struct rt_name *name = &who->names.items[bearer->name].parsed;
		if (is_slip(who, unit, bearer) &&
			rt_local_fit(who->lexicon, name, unit->mailbox.local) == RT_FIT_NONE)
			add_edge(who, of, bearer->cluster, "typo", edges);
	}
}

/* Letters of the local part, as rt_local_fit joins them. */
static size_t join_letters(const char *local, char letters[MAX_LOCAL + 1])
{
	size_t count = 0;
	for (const char *at = local; *at && *at != '%' && *at != '@'; at++) {
		bool letter = (*at >= 'a' && *at <= 'z') || (unsigned char)*at & 0x80;
		if (!letter)
			continue;
		if (count == MAX_LOCAL)
			return 0;
		letters[count++] = *at;
	}
	letters[count] = '\0';
	return count;
}

static void ask_unit(struct rt_identities *who, uint32_t of, const struct unit *unit,
	const struct bearers *bearers, struct edges *edges)
{
	char letters[MAX_LOCAL + 1];
	size_t count = join_letters(unit->mailbox.local, letters);
	if (count < 3)
		return;
	for (size_t start = 0; start + 2 <= count; start++)
		ask_bearers(who, of, unit, bearers, letters + start, count - start, true, edges);
	for (size_t end = 2; end < count; end++)
		ask_bearers(who, of, unit, bearers, letters, end, true, edges);
	const char *dot = strrchr(unit->mailbox.local, '.');
	if (!dot)
		dot = strrchr(unit->mailbox.local, '_');
	if (dot && strlen(dot + 1) >= MIN_CUT)
		ask_slips(who, of, unit, bearers, dot + 1, edges);
	if (count >= MIN_CUT + 1 && count <= 8)
		for (size_t initials = 1; initials <= 2 && count - initials >= MIN_CUT; initials++)
			ask_bearers(who, of, unit, bearers, letters + initials, count - initials,
				false, edges);
}

/* The words of an office's or list's address or name, sorted, without numbers and small words. */
static void words_key(struct rt_str *out, const char *house, const char *text)
{
	const char *words[12];
	size_t lens[12], count = 0;
	for (const char *at = text; *at && count < 12;) {
		size_t len = strcspn(at, " ._-+0123456789@/");
		bool small = len < 2 || (len == 2 && !strncmp(at, "of", 2)) ||
			     (len == 3 && !strncmp(at, "the", 3)) || (len == 3 && !strncmp(at, "and", 3));
		if (!small) {
			size_t to = count++;
			for (; to && strncmp(words[to - 1], at, len) > 0; to--) {
				words[to] = words[to - 1];
				lens[to] = lens[to - 1];
			}
			words[to] = at;
			lens[to] = len;
		}
		at += len + (at[len] != '\0');
	}
	rt_str_append(out, house);
	for (size_t i = 0; i < count; i++)
		rt_str_appendf(out, " %.*s", (int)lens[i], words[i]);
}

static bool same_words(const char *a, const char *b)
{
	struct rt_str left = RT_STR_INIT, right = RT_STR_INIT;
	words_key(&left, "", a);
	words_key(&right, "", b);
	bool same = !strcmp(left.data, right.data);
	rt_str_release(&left);
	rt_str_release(&right);
	return same;
}

/* Offices that are shown under two names are two, whatever their addresses. */
static bool names_differ(const struct rt_identities *who, const struct unit *a, const struct unit *b)
{
	bool any = false;
	RT_VEC_FOREACH(left, &a->names)
		RT_VEC_FOREACH(right, &b->names)
		{
			const struct rt_name *x = &who->names.items[left->name].parsed;
			const struct rt_name *y = &who->names.items[right->name].parsed;
			if (x->kind < RT_NAME_ROLE || y->kind < RT_NAME_ROLE)
				continue;
			if (same_words(x->key, y->key))
				return false;
			any = true;
		}
	return any;
}

static void meet(struct rt_identities *who, struct rt_map *by_words, uint32_t index,
	const char *house, const char *text, enum rt_name_kind sort, struct edges *edges)
{
	struct rt_str key = RT_STR_INIT;
	words_key(&key, house, text);
	uint32_t of = rt_who_find(who, index);
	if (key.len > strlen(house) + 4) {
		rt_str_appendf(&key, "\t%d", sort == RT_NAME_LIST);
		uint64_t *slot = rt_map_at(by_words, key.data, key.len);
		if (!*slot)
			*slot = index + 1;
		else if (rt_who_find(who, (uint32_t)*slot - 1) != of &&
			 !names_differ(who, &who->units.items[*slot - 1], &who->units.items[index]))
			rt_vec_push(edges, (struct edge){.a = rt_who_find(who, (uint32_t)*slot - 1),
						   .b = of,
						   .rule = "same-role",
						   .relation = RT_REL_EXACT,
						   .score = rt_lexicon_join(who->lexicon, "same-role")->score});
	}
	rt_str_release(&key);
}

static bool meets_by_words(const struct unit *unit)
{
	return unit->sort == RT_NAME_ROLE || unit->sort == RT_NAME_LIST ||
	       unit->sort == RT_NAME_MACHINE || unit->sort == RT_NAME_ORGANISATION;
}

static void role_edges(struct rt_identities *who, struct edges *edges)
{
	struct rt_map *by_words = rt_map_new();
	RT_VEC_FOREACH(index, &who->order)
	{
		const struct unit *unit = &who->units.items[*index];
		if (!meets_by_words(unit) || unit->shared)
			continue;
		const char *house = unit->mailbox.house;
		if (unit->mailbox.kind == RT_MAILBOX_SMTP && !unit->mailbox.inner)
			meet(who, by_words, *index, house, unit->mailbox.local, unit->sort, edges);
		RT_VEC_FOREACH(held, &unit->names)
		{
			const struct rt_name *name = &who->names.items[held->name].parsed;
			if (name->kind >= RT_NAME_ROLE && name->kind != RT_NAME_NOBODY)
				meet(who, by_words, *index, "", name->key, unit->sort, edges);
		}
	}
	rt_map_free(by_words);
}

void rt_who_local_edges(struct rt_identities *who, struct edges *edges)
{
	struct bearers bearers = {0};
	list_bearers(who, &bearers);
	RT_VEC_FOREACH(index, &who->order)
	{
		const struct unit *unit = &who->units.items[*index];
		uint32_t of = rt_who_find(who, *index);
		if (unit->mailbox.kind != RT_MAILBOX_SMTP || unit->sort != RT_NAME_PERSON ||
			unit->shared || unit->mailbox.inner || who->clusters[of].names.count)
			continue;
		ask_unit(who, of, unit, &bearers, edges);
	}
	rt_vec_release(&bearers);
	rt_map_free(bearers.first);
	role_edges(who, edges);
}
