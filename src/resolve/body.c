#include "config.h"
#include "resolve/body.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "resolve/body_list.h"
#include "resolve/body_pair.h"
#include "resolve/body_script.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MIN_WRITERS 2	 /* addresses that make a domain a body's */
#define TWICE UINT64_MAX /* a short form that stands for two things */

enum why { WHY_SAME, WHY_FORM, WHY_LIST, WHY_BRIEF, WHY_SITE, WHY_SCRIPT, WHY_SIGNED };

struct name {
	const char *text;
	uint32_t mentions, group;
	enum why why;
	bool apart; /* a person said so */
};

struct domain {
	const char *text, *house;
	uint32_t addresses, main; /* main: number of a name, or UINT32_MAX */
};

struct rt_bodies {
	struct rt_arena *arena;
	struct rt_body_lists *lists;
	struct rt_map *briefs;	/* bare short form -> full name's number + 1, or TWICE */
	struct rt_map *numbers; /* name as written -> number + 1 */
	RT_VEC(struct name) names;
	RT_VEC(uint32_t) main_of_group;
	RT_VEC(const char *) key_of_group;
	struct rt_body_words *words;
	struct rt_body_pairs *pairs;
	struct rt_map *domain_ids;
	RT_VEC(struct domain) domains;
};

struct rt_bodies *rt_bodies_new(const char *rules_folder)
{
	struct rt_bodies *bodies = rt_alloc_zero(1, sizeof *bodies);
	bodies->arena = rt_arena_new();
	bodies->lists = rt_body_lists_load(rules_folder);
	bodies->briefs = rt_map_new();
	bodies->numbers = rt_map_new();
	bodies->domain_ids = rt_map_new();
	bodies->words = rt_body_words_load(rules_folder);
	bodies->pairs = rt_body_pairs_new(bodies->words);
	return bodies;
}

void rt_bodies_free(struct rt_bodies *bodies)
{
	if (!bodies)
		return;
	rt_body_lists_free(bodies->lists);
	rt_map_free(bodies->briefs);
	rt_map_free(bodies->numbers);
	rt_map_free(bodies->domain_ids);
	rt_vec_release(&bodies->domains);
	rt_vec_release(&bodies->names);
	rt_vec_release(&bodies->main_of_group);
	rt_vec_release(&bodies->key_of_group);
	rt_body_pairs_free(bodies->pairs);
	rt_body_words_free(bodies->words);
	rt_arena_free(bodies->arena);
	rt_free(bodies);
}

uint32_t rt_bodies_see(struct rt_bodies *bodies, const char *name)
{
	uint64_t *slot = rt_map_at(bodies->numbers, name, strlen(name));
	if (!*slot) {
		rt_vec_push(&bodies->names, (struct name){.text = rt_arena_strdup(bodies->arena, name)});
		*slot = bodies->names.count;
	}
	bodies->names.items[*slot - 1].mentions++;
	return (uint32_t)*slot - 1;
}

void rt_bodies_see_signed(struct rt_bodies *bodies, const struct rt_body_place *place, uint32_t name)
{
	const char *text = bodies->names.items[name].text;
	rt_body_pairs_see(bodies->pairs, place, name, rt_body_bare(bodies->arena, text, strlen(text)));
}

void rt_bodies_part(struct rt_bodies *bodies, const char *name)
{
	uint64_t *slot = rt_map_find(bodies->numbers, name, strlen(name));
	if (slot && *slot)
		bodies->names.items[*slot - 1].apart = true;
}

/* "mail.acme.co.uk" from the house's label on: "acme.co.uk". */
static const char *registered(const char *domain, const char *house)
{
	size_t len = strlen(house);
	for (const char *at = domain; at; at = strchr(at, '.')) {
		at += *at == '.';
		if (!strncasecmp(at, house, len) && at[len] == '.')
			return at;
	}
	return NULL;
}

void rt_bodies_see_domain(struct rt_bodies *bodies, const char *house, const char *domain)
{
	const char *text = *house ? registered(domain, house) : NULL;
	if (!text)
		return;
	uint64_t *slot = rt_map_at(bodies->domain_ids, text, strlen(text));
	if (!*slot) {
		struct domain one = {.text = rt_arena_strdup(bodies->arena, text),
			.house = rt_arena_strdup(bodies->arena, house), .main = UINT32_MAX};
		rt_vec_push(&bodies->domains, one);
		*slot = bodies->domains.count;
	}
	bodies->domains.items[*slot - 1].addresses++;
}

/* The capitals of the brief form are initials of the full one, in order, the first ones agreeing. */
static bool abbreviates(const char *brief, const char *full)
{
	size_t at = 0, len = strlen(full), place = 0, brief_len = strlen(brief), capitals = 0;
	bool start = true, first = true;
	while (place < brief_len) {
		uint32_t wanted = rt_utf8_next(brief, brief_len, &place);
		if (!rt_rune_is_upper(wanted))
			continue;
		bool found = false;
		while (!found && at < len) {
			uint32_t rune = rt_utf8_next(full, len, &at);
			found = start && rune == wanted;
			if (first && start && !found)
				return false;
			start = rune == ' ' || rune == '-';
			first = false;
		}
		if (!found)
			return false;
		capitals++;
	}
	return capitals >= 2;
}

void rt_bodies_introduce(struct rt_bodies *bodies, uint32_t full, uint32_t brief)
{
	const char *name = bodies->names.items[full].text, *form = bodies->names.items[brief].text;
	if (strchr(form, ' ') || !abbreviates(form, name))
		return;
	const char *key = rt_body_bare(bodies->arena, form, strlen(form));
	uint64_t *slot = rt_map_at(bodies->briefs, key, strlen(key));
	if (*slot && *slot != TWICE) {
		char *known = rt_body_bare(bodies->arena, bodies->names.items[*slot - 1].text,
			strlen(bodies->names.items[*slot - 1].text));
		char *other = rt_body_bare(bodies->arena, name, strlen(name));
		rt_body_cut_forms(bodies->lists, known);
		rt_body_cut_forms(bodies->lists, other);
		*slot = strcmp(known, other) ? TWICE : *slot;
	} else if (!*slot) {
		*slot = full + 1;
	}
}

/* What a name is grouped by, and how it got there. */
static const char *key_of(struct rt_bodies *bodies, const char *text, enum why *why)
{
	char *key = rt_body_bare(bodies->arena, text, strlen(text));
	size_t len = strlen(key);
	*why = WHY_SAME;
	rt_body_cut_forms(bodies->lists, key);
	if (strlen(key) < len)
		*why = WHY_FORM;
	const char *listed = rt_body_listed_as(bodies->lists, key);
	if (listed && strcmp(listed, key)) {
		*why = WHY_LIST;
		return listed;
	}
	const uint64_t *brief = rt_map_find(bodies->briefs, key, strlen(key));
	if (brief && *brief != TWICE && !rt_body_is_listed(bodies->lists, key)) {
		enum why full;
		const char *name = bodies->names.items[*brief - 1].text;
		char *self = rt_body_bare(bodies->arena, name, strlen(name));
		*why = WHY_BRIEF;
		return strcmp(self, key) ? key_of(bodies, name, &full) : key;
	}
	return *key ? key : text;
}

static bool stands_before(const struct name *a, const struct name *b)
{
	if (a->mentions != b->mentions)
		return a->mentions > b->mentions;
	size_t len_a = strlen(a->text), len_b = strlen(b->text);
	return len_a != len_b ? len_a > len_b : strcmp(a->text, b->text) < 0;
}

/* The label of "Acme.com", a name that is a site; or NULL. */
static char *label_of_site(struct rt_bodies *bodies, const char *name)
{
	static const char *const ends[] = {".com", ".org", ".net", ".gov", ".edu", ".co.uk", ".co.il",
		".de", ".fr", ".eu", ".info", ".biz"};
	size_t len = strlen(name);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);
		if (len > end + 1 && !strcasecmp(name + len - end, ends[i]) &&
			!memchr(name, '.', len - end) && !memchr(name, ' ', len - end))
			return rt_body_bare(bodies->arena, name, len - end);
	}
	return NULL;
}

/* Sites are asked for last, when all other names are there. */
static const char *group_key(struct rt_bodies *bodies, struct name *name, const struct rt_map *groups)
{
	const char *key = name->apart ? rt_arena_printf(bodies->arena, "\t%s", name->text)
				      : key_of(bodies, name->text, &name->why);
	char *label = groups && !name->apart ? label_of_site(bodies, name->text) : NULL;
	if (!label || !rt_map_find(groups, label, strlen(label)))
		return key;
	name->why = WHY_SITE;
	return label;
}

static int by_domain(const void *a, const void *b)
{
	return strcmp(((const struct domain *)a)->text, ((const struct domain *)b)->text);
}

/* What a house is grouped by; NULL where its label says too little: "ca.gov", "fed.us". */
static const char *key_of_house(struct rt_bodies *bodies, const struct domain *domain)
{
	const char *end = strrchr(domain->text, '.');
	enum why why;
	if (!strcmp(end, ".us") || (strlen(domain->house) < 3 && strcmp(end, ".com") != 0))
		return NULL;
	const char *key = key_of(bodies, domain->house, &why);
	return why == WHY_FORM ? NULL : key;
}

/* "duke.edu" and "house.gov" are no firm's, whatever else is called so. */
static bool is_public(const struct domain *domain)
{
	const char *end = strrchr(domain->text, '.');
	return !strcmp(end, ".edu") || !strcmp(end, ".gov") || !strcmp(end, ".mil");
}

static bool is_firm(const struct rt_bodies *bodies, uint32_t group)
{
	RT_VEC_FOREACH(name, &bodies->names)
		if (name->group == group && name->why == WHY_FORM)
			return true;
	return false;
}

/* Domains that belong to a body come first, in order. */
static void settle_domains(struct rt_bodies *bodies, const struct rt_map *groups)
{
	size_t to = 0;
	RT_VEC_FOREACH(domain, &bodies->domains)
	{
		const char *key = key_of_house(bodies, domain);
		if (!key || domain->addresses < MIN_WRITERS)
			continue;
		uint64_t *slot = rt_map_find(groups, key, strlen(key));
		if (!slot || !*slot || (is_public(domain) && is_firm(bodies, (uint32_t)*slot - 1)))
			continue;
		domain->main = bodies->main_of_group.items[*slot - 1];
		bodies->domains.items[to++] = *domain;
	}
	bodies->domains.count = to;
	if (to)
		qsort(bodies->domains.items, to, sizeof *bodies->domains.items, by_domain);
}

const char *rt_bodies_domain(
	const struct rt_bodies *bodies, size_t index, uint32_t *main_r, uint32_t *addresses_r)
{
	if (index >= bodies->domains.count)
		return NULL;
	*main_r = bodies->domains.items[index].main;
	*addresses_r = bodies->domains.items[index].addresses;
	return bodies->domains.items[index].text;
}

static void place_name(struct rt_bodies *bodies, uint32_t i, const char *key, struct rt_map *groups)
{
	struct name *name = &bodies->names.items[i];
	uint64_t *slot = rt_map_at(groups, key, strlen(key));
	if (!*slot) {
		rt_vec_push(&bodies->main_of_group, i);
		rt_vec_push(&bodies->key_of_group, key);
		*slot = bodies->main_of_group.count;
	}
	name->group = (uint32_t)*slot - 1;
	uint32_t *main = &bodies->main_of_group.items[name->group];
	if (stands_before(name, &bodies->names.items[*main]))
		*main = i;
}

/* Latin groups by what their names share with other scripts: the last group + 1; `next` has the one before. */
static struct rt_map *map_signatures(struct rt_bodies *bodies, uint32_t *next)
{
	struct rt_map *signatures = rt_map_new();
	struct rt_str signature = RT_STR_INIT;
	for (uint32_t g = 0; g < bodies->key_of_group.count; g++) {
		const char *key = bodies->key_of_group.items[g];
		rt_str_clear(&signature);
		if (*key == '\t' || rt_body_is_foreign(key) ||
			!rt_body_signature(bodies->words, key, &signature))
			continue;
		uint64_t *slot = rt_map_at(signatures, signature.data, signature.len);
		next[g] = (uint32_t)*slot;
		*slot = g + 1;
	}
	rt_str_release(&signature);
	return signatures;
}

/* The only Latin group of the same body, or the group itself. */
static uint32_t find_latin(struct rt_bodies *bodies, const struct rt_map *signatures,
	const uint32_t *next, uint32_t group)
{
	const char *key = bodies->key_of_group.items[group];
	struct rt_str signature = RT_STR_INIT;
	uint32_t found = group, times = 0;
	if (*key != '\t' && rt_body_is_foreign(key) &&
		rt_body_signature(bodies->words, key, &signature)) {
		const uint64_t *slot = rt_map_find(signatures, signature.data, signature.len);
		for (uint32_t g = slot ? (uint32_t)*slot : 0; g; g = next[g - 1])
			if (rt_body_alike(bodies->words, key, bodies->key_of_group.items[g - 1])) {
				found = g - 1;
				times++;
			}
	}
	rt_str_release(&signature);
	return times == 1 ? found : group;
}

/* The name goes over to another group. */
static void move_name(struct rt_bodies *bodies, struct name *name, uint32_t group, enum why why)
{
	uint32_t *main = &bodies->main_of_group.items[group];
	name->group = group;
	name->why = why;
	if (stands_before(name, &bodies->names.items[*main])) {
		bodies->names.items[*main].why = why;
		*main = (uint32_t)(name - bodies->names.items);
	}
}

/* Bodies in two scripts become one. */
static void join_scripts(struct rt_bodies *bodies)
{
	uint32_t *next = rt_alloc_zero(bodies->key_of_group.count + 1, sizeof *next);
	struct rt_map *signatures = map_signatures(bodies, next);
	RT_VEC_FOREACH(name, &bodies->names)
	{
		uint32_t group = find_latin(bodies, signatures, next, name->group);
		if (group != name->group)
			move_name(bodies, name, group, WHY_SCRIPT);
	}
	rt_map_free(signatures);
	rt_free(next);
}

/* What signatures in two languages prove. */
static void join_signed(struct rt_bodies *bodies)
{
	uint32_t foreign, latin;
	for (size_t i = 0; rt_body_pairs_settled(bodies->pairs, i, &foreign, &latin); i++) {
		uint32_t from = bodies->names.items[foreign].group, to = bodies->names.items[latin].group;
		if (from == to || *bodies->key_of_group.items[from] == '\t' ||
			*bodies->key_of_group.items[to] == '\t')
			continue;
		RT_VEC_FOREACH(name, &bodies->names)
		if (name->group == from)
			move_name(bodies, name, to, WHY_SIGNED);
	}
}

void rt_bodies_settle(struct rt_bodies *bodies)
{
	struct rt_map *groups = rt_map_new();
	for (int sites = 0; sites < 2; sites++)
		for (uint32_t i = 0; i < bodies->names.count; i++) {
			struct name *name = &bodies->names.items[i];
			if ((label_of_site(bodies, name->text) != NULL) == sites)
				place_name(bodies, i, group_key(bodies, name, sites ? groups : NULL),
					groups);
		}
	join_scripts(bodies);
	join_signed(bodies);
	settle_domains(bodies, groups);
	rt_map_free(groups);
}

size_t rt_bodies_count(const struct rt_bodies *bodies)
{
	return bodies->names.count;
}

const char *rt_bodies_name(const struct rt_bodies *bodies, uint32_t name)
{
	return bodies->names.items[name].text;
}

uint32_t rt_bodies_mentions(const struct rt_bodies *bodies, uint32_t name)
{
	return bodies->names.items[name].mentions;
}

uint32_t rt_bodies_main(const struct rt_bodies *bodies, uint32_t name)
{
	return bodies->main_of_group.items[bodies->names.items[name].group];
}

const char *rt_bodies_why(const struct rt_bodies *bodies, uint32_t name)
{
	static const char *const reasons[] = {"the same name", "the same name but for its legal form",
		"a list has both names on one line", "a text introduces it as the short form",
		"its site is called so", "the same words in another script",
		"signatures have both, in two languages"};
	return rt_bodies_main(bodies, name) == name ? "what it is mostly called"
						     : reasons[bodies->names.items[name].why];
}
