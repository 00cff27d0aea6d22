#include "learn/text.h"

#include "engine/normaliser.h"

#include <ctype.h>
#include <string.h>

size_t rt_text_token_at(const struct rt_text *text, uint32_t place)
{
	size_t at = place < text->document->len ? text->blocks[place / RT_TEXT_BLOCK] : text->count;
	while (at < text->count && text->tokens[at].end <= place)
		at++;
	return at;
}

/* The normal form, where it differs from the surface; in the document's arena. */
static const char *normal_form(const struct rt_text *text, const char *type, struct rt_range range)
{
	rt_normaliser_fn *normalise = rt_normaliser_lookup(type);
	struct rt_value_input input = {
		.text = text->document->text + range.start, .len = range.end - range.start};
	struct rt_value_output out = {RT_STR_INIT, RT_STR_INIT};
	const char *value = NULL;
	if (normalise && normalise(&input, &out) == RT_VALUE_OK &&
		(out.normal.len != input.len ||
			memcmp(out.normal.data, input.text, input.len) != 0))
		value = rt_arena_strndup(text->document->arena, out.normal.data, out.normal.len);
	rt_str_release(&out.normal);
	rt_str_release(&out.attributes);
	return value;
}

bool rt_text_speaks(const struct rt_text *text, const char *lang)
{
	const struct rt_document *document = text->document;
	return (document->lang && !strncmp(document->lang, lang, 2)) ||
	       (document->lang_too && !strncmp(document->lang_too, lang, 2));
}

bool rt_text_english(const struct rt_text *text)
{
	return !text->document->lang || rt_text_speaks(text, "en");
}

bool rt_text_uncased(const struct rt_text *text)
{
	return rt_text_speaks(text, "he") || rt_text_speaks(text, "ar");
}

bool rt_text_in_file_name(const struct rt_text *text, struct rt_range range)
{
	const char *bytes = text->document->text;
	uint32_t start = range.start, end = range.end;
	if (bytes[end] == '_' || (start && bytes[start - 1] == '_'))
		return true;
	size_t letters = 0;
	bool small = false, large = false;
	if (bytes[end] != '.')
		return false;
	for (; isalpha((unsigned char)bytes[end + 1 + letters]); letters++) {
		small = small || islower((unsigned char)bytes[end + 1 + letters]);
		large = large || isupper((unsigned char)bytes[end + 1 + letters]);
	}
	return letters >= 2 && letters <= 4 && small != large &&
	       !isalnum((unsigned char)bytes[end + 1 + letters]);
}

bool rt_text_is_one_of(const struct rt_text *text, size_t i, const char *const *words)
{
	return i < text->count && rt_token_is_one_of(text->document->text, &text->tokens[i], words);
}

size_t rt_tied_behind(
	const struct rt_text *text, const char *word, size_t len, size_t least, const char *list)
{
	if (!memchr(word, '-', len))
		return 0;
	size_t tail = 1;
	while (word[len - tail] != '-')
		tail++;
	bool tied = len > tail + least &&
		    rt_ruleset_lookup(text->rules, list, word + len - tail + 1, tail - 1);
	return tied ? tail : 0;
}

bool rt_text_is_plural(const struct rt_text *text, size_t i)
{
	const char *word = text->document->text + text->tokens[i].start;
	size_t len = text->tokens[i].end - text->tokens[i].start;
	if (len < 3 || word[len - 1] != 's')
		return false;
	for (size_t k = 0; k + 1 < len; k++)
		if (!isupper((unsigned char)word[k]))
			return false;
	return true;
}

void rt_text_add_range(struct rt_text *text, size_t first, struct rt_range range, const char *type,
	const char *rule, double score)
{
	struct rt_mention mention = {.range = range,
		.type = type,
		.rule = rule,
		.score = score,
		.value = normal_form(text, type, range),
		.sentence = text->tokens[first].sentence,
		.paragraph = text->tokens[first].paragraph,
		.part_of = -1};
	rt_vec_push(text->mentions, mention);
}

void rt_text_add(struct rt_text *text, size_t first, size_t last, const char *type,
	const char *rule, double score)
{
	struct rt_range range = {text->tokens[first].start, text->tokens[last].end};
	rt_text_add_range(text, first, range, type, rule, score);
}
