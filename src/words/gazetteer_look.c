/* What a gazetteer is asked: does a name stand in a list, under which entry, how is it spelt? */
#include "words/gazetteer_p.h"

#include "words/token.h"

#include <string.h>

/* Is the surface spelt so, white space apart? */
static bool spelt(const char *wanted, const char *surface, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool space = surface[i] == ' ' || surface[i] == '\n' || surface[i] == '\t';
		if (space && *wanted == ' ') {
			wanted++;
			continue;
		}
		if (space || surface[i] == '>')
			continue;
		if (*wanted++ != surface[i])
			return false;
	}
	return !*wanted;
}

#define LONG_ENOUGH 5 /* letters of one word; shorter ones are abbreviations of something else */

/* "GOLDMAN SACHS", of the entry "Goldman Sachs": the letters are the same, for the surface led to it. */
static bool in_capitals(const char *wanted, const char *surface, size_t len)
{
	bool small = false;
	for (size_t i = 0; i < len; i++)
		if (surface[i] >= 'a' && surface[i] <= 'z')
			return false;
	for (const char *at = wanted; *at && !small; at++)
		small = *at >= 'a' && *at <= 'z';
	return small && (strchr(wanted, ' ') || len >= LONG_ENOUGH);
}

static uint32_t number_of(const char *lang)
{
	uint32_t code = 0;
	for (size_t i = 0; lang && i < 3 && lang[i] >= 'a' && lang[i] <= 'z'; i++)
		code = code << 8 | (unsigned char)lang[i];
	return code;
}

uint64_t rt_gazetteer_language(const char *lang, const char *too)
{
	return lang ? number_of(lang) | (uint64_t)number_of(too) << 32 : 0;
}

static bool holds(const struct rt_gazetteer *gazetteer, const struct rt_gazetteer_ending *ending, uint64_t lang,
	const char *surface, size_t len)
{
	const struct rt_gazetteer_list *list = &gazetteer->sets.items[ending->list];
	const char *wanted = gazetteer->pool.data + ending->exact;
	if (list->only && lang && list->only != (uint32_t)lang && list->only != lang >> 32)
		return false;
	return !ending->exact || spelt(wanted, surface, len) ||
	       (list->capitals && in_capitals(wanted, surface, len));
}

static const struct rt_gazetteer_ending *find_ending(const struct rt_gazetteer *gazetteer, uint32_t node,
	int set, uint64_t lang, const char *surface, size_t len)
{
	for (uint32_t at = gazetteer->nodes.items[node].endings; at;) {
		const struct rt_gazetteer_ending *ending = &gazetteer->endings.items[at];
		bool member = ending->list == (uint32_t)set ||
			gazetteer->sets.items[ending->list].class == (uint32_t)set;
		if (member && holds(gazetteer, ending, lang, surface, len))
			return ending;
		at = ending->next;
	}
	return NULL;
}

bool rt_gazetteer_keeps_case(const struct rt_gazetteer *gazetteer, uint32_t node)
{
	return gazetteer->nodes.items[node].keeps_case;
}

bool rt_gazetteer_in(const struct rt_gazetteer *gazetteer, uint32_t node, int set, uint64_t lang,
	const char *surface, size_t len)
{
	return find_ending(gazetteer, node, set, lang, surface, len);
}

const char *rt_gazetteer_canonical(const struct rt_gazetteer *gazetteer, uint32_t node, int set,
	const char *surface, size_t len)
{
	const struct rt_gazetteer_ending *ending = find_ending(gazetteer, node, set, 0, surface, len);
	return ending ? gazetteer->pool.data + ending->canonical : NULL;
}

void rt_gazetteer_each_set(const struct rt_gazetteer *gazetteer, uint32_t node, uint64_t lang,
	const char *surface, size_t len, void (*found)(void *context, int set), void *context)
{
	for (uint32_t at = gazetteer->nodes.items[node].endings; at;) {
		const struct rt_gazetteer_ending *ending = &gazetteer->endings.items[at];
		if (holds(gazetteer, ending, lang, surface, len)) {
			found(context, (int)ending->list);
			found(context, (int)gazetteer->sets.items[ending->list].class);
		}
		at = ending->next;
	}
}

/* The node that a whole text leads to, or 0. */
static uint32_t node_of(const struct rt_gazetteer *gazetteer, const char *text, size_t len)
{
	struct rt_str folded = RT_STR_INIT;
	struct rt_range range;
	uint32_t node = 0;
	bool begun = false;
	for (size_t at = 0; rt_token_next(text, len, &at, &range); begun = true) {
		rt_str_clear(&folded);
		rt_token_fold(&folded, text + range.start, range.end - range.start);
		uint32_t token = rt_gazetteer_token(gazetteer, folded.data, folded.len);
		if (begun)
			node = rt_gazetteer_next(gazetteer, node, token);
		else
			node = token ? rt_gazetteer_first(gazetteer, token) : 0;
		if (!node)
			break;
	}
	rt_str_release(&folded);
	return node;
}

static const char *look_up(
	const struct rt_gazetteer *gazetteer, int set, const char *text, size_t len)
{
	uint32_t node = node_of(gazetteer, text, len);
	return node ? rt_gazetteer_canonical(gazetteer, node, set, text, len) : NULL;
}

size_t rt_gazetteer_first_of(const struct rt_gazetteer *gazetteer, const int *sets, size_t count,
	const char *text, size_t len)
{
	uint32_t node = node_of(gazetteer, text, len);
	for (size_t i = 0; i < count; i++) {
		if (sets[i] < 0)
			continue;
		bool free = gazetteer->sets.items[sets[i]].free;
		if ((node && rt_gazetteer_in(gazetteer, node, sets[i], 0, text, len)) ||
			(free && rt_gazetteer_lookup(gazetteer, sets[i], text, len)))
			return i;
	}
	return count;
}

bool rt_gazetteer_knows(
	const struct rt_gazetteer *gazetteer, const char *text, size_t len, bool *begins_r)
{
	struct rt_str squashed = RT_STR_INIT;
	uint32_t node = node_of(gazetteer, text, len);
	*begins_r = node && rt_gazetteer_goes_on(gazetteer, node);
	if (!node || !rt_gazetteer_ends(gazetteer, node)) {
		rt_gazetteer_squash(&squashed, text, len);
		node = node_of(gazetteer, squashed.data, squashed.len);
	}
	rt_str_release(&squashed);
	return node && rt_gazetteer_ends(gazetteer, node);
}

const char *rt_gazetteer_lookup(
	const struct rt_gazetteer *gazetteer, int set, const char *text, size_t len)
{
	const char *found = look_up(gazetteer, set, text, len);
	if (found || !gazetteer->sets.items[set].free)
		return found;
	struct rt_str squashed = RT_STR_INIT;
	rt_gazetteer_squash(&squashed, text, len);
	found = look_up(gazetteer, set, squashed.data, squashed.len);
	rt_str_release(&squashed);
	return found;
}

void rt_gazetteer_spellings(const struct rt_gazetteer *gazetteer, int set, struct rt_str *out)
{
	RT_VEC_FOREACH(run, &gazetteer->runs)
	{
		if (run->list != (uint32_t)set &&
			gazetteer->sets.items[run->list].class != (uint32_t)set)
			continue;
		for (uint32_t i = 0; i < run->count; i++) {
			const char *text = gazetteer->pool.data +
				gazetteer->spellings.items[run->first + i].text;
			rt_str_append_n(out, text, strlen(text) + 1);
		}
	}
}

bool rt_gazetteer_each_spelling(const struct rt_gazetteer *gazetteer,
	bool (*wanted)(const void *context, const char *list),
	void (*spelling)(void *context, const char *text), void *context)
{
	bool *is_wanted = rt_alloc_zero(gazetteer->sets.count + 1, sizeof *is_wanted);
	bool all = true;
	for (size_t i = 0; i < gazetteer->sets.count; i++) {
		is_wanted[i] = wanted(context, rt_gazetteer_set_name(gazetteer, i));
		all = all && (!is_wanted[i] || gazetteer->sets.items[i].entries <= RT_GAZETTEER_SPELLINGS);
	}
	RT_VEC_FOREACH(run, &gazetteer->runs)
		for (uint32_t i = 0; is_wanted[run->list] && i < run->count; i++)
			spelling(context, gazetteer->pool.data +
					gazetteer->spellings.items[run->first + i].text);
	rt_free(is_wanted);
	return all;
}
