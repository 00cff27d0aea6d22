/* A `words` pattern in the first line, a text behind it: every match lies within the tokens, and the slow
 * way finds the same. */
#include "engine/engine.h"
#include "words/signature.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/words.h"

#include "base/utf8.h"
#include "../support/small_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct listing {
	struct rt_str text;
	size_t tokens;
	bool limited;
};

static void found(void *context, const struct rt_words_match *match)
{
	struct listing *listing = context;
	if (match->start >= match->end || match->end > listing->tokens)
		abort();
	rt_str_appendf(&listing->text, "%u-%u+%u", match->start, match->end, match->skip);
	for (size_t i = 0; i < RT_WORDS_MAX_GROUPS; i++) {
		if (match->groups[i].start > match->groups[i].end ||
			match->groups[i].end > listing->tokens)
			abort();
		rt_str_appendf(&listing->text, " %u-%u", match->groups[i].start,
			match->groups[i].end);
	}
	rt_str_append_char(&listing->text, '\n');
}

static void limited(void *context, uint32_t pattern, uint32_t token)
{
	(void)pattern, (void)token;
	((struct listing *)context)->limited = true;
}

static void run(const struct rt_gazetteer *gazetteer, const struct rt_word_terms *terms,
	const char *text)
{
	struct rt_signatures *signatures = rt_signatures_new(terms);
	struct rt_vocabulary *vocabulary = rt_vocabulary_new(gazetteer, signatures);
	struct rt_words_runner *runner = rt_words_runner_new(terms);
	struct rt_range all = {0, (uint32_t)strlen(text)};
	struct rt_tokens tokens = {0};
	rt_tokenise(vocabulary, text, all, RT_SEGMENT_BODY, 0, &tokens);
	uint32_t at = 0;
	RT_VEC_FOREACH(token, &tokens)
	{
		if (token->start < at || token->end > all.end)
			abort();
		at = token->end;
	}
	struct listing fast = {RT_STR_INIT, tokens.count, false}, slow = fast;
	struct rt_words_sink sink = {.context = &fast, .found = found, .limited = limited};
	rt_words_begin(runner, tokens.count);
	rt_words_run(runner, vocabulary, text, tokens.items, 0, (uint32_t)tokens.count,
		NULL, &sink);
	sink.context = &slow;
	rt_words_begin(runner, tokens.count);
	rt_words_run_reference(runner, vocabulary, text, tokens.items, 0, (uint32_t)tokens.count,
		NULL, &sink);
	if (!fast.limited && !slow.limited && !rt_str_equal(&fast.text, slow.text.data)) {
		fprintf(stderr, "fast:\n%sreference:\n%s", fast.text.data, slow.text.data);
		abort();
	}
	rt_str_release(&fast.text);
	rt_str_release(&slow.text);
	rt_vec_release(&tokens);
	rt_words_runner_free(runner);
	rt_vocabulary_free(vocabulary);
	rt_signatures_free(signatures);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rt_gazetteer *gazetteer;
	if (!gazetteer)
		gazetteer = small_lists_new();
	struct rt_str input = RT_STR_INIT;
	struct rt_err err;
	size_t place;
	rt_utf8_repair(&input, (const char *)data, size);
	char *line_end = strchr(input.data, '\n');
	if (line_end) {
		*line_end = '\0';
		struct rt_word_terms *terms = rt_word_terms_new(gazetteer);
		if (!rt_words_add(terms, input.data, &place, &err)) {
			rt_word_terms_finish(terms);
			run(gazetteer, terms, line_end + 1);
		}
		rt_word_terms_free(terms);
	}
	rt_str_release(&input);
	return 0;
}
