/* A gazetteer as its lists are added: strings, tokens, the tree of entries, sets. */
#include "words/gazetteer_p.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "words/rule_error.h"
#include "words/token.h"

#include <string.h>

struct rt_gazetteer *rt_gazetteer_new(void)
{
	struct rt_gazetteer *gazetteer = rt_alloc_zero(1, sizeof *gazetteer);
	gazetteer->pool = (struct rt_str)RT_STR_INIT;
	rt_str_append_char(&gazetteer->pool, '\0');
	rt_vec_push(&gazetteer->tokens, (struct rt_gazetteer_token){0});
	rt_vec_push(&gazetteer->nodes, (struct rt_gazetteer_node){0});
	rt_vec_push(&gazetteer->edges, (struct rt_gazetteer_edge){0});
	rt_vec_push(&gazetteer->endings, (struct rt_gazetteer_ending){0});
	gazetteer->token_slot_count = gazetteer->edge_slot_count = 1024;
	gazetteer->token_slots = rt_alloc_zero(1024, sizeof *gazetteer->token_slots);
	gazetteer->token_tags = rt_alloc_zero(1024, 1);
	gazetteer->edge_slots = rt_alloc_zero(1024, sizeof *gazetteer->edge_slots);
	gazetteer->pairs = rt_alloc_zero(1u << RT_GAZETTEER_PAIR_BITS >> 6, sizeof *gazetteer->pairs);
	gazetteer->names = rt_map_new();
	return gazetteer;
}

static void free_arrays(struct rt_gazetteer *gazetteer)
{
	rt_str_release(&gazetteer->pool);
	rt_vec_release(&gazetteer->tokens);
	rt_vec_release(&gazetteer->nodes);
	rt_vec_release(&gazetteer->edges);
	rt_vec_release(&gazetteer->endings);
	rt_vec_release(&gazetteer->sets);
	rt_vec_release(&gazetteer->spellings);
	rt_vec_release(&gazetteer->runs);
	rt_free(gazetteer->token_slots);
	rt_free(gazetteer->token_tags);
	rt_free(gazetteer->edge_slots);
	rt_free(gazetteer->pairs);
}

void rt_gazetteer_free(struct rt_gazetteer *gazetteer)
{
	if (!gazetteer)
		return;
	if (gazetteer->borrowed)
		rt_cache_close(gazetteer->borrowed);
	else
		free_arrays(gazetteer);
	rt_map_free(gazetteer->names);
	rt_free(gazetteer);
}

static uint32_t keep(struct rt_gazetteer *gazetteer, const char *text, size_t len)
{
	uint32_t at = (uint32_t)gazetteer->pool.len;
	rt_str_append_n(&gazetteer->pool, text, len);
	rt_str_append_char(&gazetteer->pool, '\0');
	return at;
}

/* ---- tokens ---- */

/* Half of all words of a text are in no list; tags tell so from memory that is near. */
static uint8_t tag_of(uint32_t hash)
{
	return (uint8_t)(hash >> 24 ? hash >> 24 : 1);
}

/* The place of a token, or an empty one. */
static size_t token_slot(
	const struct rt_gazetteer *gazetteer, const char *text, size_t len, uint32_t hash)
{
	size_t mask = gazetteer->token_slot_count - 1, at = hash & mask;
	for (uint8_t tag = tag_of(hash); gazetteer->token_tags[at]; at = (at + 1) & mask) {
		if (gazetteer->token_tags[at] != tag)
			continue;
		const struct rt_gazetteer_token *token = &gazetteer->tokens.items[gazetteer->token_slots[at]];
		if (token->hash == hash && token->len == len &&
			!memcmp(gazetteer->pool.data + token->text, text, len))
			break;
	}
	return at;
}

static void put_slot(struct rt_gazetteer *gazetteer, size_t at, uint32_t number, uint32_t hash)
{
	gazetteer->token_slots[at] = number;
	gazetteer->token_tags[at] = tag_of(hash);
}

static void grow_tokens(struct rt_gazetteer *gazetteer)
{
	size_t count = gazetteer->token_slot_count *= 2;
	rt_free(gazetteer->token_slots);
	rt_free(gazetteer->token_tags);
	gazetteer->token_slots = rt_alloc_zero(count, sizeof *gazetteer->token_slots);
	gazetteer->token_tags = rt_alloc_zero(count, 1);
	for (uint32_t i = 1; i < gazetteer->tokens.count; i++) {
		uint32_t hash = gazetteer->tokens.items[i].hash;
		size_t at = hash & (count - 1);
		while (gazetteer->token_tags[at])
			at = (at + 1) & (count - 1);
		put_slot(gazetteer, at, i, hash);
	}
}

uint32_t rt_gazetteer_token(const struct rt_gazetteer *gazetteer, const char *folded, size_t len)
{
	size_t slot = token_slot(gazetteer, folded, len, (uint32_t)rt_hash(folded, len));
	return gazetteer->token_tags[slot] ? gazetteer->token_slots[slot] : 0;
}

uint64_t rt_gazetteer_token_hash(const char *folded, size_t len)
{
	return rt_hash(folded, len);
}

/* The token that stands in the first slot that may be that of the hash: nearly always it is the one. */
static const struct rt_gazetteer_token *likely_token(
	const struct rt_gazetteer *gazetteer, uint32_t hash)
{
	size_t at = hash & (gazetteer->token_slot_count - 1);
	bool likely = gazetteer->token_tags[at] == tag_of(hash);
	return likely ? &gazetteer->tokens.items[gazetteer->token_slots[at]] : NULL;
}

void rt_gazetteer_fetch(
	const struct rt_gazetteer *gazetteer, uint64_t full_hash, enum rt_gazetteer_step step)
{
	uint32_t hash = (uint32_t)full_hash;
	size_t at = hash & (gazetteer->token_slot_count - 1);
	if (step == RT_GAZETTEER_SLOT) {
		__builtin_prefetch(&gazetteer->token_tags[at]);
		__builtin_prefetch(&gazetteer->token_slots[at]);
		return;
	}
	const struct rt_gazetteer_token *token = likely_token(gazetteer, hash);
	if (token && step == RT_GAZETTEER_TOKEN) {
		__builtin_prefetch(token);
	} else if (token && token->hash == hash && step == RT_GAZETTEER_NODE) {
		__builtin_prefetch(gazetteer->pool.data + token->text);
		__builtin_prefetch(&gazetteer->nodes.items[token->first]);
	} else if (token && token->hash == hash) {
		__builtin_prefetch(&gazetteer->endings.items[gazetteer->nodes.items[token->first].endings]);
	}
}

static uint32_t put_token(struct rt_gazetteer *gazetteer, const char *folded, size_t len)
{
	uint32_t hash = (uint32_t)rt_hash(folded, len);
	size_t slot = token_slot(gazetteer, folded, len, hash);
	if (gazetteer->token_tags[slot])
		return gazetteer->token_slots[slot];
	uint32_t number = (uint32_t)gazetteer->tokens.count;
	put_slot(gazetteer, slot, number, hash);
	struct rt_gazetteer_token token = {.len = (uint32_t)len, .hash = hash};
	token.text = keep(gazetteer, folded, len);
	rt_vec_push(&gazetteer->tokens, token);
	if (gazetteer->tokens.count * 2 > gazetteer->token_slot_count)
		grow_tokens(gazetteer);
	return number;
}

/* ---- nodes and edges ---- */

static size_t edge_hash(uint32_t parent, uint32_t token)
{
	uint64_t mixed = ((uint64_t)parent << 32 | token) * 0x9e3779b97f4a7c15u;
	return (size_t)(mixed >> 29);
}

static uint32_t *edge_slot(const struct rt_gazetteer *gazetteer, uint32_t parent, uint32_t token)
{
	size_t mask = gazetteer->edge_slot_count - 1, at = edge_hash(parent, token) & mask;
	while (gazetteer->edge_slots[at]) {
		const struct rt_gazetteer_edge *edge = &gazetteer->edges.items[gazetteer->edge_slots[at]];
		if (edge->parent == parent && edge->token == token)
			break;
		at = (at + 1) & mask;
	}
	return &gazetteer->edge_slots[at];
}

static void grow_edges(struct rt_gazetteer *gazetteer)
{
	size_t count = gazetteer->edge_slot_count *= 2;
	rt_free(gazetteer->edge_slots);
	gazetteer->edge_slots = rt_alloc_zero(count, sizeof *gazetteer->edge_slots);
	for (uint32_t i = 1; i < gazetteer->edges.count; i++) {
		const struct rt_gazetteer_edge *edge = &gazetteer->edges.items[i];
		*edge_slot(gazetteer, edge->parent, edge->token) = i;
	}
}

static uint32_t put_node(struct rt_gazetteer *gazetteer)
{
	rt_vec_push(&gazetteer->nodes, (struct rt_gazetteer_node){0});
	return (uint32_t)gazetteer->nodes.count - 1;
}

static uint32_t put_edge(struct rt_gazetteer *gazetteer, uint32_t parent, uint32_t token)
{
	uint32_t *slot = edge_slot(gazetteer, parent, token);
	if (*slot)
		return gazetteer->edges.items[*slot].child;
	uint32_t child = put_node(gazetteer);
	struct rt_gazetteer_node *node = &gazetteer->nodes.items[parent];
	node->goes_on = (node->goes_on | rt_gazetteer_bit(token)) & RT_GAZETTEER_ALL_BITS;
	*slot = (uint32_t)gazetteer->edges.count;
	rt_vec_push(&gazetteer->edges, (struct rt_gazetteer_edge){parent, token, child});
	if (gazetteer->edges.count * 2 > gazetteer->edge_slot_count)
		grow_edges(gazetteer);
	return child;
}

static size_t pair_bit(uint32_t first, uint32_t second)
{
	return ((uint64_t)first << 32 | second) * 0x9e3779b97f4a7c15u >> (64 - RT_GAZETTEER_PAIR_BITS);
}

bool rt_gazetteer_may_open(const struct rt_gazetteer *gazetteer, uint32_t first, uint32_t second)
{
	size_t bit = pair_bit(first, second);
	return gazetteer->pairs[bit / 64] >> bit % 64 & 1;
}

uint32_t rt_gazetteer_first(const struct rt_gazetteer *gazetteer, uint32_t token)
{
	return gazetteer->tokens.items[token].first;
}

uint32_t rt_gazetteer_next(const struct rt_gazetteer *gazetteer, uint32_t node, uint32_t token)
{
	if (!token || !(gazetteer->nodes.items[node].goes_on & rt_gazetteer_bit(token)))
		return 0;
	uint32_t edge = *edge_slot(gazetteer, node, token);
	return gazetteer->edges.items[edge].child;
}

uint32_t rt_gazetteer_goes_on(const struct rt_gazetteer *gazetteer, uint32_t node)
{
	return gazetteer->nodes.items[node].goes_on;
}

bool rt_gazetteer_ends(const struct rt_gazetteer *gazetteer, uint32_t node)
{
	return gazetteer->nodes.items[node].endings;
}

/* ---- sets ---- */

static uint32_t put_set(struct rt_gazetteer *gazetteer, const char *name, size_t len)
{
	uint64_t *at = rt_map_at(gazetteer->names, name, len);
	if (!*at) {
		struct rt_gazetteer_list set = {.name = keep(gazetteer, name, len)};
		set.class = (uint32_t)gazetteer->sets.count;
		rt_vec_push(&gazetteer->sets, set);
		*at = gazetteer->sets.count;
	}
	return (uint32_t)*at - 1;
}

int rt_gazetteer_set(const struct rt_gazetteer *gazetteer, const char *name, size_t len)
{
	const uint64_t *at = rt_map_find(gazetteer->names, name, len);
	return at ? (int)*at - 1 : -1;
}

const char *rt_gazetteer_set_name(const struct rt_gazetteer *gazetteer, size_t index)
{
	return index < gazetteer->sets.count
		? gazetteer->pool.data + gazetteer->sets.items[index].name
		: NULL;
}

bool rt_gazetteer_set_has_long(const struct rt_gazetteer *gazetteer, int set)
{
	return gazetteer->sets.items[set].has_long;
}

size_t rt_gazetteer_entries(const struct rt_gazetteer *gazetteer)
{
	return gazetteer->entries;
}

/* ---- adding ---- */

struct adding {
	struct rt_gazetteer *gazetteer;
	struct rt_rule_errors *errors;
	const char *path;
	unsigned line;
	uint32_t list, canonical;
	uint32_t first; /* token of the entry */
	bool exact, free;
	bool rows; /* it is read row by row, and not looked for in texts */
};

/* Puts in the token behind a node of the entry. */
static uint32_t put_next(const struct adding *in, uint32_t node, uint32_t token)
{
	if (node == in->gazetteer->tokens.items[in->first].first) {
		size_t bit = pair_bit(in->first, token);
		in->gazetteer->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
	}
	return put_edge(in->gazetteer, node, token);
}

static void put_ending(const struct adding *in, uint32_t node, uint32_t exact)
{
	struct rt_gazetteer *gazetteer = in->gazetteer;
	uint32_t *link = &gazetteer->nodes.items[node].endings;
	gazetteer->nodes.items[node].keeps_case |= exact != 0;
	while (*link) {
		struct rt_gazetteer_ending *ending = &gazetteer->endings.items[*link];
		if (ending->list == in->list && ending->exact == exact)
			return;
		link = &ending->next;
	}
	*link = (uint32_t)gazetteer->endings.count;
	rt_vec_push(&gazetteer->endings, (struct rt_gazetteer_ending){in->canonical, exact, 0, in->list});
}

/* An entry may be written without its last full stop: Inc. and S.A. */
static void put_stopless(const struct adding *in, uint32_t before, const char *text, size_t len,
	struct rt_range last)
{
	if (!before || text[last.end - 1] != '.')
		return;
	uint32_t node = before;
	if (last.end - last.start > 1) {
		struct rt_str folded = RT_STR_INIT;
		rt_token_fold(&folded, text + last.start, last.end - last.start - 1);
		node = put_next(in, before, put_token(in->gazetteer, folded.data, folded.len));
		rt_str_release(&folded);
	}
	put_ending(in, node, in->exact ? keep(in->gazetteer, text, len - 1) : 0);
}

static uint32_t put_first(struct adding *in, uint32_t token)
{
	struct rt_gazetteer *gazetteer = in->gazetteer;
	in->first = token;
	if (!gazetteer->tokens.items[token].first) {
		uint32_t node = put_node(gazetteer);
		gazetteer->tokens.items[token].first = node;
	}
	return gazetteer->tokens.items[token].first;
}

static void put_alias(struct adding *in, const char *text, size_t len)
{
	struct rt_gazetteer *gazetteer = in->gazetteer;
	struct rt_str folded = RT_STR_INIT;
	struct rt_range range = {0, 0};
	uint32_t node = 0, before = 0;
	unsigned count = 0;
	for (size_t at = 0; rt_token_next(text, len, &at, &range); count++) {
		if (count == RT_GAZETTEER_MAX_TOKENS) {
			rt_rule_error(in->errors, in->path, in->line, 1,
				"an entry may have %d words and signs at most", RT_GAZETTEER_MAX_TOKENS);
			node = 0;
			break;
		}
		rt_str_clear(&folded);
		rt_token_fold(&folded, text + range.start, range.end - range.start);
		uint32_t token = put_token(gazetteer, folded.data, folded.len);
		before = node;
		node = count ? put_next(in, node, token) : put_first(in, token);
	}
	rt_str_release(&folded);
	if (!node)
		return;
	uint32_t exact = in->exact ? keep(gazetteer, text, len) : 0;
	put_ending(in, node, exact);
	put_stopless(in, before, text, range.end, range);
	if (count > 1) {
		struct rt_gazetteer_list *list = &gazetteer->sets.items[in->list];
		list->has_long = gazetteer->sets.items[list->class].has_long = 1;
	}
}

void rt_gazetteer_squash(struct rt_str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t start = at;
		uint32_t rune = rt_utf8_next(text, len, &at);
		bool sign = rune < 0x80 ? strchr(" \t\r\n>.,'\"`", (int)rune) != NULL :
			rune == 0xa0 || (rune >= 0x2018 && rune <= 0x201f) || rune == 0x2bc ||
				rune == 0x5f3 || rune == 0x5f4 || rune == 0x202f || rune == 0x2009;
		if (!sign)
			rt_str_append_n(out, text + start, at - start);
	}
}

static void put_squashed(struct adding *in, const char *text, size_t len)
{
	struct rt_str squashed = RT_STR_INIT;
	rt_gazetteer_squash(&squashed, text, len);
	if (squashed.len)
		put_alias(in, squashed.data, squashed.len);
	rt_str_release(&squashed);
}

static void put_spelling(struct rt_gazetteer *gazetteer, struct rt_gazetteer_spelling spelling)
{
	size_t last = gazetteer->runs.count;
	if (!last || gazetteer->runs.items[last - 1].list != spelling.list) {
		uint32_t first = (uint32_t)gazetteer->spellings.count;
		rt_vec_push(&gazetteer->runs, (struct rt_gazetteer_run){spelling.list, first, 0});
		last++;
	}
	gazetteer->runs.items[last - 1].count++;
	rt_vec_push(&gazetteer->spellings, spelling);
}

static void put_entry(struct adding *in, const char *line, size_t len)
{
	struct rt_gazetteer *gazetteer = in->gazetteer;
	const char *end = line + len;
	in->canonical = 0;
	while (line <= end) {
		const char *bar = memchr(line, '|', (size_t)(end - line));
		const char *stop = bar ? bar : end;
		const char *from = line, *to = stop;
		while (from < to && (*from == ' ' || *from == '\t'))
			from++;
		while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r'))
			to--;
		line = stop + 1;
		if (from == to)
			continue;
		uint32_t text = 0;
		if (!in->canonical || gazetteer->sets.items[in->list].entries < RT_GAZETTEER_SPELLINGS)
			text = keep(gazetteer, from, (size_t)(to - from));
		if (!in->canonical)
			in->canonical = text;
		if (gazetteer->sets.items[in->list].entries++ < RT_GAZETTEER_SPELLINGS)
			put_spelling(gazetteer, (struct rt_gazetteer_spelling){in->list, text});
		if (in->rows)
			continue;
		put_alias(in, from, (size_t)(to - from));
		if (in->free)
			put_squashed(in, from, (size_t)(to - from));
	}
	if (in->canonical)
		gazetteer->entries++;
}

static bool says(const char *line, size_t len, const char *what)
{
	return len >= strlen(what) && !memcmp(line, what, strlen(what));
}

static void read_head(struct adding *in, const char *line, size_t len)
{
	while (len && (*line == '#' || *line == ' '))
		line++, len--;
	if (says(line, len, "case: exact"))
		in->exact = true;
	if (says(line, len, "case: exact or capitals"))
		in->gazetteer->sets.items[in->list].capitals = 1;
	if (says(line, len, "search: no"))
		in->rows = true;
	if (len > 6 && !memcmp(line, "only: ", 6))
		in->gazetteer->sets.items[in->list].only = (uint32_t)rt_gazetteer_language(line + 6, NULL);
	if (says(line, len, "punctuation: free")) {
		struct rt_gazetteer_list *list = &in->gazetteer->sets.items[in->list];
		in->free = true;
		list->free = in->gazetteer->sets.items[list->class].free = 1;
	}
}

void rt_gazetteer_add(struct rt_gazetteer *gazetteer, const char *class, const char *name,
	const char *path, const char *text, size_t len, struct rt_rule_errors *errors)
{
	struct rt_str full = RT_STR_INIT;
	rt_str_appendf(&full, "%s/%s", class, name);
	struct adding in = {.gazetteer = gazetteer, .errors = errors, .path = path};
	uint32_t class_set = put_set(gazetteer, class, strlen(class));
	in.list = put_set(gazetteer, full.data, full.len);
	gazetteer->sets.items[in.list].class = class_set;
	rt_str_release(&full);
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		in.line++;
		if (text[at] == '#')
			read_head(&in, text + at, stop - at);
		else if (!rt_utf8_valid(text + at, stop - at))
			rt_rule_error(errors, path, in.line, 1, "this line is not UTF-8");
		else if (stop - at > RT_MAX_RULE_BYTES)
			rt_rule_error(errors, path, in.line, 1, "this line is too long");
		else
			put_entry(&in, text + at, stop - at);
		at = stop + 1;
	}
}

/* The lists that an entry stands in came one by one, thousands of entries apart: here they are put side by
 * side, in the same order. */
void rt_gazetteer_finish(struct rt_gazetteer *gazetteer)
{
	const struct rt_gazetteer_ending *old = gazetteer->endings.items;
	struct rt_gazetteer_ending *endings =
		rt_alloc(gazetteer->endings.count * sizeof *endings);
	uint32_t count = 0;
	endings[count++] = old[0];
	RT_VEC_FOREACH(node, &gazetteer->nodes)
	{
		uint32_t at = node->endings;
		node->endings = at ? count : 0;
		while (at) {
			uint32_t next = old[at].next;
			endings[count] = old[at];
			endings[count].next = next ? count + 1 : 0;
			count++;
			at = next;
		}
	}
	rt_free(gazetteer->endings.items);
	gazetteer->endings.items = endings;
	gazetteer->endings.cap = gazetteer->endings.count;
}
