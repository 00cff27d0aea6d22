/*
 * The same name again. What a sure find has named, the document goes on to name in shorter forms:
 *
 *	Ingrid Qwynter of Haverford Marine Ltd. …          found by rules
 *	… Qwynter said … Ingrid … Haverford Marine … HM …  found here
 *
 * What a sure find teaches stands in strong.c. One sense of a name a document: a word that is a surname of
 * someone here is that person's.
 */
#include "learn/edge.h"
#include "learn/steps.h"

#include <string.h>

#define MAX_PERSON_WORDS 6
#define MOSTLY 8 /* times small for each time in a name, and it is a word */

static const char person_rule[] = "same-person-again";
static const char body_rule[] = "same-body-again";
static const char acronym_rule[] = "acronym-of-body";

static bool is_free(const struct rt_text *text, size_t i)
{
	return text->covered[i] == RT_COVER_FREE || text->covered[i] == RT_COVER_PLACE;
}

/* The last token of the longest known body that begins here; 0: none. */
static size_t match_body(const struct rt_text *text, const struct rt_known *known, size_t first)
{
	uint64_t key = 0;
	size_t best = 0;
	if (!(rt_known_get(known, text->words[first].key) & RT_KNOWN_BODY_FIRST))
		return 0;
	for (size_t i = first; i < text->count && i < first + RT_KNOWN_BODY_WORDS; i++) {
		if (i > first && !rt_text_joined(text, i - 1))
			break;
		if (rt_text_is_mark(text, i) || rt_text_is_and(text, i))
			continue;
		key = rt_key_add(key, text->words[i].key);
		if (rt_known_get(known, key) & RT_KNOWN_BODY)
			best = i + 1;
	}
	return best;
}

static bool is_known_person(const struct rt_text *text, const struct rt_known *known, size_t i)
{
	return rt_known_get(known, text->words[i].key) & (RT_KNOWN_SURNAME | RT_KNOWN_GIVEN) &&
	       (rt_text_capital(text, i) || text->tokens[i].shape & RT_SHAPE_UNCASED);
}

/* "STONE V. QUXLEY" */
static bool is_versus(const struct rt_text *text, size_t i)
{
	static const char *const words[] = {"V.", "V", "v.", "v", NULL};
	return rt_text_is_one_of(text, i, words);
}

/* Between the halves of a Hebrew surname the hyphen is a token. */
static bool is_hyphen(const struct rt_text *text, size_t i)
{
	return rt_text_is(text, i, '-') && text->tokens[i].start == text->tokens[i - 1].end &&
	       text->tokens[i - 1].shape & RT_SHAPE_HEBREW;
}

/* "Ona Quxley	Max Stone", "Quxley   Stone": columns, where what stands before the gap is a whole
 * name, or a surname and no given name. */
static bool begins_column(
	const struct rt_text *text, const struct rt_known *known, size_t first, size_t i)
{
	uint32_t start = text->tokens[i - 1].end;
	uint32_t bits = rt_known_get(known, text->words[first].key);
	if (rt_text_behind_gap(text, i) && bits & RT_KNOWN_SURNAME && !(bits & RT_KNOWN_GIVEN))
		return true;
	return i > first + 1 && memchr(text->document->text + start, '\t', text->tokens[i].start - start);
}

/* The token behind the longest run of known words of people, initials and particles from here. */
static size_t match_person(const struct rt_text *text, const struct rt_known *known, size_t first)
{
	static const char *const and_words[] = {"y", "e", "i", NULL}; /* of two people each known */
	size_t end = first + 1;
	for (size_t i = first + 1; i < text->count && i < first + MAX_PERSON_WORDS; i++) {
		if (!rt_text_joined(text, i - 1) || text->tokens[i].place & RT_AT_LINE_START ||
			begins_column(text, known, first, i))
			break;
		if (is_known_person(text, known, i) && is_free(text, i))
			end = i + 1;
		else if (is_versus(text, i) || rt_text_is_one_of(text, i, and_words))
			break;
		else if (is_hyphen(text, i))
			continue;
		else if (!rt_text_is_initial(text, i) && !(text->words[i].flags & RT_WORD_PARTICLE))
			break;
	}
	return end;
}

/* A word behind the name that makes it part of something else: "Qwynter Street", "Ford Motor". */
static bool goes_on(const struct rt_text *text, size_t behind)
{
	return behind < text->count && rt_text_joined(text, behind - 1) &&
	       !(text->tokens[behind].place & RT_AT_LINE_START) && rt_text_capital(text, behind) &&
	       text->words[behind].flags &
		       (RT_WORD_TAIL | RT_WORD_LEGAL | RT_WORD_STREET | RT_WORD_THING);
}

/* The name is the beginning of an address: "Ana. Souza@example.org". */
static bool in_address(const struct rt_text *text, size_t behind)
{
	if (rt_text_is(text, behind, '.'))
		behind++;
	return behind < text->count && text->tokens[behind].shape & RT_SHAPE_ADDRESS &&
	       rt_text_joined(text, behind - 1);
}

/* Does the dump write the word with a capital within sentences, and never small? */
static bool never_small(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	return counts && counts->inside && !counts->lower;
}

/* Is it a common word that the dump writes small far more often than it names someone by it? */
static bool mostly_small(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary && text->words[i].flags & RT_WORD_COMMON_OWN
			? rt_dictionary_word(text->dictionary, text->words[i].key)
			: NULL;
	return counts &&
	       counts->lower > MOSTLY * (counts->given + counts->surname + counts->person + 1);
}

/* "3. Shir will write": in letters and minutes, at the start of a line or behind its number, where a
 * verb or a comma follows as behind a name. */
static bool opens_item(const struct rt_text *text, size_t i)
{
	if (!text->letter || !rt_text_joined(text, i) ||
		text->tokens[i].place & RT_AT_INNER_WORD)
		return false;
	size_t head = i;
	while (head && !(text->tokens[head].place & RT_AT_LINE_START) && i - head < 3 &&
		text->tokens[head - 1].shape & (RT_SHAPE_PUNCT | RT_SHAPE_DIGITS))
		head--;
	return text->tokens[head].place & RT_AT_LINE_START &&
	       (rt_text_is(text, i + 1, ',') || rt_text_is(text, i + 1, ':') ||
		       text->words[i + 1].flags & RT_WORD_ACT_AFTER);
}

/* "Qwynter proposed", "Qwynter's wife": what only someone does, not the town that is called so too. */
static bool acts_as_someone(const struct rt_text *text, size_t i)
{
	static const char *const where[] = {"in", "at", "to", "from", "of", "near", "In", "At", "From", "the", NULL};
	static const char *const owns[] = {"'s", "\xe2\x80\x99s", NULL};
	if (text->kind != RT_REGISTER_JUDGMENT || !rt_text_english(text) || !rt_text_joined(text, i) ||
		(i && rt_text_is_one_of(text, i - 1, where)))
		return false;
	if (rt_text_is_one_of(text, i + 1, owns))
		return rt_text_of(text, i + 2, RT_USE_KIN);
	return text->words[i + 1].flags & RT_WORD_ACT_AFTER ||
	       (text->words[i + 1].flags & RT_WORD_ACT_WEAK && !rt_text_is(text, i + 1, ','));
}

/* "in Haverford": the town, though someone is called so too; "in Haverford's view" is his. */
static bool is_where(const struct rt_text *text, size_t i)
{
	static const char *const owns[] = {"'s", "\xe2\x80\x99s", NULL};
	return text->words[i].flags & RT_WORD_PLACE && i && rt_text_joined(text, i - 1) &&
	       rt_where_before(text->document->text, &text->tokens[i - 1]) && !rt_text_is_one_of(text, i + 1, owns);
}

static double score_person(
	const struct rt_text *text, const struct rt_known *known, size_t first, size_t end)
{
	uint32_t flags = text->words[first].flags;
	uint32_t bits = rt_known_get(known, text->words[first].key);
	if (end > first + 1)
		return 0.9;
	if (text->tokens[first].shape & RT_SHAPE_UNCASED &&
		flags & (RT_WORD_COMMON_OWN | RT_WORD_DOUBTFUL) && flags & RT_WORD_GIVEN && bits & RT_KNOWN_GIVEN && opens_item(text, first))
		return 0.6;
	if (text->tokens[first].shape & RT_SHAPE_UNCASED &&
		flags & (RT_WORD_COMMON_OWN | RT_WORD_ROLE))
		return bits & (RT_KNOWN_OFTEN | RT_KNOWN_PARTY) && !(flags & RT_WORD_ROLE) ? 0.6
											   : 0.3;
	if (text->tokens[first].shape & RT_SHAPE_UNCASED && !(bits & RT_KNOWN_SURNAME))
		return flags & (RT_WORD_PLACE | RT_WORD_DOUBTFUL | RT_WORD_BODY) ? 0.45 : 0.6;
	if (rt_text_english(text) && !(bits & RT_KNOWN_PARTY) && mostly_small(text, first))
		return 0.45;
	if (flags & RT_WORD_COMMON_OWN && rt_text_opens(text, first))
		return bits & RT_KNOWN_PARTY || never_small(text, first) ? 0.6 : 0.45;
	if (rt_text_english(text) && is_where(text, first))
		return 0.45;
	if (flags & (RT_WORD_BODY | RT_WORD_PLACE) && !(bits & RT_KNOWN_SURNAME))
		return acts_as_someone(text, first) ? 0.76 : 0.6;
	return bits & RT_KNOWN_SURNAME ? 0.88 : text->kind == RT_REGISTER_MAIL ? 0.87 : 0.75;
}

/* Weak candidates for people, by the token that they begin with: index + 1 of the longest. */
static void index_candidates(const struct rt_text *text, uint32_t *starts)
{
	const struct rt_mention *all = text->mentions->items;
	for (size_t n = 0; n < text->mentions->count; n++) {
		if (!rt_mention_is(&all[n], "person") || all[n].score < 0.45 || !all[n].range.end)
			continue;
		size_t first = rt_text_token_at(text, all[n].range.start);
		if (first < text->count &&
			(!starts[first] || all[n].range.end > all[starts[first] - 1].range.end))
			starts[first] = (uint32_t)n + 1;
	}
}

/* A surname that is no given name, in a script without capitals: the word behind it may be any. */
static bool is_whole_name(const struct rt_text *text, const struct rt_known *known, size_t i)
{
	uint32_t bits = rt_known_get(known, text->words[i].key);
	return text->tokens[i].shape & RT_SHAPE_UNCASED && bits & RT_KNOWN_SURNAME &&
	       !(bits & RT_KNOWN_GIVEN) && !(text->words[i].flags & RT_WORD_GIVEN);
}

/* -> the token behind the name, over words of no list. */
static size_t widen(const struct rt_text *text, struct rt_mention *person, size_t first, size_t last)
{
	struct rt_span name = {first, last};
	rt_person_stretch(text, &name);
	if (name.last > last) {
		person->range.end = text->tokens[name.last].end;
		person->value = NULL;
	}
	return name.last + 1;
}

/* "Ilinka Qwynter" where Qwynter is known: the longer candidate that the known name ends, or that
 * begins with it, is the same person's. -> the token behind it; 0: there is none. */
static size_t raise_longer(
	struct rt_text *text, const struct rt_known *known, const uint32_t *starts, size_t i)
{
	struct rt_mention *all = text->mentions->items;
	for (size_t first = i > 2 ? i - 2 : 0; first <= i; first++) {
		if (!starts[first])
			continue;
		struct rt_mention *longer = &all[starts[first] - 1];
		size_t last = rt_text_token_at(text, longer->range.end - 1);
		if (last >= text->count || last < i || last == first)
			continue;
		bool ends = last == i && rt_known_get(known, text->words[i].key) & RT_KNOWN_SURNAME;
		bool begins = first == i && longer->score >= 0.6 && !is_whole_name(text, known, i);
		if (!ends && !begins)
			continue;
		if (longer->score < 0.9)
			longer->score = 0.9;
		return rt_text_english(text) ? widen(text, longer, first, last) : last + 1;
	}
	return 0;
}

/* "del Ponte": where a name that stands again begins. */
static size_t with_particle(const struct rt_text *text, size_t first)
{
	while (first && rt_text_joined(text, first - 1) && !rt_text_opens(text, first) &&
		text->words[first - 1].flags & RT_WORD_PARTICLE &&
		!(text->words[first - 1].flags & RT_WORD_FUNCTION) &&
		text->tokens[first - 1].end - text->tokens[first - 1].start > 1)
		first--;
	return first;
}

static size_t find_again(
	struct rt_text *text, const struct rt_known *known, const uint32_t *starts, size_t i)
{
	struct rt_range word = {text->tokens[i].start, text->tokens[i].end};
	if (rt_text_in_file_name(text, word))
		return i + 1;
	size_t end = match_body(text, known, i);
	if (end && is_free(text, i)) {
		rt_text_add(text, i, end - 1, "organisation", body_rule, 0.87);
		return end;
	}
	uint32_t bits = rt_known_get(known, text->words[i].key);
	if (bits & RT_KNOWN_ACRONYM && text->tokens[i].shape & RT_SHAPE_CAPS && is_free(text, i)) {
		rt_text_add(text, i, i, "organisation", acronym_rule, 0.84);
		return i + 1;
	}
	if (!is_free(text, i) || !is_known_person(text, known, i))
		return i + 1;
	end = match_person(text, known, i);
	if (end == i + 1) {
		size_t behind = raise_longer(text, known, starts, i);
		if (behind)
			return behind;
	}
	size_t first = end == i + 1 && rt_text_english(text) ? with_particle(text, i) : i;
	if (goes_on(text, end) || in_address(text, end))
		return end;
	struct rt_span name = {first, end - 1};
	double score = score_person(text, known, i, end);
	if (rt_text_english(text))
		rt_person_stretch(text, &name);
	rt_text_add(text, name.first, name.last, "person", person_rule, score);
	return name.last + 1;
}

void rt_learn_repeats(struct rt_text *text, const struct rt_known *known)
{
	uint32_t *starts = rt_alloc_zero(text->count + 1, sizeof *starts);
	if (rt_text_english(text) || rt_text_uncased(text))
		index_candidates(text, starts);
	for (size_t i = 0; i < text->count;) {
		if (rt_text_capital(text, i) || text->tokens[i].shape & RT_SHAPE_UNCASED)
			i = find_again(text, known, starts, i);
		else
			i++;
	}
	rt_free(starts);
}
