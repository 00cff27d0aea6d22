/*
 * What a sure find teaches: the words of a person's name, a body's name, its letters, the short form that
 * a text says it will use. repeat.c finds them again.
 */
#include "learn/steps.h"

#include "base/str.h"

#include <ctype.h>
#include <string.h>

#define LONGEST_LETTERS 4 /* of an abbreviation; a longer word in capitals is one that is shouted */

static const char defined_rule[] = "defined-name";

static bool is_small(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_LOWER;
}

/* "Governor", that is nobody's name; "Dean" may be. */
static bool is_office(const struct rt_text *text, size_t i)
{
	return text->words[i].flags & RT_WORD_ROLE &&
	       !(text->words[i].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME));
}

/* "Dr" of "Qwynter, Dr Olaf". */
static bool is_courtesy(const struct rt_text *text, size_t i)
{
	return text->words[i].flags & RT_WORD_HONORIFIC &&
	       !(text->words[i].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME));
}

/* May the word stand for a person by itself, elsewhere in the document? */
static bool stands_alone(const struct rt_text *text, size_t i)
{
	if (text->technical && text->tokens[i].shape & RT_SHAPE_CAPS &&
		text->words[i].flags & RT_WORD_NO_ACRONYM)
		return false; /* "USB" */
	return text->tokens[i].shape & RT_SHAPE_LETTER && !rt_text_is_initial(text, i) &&
	       !is_small(text, i) && !is_office(text, i) && !is_courtesy(text, i) &&
	       !rt_text_is_plural(text, i) &&
	       !(text->words[i].flags & (RT_WORD_NONE | RT_WORD_FUNCTION | RT_WORD_DEMONYM |
						RT_WORD_PARTICLE | RT_WORD_SUFFIX)) &&
	       text->tokens[i].end - text->tokens[i].start > 1;
}

/* "כהן תמר", as offices list people: the given name stands last. */
static bool is_listed_turned(const struct rt_text *text, size_t first, size_t last)
{
	return last > first && text->tokens[last].shape & RT_SHAPE_UNCASED &&
	       text->words[last].flags & RT_WORD_GIVEN && !(text->words[first].flags & RT_WORD_GIVEN);
}

/* German: "Qwynter kam. Qwynters Anwalt …": whose it is. */
static void learn_genitive(const struct rt_text *text, struct rt_known *known, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	struct rt_str folded = RT_STR_INIT;
	rt_token_fold(&folded, text->document->text + token->start, token->end - token->start);
	rt_str_append_char(&folded, 's');
	rt_known_add(known, rt_word_key(folded.data, folded.len), RT_KNOWN_SURNAME);
	rt_str_release(&folded);
}

static void learn_person(
	const struct rt_text *text, struct rt_known *known, size_t first, size_t last)
{
	size_t comma = last + 1, words = 0, last_word = last;
	for (size_t i = first; i <= last; i++) {
		if (rt_text_is(text, i, ',') && comma > last)
			comma = i;
		words += stands_alone(text, i);
	}
	while (last_word > first && !stands_alone(text, last_word))
		last_word--;
	if (comma > last && is_listed_turned(text, first, last))
		comma = last;
	bool turned = comma <= last && comma > first && stands_alone(text, comma - 1) &&
		      words > 1 && text->words[last].flags & RT_WORD_GIVEN;
	for (size_t i = first; i <= last; i++) {
		if (!stands_alone(text, i))
			continue;
		bool surname = turned ? i < comma : i == last_word;
		if (words == 1)
			surname = !(text->words[i].flags & RT_WORD_GIVEN);
		bool again = words > 1 && rt_known_get(known, text->words[i].key) & RT_KNOWN_SURNAME;
		uint32_t bits = surname && again ? RT_KNOWN_SURNAME | RT_KNOWN_OFTEN
				: surname	 ? RT_KNOWN_SURNAME
						 : RT_KNOWN_GIVEN;
		rt_known_add(known, text->words[i].key, bits);
		if (surname && rt_text_speaks(text, "de"))
			learn_genitive(text, known, i);
	}
}

/* The last token of the name without its legal form. */
static size_t without_legal_form(const struct rt_text *text, size_t first, size_t last)
{
	while (last > first && (text->words[last].flags & RT_WORD_LEGAL || rt_text_is_mark(text, last)))
		last--;
	return last;
}

static uint64_t key_of(const struct rt_text *text, size_t first, size_t last)
{
	uint64_t key = 0;
	for (size_t i = first; i <= last; i++)
		if (!rt_text_is_mark(text, i) && !rt_text_is_and(text, i))
			key = rt_key_add(key, text->words[i].key);
	return key;
}

/* Is the word so much a word of its own that it cannot stand for a body? */
static bool says_nothing(const struct rt_text *text, size_t i)
{
	return text->words[i].flags & (RT_WORD_COMMON_OWN | RT_WORD_NEVER | RT_WORD_PLACE |
					      RT_WORD_GIVEN | RT_WORD_TAIL) &&
	       !(text->words[i].flags & RT_WORD_BODY);
}

static void learn_acronym(
	const struct rt_text *text, struct rt_known *known, size_t first, size_t last)
{
	char letters[12];
	size_t count = 0;
	for (size_t i = first; i <= last; i++) {
		char byte = text->document->text[text->tokens[i].start];
		if (!rt_text_capital(text, i) || (unsigned char)byte >= 0x80 ||
			count == sizeof letters)
			continue;
		letters[count++] = (char)tolower((unsigned char)byte);
	}
	if (count >= 3)
		rt_known_add(known, rt_word_key(letters, count), RT_KNOWN_ACRONYM);
}

static void learn_body(
	const struct rt_text *text, struct rt_known *known, size_t first, size_t last)
{
	size_t end = without_legal_form(text, first, last);
	if (end - first >= RT_KNOWN_BODY_WORDS)
		return;
	if (end > first || !says_nothing(text, first)) {
		rt_known_add(known, key_of(text, first, end), RT_KNOWN_BODY);
		rt_known_add(known, text->words[first].key, RT_KNOWN_BODY_FIRST);
	}
	learn_acronym(text, known, first, last);
	if (end < last)
		learn_acronym(text, known, first, end);
}

/* "Quxley Textiles": a noun that firms are called by, and no town. */
static bool is_trade(const struct rt_text *text, const struct rt_mention *body, size_t first)
{
	return (rt_mention_by(body, "tail-noun") || rt_mention_by(body, "strange-and-noun")) &&
	       rt_text_english(text) && !text->technical &&
	       first + 1 < text->count && text->tokens[first + 1].end == body->range.end &&
	       rt_text_of(text, first + 1, RT_USE_FIRM_NOUN);
}

/* "Quxley" of "Quxley Software Corporation": a word of its own that no person or place has. */
static void learn_short(
	const struct rt_text *text, struct rt_known *known, const struct rt_mention *body, size_t i)
{
	bool formal = rt_mention_by(body, "legal-form") || rt_mention_by(body, "stock-symbol") ||
		      is_trade(text, body, i);
	bool shouted = text->tokens[i].shape & RT_SHAPE_CAPS &&
		       text->tokens[i].end - text->tokens[i].start > LONGEST_LETTERS;
	if (!formal || !(shouted || text->tokens[i].shape & (RT_SHAPE_CAPITAL | RT_SHAPE_MIXED)) ||
		text->words[i].flags &
			(RT_WORD_COMMON | RT_WORD_SURNAME | RT_WORD_DEMONYM | RT_WORD_FUNCTION) ||
		says_nothing(text, i) || rt_text_is_initial(text, i))
		return;
	rt_known_add(known, rt_key_add(0, text->words[i].key), RT_KNOWN_BODY);
	rt_known_add(known, text->words[i].key, RT_KNOWN_BODY_FIRST);
}

/* Does the word stand in the name over [first, last], whole or as its beginning: "Metro" for
 * "Metropolitan"? */
static bool is_part_of(const struct rt_text *text, size_t i, size_t first, size_t last)
{
	const char *word = text->document->text + text->tokens[i].start;
	size_t len = text->tokens[i].end - text->tokens[i].start;
	for (size_t at = first; at <= last; at++)
		if (text->words[at].key == text->words[i].key ||
			(len > 3 && text->tokens[at].end - text->tokens[at].start > len &&
				!memcmp(text->document->text + text->tokens[at].start, word, len)))
			return true;
	return false;
}

/* "(PL)" behind a ministry of Poland: two letters, and no word of its name begins with the first. */
static bool is_code_of_land(const struct rt_text *text, size_t i, size_t first, size_t last)
{
	const char *letters = text->document->text + text->tokens[i].start;
	if (text->tokens[i].end - text->tokens[i].start != 2)
		return false;
	for (size_t at = first; at <= last; at++)
		if (text->document->text[text->tokens[at].start] == letters[0])
			return false;
	return true;
}

#define WORDS_OF_CONTRACTS                                                                         \
	(RT_WORD_COMMON_OWN | RT_WORD_NEVER | RT_WORD_ROLE | RT_WORD_JOB | RT_WORD_TAIL |           \
		RT_WORD_THING)

/* May [first, end) be what the body over [name, last] is called from now on? "the Company", "the
 * Plan Administrator" are what a contract calls anyone. */
static bool is_short_name(
	const struct rt_text *text, size_t first, size_t end, size_t name, size_t last, bool quoted)
{
	if (text->words[end - 1].flags & RT_WORD_THING)
		return false;
	for (size_t i = first; i < end; i++) {
		uint32_t flags = text->words[i].flags;
		if (rt_text_is_mark(text, i) || flags & (RT_WORD_TAIL | RT_WORD_LEGAL | RT_WORD_FUNCTION))
			continue;
		if (text->tokens[i].shape & RT_SHAPE_CAPS &&
			!(flags & (RT_WORD_NEVER | RT_WORD_NO_ACRONYM)) &&
			(quoted || !(flags & RT_WORD_PLACE)) &&
			text->tokens[i].end - text->tokens[i].start > 1)
			return true;
		if (text->tokens[i].shape & RT_SHAPE_CAPS && flags & RT_WORD_NO_ACRONYM && !quoted &&
			text->letter)
			continue; /* "Quxley Nominees (BVI)" */
		if (is_part_of(text, i, name, last))
			return true; /* whatever it means elsewhere */
		if (!(flags & WORDS_OF_CONTRACTS) && (quoted || !(flags & RT_WORD_PLACE)))
			return true;
	}
	return false;
}

/* "and", "of" between the words of a quoted name. */
static bool is_link(const struct rt_text *text, size_t i)
{
	return is_small(text, i) && text->words[i].flags & RT_WORD_FUNCTION &&
	       i + 1 < text->count && rt_text_capital(text, i + 1);
}

/* "Fund 2000"; but "(FRN 123456)" is what it is registered under. */
static bool is_year_or_less(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_DIGITS && text->tokens[i].end - text->tokens[i].start <= 4;
}

/* The token behind the words of a short name that begins here. */
static size_t end_of_short_name(const struct rt_text *text, size_t first, bool quoted)
{
	size_t i = first, end = first;
	for (; i < text->count && i < first + 7; i++) {
		bool word = rt_text_capital(text, i) ||
			    (i > first && is_year_or_less(text, i)) ||
			    (quoted && text->tokens[i].shape & RT_SHAPE_UNCASED);
		if (word)
			end = i + 1;
		else if (!rt_text_is(text, i, '-') && !rt_text_is(text, i, '&') &&
			 !(quoted && i > first && is_link(text, i)))
			break;
		if (!rt_text_joined(text, i))
			break;
	}
	return i < text->count && i == end && rt_text_is_mark(text, i) ? end : first;
}

/* "First Tribunal (Judge Qwynter)", "v Quxley Ltd (No 3)", "Quxley Ltd (Ona)": who sits there, which of
 * several. */
#define WORDS_OF_OFFICE (RT_WORD_HONORIFIC | RT_WORD_ROLE | RT_WORD_FUNCTION)

#define LONGEST_PERSON 3 /* words; four are what letters stand for */

/* "Quxley Ltd (Ona)", "Quxley Ltd (Ona Qwynter)", "Quxley Ltd (Qwynter, Ona)": who speaks for it. */
static bool is_someone(const struct rt_text *text, size_t first, size_t end)
{
	if (text->words[first].flags & RT_WORD_GIVEN)
		return end > first + 1 ? end <= first + LONGEST_PERSON : text->letter;
	return end == first + 1 && rt_text_is(text, end, ',') && end + 1 < text->count &&
	       text->words[end + 1].flags & RT_WORD_GIVEN && rt_text_capital(text, end + 1);
}

/* Haverford Marine Ltd. ("Haverford", the "Haverford Group", HM) */
static void learn_definition(struct rt_text *text, struct rt_known *known, size_t name, size_t last)
{
	size_t i = last + 1;
	bool quoted = false;
	if (!rt_text_is(text, i, '('))
		return;
	for (i++; i < text->count && i < last + 6; i++) {
		if (!rt_text_is_mark(text, i) && !is_small(text, i) &&
			!rt_text_of(text, i, RT_USE_HEREAFTER))
			break;
		quoted = rt_text_is_mark(text, i) && !rt_text_is(text, i, ',');
	}
	size_t end = end_of_short_name(text, i, quoted);
	uint32_t flags = i < text->count ? text->words[i].flags : 0;
	bool someone = end > i && is_someone(text, i, end) && !is_part_of(text, i, name, last);
	bool office = !quoted && (flags & WORDS_OF_OFFICE || someone);
	if (end == i || office || !is_short_name(text, i, end, name, last, quoted) ||
		(!quoted && end == i + 1 && is_code_of_land(text, i, name, last)) ||
		(!quoted && end < text->count && rt_text_is(text, end, ':'))) /* "(TIN: 12 345)" */
		return;
	rt_known_add(known, key_of(text, i, end - 1), RT_KNOWN_BODY);
	rt_known_add(known, text->words[i].key, RT_KNOWN_BODY_FIRST);
	rt_text_add(text, i, end - 1, "organisation", defined_rule, 0.9);
}

static uint8_t cover_of(const char *type)
{
	if (!strcmp(type, "person"))
		return RT_COVER_PERSON;
	if (!strcmp(type, "organisation"))
		return RT_COVER_BODY;
	return !strcmp(type, "place") ? RT_COVER_PLACE : RT_COVER_OTHER;
}

void rt_learn_strong(
	struct rt_text *text, struct rt_known *known, const struct rt_mention *strong, size_t count)
{
	for (size_t n = 0; n < count; n++) {
		size_t first = rt_text_token_at(text, strong[n].range.start);
		if (first >= text->count || !strong[n].range.end)
			continue;
		size_t last = rt_text_token_at(text, strong[n].range.end - 1);
		if (last >= text->count)
			continue;
		uint8_t cover = cover_of(strong[n].type);
		memset(text->covered + first, cover, last - first + 1);
		if (cover == RT_COVER_PERSON)
			learn_person(text, known, first, last);
		else if (cover == RT_COVER_BODY) {
			learn_body(text, known, first, last);
			learn_short(text, known, &strong[n], first);
			learn_definition(text, known, first, last);
		}
	}
}
