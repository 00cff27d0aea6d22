#include "both_ways.h"

#include "base/mem.h"
#include "doc/lang.h"
#include "doc/plain.h"

#include <string.h>

struct both_ways {
	const struct rt_ruleset *rules;
	struct rt_scanner *fast, *slow;
	struct rt_str fast_list, slow_list;
};

struct both_ways *both_ways_new(const struct rt_ruleset *rules)
{
	struct both_ways *both = rt_alloc_zero(1, sizeof *both);
	both->rules = rules;
	both->fast = rt_scanner_new(rules);
	both->slow = rt_scanner_new(rules);
	both->fast_list = both->slow_list = (struct rt_str)RT_STR_INIT;
	rt_scanner_set_slow(both->slow, true);
	return both;
}

void both_ways_free(struct both_ways *both)
{
	rt_scanner_free(both->fast);
	rt_scanner_free(both->slow);
	rt_str_release(&both->fast_list);
	rt_str_release(&both->slow_list);
	rt_free(both);
}

static void list(struct rt_str *out, const struct rt_mentions *mentions)
{
	rt_str_clear(out);
	RT_VEC_FOREACH(mention, mentions)
		rt_str_appendf(out, "%u-%u %s %s %.3f %u %s\n", mention->range.start,
			mention->range.end, mention->rule, mention->type, mention->score,
			mention->sentence, mention->value ? mention->value : "");
}

static size_t scan(const struct rt_ruleset *rules, struct rt_scanner *scanner, const char *text, size_t len, struct rt_str *out)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, rt_ruleset_mail_words(rules), text, len);
	struct rt_mentions found = {0};
	rt_lang_document(rt_ruleset_languages(rules), document, NULL);
	rt_scanner_candidates(scanner, document, NULL, &found);
	list(out, &found);
	size_t count = found.count;
	rt_vec_release(&found);
	rt_document_release(document);
	rt_arena_free(arena);
	return count;
}

static void tell_difference(const char *fast, const char *slow, struct rt_str *out)
{
	size_t line = 0;
	for (size_t i = 0; fast[i] && fast[i] == slow[i]; i++)
		if (fast[i] == '\n')
			line = i + 1;
	rt_str_appendf(out, "  fast:      %.*s\n  reference: %.*s\n", (int)strcspn(fast + line, "\n"),
		fast + line, (int)strcspn(slow + line, "\n"), slow + line);
}

size_t both_ways_scan(struct both_ways *both, const char *text, size_t len, struct rt_str *differs_r)
{
	size_t count = scan(both->rules, both->fast, text, len, &both->fast_list);
	scan(both->rules, both->slow, text, len, &both->slow_list);
	if (!rt_str_equal(&both->fast_list, both->slow_list.data))
		tell_difference(both->fast_list.data, both->slow_list.data, differs_r);
	return count;
}
