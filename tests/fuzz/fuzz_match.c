/* Patterns, one a line up to an empty line, then a text: the fast way against the reference. */
#include "match/match.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATTERNS_MAX 8
#define PATTERN_BYTES 300 /* longer ones are slow to compile and teach nothing new */

struct listing {
	struct rt_str text;
	bool limited;
};

static void found(void *context, const struct rt_match *match)
{
	struct rt_str *out = &((struct listing *)context)->text;
	rt_str_appendf(out, "%u@%u-%u", match->pattern, match->start, match->end);
	for (size_t i = 0; i < match->group_count; i++)
		rt_str_appendf(out, " %s=%u-%u", match->groups[i].name, match->groups[i].start,
			match->groups[i].end);
	rt_str_append(out, "\n");
}

static void limited(void *context, uint32_t pattern, uint32_t place, enum rt_match_limit limit)
{
	(void)pattern, (void)place, (void)limit;
	((struct listing *)context)->limited = true;
}

/* Adds what compiles; -> the text behind the patterns. */
static const char *add_patterns(struct rt_matcher *matcher, const char *at, int *count_r)
{
	for (*count_r = 0; *at && *at != '\n' && *count_r < PATTERNS_MAX;) {
		size_t len = strcspn(at, "\n");
		char pattern[PATTERN_BYTES];
		unsigned column;
		if (len < sizeof pattern) {
			memcpy(pattern, at, len);
			pattern[len] = '\0';
			*count_r += !rt_matcher_add(matcher, pattern, &column, NULL);
		}
		at += len + (at[len] == '\n');
	}
	return at + (*at == '\n');
}

static void compare(const struct rt_matcher *matcher, const char *text)
{
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	struct listing fast = {.text = RT_STR_INIT}, slow = {.text = RT_STR_INIT};
	struct rt_match_sink sink = {.context = &slow, .found = found, .limited = limited};
	size_t len = strlen(text);
	rt_matcher_run_reference(matcher, scratch, text, len, &sink);
	sink.context = &fast;
	rt_matcher_run(matcher, scratch, text, len, &sink);
	if (!slow.limited && strcmp(slow.text.data, fast.text.data)) {
		fprintf(stderr, "text:\n%s\nreference:\n%sfast:\n%s", text, slow.text.data,
			fast.text.data);
		abort();
	}
	rt_str_release(&fast.text);
	rt_str_release(&slow.text);
	rt_match_scratch_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rt_str input = RT_STR_INIT;
	rt_utf8_repair(&input, (const char *)data, size);
	struct rt_matcher *matcher = rt_matcher_new();
	int count;
	const char *text = add_patterns(matcher, input.data, &count);
	if (count) {
		rt_matcher_finish(matcher);
		compare(matcher, text);
	}
	rt_matcher_free(matcher);
	rt_str_release(&input);
	return 0;
}
