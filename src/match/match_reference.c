/*
 * The slow way: each pattern by itself over the whole text. It is what the fast way is held to.
 *
 * PCRE2's JIT (10.42) may carry what a group captured at one start over to a later start, where the
 * group took no part: /(\d)*+[a-z]\1/ then matches "b1" behind "1a". So what a search finds is
 * matched again from its own start, and patterns that look back at their groups are not searched
 * with, but tried at each place.
 */
#include "match/match_p.h"

struct pass {
	struct rt_match_scratch *scratch;
	struct rt_pcre *pcre;
	const char *text;
	size_t len;
	enum rt_match_limit limit;
};

static int try_at(struct pass *pass, size_t at)
{
	return rt_pcre_run(pass->pcre, RT_PCRE_HERE, &pass->scratch->pcre, pass->text, pass->len, at,
		&pass->limit);
}

/* As rt_pcre_run, at the first place from *from on where there is a match; *from moves there. */
static int try_each(struct pass *pass, size_t *from)
{
	int rc = 0;
	for (; *from < pass->len && !rc; *from += !rc)
		if (((unsigned char)pass->text[*from] & 0xc0) != 0x80)
			rc = try_at(pass, *from);
	return rc;
}

static int find(struct pass *pass, size_t *from)
{
	if (pass->pcre->looks_back)
		return try_each(pass, from);
	int rc = rt_pcre_run(pass->pcre, RT_PCRE_AHEAD, &pass->scratch->pcre, pass->text, pass->len,
		*from, &pass->limit);
	if (rc <= 0)
		return rc;
	size_t start = pcre2_get_ovector_pointer(pass->scratch->pcre.data)[0];
	rc = try_at(pass, start);
	return rc ? rc : try_each(pass, from);
}

/* A limit ends the pass: where the next match would start is unknown. */
static void run_pattern(struct pass *pass, uint32_t pattern, const struct rt_match_sink *sink)
{
	for (size_t from = 0; from < pass->len;) {
		int rc = find(pass, &from);
		if (rc < 0)
			sink->limited(sink->context, pattern, (uint32_t)from, pass->limit);
		if (rc <= 0)
			return;
		from = rt_match_keep(pass->scratch, pass->pcre, pattern);
	}
}

void rt_matcher_run_reference(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match_sink *sink)
{
	rt_vec_clear(&scratch->found);
	rt_vec_clear(&scratch->groups);
	for (size_t i = 0; i < matcher->patterns.count; i++) {
		struct pass pass = {
			.scratch = scratch, .pcre = &matcher->patterns.items[i], .text = text, .len = len};
		run_pattern(&pass, (uint32_t)i, sink);
	}
	rt_match_deliver(scratch, sink);
}
