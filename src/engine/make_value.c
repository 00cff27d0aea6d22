/* Values and attributes: templates with named groups, and normalisers. */
#include "engine/ruleset_p.h"

#include "base/utf8.h"
#include "date/date.h"
#include "date/words.h"
#include "words/rune.h"

#include <string.h>

/* The end of the letters, digits and signs of ASCII from `at` on. */
static size_t dense_end(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] > ' ' && text[at] < 0x7f)
		at++;
	return at;
}

/* Appends the text with every run of white space (quote marks at a line's start included) as one
 * blank. */
static void squeeze(struct rt_str *out, const char *text, size_t len)
{
	size_t begin = out->len;
	bool space = false;
	rt_str_reserve(out, len);
	for (size_t at = 0; at < len;) {
		size_t behind = dense_end(text, len, at);
		uint32_t rune = behind > at ? 'x' : rt_utf8_next(text, len, &behind);
		if (rune == '\n')
			while (behind < len && strchr(" \t>", text[behind]))
				behind++;
		if (rt_rune_flags(rune) & RT_RUNE_SPACE) {
			space = true;
		} else {
			if (space && out->len > begin)
				rt_str_append_char(out, ' ');
			space = false;
			rt_str_append_n(out, text + at, behind - at);
		}
		at = behind;
	}
}

/* Is it certain that squeezing changes nothing? Never for text that is not ASCII. */
static bool is_squeezed(const char *text, size_t len)
{
	bool space = true; /* one at the start is too many */
	for (size_t at = 0; at < len; at++) {
		unsigned char byte = (unsigned char)text[at];
		if (byte < ' ' || byte >= 0x7f || (space && byte == ' '))
			return false;
		space = byte == ' ';
	}
	return len && !space;
}

static void append_number(struct rt_str *out, const char *text, size_t len)
{
	size_t zeros = 0;
	while (zeros + 1 < len && text[zeros] == '0')
		zeros++;
	rt_str_append_n(out, text + zeros, len - zeros);
}

/* What may stand behind a colon: {court:upper}. */
static const struct change {
	const char *name;
	size_t len;
	void (*append)(struct rt_str *out, const char *text, size_t len);
} changes[] = {
	{"lower", 5, rt_utf8_lower},
	{"upper", 5, rt_utf8_upper},
	{"title", 5, rt_utf8_title},
	{"latin", 5, rt_utf8_latin},
	{"number", 6, append_number},
	{NULL, 0, rt_str_append_n}, /* as it is */
};

static const struct change *change_of(const char *name, size_t len)
{
	const struct change *change = changes;
	while (change->name && (change->len != len || memcmp(change->name, name, len) != 0))
		change++;
	return change;
}

bool rt_template_has_change(const char *name, size_t len)
{
	return change_of(name, len)->name;
}

static void append_changed(struct rt_str *out, const char *change, size_t change_len,
	const char *text, size_t len)
{
	void (*append)(struct rt_str *, const char *, size_t) = change_of(change, change_len)->append;
	if (is_squeezed(text, len)) {
		append(out, text, len);
		return;
	}
	struct rt_str squeezed = RT_STR_INIT;
	squeeze(&squeezed, text, len);
	append(out, squeezed.data, squeezed.len);
	rt_str_release(&squeezed);
}

/* The text of a group; of the whole mention where the name is empty. */
static bool find_group(const struct rt_making *in, const char *name, size_t len, const char **text_r,
	size_t *len_r)
{
	*text_r = in->input.text;
	*len_r = in->input.len;
	if (!len)
		return true;
	for (size_t i = 0; i < in->input.group_count; i++) {
		const struct rt_value_group *group = &in->input.groups[i];
		if (strlen(group->name) != len || memcmp(group->name, name, len) != 0 || !group->len)
			continue;
		*text_r = group->text;
		*len_r = group->len;
		return true;
	}
	return false;
}

/* {group}, {group:change}, {group@list}, {@list} */
static void append_group(const struct rt_making *in, const char *name, size_t len, struct rt_str *out)
{
	const char *text;
	size_t text_len, name_len = 0;
	while (name_len < len && name[name_len] != ':' && name[name_len] != '@')
		name_len++;
	if (!find_group(in, name, name_len, &text, &text_len))
		return;
	const char *more = name + name_len + 1;
	size_t more_len = name_len < len ? len - name_len - 1 : 0;
	if (name_len < len && name[name_len] == '@') {
		int set = rt_gazetteer_set(in->rules->gazetteer, more, more_len);
		const char *canonical =
			set < 0 ? NULL : rt_gazetteer_lookup(in->rules->gazetteer, set, text, text_len);
		if (canonical)
			rt_str_append(out, canonical);
		else
			squeeze(out, text, text_len);
		return;
	}
	append_changed(out, more, more_len, text, text_len);
}

void rt_make_template(const struct rt_making *in, const char *template, struct rt_str *out)
{
	while (*template) {
		size_t plain = strcspn(template, "{");
		rt_str_append_n(out, template, plain);
		template += plain;
		if (!*template)
			return;
		size_t len = strcspn(template, "}");
		if (!template[len]) {
			rt_str_append(out, template);
			return;
		}
		append_group(in, template + 1, len - 1, out);
		template += len + 1;
	}
}

/* The place of an answer; NULL where the question is too long to be remembered. there_r: is it there?
 * asked: takes up the question. */
static struct rt_memo_answer *memo_place(struct rt_memo *memo, const char *list, const char *text,
	size_t len, struct rt_memo_answer *asked, bool *there_r)
{
	size_t list_len = strlen(list);
	*there_r = false;
	if (!len || list_len + len > sizeof asked->key)
		return NULL;
	memcpy(asked->key, list, list_len);
	memcpy(asked->key + list_len, text, len);
	asked->len = (uint8_t)len;
	asked->list_len = (uint8_t)list_len;
	struct rt_memo_answer *answer =
		&memo->answers[rt_hash(asked->key, list_len + len) % RT_MEMO_COUNT];
	*there_r = answer->len == len && answer->list_len == list_len &&
		!memcmp(answer->key, asked->key, list_len + len);
	return answer;
}

/* What any list knows. */
static unsigned known(void *context, const char *text, size_t len)
{
	struct rt_memo_answer asked;
	bool there, begins;
	struct rt_memo *memo = context;
	struct rt_memo_answer *answer = memo_place(memo, "", text, len, &asked, &there);
	if (there)
		return answer->known;
	bool entry = rt_gazetteer_knows(memo->rules->gazetteer, text, len, &begins);
	asked.canonical = NULL;
	asked.known = (uint8_t)((entry ? RT_VALUE_ENTRY : 0) | (begins ? RT_VALUE_BEGINS : 0));
	if (answer)
		*answer = asked;
	return asked.known;
}

/* What no list knows is not remembered list by list. */
static const char *look_up(void *context, const char *list, const char *text, size_t len)
{
	struct rt_memo_answer asked;
	bool there;
	struct rt_memo *memo = context;
	struct rt_memo_answer *answer = memo_place(memo, list, text, len, &asked, &there);
	if (there)
		return answer->canonical;
	if (!(known(context, text, len) & RT_VALUE_ENTRY))
		return NULL;
	asked.canonical = rt_ruleset_lookup(memo->rules, list, text, len);
	asked.known = 0;
	if (answer)
		*answer = asked;
	return asked.canonical;
}

static bool entries(void *context, const struct rt_value_entries *asked)
{
	const struct rt_memo *memo = context;
	return rt_gazetteer_each_spelling(memo->rules->gazetteer, asked->wanted, asked->entry, asked->on);
}

struct rt_memo *rt_memo_new(const struct rt_ruleset *rules)
{
	struct rt_memo *memo = rt_alloc_zero(1, sizeof *memo);
	memo->rules = rules;
	memo->words = rt_date_words_new();
	for (size_t i = 0; i < RT_MEMO_PLACES; i++)
		memo->places[i].value = (struct rt_value_output){RT_STR_INIT, RT_STR_INIT};
	return memo;
}

void rt_memo_begin(struct rt_memo *memo)
{
	rt_date_words_begin(memo->words);
	for (size_t i = 0; i < RT_MEMO_PLACES; i++)
		memo->places[i].text = NULL;
}

void rt_memo_free(struct rt_memo *memo)
{
	if (!memo)
		return;
	rt_date_words_free(memo->words);
	for (size_t i = 0; i < RT_MEMO_PLACES; i++) {
		rt_str_release(&memo->places[i].value.normal);
		rt_str_release(&memo->places[i].value.attributes);
	}
	rt_free(memo);
}

void rt_making_begin(struct rt_making *making, const struct rt_ruleset *rules, struct rt_memo *memo)
{
	*making = (struct rt_making){.rules = rules, .memo = memo};
	making->input.lookup = look_up;
	making->input.known = known;
	making->input.entries = entries;
	making->input.context = memo;
	making->input.words = memo->words;
}

static bool normalise(
	struct rt_making *making, const struct rt_maker *maker, struct rt_value_output *out)
{
	making->input.argument = maker->argument;
	return maker->normalise(&making->input, out) != RT_VALUE_REFUSED;
}

static bool is_at(const struct rt_memo_place *place, const struct rt_value_input *input,
	const struct rt_maker *maker)
{
	return place->text == input->text && place->len == input->len &&
		place->before == input->before &&
		(place->argument == maker->argument || !strcmp(place->argument, maker->argument));
}

static bool normalise_once(
	struct rt_making *making, const struct rt_maker *maker, struct rt_value_output *out)
{
	struct rt_memo *memo = making->memo;
	const struct rt_value_input *input = &making->input;
	struct rt_memo_place *place = memo->places, *end = place + RT_MEMO_PLACES;
	while (place < end && !(place->text && is_at(place, input, maker)))
		place++;
	if (place == end) {
		place = &memo->places[memo->next_place++ % RT_MEMO_PLACES];
		place->text = input->text;
		place->len = input->len;
		place->before = input->before;
		place->argument = maker->argument;
		rt_str_clear(&place->value.normal);
		rt_str_clear(&place->value.attributes);
		place->refused = !normalise(making, maker, &place->value);
	}
	rt_str_append_n(&out->normal, place->value.normal.data, place->value.normal.len);
	rt_str_append_n(&out->attributes, place->value.attributes.data, place->value.attributes.len);
	return !place->refused;
}

/* The first word names a normaliser, or all of it is a template. */
struct rt_maker rt_maker_of(struct rt_arena *arena, const char *text)
{
	struct rt_maker maker = {.argument = text, .is_normal = is_squeezed};
	if (!text)
		return maker;
	size_t len = strcspn(text, " \t");
	maker.normalise = rt_normaliser_lookup(rt_arena_strndup(arena, text, len));
	maker.is_normal = rt_normaliser_test(maker.normalise);
	if (maker.normalise)
		maker.argument = text + len + strspn(text + len, " \t");
	maker.by_place = maker.normalise == rt_normalise_date && !strstr(maker.argument, "with ");
	return maker;
}

bool rt_make_value(
	struct rt_making *making, const struct rt_maker *maker, struct rt_value_output *out)
{
	if (maker->by_place)
		return normalise_once(making, maker, out);
	if (maker->normalise)
		return normalise(making, maker, out);
	if (maker->argument)
		rt_make_template(making, maker->argument, &out->normal);
	else
		squeeze(&out->normal, making->input.text, making->input.len);
	rt_str_trim(&out->normal);
	return true;
}
