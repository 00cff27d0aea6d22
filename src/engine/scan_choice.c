/* Which rules run in which text: by the language of a document, by segment and register. */
#include "engine/scan_p.h"

#include "words/vocabulary.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static bool speaks(const struct rt_rule *rule, const char *lang)
{
	if (!lang)
		return false;
	RT_VEC_FOREACH(wanted, &rule->langs)
		if (!strncmp(*wanted, lang, strlen(*wanted)))
			return true;
	return false;
}

/* May the rule run in text of either language? */
static bool may_run(const struct rt_rule *rule, struct rt_langs langs)
{
	return !rule->langs.count || !langs.main || speaks(rule, langs.main) ||
	       speaks(rule, langs.too);
}

/* May it in some text whose language has the same number as this one? */
static bool may_speak(const struct rt_rule *rule, const char *lang)
{
	RT_VEC_FOREACH(wanted, &rule->langs)
		if (lang && rt_gazetteer_language(*wanted, NULL) == rt_gazetteer_language(lang, NULL))
			return true;
	return !rule->langs.count || speaks(rule, lang);
}

/* The matcher leaves out the rules of all other languages; none where the language is not known. */
static const struct rt_dialect *dialect_of(
	const struct rt_scanner *scanner, struct rt_langs langs)
{
	const struct rt_ruleset *rules = scanner->rules;
	size_t count = rules->match_rule.count;
	uint8_t *off = rt_alloc_zero(count + 1, 1);
	for (size_t i = 0; i < count && langs.main; i++) {
		const struct rt_rule *rule = rules->rules.items[rules->match_rule.items[i]];
		off[i] = !may_speak(rule, langs.main) && !may_speak(rule, langs.too);
	}
	const struct rt_dialect *dialect = rt_match_dialect(scanner->scratch, off);
	rt_free(off);
	return dialect;
}

static struct rt_vocabulary *new_vocabulary(
	struct rt_scanner *scanner, uint64_t code, struct rt_langs langs)
{
	struct rt_vocabulary *vocabulary =
		rt_vocabulary_new(scanner->rules->gazetteer, scanner->signatures);
	rt_vocabulary_speak(vocabulary, code, scanner->serial++);
	rt_vocabulary_watch(vocabulary, scanner->scratch, dialect_of(scanner, langs));
	return vocabulary;
}

void rt_scan_forget_tongues(struct rt_scanner *scanner)
{
	while (scanner->tongue_count)
		rt_vocabulary_free(scanner->tongues[--scanner->tongue_count].vocabulary);
	scanner->vocabulary = NULL;
}

void rt_scan_speak(struct rt_scanner *scanner, struct rt_langs langs)
{
	uint64_t code = rt_gazetteer_language(langs.main ? langs.main : "en", langs.too);
	struct rt_tongue *tongue = scanner->tongues, *end = tongue + scanner->tongue_count;
	while (tongue < end && (tongue->code != code || tongue->told != (langs.main != NULL)))
		tongue++;
	if (tongue == end) {
		if (scanner->tongue_count == RT_SCAN_LANGUAGES)
			rt_vocabulary_free((--tongue)->vocabulary);
		else
			scanner->tongue_count++;
		*tongue = (struct rt_tongue){new_vocabulary(scanner, code, langs), code, langs.main != NULL};
	}
	scanner->vocabulary = tongue->vocabulary;
}

static unsigned scope_of(enum rt_segment_kind kind)
{
	static const unsigned scopes[] = {RT_SCOPE_HEADER | RT_SCOPE_SUBJECT, RT_SCOPE_BODY,
		RT_SCOPE_QUOTE, RT_SCOPE_BODY, RT_SCOPE_SIGNATURE, RT_SCOPE_DISCLAIMER};
	return scopes[kind];
}

static struct rt_choice *make_choice(const struct rt_scanner *in, unsigned scope)
{
	const struct rt_ruleset *rules = in->rules;
	struct rt_choice *choice = rt_alloc_zero(1, sizeof *choice);
	choice->off = rt_alloc_zero(rules->rules.count + 1, 1);
	choice->off_words = rt_alloc_zero(rules->words_rule.count + 1, 1);
	choice->off_match = rt_alloc_zero(rules->match_rule.count + 1, 1);
	for (size_t i = 0; i < rules->rules.count; i++) {
		const struct rt_rule *rule = rules->rules.items[i];
		choice->off[i] = !(rule->scope & scope) || !may_run(rule, in->langs) ||
			(in->register_bits && !(rule->registers & in->register_bits));
		choice->divides_header |=
			!(rule->scope & RT_SCOPE_HEADER) != !(rule->scope & RT_SCOPE_SUBJECT);
	}
	for (size_t i = 0; i < rules->words_rule.count; i++)
		choice->off_words[i] = choice->off[rules->words_rule.items[i]];
	for (size_t i = 0; i < rules->match_rule.count; i++)
		choice->off_match[i] = choice->off[rules->match_rule.items[i]];
	return choice;
}

void rt_scan_choose(
	struct rt_scanner *in, enum rt_segment_kind kind, struct rt_langs langs)
{
	unsigned scope = scope_of(kind);
	if (in->chosen && in->scope == scope && in->langs.main == langs.main)
		return;
	in->scope = scope;
	in->langs = langs;
	struct {
		unsigned scope, registers;
		char langs[48];
	} key = {.scope = scope, .registers = in->register_bits};
	int len = snprintf(key.langs, sizeof key.langs, "%s %s", in->langs.main ? in->langs.main : "",
		in->langs.too ? in->langs.too : "");
	if ((size_t)len > sizeof key.langs)
		len = sizeof key.langs; /* longer than those of any rule */
	uint64_t *known = rt_map_at(
		in->choices, (const char *)&key, offsetof(__typeof__(key), langs) + (size_t)len);
	if (!*known)
		*known = (uintptr_t)make_choice(in, scope);
	in->chosen = (const struct rt_choice *)(uintptr_t)*known;
}

void rt_scan_forget_choices(struct rt_scanner *scanner)
{
	for (size_t i = 0; i < rt_map_count(scanner->choices); i++) {
		struct rt_choice *choice = (struct rt_choice *)(uintptr_t)rt_map_value(scanner->choices, i);
		rt_free(choice->off);
		rt_free(choice->off_words);
		rt_free(choice->off_match);
		rt_free(choice);
	}
	rt_map_clear(scanner->choices);
}
