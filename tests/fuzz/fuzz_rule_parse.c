/* Any bytes as a file of rules: parsed, then each pattern expanded and compiled. */
#include "engine/expand.h"
#include "engine/rule.h"
#include "match/match.h"
#include "words/words.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

struct trial {
	struct rt_gazetteer *gazetteer;
	struct rt_word_terms *terms;
	struct rt_matcher *matcher;
	const struct rt_rule_file *file;
};

static void compile(struct trial *trial, const struct rt_rule *rule,
	const struct rt_rule_pattern *pattern)
{
	struct rt_expansion expansion = {.pattern = RT_STR_INIT};
	struct rt_err err;
	uint32_t place;
	size_t at;
	unsigned column;
	const struct rt_define *defines = trial->file->defines.items;
	size_t count = trial->file->defines.count;
	if (pattern->is_words) {
		if (!rt_expand_words(defines, count, rule->file, pattern->text, &expansion, &place,
			    &err))
			rt_words_add(trial->terms, expansion.pattern.data, &at, &err);
	} else if (!rt_expand(trial->gazetteer, defines, count, rule->file, pattern->text,
			   &expansion, &place, &err)) {
		rt_matcher_add(trial->matcher, expansion.pattern.data, &column, &err);
	}
	rt_expansion_release(&expansion);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_rule_file file = {0};
	struct rt_rule_errors errors = {0};
	struct trial trial = {.gazetteer = rt_gazetteer_new(), .file = &file};
	trial.terms = rt_word_terms_new(trial.gazetteer);
	trial.matcher = rt_matcher_new();
	struct rt_str text = RT_STR_INIT;
	rt_str_append_n(&text, (const char *)data, size);
	rt_rule_parse(arena, "person/fuzz.rules", text.data, text.len, &file, &errors);
	RT_VEC_FOREACH(rule, &file.rules)
	{
		RT_VEC_FOREACH(pattern, &(*rule)->patterns)
			compile(&trial, *rule, pattern);
		rt_rule_release(*rule);
	}
	RT_VEC_FOREACH(error, &errors)
		if (!error->line || !error->message)
			abort();
	rt_rule_file_release(&file);
	rt_rule_errors_release(&errors);
	rt_matcher_free(trial.matcher);
	rt_word_terms_free(trial.terms);
	rt_gazetteer_free(trial.gazetteer);
	rt_str_release(&text);
	rt_arena_free(arena);
	return 0;
}
