/*
 * The edges of people's names. Lists of names end, names go on:
 *
 *	Peter Chin | Fah Kui      words behind that are no words of any language
 *	John Paul | II            a numeral
 *	del | Ponte               a particle before a surname that stands alone
 *	Ona Qwynter | -led        a suffix that says what is hers
 *	Stone | -Qwynter          in Hebrew, where a hyphen stands alone, the other half of a surname
 *
 * And in a list of people what stands between two of them is one too.
 */
#include "learn/edge.h"
#include "learn/steps.h"

#include <string.h>

#define MAX_WORDS 6
#define MAX_INITIALS 3
#define WAW "\xd9\x88"	   /* Arabic "and" */
#define AL "\xd8\xa7\xd9\x84"  /* … the article */
#define SON "\xd8\xa8\xd9\x86" /* … "son of" */
#define TANWIN "\xd9\x8b" /* Arabic, of an indefinite word in the accusative */
#define HALF_BYTES 4 /* of half a Hebrew surname: two letters */
#define LIST_GAP 4 /* tokens between two names of a list */

static bool is_person(const struct rt_mention *mention)
{
	return rt_mention_is(mention, "person");
}

#define WORDS_OF_ELSE                                                                              \
	(RT_WORD_NEVER | RT_WORD_COMMON_OWN | RT_WORD_PLACE | RT_WORD_BODY | RT_WORD_TAIL |         \
		RT_WORD_STREET | RT_WORD_THING | RT_WORD_ROLE | RT_WORD_JOB)

/* A capitalised word that is nothing but a name can be. */
static bool is_unknown(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_CAPITAL && !(text->words[i].flags & WORDS_OF_ELSE);
}

static bool is_numeral(const struct rt_text *text, size_t i)
{
	const char *word = text->document->text + text->tokens[i].start;
	size_t len = text->tokens[i].end - text->tokens[i].start;
	return text->tokens[i].shape & RT_SHAPE_CAPS && len < 6 && strspn(word, "IVX") >= len;
}

/* "Ona | Sen, Adv.": a surname that is also a title, where no name follows. */
static bool is_surname_for_once(const struct rt_text *text, size_t i)
{
	bool both = text->words[i].flags & RT_WORD_HONORIFIC && text->words[i].flags & RT_WORD_SURNAME;
	return both && text->tokens[i].shape & RT_SHAPE_CAPITAL && i + 1 < text->count &&
	       !rt_text_capital(text, i + 1) && !rt_text_is(text, i + 1, '.');
}

static bool goes_on(const struct rt_text *text, size_t i)
{
	return rt_text_joined(text, i) && !rt_text_behind_gap(text, i + 1) &&
	       !(text->tokens[i + 1].place & (RT_AT_SENTENCE_START | RT_AT_LINE_START));
}

/* "Ona B. Qwynter | Ona B. Qwynter", "Ona Qwynter | Haverford & Stone", "Ona Qwynter | QX-Tax". */
static bool begins_another(const struct rt_text *text, size_t first, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	const char *word = text->document->text + token->start;
	bool code =
		memchr(word, '-', token->end - token->start) && word[1] >= 'A' && word[1] <= 'Z';
	if (code || text->words[i].key == text->words[first].key)
		return true;
	return text->kind != RT_REGISTER_JUDGMENT /* they join judges so */ && rt_text_joined(text, i) &&
	       rt_text_is(text, i + 1, '&');
}

/* "Ona Qwynter | Sr Analyst", "… | Jr Quxing Officer": the first word of a job. */
static bool begins_job(const struct rt_text *text, size_t i)
{
	static const char *const ranks[] = {"Sr", "Sr.", "Jr", "Jr.", NULL};
	return rt_text_is_one_of(text, i, ranks) && goes_on(text, i) &&
	       rt_text_capital(text, i + 1);
}

static size_t right_edge(const struct rt_text *text, size_t first, size_t last)
{
	size_t end = last;
	while (end - first < MAX_WORDS && goes_on(text, end) &&
		text->covered[end + 1] == RT_COVER_FREE &&
		(is_unknown(text, end + 1) || is_surname_for_once(text, end + 1)) &&
		!begins_another(text, first, end + 1) && !begins_job(text, end + 1))
		end++;
	if (goes_on(text, end) && is_numeral(text, end + 1))
		end++;
	return end;
}

/* Does the initial go on in the word behind it: "K. Ingrid", "K.Ingrid"? */
static bool is_initial_of_next(const struct rt_text *text, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	const char *bytes = text->document->text;
	bool glued = text->tokens[i + 1].start == token->end;
	return token->shape & RT_SHAPE_INITIAL && bytes[token->end - 1] == '.' &&
	       (glued || (bytes[token->end] == ' ' &&
				 !(text->tokens[i + 1].place & RT_AT_SENTENCE_START)));
}

/* "K. | Ona Qwynter", "P.V. | Ona"; but "Appendix K. Ona Qwynter wrote", "Ona Stone, M.D. Ona Stone". */
static bool is_first_initial(const struct rt_text *text, size_t i)
{
	size_t least = i > MAX_INITIALS ? i - MAX_INITIALS : 0, last = i;
	if (!is_initial_of_next(text, i))
		return false;
	while (i > least && rt_text_joined(text, i - 1) && is_initial_of_next(text, i - 1))
		i--;
	if (!i || !rt_text_joined(text, i - 1))
		return true;
	bool glued = text->tokens[last + 1].start == text->tokens[last].end;
	if (i < last && !glued && rt_text_is(text, i - 1, ','))
		return false; /* a degree */
	bool apart = text->tokens[i - 1].end < text->tokens[i].start || rt_text_is(text, i - 1, ';') ||
		     rt_text_is(text, i - 1, ':') || rt_text_is(text, i - 1, '(');
	return apart &&
	       (!rt_text_capital(text, i - 1) || text->tokens[i - 1].shape & RT_SHAPE_PUNCT ||
		       text->words[i - 1].flags & (RT_WORD_FUNCTION | RT_WORD_HONORIFIC));
}

/* "Blessing | Qwynter": a word that is a given name too, within a sentence. */
static bool is_given(const struct rt_text *text, size_t i)
{
	return text->words[i].flags & RT_WORD_GIVEN && text->tokens[i].shape & RT_SHAPE_CAPITAL &&
	       !(text->words[i].flags & (WORDS_OF_ELSE & ~RT_WORD_COMMON_OWN)) && !rt_text_opens(text, i);
}

/* "Qwynlok | Singh Stone": a word of no list before the name; not the end of another's. */
static bool is_more_given(const struct rt_text *text, size_t first, size_t last)
{
	if (!first || !goes_on(text, first - 1) || !(is_unknown(text, first - 1) || is_given(text, first - 1)) ||
		!(text->tokens[last].shape & RT_SHAPE_CAPITAL) ||
		text->covered[first - 1] != RT_COVER_FREE ||
		text->words[first - 1].key == text->words[last].key)
		return false;
	const struct rt_token *token = &text->tokens[first - 1];
	if (memchr(text->document->text + token->start, '-', token->end - token->start))
		return false;
	return first < 2 || !goes_on(text, first - 2) || !rt_text_capital(text, first - 2) ||
	       text->words[first - 2].flags & (RT_WORD_FUNCTION | RT_WORD_HONORIFIC | RT_WORD_ROLE);
}

/* "Ona | Sen Qwynter": no Senator, where a given name stands before the word. */
static bool is_name_before_title(const struct rt_text *text, size_t first)
{
	uint32_t both = RT_WORD_HONORIFIC | RT_WORD_SURNAME;
	return (text->words[first - 1].flags & both) == both && goes_on(text, first - 1) &&
	       goes_on(text, first - 2) && text->covered[first - 2] == RT_COVER_FREE &&
	       text->words[first - 2].flags & RT_WORD_GIVEN && rt_text_capital(text, first - 2) &&
	       !(text->words[first - 2].flags & (RT_WORD_NEVER | RT_WORD_ROLE));
}

static size_t left_edge(const struct rt_text *text, size_t first, size_t last)
{
	size_t begin = first;
	while (last > first && begin && first - begin < MAX_INITIALS && rt_text_joined(text, begin - 1) &&
		is_first_initial(text, begin - 1))
		begin--;
	if (begin < first)
		return begin;
	if (last > first && is_more_given(text, first, last))
		return first - 1;
	if (first > 1 && is_name_before_title(text, first))
		return first - 2;
	if (first != last || !first || !goes_on(text, first - 1))
		return first;
	while (begin && goes_on(text, begin - 1) &&
		text->words[begin - 1].flags & RT_WORD_PARTICLE &&
		text->tokens[begin - 1].end - text->tokens[begin - 1].start > 1)
		begin--;
	return begin;
}

void rt_person_stretch(const struct rt_text *text, struct rt_span *name)
{
	name->last = right_edge(text, name->first, name->last);
	if (name->last == name->first && is_more_given(text, name->first, name->last) &&
		!rt_text_opens(text, name->first - 1))
		name->first--;
	else
		name->first = left_edge(text, name->first, name->last);
}

/* German: "Frau H | Vorstellung", "Qwynter | III. Der Antrag": a letter stands for the whole name,
 * and what is numbered with a stop is the next part of the text. */
static bool ends_in_german(const struct rt_text *text, size_t first, size_t last)
{
	bool letter = first == last && text->tokens[last].shape & RT_SHAPE_INITIAL;
	return letter || (goes_on(text, last) && is_numeral(text, last + 1) &&
				 rt_text_joined(text, last + 1) && rt_text_is(text, last + 2, '.'));
}

static void stretch(struct rt_text *text, struct rt_mention *mention, bool german)
{
	size_t first = rt_text_token_at(text, mention->range.start);
	size_t last = rt_text_token_at(text, mention->range.end - 1);
	if (last >= text->count || text->tokens[first].shape & RT_SHAPE_UNCASED ||
		(german && ends_in_german(text, first, last)))
		return;
	size_t end = right_edge(text, first, last);
	/* elsewhere particles are words of their own */
	size_t begin = rt_text_english(text) ? left_edge(text, first, last) : first;
	if (end == last && begin == first)
		return;
	mention->range.start = text->tokens[begin].start;
	mention->range.end = text->tokens[end].end;
	mention->value = NULL;
}

/* Does nothing but signs, numbers and "and" stand between the tokens? */
static bool is_list_gap(const struct rt_text *text, size_t from, size_t to)
{
	if (to < from || to - from > LIST_GAP || to == from)
		return false;
	for (size_t i = from; i < to; i++) {
		if (!rt_text_is_and(text, i) && !(text->tokens[i].shape & (RT_SHAPE_PUNCT | RT_SHAPE_DIGITS)))
			return false;
		if (rt_text_is(text, i, '.'))
			return false;
	}
	return true;
}

static bool in_list_with(const struct rt_text *text, const struct rt_mention *mention,
	const struct rt_mention *other)
{
	const struct rt_mention *left = other->range.start < mention->range.start ? other : mention;
	const struct rt_mention *right = left == other ? mention : other;
	return is_person(other) && other->score >= 0.8 &&
	       is_list_gap(text, rt_text_token_at(text, left->range.end - 1) + 1,
		       rt_text_token_at(text, right->range.start));
}

/* A weak candidate beside people of a list is one of them. Candidates stand in order of start. */
static void raise_in_lists(struct rt_text *text, size_t count)
{
	struct rt_mention *all = text->mentions->items;
	for (size_t n = 0; n < count; n++) {
		if (!is_person(&all[n]) || all[n].score >= 0.8 ||
			!rt_mention_by(&all[n], "two-unknown"))
			continue;
		bool beside = false;
		for (size_t other = n; other-- > 0 && n - other < 8 && !beside;)
			beside = in_list_with(text, &all[n], &all[other]);
		for (size_t other = n + 1; other < count && other - n < 8 && !beside; other++)
			beside = in_list_with(text, &all[n], &all[other]);
		if (beside)
			all[n].score = 0.8; /* and so on along the list */
	}
}

/* "a role" in the accusative has an ending that is written, and that names in print have not. */
static bool is_indefinite(const struct rt_text *text, size_t i)
{
	const char *word = text->document->text + text->tokens[i].start;
	size_t len = text->tokens[i].end - text->tokens[i].start;
	for (size_t at = len > 6 ? len - 4 : len; at + 1 < len; at += 2)
		if (!memcmp(word + at, TANWIN, 2))
			return true;
	return false;
}

/* Does "and" stand glued on before the word, which is in no list of names? */
static bool is_joined_on(const struct rt_text *text, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	return token->end - token->start > 2 &&
	       !memcmp(text->document->text + token->start, WAW, 2) &&
	       !(text->words[i].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME));
}

static bool names_father(const struct rt_text *text, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if (text->tokens[i].end - text->tokens[i].start == 4 &&
			!memcmp(text->document->text + text->tokens[i].start, SON, 4))
			return true;
	return false;
}

/* Behind "son of" a word with the article is the family's name. */
static void take_family(
	struct rt_text *text, struct rt_mention *mention, size_t first, size_t last)
{
	size_t next = last + 1;
	if (!names_father(text, first, last) || !goes_on(text, last) ||
		text->tokens[next].place & RT_AT_INNER_WORD ||
		text->tokens[next].end - text->tokens[next].start < 5 * 2 ||
		memcmp(text->document->text + text->tokens[next].start, AL, 4) != 0 ||
		text->words[next].flags & (RT_WORDS_OF_TEXT & ~RT_WORD_PLACE))
		return;
	mention->range.end = text->tokens[next].end;
	mention->value = NULL;
}

/* Arabic names end before a word that is joined on, and before one that is no name by its ending. */
static void cut_arabic(struct rt_text *text, struct rt_mention *mention)
{
	size_t first = rt_text_token_at(text, mention->range.start);
	size_t last = rt_text_token_at(text, mention->range.end - 1);
	if (last >= text->count || !(text->tokens[first].shape & RT_SHAPE_ARABIC))
		return;
	if (is_indefinite(text, first))
		mention->score *= 0.3;
	for (size_t i = first + 1; i <= last; i++)
		if (is_joined_on(text, i) || is_indefinite(text, i)) {
			mention->range.end = text->tokens[i - 1].end;
			mention->value = NULL;
			return;
		}
	take_family(text, mention, first, last);
}

/* Is a hyphen glued between the tokens at and behind the sign? Not the one that joins "in" or "to" to a
 * word of another script. */
static bool joins_halves(const struct rt_text *text, size_t sign)
{
	if (!sign || sign + 1 >= text->count || !rt_text_is(text, sign, '-'))
		return false;
	const struct rt_token *left = &text->tokens[sign - 1], *right = &text->tokens[sign + 1];
	return left->end == text->tokens[sign].start && right->start == text->tokens[sign].end &&
	       left->shape & right->shape & RT_SHAPE_HEBREW && left->end - left->start >= HALF_BYTES &&
	       right->end - right->start >= HALF_BYTES;
}

/* May the token be half of a surname? */
static bool is_half(const struct rt_text *text, size_t i)
{
	uint32_t flags = text->words[i].flags;
	return text->covered[i] == RT_COVER_FREE && !(flags & (RT_WORD_FUNCTION | RT_WORD_ROLE)) &&
	       (flags & (RT_WORD_SURNAME | RT_WORD_GIVEN) ||
		       !(flags & (RT_WORD_COMMON_OWN | RT_WORD_PLACE)));
}

/* "Ona Stone | -Qwynter": to both sides, over hyphens that stand glued. */
static void join_halves(struct rt_text *text, struct rt_mention *mention)
{
	size_t first = rt_text_token_at(text, mention->range.start);
	size_t last = rt_text_token_at(text, mention->range.end - 1);
	if (last >= text->count || !(text->tokens[last].shape & RT_SHAPE_HEBREW))
		return;
	if (joins_halves(text, last + 1) && is_half(text, last + 2)) {
		mention->range.end = text->tokens[last + 2].end;
		mention->value = NULL;
	}
	bool whole = mention->range.start == text->tokens[first].start;
	if (whole && first > 1 && joins_halves(text, first - 1) && is_half(text, first - 2)) {
		mention->range.start = text->tokens[first - 2].start;
		mention->value = NULL;
	}
}

/* German: "Dr. Qwynter | Der Antrag" has no stop where a judge has signed. */
static void cut_at_function(struct rt_text *text, struct rt_mention *mention)
{
	size_t first = rt_text_token_at(text, mention->range.start);
	size_t last = rt_text_token_at(text, mention->range.end - 1);
	for (size_t i = first + 1; i <= last && last < text->count; i++) {
		if (!(text->words[i].flags & RT_WORD_FUNCTION) ||
			!(text->tokens[i].shape & RT_SHAPE_CAPITAL))
			continue;
		mention->range.end = text->tokens[i - 1].end;
		mention->value = NULL;
		return;
	}
}

/* "Ona Qwynter | -led": says what is hers. */
static void cut_suffix(const struct rt_text *text, struct rt_mention *mention)
{
	const char *name = text->document->text + mention->range.start;
	size_t tail = rt_tied_behind(
		text, name, mention->range.end - mention->range.start, 2, "tied-person");
	if (!tail)
		return;
	mention->range.end -= (uint32_t)tail;
	mention->value = NULL;
}

void rt_learn_person_edges(struct rt_text *text)
{
	raise_in_lists(text, text->mentions->count);
	bool german = rt_text_speaks(text, "de"), arabic = rt_text_speaks(text, "ar");
	bool hebrew = rt_text_speaks(text, "he");
	RT_VEC_FOREACH (mention, text->mentions)
		if (is_person(mention) && mention->range.end && german)
			cut_at_function(text, mention);
		else if (is_person(mention) && mention->range.end && arabic)
			cut_arabic(text, mention);
		else if (is_person(mention) && mention->range.end && hebrew)
			join_halves(text, mention);
	RT_VEC_FOREACH (mention, text->mentions)
		if (is_person(mention) && mention->score >= 0.6 && mention->range.end) {
			stretch(text, mention, german);
			cut_suffix(text, mention);
		}
}
