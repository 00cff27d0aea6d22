/*
 * Which clusters may be one person: candidates, each with its rule and score.
 *
 * Comparing all with all is out of the question, so names meet in blocks: those of one family name
 * and one first letter, one family name and one formal given name (Bill and William), one family
 * name's consonants (slips, other scripts), a maiden name that stands among the given names, what all
 * spellings of a name in another script share.
 *
 * How much an equal name says depends on how many people bear it. A dump tells that itself: where 60
 * given names go with "Jones" and 80 family names with "Amy", two houses may well have an Amy Jones
 * each; "Chris Stokley" is one. rt_who_expected is that estimate.
 */
#include "resolve/identities_p.h"
#include "resolve/spelling.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BLOCK 400	  /* larger blocks are compared by equal key only */
#define SMALL_WORLD 3000  /* people that are there besides those seen, for the estimate */
#define RARE 0.1	  /* below it a name is one person's */
#define SLIP_COUNT 3	  /* a spelling seen so seldom may be a slip */

struct member {
	const char *key;
	uint32_t name, cluster;
};
struct members {
	struct member *items;
	size_t count, cap;
};

static const char *first_formal(const struct rt_identities *who, const struct rt_name *name)
{
	const char *formal = rt_lexicon_formal(who->lexicon, name->given[0], 0);
	return formal ? formal : name->given[0];
}

void rt_who_rarity(struct rt_identities *who)
{
	struct rt_map *seen = rt_map_new();
	struct rt_str key = RT_STR_INIT;
	RT_VEC_FOREACH(known, &who->names)
	{
		const struct rt_name *name = &known->parsed;
		who->scripts |= name->kind == RT_NAME_PERSON && !name->latin;
		if (name->kind != RT_NAME_PERSON || strlen(name->given[0]) < 2)
			continue;
		const char *given = first_formal(who, name);
		rt_str_clear(&key);
		rt_str_appendf(&key, "%s %s", name->family, given);
		uint64_t *slot = rt_map_at(seen, key.data, key.len);
		if ((*slot)++)
			continue;
		++*rt_map_at(who->family_people, name->family, strlen(name->family));
		++*rt_map_at(who->given_people, given, strlen(given));
		who->people++;
	}
	rt_str_release(&key);
	rt_map_free(seen);
}

static double people_named(const struct rt_map *map, const char *word)
{
	uint64_t *slot = rt_map_find(map, word, strlen(word));
	return slot ? (double)*slot : 1;
}

/* How many people of this name are to be expected. A middle name makes it ten times rarer. */
double rt_who_expected(const struct rt_identities *who, const struct rt_name *name)
{
	double family = people_named(who->family_people, name->family);
	double given = people_named(who->given_people, first_formal(who, name));
	double expected = family * given / (who->people + SMALL_WORLD);
	return name->given_count > 1 ? expected / 10 : expected;
}

bool rt_who_share_house(const struct cluster *a, const struct cluster *b)
{
	RT_VEC_FOREACH(left, &a->houses)
		RT_VEC_FOREACH(right, &b->houses)
			if (!strcmp(*left, *right))
				return true;
	return false;
}

static bool common_family(const struct rt_identities *who, const struct rt_name *name)
{
	return rt_lexicon_has(who->lexicon, RT_WORD_COMMON_FAMILY, name->family);
}

/* A given name and a family name that many bear everywhere, and nothing between them: no dump is so small that
 * it makes the name rare. */
static bool common_everywhere(const struct rt_identities *who, const struct rt_name *name)
{
	return name->given_count == 1 && rt_lexicon_given(who->lexicon, name->given[0]) &&
	       common_family(who, name);
}

/* Initials alone are never rare. */
static bool has_given_word(const struct rt_name *name)
{
	for (unsigned i = 0; i < name->given_count; i++)
		if (name->given[i][0] && name->given[i][1])
			return true;
	return false;
}

static bool share_directory(
	const struct rt_identities *who, const struct cluster *a, const struct cluster *b)
{
	RT_VEC_FOREACH(left, &a->units)
	{
		const struct rt_mailbox *x = &who->units.items[*left].mailbox;
		if (x->kind != RT_MAILBOX_DIRECTORY)
			continue;
		RT_VEC_FOREACH(right, &b->units)
		{
			const struct rt_mailbox *y = &who->units.items[*right].mailbox;
			if (y->kind == RT_MAILBOX_DIRECTORY && !strcmp(x->house, y->house))
				return true;
		}
	}
	return false;
}

struct pair_facts {
	bool near; /* one house, or one of them only a name */
	bool pure; /* one of them only a name */
	bool rare;
	bool common; /* a family name that many bear everywhere */
	bool entries; /* both stand in one directory */
	uint32_t fewer, more;
};

static struct pair_facts facts_of(const struct rt_identities *who, const struct member *a,
	const struct member *b)
{
	const struct cluster *left = &who->clusters[a->cluster], *right = &who->clusters[b->cluster];
	const struct rt_name *x = &who->names.items[a->name].parsed;
	const struct rt_name *y = &who->names.items[b->name].parsed;
	double expected = rt_who_expected(who, x), other = rt_who_expected(who, y);
	struct pair_facts facts = {
		.pure = !left->mailbox || !right->mailbox,
		.rare = (expected > other ? expected : other) < RARE,
		.fewer = left->weight < right->weight ? left->weight : right->weight,
		.more = left->weight < right->weight ? right->weight : left->weight,
	};
	facts.rare = facts.rare && !common_everywhere(who, x) && !common_everywhere(who, y) &&
		     has_given_word(x) && has_given_word(y);
	facts.near = facts.pure || rt_who_share_house(left, right);
	facts.entries = share_directory(who, left, right);
	facts.common = common_family(who, x) || common_family(who, y);
	return facts;
}

/* The rule that a relation and the facts come to, or NULL. */
static const char *rule_for(
	enum rt_relation relation, const struct pair_facts *facts, bool *unique_r)
{
	*unique_r = true;
	switch (relation) {
	case RT_REL_EXACT:
	case RT_REL_WHOLE:
		if (facts->near)
			return facts->pure ? "name-only" : "full-name-org";
		return facts->rare ? "full-name-rare" : "full-name-common";
	case RT_REL_NICKNAME:
		if (facts->common && facts->entries)
			return "nickname-common"; /* a house has a Tim and a Timothy Jones */
		return facts->near || facts->rare ? "nickname" : "nickname-common";
	case RT_REL_INITIAL:
		return facts->near ? "initials-agree" : NULL;
	case RT_REL_REORDERED:
		return facts->near || facts->rare ? "reordered" : "full-name-common";
	case RT_REL_MIDDLE:
		return facts->near ? "middle-name" : NULL;
	case RT_REL_MARRIED:
		if (facts->rare && !(facts->pure && facts->common))
			return "married-name";
		return facts->near ? "married-common" : NULL;
	case RT_REL_TYPO:
		if (facts->near && facts->fewer <= SLIP_COUNT && facts->more > facts->fewer)
			return "typo";
		return facts->near ? "typo-common" : NULL;
	case RT_REL_SCRIPT:
		return facts->near || facts->rare ? "script" : "script-common";
	default:
		return NULL;
	}
}

static void consider(struct rt_identities *who, const struct member *a, const struct member *b,
	struct edges *edges)
{
	if (a->cluster == b->cluster)
		return;
	const struct rt_name *x = &who->names.items[a->name].parsed;
	const struct rt_name *y = &who->names.items[b->name].parsed;
	if (*a->key == 'x' && x->latin == y->latin)
		return;
	enum rt_relation relation = rt_name_compare(who->lexicon, x, y);
	if (relation == RT_REL_NONE || relation == RT_REL_CONTRADICT)
		return;
	struct pair_facts facts = facts_of(who, a, b);
	struct edge edge = {.a = a->cluster, .b = b->cluster, .relation = relation, .far = !facts.near};
	edge.rule = rule_for(relation, &facts, &edge.unique);
	if (!edge.rule)
		return;
	edge.score = rt_lexicon_join(who->lexicon, edge.rule)->score;
	if (edge.score > 0)
		rt_vec_push(edges, edge);
}

static void add_key(struct rt_identities *who, struct members *members, struct rt_arena *arena,
	uint32_t name, uint32_t cluster, const char *tag, const char *a, const char *b, size_t b_len)
{
	(void)who;
	rt_vec_push(members, (struct member){.name = name, .cluster = cluster,
				     .key = rt_arena_printf(arena, "%s%s|%.*s", tag, a, (int)b_len, b)});
}

/* Names of other scripts meet the Latin ones by what no spelling changes. Which of two words is the family
 * name is told by neither; "כהן תמר" is tried both ways. */
static void add_spelling_key(struct rt_identities *who, struct rt_arena *arena, struct members *members,
	uint32_t name, uint32_t cluster, bool turn, bool ts)
{
	const struct rt_name *parsed = &who->names.items[name].parsed;
	struct rt_str family = RT_STR_INIT, given = RT_STR_INIT;
	rt_spelling_key(&family, turn ? parsed->given[0] : parsed->family, ts);
	rt_spelling_key(&given, turn ? parsed->family : parsed->given[0], ts);
	add_key(who, members, arena, name, cluster, "x:", family.data, given.data, given.len);
	if (!turn && (!parsed->latin || !parsed->given[0][1])) /* "Y. Barkat" */
		add_key(who, members, arena, name, cluster, "xi:", family.data, "", 0);
	rt_str_release(&family);
	rt_str_release(&given);
}

static void add_spelling_keys(struct rt_identities *who, struct rt_arena *arena,
	struct members *members, uint32_t name, uint32_t cluster)
{
	const struct rt_name *parsed = &who->names.items[name].parsed;
	bool turns = !parsed->latin && !parsed->certain && parsed->given_count == 1;
	bool ts = rt_spelling_may_be_ts(parsed->family, parsed->latin) ||
		  rt_spelling_may_be_ts(parsed->given[0], parsed->latin);
	for (int turn = 0; turn <= turns; turn++)
		for (int way = 0; way <= ts; way++)
			add_spelling_key(who, arena, members, name, cluster, turn, way);
}

static void add_keys_of(struct rt_identities *who, struct rt_arena *arena, struct members *members,
	uint32_t name, uint32_t cluster)
{
	const struct rt_name *parsed = &who->names.items[name].parsed;
	struct rt_str family = RT_STR_INIT, given = RT_STR_INIT;
	for (unsigned i = 0; i < parsed->given_count; i++) {
		const char *word = parsed->given[i];
		add_key(who, members, arena, name, cluster, "f:", parsed->family, word, 1);
		if (i && word[1] && word[2])
			add_key(who, members, arena, name, cluster, "f:", word, parsed->given[0], 1);
		const char *formal;
		for (size_t j = 0; (formal = rt_lexicon_formal(who->lexicon, word, j)); j++)
			add_key(who, members, arena, name, cluster, "n:", parsed->family, formal,
				strlen(formal));
	}
	if (parsed->nick) {
		add_key(who, members, arena, name, cluster, "f:", parsed->family, parsed->nick, 1);
		add_key(who, members, arena, name, cluster, "n:", parsed->family, parsed->nick,
			strlen(parsed->nick));
	}
	for (unsigned i = 0; parsed->family_count > 1 && i < parsed->family_count; i++)
		add_key(who, members, arena, name, cluster, "f:", parsed->families[i],
			parsed->given[0], 1);
	if (!parsed->certain && parsed->given_count == 1)
		add_key(who, members, arena, name, cluster, "f:", parsed->given[0], parsed->family, 1);
	rt_skeleton(&family, parsed->family);
	rt_skeleton(&given, parsed->given[0]);
	rt_skeleton_bare(&family);
	if (family.len && (family.len > 1 || given.len > 1))
		add_key(who, members, arena, name, cluster, "s:", family.data, given.data, given.len);
	if (who->scripts)
		add_spelling_keys(who, arena, members, name, cluster);
	rt_str_release(&family);
	rt_str_release(&given);
}

static const struct rt_identities *sorting;

static int compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = strcmp(x->key, y->key);
	if (!order)
		order = strcmp(sorting->names.items[x->name].parsed.key,
			sorting->names.items[y->name].parsed.key);
	return order ? order : rt_who_by_key(sorting, x->cluster, y->cluster);
}

/* A block too large to compare: only neighbours, which have equal names. */
static void consider_block(struct rt_identities *who, const struct member *block, size_t count,
	struct edges *edges)
{
	size_t reach = count > MAX_BLOCK ? MAX_BLOCK * MAX_BLOCK / count + 1 : count;
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count && j - i <= reach; j++)
			consider(who, &block[i], &block[j], edges);
}

void rt_who_name_edges(struct rt_identities *who, struct edges *edges)
{
	struct members members = {0};
	struct rt_arena *arena = rt_arena_new();
	RT_VEC_FOREACH(index, &who->order)
	{
		if (rt_who_find(who, *index) != *index)
			continue;
		RT_VEC_FOREACH(held, &who->clusters[*index].names)
			add_keys_of(who, arena, &members, held->name, *index);
	}
	sorting = who;
	if (members.count)
		qsort(members.items, members.count, sizeof *members.items, compare_members);
	for (size_t start = 0, end; start < members.count; start = end) {
		for (end = start + 1; end < members.count &&
				      !strcmp(members.items[end].key, members.items[start].key);
			end++)
			;
		consider_block(who, members.items + start, end - start, edges);
	}
	rt_vec_release(&members);
	rt_arena_free(arena);
}
