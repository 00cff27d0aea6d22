/* The rule set: folders read, patterns compiled. */
#include "engine/ruleset_p.h"

#include "base/log.h"
#include "cache/cache.h"
#include "engine/expand.h"
#include "words/rule_error.h"

#include <assert.h>
#include <string.h>

#define CACHE "rules" /* names of the cache's files */
#define LIST_CACHE "lists"
#define WHOLE "whole" /* a section: nothing was wrong with the rules */

/* Reads a list into the gazetteer; false where its text is no longer the one that was seen. */
static bool add_list(struct rt_gazetteer *gazetteer, const struct rt_rule_list *list,
	struct rt_rule_errors *errors)
{
	struct rt_str text = RT_STR_INIT;
	struct rt_err err;
	char sum[RT_SHA256_HEX] = "";
	if (rt_rule_list_read(list->path, &text, sum, &err))
		rt_rule_error(errors, list->path, 1, 1, "%s", err.message);
	else
		rt_gazetteer_add(gazetteer, list->class, list->name, list->path, text.data,
			text.len, errors);
	rt_str_release(&text);
	return !strcmp(sum, list->sum);
}

/* same_r: all are as they were when they were seen. */
static struct rt_gazetteer *read_lists(const struct rt_rule_loader *loader, bool *same_r)
{
	struct rt_gazetteer *gazetteer = rt_gazetteer_new();
	*same_r = true;
	RT_VEC_FOREACH(list, &loader->lists)
		*same_r &= add_list(gazetteer, list, loader->errors);
	rt_gazetteer_finish(gazetteer);
	return gazetteer;
}

static void save_lists(const struct rt_gazetteer *gazetteer, const char *key)
{
	struct rt_err err;
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_gazetteer_save(gazetteer, writer);
	if (rt_cache_save(writer, LIST_CACHE, key, &err))
		rt_log(RT_LOG_DEBUG, "%s", err.message);
}

/* The lists as they were last time, if they are the same files; else they are read, and kept for
 * the next time unless there is something in them to complain of. */
static void load_lists(struct rt_rule_loader *loader, const char *key)
{
	struct rt_ruleset *rules = loader->rules;
	size_t before = loader->errors->count;
	struct rt_cache *cache = rt_cache_open(LIST_CACHE, key);
	rules->gazetteer = cache ? rt_gazetteer_restore(cache) : NULL;
	if (!rules->gazetteer) {
		bool same;
		rules->gazetteer = read_lists(loader, &same);
		rules->is_whole &= same;
		if (same && loader->errors->count == before && loader->lists.count)
			save_lists(rules->gazetteer, key);
	}
}

static void loader_release(struct rt_rule_loader *loader)
{
	RT_VEC_FOREACH(list, &loader->lists)
	{
		rt_free(list->path);
		rt_free(list->class);
		rt_free(list->name);
	}
	rt_vec_release(&loader->lists);
	rt_vec_release(&loader->folder_of);
}

/* What the matcher's states follow from: the rules, and PCRE2's classes of characters. */
static struct rt_str states_key(const struct rt_ruleset *rules)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_appendf(&key, "%s\n%s", rules->hash, rt_match_library_version());
	return key;
}

/* What was compiled, and what texts have taught the automaton and scanners, helps the next run. Where it cannot be
 * written, that run is slower at first, and nothing else. */
static void save_cache(const struct rt_ruleset *rules)
{
	struct rt_err err;
	bool news = rules->matcher && ((rules->is_compiled && rules->is_whole) ||
		rt_matcher_has_grown(rules->matcher) || rt_scan_store_has_grown(rules->store));
	if (!news)
		return;
	struct rt_str key = states_key(rules);
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_matcher_save(rules->matcher, writer);
	rt_scan_store_save(rules->store, writer);
	if (rules->is_whole)
		rt_cache_put(writer, WHOLE, WHOLE, sizeof WHOLE);
	if (rt_cache_save_sealed(writer, CACHE, key.data, &err))
		rt_log(RT_LOG_DEBUG, "%s", err.message);
	rt_str_release(&key);
}

void rt_ruleset_free(struct rt_ruleset *rules)
{
	if (!rules)
		return;
	save_cache(rules);
	RT_VEC_FOREACH(rule, &rules->rules)
		rt_rule_release(*rule);
	rt_vec_release(&rules->rules);
	rt_vec_release(&rules->defines);
	rt_vec_release(&rules->match_rule);
	rt_vec_release(&rules->words_rule);
	rt_map_free(rules->ids);
	rt_map_free(rules->types);
	rt_matcher_free(rules->matcher);
	rt_scan_store_free(rules->store);
	rt_word_terms_free(rules->terms);
	rt_languages_free(rules->languages);
	rt_mail_words_free(rules->mail_words);
	rt_gazetteer_free(rules->gazetteer);
	rt_arena_free(rules->arena);
	rt_free(rules);
}

const char *rt_ruleset_hash(const struct rt_ruleset *rules)
{
	return rules->hash;
}

const char *rt_ruleset_lookup(
	const struct rt_ruleset *rules, const char *list, const char *text, size_t len)
{
	int set = rt_gazetteer_set(rules->gazetteer, list, strlen(list));
	return set < 0 ? NULL : rt_gazetteer_lookup(rules->gazetteer, set, text, len);
}

size_t rt_ruleset_first_of(const struct rt_ruleset *rules, const char *const *lists, size_t count,
	const char *text, size_t len)
{
	int sets[RT_LISTS_AT_ONCE];
	assert(count <= RT_LISTS_AT_ONCE);
	for (size_t i = 0; i < count; i++)
		sets[i] = rt_ruleset_set(rules, lists[i]);
	return rt_gazetteer_first_of(rules->gazetteer, sets, count, text, len);
}

size_t rt_ruleset_count(const struct rt_ruleset *rules)
{
	return rules->rules.count;
}

const struct rt_rule *rt_ruleset_rule(const struct rt_ruleset *rules, size_t index)
{
	return index < rules->rules.count ? rules->rules.items[index] : NULL;
}

const struct rt_rule *rt_ruleset_find(const struct rt_ruleset *rules, const char *id)
{
	const uint64_t *at = rt_map_find(rules->ids, id, strlen(id));
	return at && *at ? rules->rules.items[*at - 1] : NULL;
}

int rt_ruleset_set(const struct rt_ruleset *rules, const char *name)
{
	return rt_gazetteer_set(rules->gazetteer, name, strlen(name));
}

const struct rt_languages *rt_ruleset_languages(const struct rt_ruleset *rules)
{
	return rules->languages;
}

const struct rt_mail_words *rt_ruleset_mail_words(const struct rt_ruleset *rules)
{
	return rules->mail_words;
}

/* ---- compiling ---- */

static unsigned runes(const char *text, size_t len)
{
	unsigned count = 0;
	for (size_t i = 0; i < len && text[i]; i++)
		count += (text[i] & 0xc0) != 0x80;
	return count;
}

static void complain(struct rt_rule_errors *errors, const struct rt_rule *rule,
	const struct rt_rule_pattern *pattern, size_t place, const char *message)
{
	rt_rule_error(errors, rule->file, pattern->line, pattern->column + runes(pattern->text, place),
		"rule %s: %s", rule->id, message);
}

/* The byte of the line that the column-th code point of the expanded pattern comes from. */
static size_t origin(const struct rt_expansion *expansion, unsigned column)
{
	size_t at = 0;
	unsigned seen = 0;
	while (at < expansion->origins.count) {
		seen += (expansion->pattern.data[at] & 0xc0) != 0x80;
		if (seen >= column)
			return expansion->origins.items[at];
		at++;
	}
	return expansion->origins.count ? expansion->origins.items[at - 1] : 0;
}

static int compile_match(struct rt_ruleset *rules, const struct rt_rule *rule,
	const struct rt_rule_pattern *pattern, struct rt_rule_errors *errors)
{
	struct rt_expansion expansion = {.pattern = RT_STR_INIT};
	struct rt_err err = {""};
	uint32_t place = 0;
	unsigned column = 0;
	int failed = rt_expand(rules->gazetteer, rules->defines.items, rules->defines.count, rule->file,
		pattern->text, &expansion, &place, &err);
	if (!failed) {
		failed = rt_matcher_add(rules->matcher, expansion.pattern.data, &column, &err);
		place = failed ? (uint32_t)origin(&expansion, column) : 0;
	}
	if (failed)
		complain(errors, rule, pattern, place, err.message);
	else
		rt_vec_push(&rules->match_rule, rule->number);
	rt_expansion_release(&expansion);
	return failed;
}

static int compile_words(struct rt_ruleset *rules, const struct rt_rule *rule,
	const struct rt_rule_pattern *pattern, struct rt_rule_errors *errors)
{
	struct rt_expansion expansion = {.pattern = RT_STR_INIT};
	struct rt_err err = {""};
	uint32_t place = 0;
	size_t at = 0;
	int failed = rt_expand_words(rules->defines.items, rules->defines.count, rule->file,
		pattern->text, &expansion, &place, &err);
	if (!failed) {
		failed = rt_words_add(rules->terms, expansion.pattern.data, &at, &err);
		place = at < expansion.origins.count ? expansion.origins.items[at] : 0;
	}
	if (failed)
		complain(errors, rule, pattern, place, err.message);
	else
		rt_vec_push(&rules->words_rule, rule->number);
	rt_expansion_release(&expansion);
	return failed;
}

static void compile_near(struct rt_ruleset *rules, struct rt_rule *rule, struct rt_rule_code *code,
	struct rt_rule_errors *errors)
{
	code->near = rt_arena_zero(rules->arena, rule->near.count + 1, sizeof *code->near);
	RT_VEC_FOREACH(word, &rule->near)
	{
		struct rt_err err = {""};
		int term = rt_words_add_term(rules->terms, *word, &err);
		if (term < 0)
			rt_rule_error(errors, rule->file, rule->near_line, rule->near_column, "rule %s: %s", rule->id,
				err.message);
		else
			code->near[code->near_count++] = (uint32_t)term;
	}
}

static const char *intern_type(struct rt_ruleset *rules, const char *type)
{
	uint64_t *at = rt_map_at(rules->types, type, strlen(type));
	if (!*at)
		*at = (uintptr_t)type;
	return (const char *)(uintptr_t)*at;
}

/* A match that is refused has a second try, and a none rule takes away at once: those never wait. */
static bool may_wait(const struct rt_rule *rule, const struct rt_rule_code *code)
{
	RT_VEC_FOREACH(pattern, &rule->patterns)
		if (!pattern->is_words)
			return false;
	return code->value.by_place && !code->has_attributes && !code->has_parts &&
		strcmp(rule->type, "none") != 0;
}

/* restored: the matcher has its patterns already. */
static void compile_rule(
	struct rt_ruleset *rules, struct rt_rule *rule, bool restored, struct rt_rule_errors *errors)
{
	struct rt_rule_code *code = &rules->code[rule->number];
	code->id = rule->id;
	code->type = rule->type = intern_type(rules, rule->type);
	code->score = rule->score;
	code->has_attributes = rule->kind || rule->attributes.count;
	code->has_parts = rule->parts.count;
	code->has_more = code->has_attributes || code->has_parts;
	code->value = rt_maker_of(rules->arena, rule->value);
	code->may_wait = may_wait(rule, code);
	code->parts = rt_arena_zero(rules->arena, rule->parts.count + 1, sizeof *code->parts);
	for (size_t i = 0; i < rule->parts.count; i++) {
		struct rt_rule_part *part = &rule->parts.items[i];
		part->type = intern_type(rules, part->type);
		code->parts[i] = rt_maker_of(rules->arena, part->value);
	}
	compile_near(rules, rule, code, errors);
	RT_VEC_FOREACH(pattern, &rule->patterns)
	{
		if (pattern->is_words)
			rule->broken |= compile_words(rules, rule, pattern, errors) != 0;
		else if (restored)
			rt_vec_push(&rules->match_rule, rule->number);
		else
			rule->broken |= compile_match(rules, rule, pattern, errors) != 0;
	}
}

/* A cache of these very rules holds a matcher of all their patterns. */
static struct rt_matcher *restore_matcher(const struct rt_ruleset *rules, const struct rt_cache *cache)
{
	size_t wanted = 0, len;
	if (!rules->is_whole || !rt_cache_get(cache, WHOLE, &len))
		return NULL;
	RT_VEC_FOREACH(rule, &rules->rules)
		RT_VEC_FOREACH(pattern, &(*rule)->patterns)
			wanted += !pattern->is_words;
	struct rt_matcher *matcher = rt_matcher_restore(cache);
	if (!matcher || rt_matcher_count(matcher) == wanted)
		return matcher;
	rt_matcher_free(matcher);
	return NULL;
}

static void compile(struct rt_ruleset *rules, struct rt_rule_errors *errors)
{
	struct rt_str key = states_key(rules);
	struct rt_cache *cache = rt_cache_open(CACHE, key.data);
	rules->matcher = restore_matcher(rules, cache);
	bool restored = rules->matcher;
	if (!restored) {
		rules->matcher = rt_matcher_new();
		rt_matcher_use_cache(rules->matcher, cache);
	}
	rules->terms = rt_word_terms_new(rules->gazetteer);
	rules->code = rt_arena_zero(rules->arena, rules->rules.count + 1, sizeof *rules->code);
	RT_VEC_FOREACH(rule, &rules->rules)
		compile_rule(rules, *rule, restored, errors);
	rules->is_compiled = !restored;
	if (!restored)
		rt_matcher_finish(rules->matcher);
	if (rt_matcher_took_cache(rules->matcher))
		rt_cache_seal(cache);
	rules->store = rt_scan_store_new(cache);
	rt_str_release(&key);
	rt_word_terms_finish(rules->terms);
}

/* ---- loading ---- */

/* Which place a file is of counts: within one a rule stands once, a later one may replace it. */
static int read_places(
	struct rt_rule_loader *loader, const char *const *places, size_t count, struct rt_err *err)
{
	for (size_t i = 0; i < count; i++) {
		loader->folder = (unsigned)i;
		rt_sha256_add(loader->sum, &loader->folder, sizeof loader->folder);
		if (rt_rule_place_read(loader, places[i], err))
			return -1;
	}
	return 0;
}

struct rt_ruleset *rt_ruleset_load(const char *const *places, size_t count,
	struct rt_rule_errors *errors, struct rt_err *err)
{
	struct rt_ruleset *rules = rt_alloc_zero(1, sizeof *rules);
	struct rt_rule_errors unheard = {0};
	struct rt_rule_loader loader = {.rules = rules, .errors = errors ? errors : &unheard,
		.sum = rt_sha256_new(), .list_sum = rt_sha256_new()};
	char list_hash[RT_SHA256_HEX];
	size_t before = loader.errors->count;
	rules->arena = rt_arena_new();
	rules->ids = rt_map_new();
	rules->types = rt_map_new();
	rules->is_whole = true;
	int failed = read_places(&loader, places, count, err);
	rt_sha256_end(loader.list_sum, list_hash);
	rt_sha256_add(loader.sum, list_hash, sizeof list_hash);
	rt_sha256_end(loader.sum, rules->hash);
	if (!failed) {
		load_lists(&loader, list_hash);
		rules->languages = rt_languages_of_lists(rules->gazetteer, loader.errors);
		rules->mail_words = rt_mail_words_of_lists(rules->gazetteer, loader.errors);
		rules->is_whole &= loader.errors->count == before;
		compile(rules, loader.errors);
		rules->is_whole &= loader.errors->count == before;
	}
	loader_release(&loader);
	rt_rule_errors_release(&unheard);
	if (!failed)
		return rules;
	rt_ruleset_free(rules);
	return NULL;
}
