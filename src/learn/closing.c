/*
 * Sign-offs. Below "Thanks," or "Best regards" stands a name, whatever it looks like: an initial,
 * a nickname, a given name in small letters. At the very end of a message a given name alone on a
 * line is one too.
 */
#include "learn/steps.h"

#include <strings.h>

#define MAX_CLOSING 7 /* tokens of a closing line */
#define MAX_NAME 4

static const char closing_rule[] = "sign-off";
static const char last_line_rule[] = "last-line";
static const char moment_rule[] = "name-above-moment";

struct line {
	size_t first, behind;
};

static bool next_line(const struct rt_text *text, size_t at, struct line *line_r)
{
	if (at >= text->count)
		return false;
	line_r->first = at;
	while (!(text->tokens[at].place & RT_AT_LINE_END) && at + 1 < text->count)
		at++;
	line_r->behind = at + 1;
	return true;
}

static bool in_headers(const struct rt_text *text, size_t i)
{
	const struct rt_document *document = text->document;
	return text->tokens[i].segment < document->segments.count &&
	       document->segments.items[text->tokens[i].segment].kind == RT_SEGMENT_HEADER;
}

static struct line trim(const struct rt_text *text, struct line line)
{
	while (line.behind > line.first && text->tokens[line.behind - 1].shape & RT_SHAPE_PUNCT)
		line.behind--;
	while (line.first < line.behind && text->tokens[line.first].shape & RT_SHAPE_PUNCT)
		line.first++;
	return line;
}

static bool is_closing(const struct rt_text *text, struct line line)
{
	line = trim(text, line);
	if (line.behind <= line.first || line.behind - line.first > MAX_CLOSING)
		return false;
	uint32_t start = text->tokens[line.first].start;
	return rt_ruleset_lookup(text->rules, "closing", text->document->text + start,
		       text->tokens[line.behind - 1].end - start) != NULL;
}

/* "Please call me. Thanks," : the last sentence of the line. */
static struct line last_sentence(const struct rt_text *text, struct line line)
{
	for (size_t i = line.behind; i-- > line.first;)
		if (text->tokens[i].place & RT_AT_SENTENCE_START) {
			line.first = i;
			break;
		}
	return line;
}

/* "Ona Qwynter 555-0143": the name before the number. */
static struct line before_number(const struct rt_text *text, struct line line)
{
	for (size_t i = line.first + 1; i < line.behind; i++)
		if (text->tokens[i].shape & (RT_SHAPE_DIGITS | RT_SHAPE_ADDRESS)) {
			line.behind = i;
			break;
		}
	return trim(text, line);
}

/* "Ona Qwynter, Adv.": the name before what someone is. Hebrew has no capitals to tell. */
static struct line before_title(const struct rt_text *text, struct line line)
{
	for (size_t i = line.first + 1; i + 1 < line.behind; i++)
		if (rt_text_is(text, i, ',') && text->tokens[i - 1].shape & RT_SHAPE_UNCASED &&
			text->words[i + 1].flags & (RT_WORD_HONORIFIC | RT_WORD_ROLE))
			line.behind = i;
	return line;
}

/* A given name, then any word of a script without capitals. */
static bool is_uncased_name(const struct rt_text *text, struct line line)
{
	size_t first = line.first, last = line.behind - 1;
	return line.behind == first + 2 && text->words[first].flags & RT_WORD_GIVEN &&
	       !(text->words[first].flags & RT_WORD_FUNCTION) &&
	       text->tokens[first].shape & text->tokens[last].shape & RT_SHAPE_UNCASED &&
	       text->words[last].flags & RT_WORD_SURNAME &&
	       !(text->words[last].flags & (RT_WORD_HONORIFIC | RT_WORD_ROLE));
}

/* "Ona Qwynter OBE", "Ona Qwynter, PhD": without the letters behind the name. */
static struct line without_letters(const struct rt_text *text, struct line line)
{
	while (line.behind > line.first + 2 && rt_text_of(text, line.behind - 1, RT_USE_POST_NOMINAL)) {
		line.behind--;
		line = trim(text, line);
	}
	return line;
}

/* "OQ", whatever body is called so too. */
static bool is_signed_in_letters(const struct rt_text *text, struct line line)
{
	const struct rt_token *token = &text->tokens[line.first];
	return text->kind == RT_REGISTER_MAIL && line.behind == line.first + 1 &&
	       token->shape & RT_SHAPE_CAPS && token->end - token->start < 4 &&
	       !(text->words[line.first].flags &
		       (RT_WORD_FUNCTION | RT_WORD_NONE | RT_WORD_NO_ACRONYM));
}

/* Is it a name, given that one is expected here? A single small-letter word must be a given name.
 */
static bool is_name(const struct rt_text *text, struct line line)
{
	size_t words = line.behind - line.first;
	if (!words || words > MAX_NAME)
		return false;
	if (is_uncased_name(text, line) || is_signed_in_letters(text, line))
		return true;
	for (size_t i = line.first; i < line.behind; i++) {
		uint32_t flags = text->words[i].flags, shape = text->tokens[i].shape;
		bool name = flags & (RT_WORD_GIVEN | RT_WORD_SURNAME);
		if (shape & RT_SHAPE_INITIAL || (flags & RT_WORD_PARTICLE && words > 1))
			continue;
		if (flags & (RT_WORD_FUNCTION | RT_WORD_NONE | RT_WORD_TAIL | RT_WORD_LEGAL) ||
			(!name && flags & (RT_WORD_COMMON_OWN | RT_WORD_BODY | RT_WORD_PLACE)))
			return false;
		if (!rt_text_capital(text, i) && !(words == 1 && flags & RT_WORD_GIVEN) &&
			!(shape & RT_SHAPE_UNCASED && name))
			return false;
	}
	return true;
}

static void add_name(struct rt_text *text, struct line line, const char *rule, double score)
{
	while (line.behind > line.first + 1 && text->words[line.first].flags & RT_WORD_HONORIFIC)
		line.first++; /* "Dr Ona Qwynter": without the courtesy */
	line = trim(text, line);
	rt_text_add(text, line.first, line.behind - 1, "person", rule, score);
}

/* A single given name on the last line before the end, a header or a quote. */
static bool ends_message(const struct rt_text *text, struct line line)
{
	return line.behind >= text->count ||
	       text->tokens[line.behind].segment != text->tokens[line.first].segment;
}

static bool is_lone_given(const struct rt_text *text, struct line line)
{
	return line.behind == line.first + 1 && text->words[line.first].flags & RT_WORD_GIVEN &&
	       !(text->words[line.first].flags &
		       (RT_WORD_COMMON_OWN | RT_WORD_PLACE | RT_WORD_NEVER)) &&
	       text->tokens[line.first].shape & RT_SHAPE_CAPITAL;
}

/* "… my files. Thanks. Ona": a closing and a name on the last line of a paragraph. */
static void sign_within(struct rt_text *text, struct line line)
{
	struct line name = last_sentence(text, line);
	if (name.first <= line.first || name.behind - name.first > 3)
		return;
	struct line closing =
		last_sentence(text, (struct line){.first = line.first, .behind = name.first});
	name = trim(text, name);
	if (name.behind > name.first && is_name(text, name) && is_closing(text, closing))
		add_name(text, name, closing_rule, 0.91);
}

/* "03/15/2001 04:17 PM" */
static bool is_moment(const struct rt_text *text, struct line line)
{
	static const char marks[] = {'\0', '/', '\0', '/', '\0', '\0', ':', '\0'}; /* '\0': figures */
	if (line.behind - line.first < sizeof marks)
		return false;
	for (size_t i = 0; i < sizeof marks; i++) {
		bool figures = text->tokens[line.first + i].shape & RT_SHAPE_DIGITS;
		if (marks[i] ? !rt_text_is(text, line.first + i, marks[i]) : !figures)
			return false;
	}
	return true;
}

/* "Ona Qwynter @ QXT" above the day and hour: who wrote what stands below, as Notes heads it. */
static void head_message(struct rt_text *text, struct line line, struct line after)
{
	struct line name = line;
	for (size_t i = line.first + 1; i < line.behind; i++)
		if (rt_text_is(text, i, '@')) {
			name.behind = i;
			break;
		}
	if (is_moment(text, after) && name.behind > name.first + 1 && is_name(text, name))
		add_name(text, name, moment_rule, 0.93);
}

/* Two or three letters alone, in a row of capitals or of small ones. */
static bool is_letters_alone(const struct rt_text *text, struct line line)
{
	const struct rt_token *token = &text->tokens[line.first];
	size_t len = token->end - token->start;
	return line.behind == line.first + 1 && len > 1 && len < 4 &&
	       token->shape & RT_SHAPE_LETTER && token->shape & RT_SHAPE_LATIN &&
	       !(text->words[line.first].flags & RT_WORD_FUNCTION);
}

/* "oq", and on the next line "Ona Qwynter". */
static bool stand_above_name(const struct rt_text *text, size_t letters, struct line name)
{
	const char *bytes = text->document->text;
	const struct rt_token *token = &text->tokens[letters];
	name = trim(text, name);
	if (name.behind < name.first + 2 || name.behind > name.first + 3)
		return false;
	for (size_t i = name.first; i < name.behind; i++)
		if (!rt_text_capital(text, i) && !rt_text_is_initial(text, i))
			return false;
	return !strncasecmp(bytes + token->start, bytes + text->tokens[name.first].start, 1) &&
	       !strncasecmp(bytes + token->end - 1,
		       bytes + text->tokens[name.behind - 1].start, 1);
}

/* What follows a message's end: its segment ends, or the one it answers to begins. */
static bool ends_above(const struct rt_text *text, struct line line, struct line after)
{
	static const char *const heads[] = {"Original", "Forwarded", "From", "To", NULL};
	return ends_message(text, line) || rt_text_is_one_of(text, trim(text, after).first, heads);
}

/* "… call me. OQ": letters for a name behind a message's last sentence. */
static void sign_in_letters(struct rt_text *text, struct line line)
{
	struct line after = {.first = line.behind, .behind = line.behind};
	struct line name = trim(text, last_sentence(text, line));
	bool ends = line.behind == name.behind ||
		    (line.behind == name.behind + 1 && rt_text_is(text, name.behind, '.'));
	if (name.behind <= name.first || !ends || !is_letters_alone(text, name) || !name.first)
		return;
	bool more = next_line(text, line.behind, &after);
	if (more && stand_above_name(text, name.first, after)) {
		add_name(text, name, closing_rule, 0.92);
		return;
	}
	uint32_t no_letters =
		RT_WORD_NO_ACRONYM | RT_WORD_BODY | RT_WORD_PLACE | RT_WORD_NEVER | RT_WORD_LEGAL;
	const char *before = text->document->text + text->tokens[name.first - 1].end - 1;
	if (text->tokens[name.first].shape & RT_SHAPE_CAPS &&
		!(text->words[name.first].flags & no_letters) && strchr(".!?", *before) &&
		ends_above(text, line, after))
		add_name(text, name, closing_rule, 0.6);
}

void rt_learn_closings(struct rt_text *text)
{
	struct line line, after;
	if (text->kind != RT_REGISTER_MAIL && !rt_text_english(text))
		return;
	for (size_t at = 0; next_line(text, at, &line); at = line.behind) {
		if (in_headers(text, line.first))
			continue;
		struct line name = trim(text, line);
		if (rt_text_english(text))
			sign_within(text, line);
		if (text->kind == RT_REGISTER_MAIL)
			sign_in_letters(text, line);
		if (text->kind == RT_REGISTER_MAIL && is_lone_given(text, name))
			add_name(text, name, last_line_rule, ends_message(text, line) ? 0.92 : 0.8);
		if (!next_line(text, line.behind, &after) || in_headers(text, after.first))
			continue;
		if (text->kind == RT_REGISTER_MAIL)
			head_message(text, line, after);
		name = before_number(text, trim(text, after));
		name = without_letters(text, before_title(text, name));
		if (name.behind > name.first && name.behind - name.first <= MAX_NAME &&
			is_name(text, name) &&
			(is_closing(text, line) ||
				(rt_text_english(text) &&
					is_closing(text, last_sentence(text, line)))))
			add_name(text, name, closing_rule, 0.93);
	}
}
