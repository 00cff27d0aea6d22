/*
 * A scanner: tokenises a document and runs over each of its segments the rules that are meant for it. What
 * they match becomes mentions in scan_hit.c.
 */
#include "config.h" /* for POSIX and GNU functions */
#include "engine/scan_p.h"

#include "base/limits.h"
#include "doc/plain.h"
#include "words/signature.h"
#include "words/vocabulary.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CHOICES 100
#define MAX_SIGNATURES 20000

struct rt_scanner *rt_scanner_new(const struct rt_ruleset *rules)
{
	struct rt_scanner *scanner = rt_alloc_zero(1, sizeof *scanner);
	scanner->rules = rules;
	scanner->signatures = rt_signatures_new(rules->terms);
	scanner->scratch = rt_match_scratch_new(rules->matcher);
	rt_scan_speak(scanner, (struct rt_langs){0});
	scanner->words = rt_words_runner_new(rules->terms);
	rt_scan_store_take(rules->store, scanner->signatures, scanner->words);
	rt_match_begin_looks(scanner->scratch, &scanner->looks);
	scanner->memo = rt_memo_new(rules);
	rt_making_begin(&scanner->making, rules, scanner->memo);
	scanner->choices = rt_map_new();
	scanner->value.normal = scanner->value.attributes = (struct rt_str)RT_STR_INIT;
	return scanner;
}

void rt_scanner_free(struct rt_scanner *scanner)
{
	if (!scanner)
		return;
	rt_scan_store_give(scanner->rules->store, scanner->signatures, scanner->words);
	rt_scan_forget_tongues(scanner);
	rt_signatures_free(scanner->signatures);
	rt_words_runner_free(scanner->words);
	rt_match_scratch_free(scanner->scratch);
	rt_vec_release(&scanner->tokens);
	rt_vec_release(&scanner->segment_ends);
	rt_vec_release(&scanner->looks.items);
	rt_vec_release(&scanner->loud);
	rt_vec_release(&scanner->subjects);
	rt_vec_release(&scanner->waiting);
	rt_memo_free(scanner->memo);
	rt_scan_forget_choices(scanner);
	rt_map_free(scanner->choices);
	rt_str_release(&scanner->value.normal);
	rt_str_release(&scanner->value.attributes);
	rt_free(scanner);
}

void rt_scanner_set_register(struct rt_scanner *scanner, unsigned which)
{
	scanner->register_bits = which;
}

void rt_scanner_set_slow(struct rt_scanner *scanner, bool slow)
{
	scanner->slow = slow;
}

void rt_scanner_trace(struct rt_scanner *scanner, const struct rt_scan_trace *trace)
{
	scanner->trace = trace ? *trace : (struct rt_scan_trace){0};
}

/* ---- tokens ---- */

const struct rt_tokens *rt_scanner_tokens(const struct rt_scanner *scanner)
{
	return &scanner->tokens;
}

static struct rt_segment whole(const struct rt_document *document)
{
	return (struct rt_segment){.range = {0, (uint32_t)document->len}, .kind = RT_SEGMENT_BODY};
}

static size_t segment_count(const struct rt_document *document)
{
	return document->segments.count ? document->segments.count : 1;
}

static struct rt_segment segment_at(const struct rt_document *document, size_t index)
{
	return document->segments.count ? document->segments.items[index] : whole(document);
}

/* Signatures are numbers to the vocabularies and to the runner: they begin anew together. */
static void forget_signatures(struct rt_scanner *scanner)
{
	rt_signatures_clear(scanner->signatures);
	for (size_t i = 0; i < scanner->tongue_count; i++)
		rt_vocabulary_clear(scanner->tongues[i].vocabulary);
	rt_words_forget(scanner->words);
}

void rt_scanner_tokenise(struct rt_scanner *scanner, const struct rt_document *document)
{
	if (rt_match_scratch_renew(scanner->scratch))
		rt_scan_forget_tongues(scanner);
	if (rt_signatures_count(scanner->signatures) > MAX_SIGNATURES)
		forget_signatures(scanner);
	rt_scan_speak(scanner, rt_lang_of_document(document));
	rt_vocabulary_trim(scanner->vocabulary);
	rt_vec_clear(&scanner->tokens);
	rt_vec_clear(&scanner->segment_ends);
	for (size_t i = 0; i < segment_count(document); i++) {
		struct rt_segment segment = segment_at(document, i);
		rt_tokenise(scanner->vocabulary, document->text, segment.range, segment.kind, (uint32_t)i,
			&scanner->tokens);
		rt_vec_push(&scanner->segment_ends, (uint32_t)scanner->tokens.count);
	}
}

unsigned rt_scanner_generation(const struct rt_scanner *scanner)
{
	return rt_vocabulary_generation(scanner->vocabulary);
}

bool rt_scanner_in(const struct rt_scanner *scanner, size_t index, int set)
{
	const struct rt_token *token = &scanner->tokens.items[index];
	const struct rt_word *word = rt_vocabulary_at(scanner->vocabulary, token->word);
	uint32_t skip = word->by_inner ? word->inner_at : 0;
	return word->node && set >= 0 &&
		rt_gazetteer_in(scanner->rules->gazetteer, word->node, set,
			rt_vocabulary_language(scanner->vocabulary),
			word->text + skip, word->len - skip);
}

void rt_scanner_each_set(const struct rt_scanner *scanner, size_t index,
	void (*found)(void *context, int set), void *context)
{
	const struct rt_token *token = &scanner->tokens.items[index];
	const struct rt_word *word = rt_vocabulary_at(scanner->vocabulary, token->word);
	uint32_t skip = word->by_inner ? word->inner_at : 0;
	if (word->node)
		rt_gazetteer_each_set(scanner->rules->gazetteer, word->node,
			rt_vocabulary_language(scanner->vocabulary), word->text + skip,
			word->len - skip, found, context);
}

/* The first of the tokens [low, high) that ends behind a place, or high. */
static size_t token_between(
	const struct rt_scanner *scanner, size_t low, size_t high, uint32_t place)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (scanner->tokens.items[middle].end <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t rt_scanner_token_at(const struct rt_scanner *scanner, uint32_t place)
{
	return token_between(scanner, 0, scanner->tokens.count, place);
}

/* The same where one was found before: matches come one behind the other, so it is not far. */
static size_t token_from(const struct rt_scanner *scanner, size_t from, uint32_t place)
{
	const struct rt_tokens *tokens = &scanner->tokens;
	size_t step = 1;
	if (from >= tokens->count || (from && tokens->items[from - 1].end > place))
		return rt_scanner_token_at(scanner, place);
	while (from + step < tokens->count && tokens->items[from + step].end <= place) {
		from += step;
		step *= 2;
	}
	size_t behind = from + step + 1;
	return token_between(scanner, from, behind < tokens->count ? behind : tokens->count, place);
}

/* ---- `match` ---- */

/* A group named "mention" is what is found; the rest of the pattern is what must stand beside it. */
static bool take_match(struct rt_scanner *in, const struct rt_match *match)
{
	struct rt_hit hit;
	hit.rule = in->rules->match_rule.items[match->pattern];
	hit.range = (struct rt_range){in->base + match->start, in->base + match->end};
	hit.group_count = 0;
	for (size_t i = 0; i < match->group_count && hit.group_count < RT_HIT_GROUPS; i++) {
		const struct rt_match_group *group = &match->groups[i];
		if (!strcmp(group->name, "mention") && group->end > group->start)
			hit.range = (struct rt_range){in->base + group->start, in->base + group->end};
		hit.groups[hit.group_count++] = (struct rt_value_group){group->name,
			in->document->text + in->base + group->start, group->end - group->start};
	}
	hit.token = in->token = token_from(in, in->token, hit.range.start);
	return rt_scanner_add_hit(in, &hit);
}

static void on_match(void *context, const struct rt_match *match)
{
	struct rt_scanner *in = context;
	struct rt_match again = *match;
	while (!take_match(in, &again) &&
		rt_matcher_again(in->rules->matcher, in->scratch, in->document->text + in->base,
			in->segment_len, &again, &again))
		;
}

/* The reference asks all patterns. */
static void on_match_of_all(void *context, const struct rt_match *match)
{
	const struct rt_scanner *in = context;
	if (!in->chosen->off_match[match->pattern])
		on_match(context, match);
}

static void on_match_woken(void *context, uint32_t pattern, uint32_t place)
{
	struct rt_scanner *in = context;
	uint32_t rule = in->rules->match_rule.items[pattern];
	if (!in->chosen->off[rule])
		in->trace.woke(in->trace.context, in->rules->rules.items[rule], in->base + place);
}

static void on_match_limit(void *context, uint32_t pattern, uint32_t at, enum rt_match_limit limit)
{
	static const char *const names[] = {"no", "match", "depth", "heap", "JIT stack"};
	struct rt_scanner *in = context;
	const struct rt_rule *rule = in->rules->rules.items[in->rules->match_rule.items[pattern]];
	rt_document_problem(in->document, "scan", "rule-limit",
		"Rule %s reached the %s limit at byte %u and was passed over there.", rule->id,
		names[limit], (unsigned)(in->base + at));
}

/* ---- `words` ---- */

static void on_words(void *context, const struct rt_words_match *match)
{
	struct rt_scanner *in = context;
	const struct rt_token *tokens = in->tokens.items;
	const char *text = in->document->text, *name;
	struct rt_hit hit;
	hit.rule = in->rules->words_rule.items[match->pattern];
	hit.range.start = tokens[match->start].start + match->skip;
	hit.range.end = tokens[match->end - 1].end;
	hit.token = match->start;
	hit.group_count = 0;
	for (size_t i = 0; (name = rt_words_group(in->rules->terms, match->pattern, i)); i++) {
		uint32_t first = match->groups[i].start, behind = match->groups[i].end;
		if (first >= behind)
			continue;
		uint32_t start = tokens[first].start + (first == match->start ? match->skip : 0);
		hit.groups[hit.group_count++] = (struct rt_value_group){
			name, text + start, tokens[behind - 1].end - start};
	}
	rt_scanner_add_hit(in, &hit);
}

static void on_words_woken(void *context, uint32_t pattern, uint32_t token)
{
	struct rt_scanner *in = context;
	uint32_t rule = in->rules->words_rule.items[pattern];
	in->trace.woke(in->trace.context, in->rules->rules.items[rule], in->tokens.items[token].start);
}

static void on_words_limit(void *context, uint32_t pattern, uint32_t token)
{
	struct rt_scanner *in = context;
	const struct rt_rule *rule = in->rules->rules.items[in->rules->words_rule.items[pattern]];
	rt_document_problem(in->document, "scan", "rule-limit",
		"Rule %s took too many steps at byte %u and was left out of the rest of the document.",
		rule->id, (unsigned)in->tokens.items[token].start);
}

/* ---- segments ---- */

static void run_words(
	struct rt_scanner *in, uint32_t first, uint32_t behind, const struct rt_words_sink *sink)
{
	(in->slow ? rt_words_run_reference : rt_words_run)(in->words, in->vocabulary, in->document->text,
		in->tokens.items, first, behind, in->chosen->off_words, sink);
}

static void run_match(
	struct rt_scanner *in, uint32_t first, uint32_t behind, const struct rt_match_sink *sink)
{
	rt_scan_note_looks(in, first, behind);
	const struct rt_match_hints hints = {&in->looks, in->chosen->off_match};
	rt_matcher_run_with(in->rules->matcher, in->scratch, in->document->text + in->base,
		in->segment_len, &hints, sink);
}

static void run_match_slowly(struct rt_scanner *in)
{
	const struct rt_match_sink sink = {in, on_match_of_all, on_match_limit, NULL};
	rt_matcher_run_reference(in->rules->matcher, in->scratch, in->document->text + in->base,
		in->segment_len, &sink);
}

/* Takes up a segment: what its places are counted from, and the rules that run in it. */
static void begin_segment(struct rt_scanner *in, struct rt_segment segment)
{
	in->base = segment.range.start;
	in->segment_len = segment.range.end - segment.range.start;
	rt_scan_choose(in, segment.kind, rt_lang_of_message(in->document, segment.message));
}

static void run_segment(struct rt_scanner *in, uint32_t first, uint32_t behind)
{
	const struct rt_match_sink match = {
		in, on_match, on_match_limit, in->trace.woke ? on_match_woken : NULL};
	const struct rt_words_sink words = {
		in, on_words, on_words_limit, in->trace.woke ? on_words_woken : NULL};
	if (in->slow)
		run_match_slowly(in);
	else
		run_match(in, first, behind, &match);
	run_words(in, first, behind, &words);
}

static bool is_subject(const char *line, size_t len)
{
	return len > 8 && !strncasecmp(line, "Subject:", 8);
}

/* The lines of a header that bear a subject. */
static void find_subjects(struct rt_scanner *in, struct rt_range range)
{
	const char *text = in->document->text;
	rt_vec_clear(&in->subjects);
	for (uint32_t at = range.start; at < range.end;) {
		const char *end = memchr(text + at, '\n', range.end - at);
		uint32_t behind = end ? (uint32_t)(end - text) + 1 : range.end;
		if (is_subject(text + at, range.end - at))
			rt_vec_push(&in->subjects, (struct rt_range){at, behind});
		at = behind;
	}
}

static bool in_subject(const struct rt_scanner *in, uint32_t place)
{
	RT_VEC_FOREACH(line, &in->subjects)
		if (place >= line->start && place < line->end)
			return true;
	return false;
}

/* A header's subject is a segment of its own to the rules: scope subject. */
static void take_out_of_scope(struct rt_scanner *in, size_t before, struct rt_range range)
{
	size_t kept = before;
	find_subjects(in, range);
	for (size_t i = before; i < in->found->count; i++) {
		struct rt_mention *mention = &in->found->items[i];
		const struct rt_rule *rule = rt_ruleset_find(in->rules, mention->rule);
		unsigned scope = in_subject(in, mention->range.start) ? RT_SCOPE_SUBJECT
								      : RT_SCOPE_HEADER;
		if (rule->scope & scope)
			in->found->items[kept++] = *mention;
	}
	in->found->count = kept;
}

static void begin_document(struct rt_scanner *in, struct rt_document *document)
{
	in->document = document;
	in->chosen = NULL;
	if (rt_map_count(in->choices) > MAX_CHOICES) {
		rt_scan_forget_choices(in);
		rt_words_forget(in->words);
	}
	in->token = 0;
	rt_vec_clear(&in->waiting);
	rt_words_begin(in->words, in->tokens.count);
	rt_memo_begin(in->memo);
}

/* Puts in order what the segment gave, and makes the values that are needed. */
static void end_segment(struct rt_scanner *in, size_t first)
{
	if (in->found->count == first)
		return;
	rt_mentions_sort(&(struct rt_mentions){
		.items = in->found->items + first, .count = in->found->count - first});
	if (in->waiting.count)
		rt_scanner_make_needed(in, first);
}

void rt_scanner_find(struct rt_scanner *scanner, struct rt_document *document, const char *ref,
	struct rt_mentions *found)
{
	uint32_t first = 0;
	scanner->found = found;
	begin_document(scanner, document);
	for (size_t i = 0; i < segment_count(document); i++) {
		struct rt_segment segment = segment_at(document, i);
		uint32_t behind = scanner->segment_ends.items[i];
		size_t found_before = found->count;
		scanner->making.input.ref = rt_document_date_of(document, segment.message, ref);
		begin_segment(scanner, segment);
		run_segment(scanner, first, behind);
		if (segment.kind == RT_SEGMENT_HEADER && scanner->chosen->divides_header)
			take_out_of_scope(scanner, found_before, segment.range);
		end_segment(scanner, found_before);
		first = behind;
	}
}

void rt_scanner_run(struct rt_scanner *scanner, struct rt_document *document,
	const struct rt_match_sink *match, const struct rt_words_sink *words)
{
	uint32_t first = 0;
	begin_document(scanner, document);
	for (size_t i = 0; i < segment_count(document); i++) {
		uint32_t behind = scanner->segment_ends.items[i];
		begin_segment(scanner, segment_at(document, i));
		if (match)
			run_match(scanner, first, behind, match);
		if (words)
			run_words(scanner, first, behind, words);
		first = behind;
	}
}

void rt_scanner_candidates(struct rt_scanner *scanner, struct rt_document *document, const char *ref,
	struct rt_mentions *found)
{
	size_t before = found->count;
	rt_scanner_tokenise(scanner, document);
	rt_scanner_find(scanner, document, ref, found);
	struct rt_mentions all = {.items = before ? found->items + before : found->items,
		.count = found->count - before};
	rt_scanner_make_all(scanner, &all);
	found->count = before + all.count;
}
