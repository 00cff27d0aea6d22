/* Rule files of any bytes, with a list and a text: nothing crashes, hangs or grows without bound.
 * The input is a rule file; what stands behind a line "%%" is a list, behind a second one a text. */
#include "config.h" /* for GNU functions */

#include "base/utf8.h"
#include "engine/expand.h"
#include "engine/rule.h"
#include "words/gazetteer.h"
#include "words/signature.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/words.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct piece {
	const char *text;
	size_t len;
};

static struct piece take_piece(struct piece *rest)
{
	struct piece piece = *rest;
	const char *end = rest->len ? memmem(rest->text, rest->len, "\n%%\n", 4) : NULL;
	if (!end) {
		rest->len = 0;
		return piece;
	}
	piece.len = (size_t)(end - rest->text);
	rest->text = end + 4;
	rest->len -= piece.len + 4;
	return piece;
}

static void ignore(void *context, const struct rt_words_match *match)
{
	(void)context;
	(void)match;
}

static void run_words(const struct rt_gazetteer *gazetteer, struct rt_word_terms *terms,
	const char *text, size_t len)
{
	const struct rt_words_sink sink = {.found = ignore};
	struct rt_signatures *signatures = rt_signatures_new(terms);
	struct rt_vocabulary *vocabulary = rt_vocabulary_new(gazetteer, signatures);
	struct rt_words_runner *runner = rt_words_runner_new(terms);
	struct rt_tokens tokens = {0};
	struct rt_range all = {0, (uint32_t)len};
	rt_tokenise(vocabulary, text, all, RT_SEGMENT_BODY, 0, &tokens);
	rt_words_begin(runner, tokens.count);
	if (tokens.count)
		rt_words_run(runner, vocabulary, text, tokens.items, 0, (uint32_t)tokens.count, NULL,
			&sink);
	rt_vec_release(&tokens);
	rt_words_runner_free(runner);
	rt_vocabulary_free(vocabulary);
	rt_signatures_free(signatures);
}

static void compile(const struct rt_rule_file *file, const struct rt_gazetteer *gazetteer,
	struct rt_word_terms *terms)
{
	struct rt_expansion expansion = {.pattern = RT_STR_INIT};
	RT_VEC_FOREACH(rule, &file->rules)
		RT_VEC_FOREACH(pattern, &(*rule)->patterns)
		{
			struct rt_err err;
			uint32_t origin;
			size_t place;
			if (pattern->is_words)
				rt_words_add(terms, pattern->text, &place, &err);
			else
				rt_expand(gazetteer, file->defines.items, file->defines.count,
					(*rule)->file, pattern->text, &expansion, &origin, &err);
		}
	rt_expansion_release(&expansion);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct piece rest = {(const char *)data, size};
	struct piece rules = take_piece(&rest), list = take_piece(&rest), text = take_piece(&rest);
	struct rt_arena *arena = rt_arena_new();
	struct rt_rule_file file = {0};
	struct rt_rule_errors errors = {0};
	struct rt_gazetteer *gazetteer = rt_gazetteer_new();
	struct rt_str repaired = RT_STR_INIT;
	rt_gazetteer_add(gazetteer, "list", "one", "list", list.text, list.len, &errors);
	struct rt_word_terms *terms = rt_word_terms_new(gazetteer);
	rt_rule_parse(arena, "fuzz", rules.text, rules.len, &file, &errors);
	compile(&file, gazetteer, terms);
	rt_word_terms_finish(terms);
	rt_utf8_repair(&repaired, text.text, text.len);
	run_words(gazetteer, terms, repaired.data, repaired.len);
	RT_VEC_FOREACH(rule, &file.rules)
		rt_rule_release(*rule);
	rt_rule_file_release(&file);
	rt_str_release(&repaired);
	rt_word_terms_free(terms);
	rt_gazetteer_free(gazetteer);
	rt_rule_errors_release(&errors);
	rt_arena_free(arena);
	return 0;
}
