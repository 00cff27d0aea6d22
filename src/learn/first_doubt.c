/* The first doubts, before strong finds are chosen: what a candidate's words, its line and what the
 * rules found beside it say against it. */
#include "config.h" /* for memmem */

#include "learn/doubt.h"
#include "learn/steps.h"

#define KNOWN 0.9 /* score of a body of the lists */

/* "New York" is locked; in "New York Cotton Exchange" it is not. */
static bool is_locked_place(const struct rt_text *text, struct rt_span at)
{
	if (at.first == at.last || text->document->len == 0)
		return false;
	size_t next = at.last + 1;
	if (next >= text->count || !rt_text_joined(text, at.last) || !rt_text_capital(text, next))
		return true;
	return text->tokens[next].place & RT_AT_SENTENCE_START;
}

/* "Bank of New York": the place is the end of a body's name. */
static bool ends_in_place(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	size_t i = at.last;
	if (!rt_rule_is_open(mention->rule) && !rt_mention_by(mention, "court"))
		return false;
	while (i > at.first && text->covered[i] == RT_COVER_PLACE)
		i--; /* mark_places leaves the first word of a place */
	return i < at.last && i > at.first + 1 && text->tokens[i - 1].shape & RT_SHAPE_LOWER;
}

/* "PLZ HELP ME IT'S": capitals go on behind the form. */
static bool is_in_capitals(const struct rt_text *text, struct rt_span at)
{
	size_t next = at.last + 1;
	return at.last > at.first && text->tokens[at.last - 1].shape & RT_SHAPE_CAPS &&
	       rt_text_joined(text, at.last) && text->tokens[next].shape & RT_SHAPE_CAPS &&
	       text->words[next].flags & (RT_WORD_COMMON_OWN | RT_WORD_FUNCTION);
}

/* "Port Quxley, B.C.": a province, a state, no legal form. */
static bool is_town_in_state(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	static const char *const states[] = {"B.C", "D.C", "N.C", "S.C", "N.D", "S.D", "N.H",
		"N.J", "N.M", "N.Y", "W.V", "R.I", NULL};
	const char *bytes = text->document->text;
	size_t end = mention->range.end - (bytes[mention->range.end - 1] == '.');
	if (!rt_mention_by(mention, "legal-form") || end < mention->range.start + 6 ||
		memcmp(bytes + end - 5, ", ", 2) != 0 ||
		!(text->words[at.first].flags & RT_WORD_PLACE))
		return false;
	for (size_t k = 0; states[k]; k++)
		if (!memcmp(states[k], bytes + end - 3, 3))
			return true;
	return false;
}

/* "Quxley, AB": a town in a province, no Swedish firm. */
static bool is_town_in_province(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_by(mention, "legal-form") && at.last >= at.first + 2 && at.last <= at.first + 3 &&
	       rt_text_is(text, at.last - 1, ',') && rt_text_of(text, at.last, RT_USE_PROVINCE_SHORT) &&
	       text->words[at.first].flags & RT_WORD_PLACE;
}

/* "Quxley Trail S.E.": a street and its quarter. */
static bool is_quarter_of_street(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	static const char *const quarters[] = {"S.E", "N.W", "S.W", "N.E", "SE", "NW", "SW", "NE",
		"S.E.", "N.W.", "S.W.", "N.E.", "S", "N", "S.", "N.", NULL};
	if (!rt_mention_by(mention, "legal-form"))
		return false;
	for (size_t i = at.first; i < at.last; i++)
		if (text->words[i].flags & RT_WORD_STREET && rt_text_is_one_of(text, i + 1, quarters))
			return true;
	return false;
}

/* "… TWICE AS": a word, not the Danish legal form. */
static bool is_false_form(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	static const char *const owns[] = {"'s", "\xe2\x80\x99s", NULL};
	if (is_town_in_state(text, mention, at) || is_town_in_province(text, mention, at) ||
		is_quarter_of_street(text, mention, at))
		return true;
	return rt_mention_by(mention, "legal-form") &&
	       text->tokens[at.last].shape & RT_SHAPE_CAPS &&
	       text->tokens[at.last].end - text->tokens[at.last].start == 2 &&
	       (is_in_capitals(text, at) || rt_text_shouted(text, at.last) ||
		       (at.last > at.first && rt_text_is_one_of(text, at.last - 1, owns)));
}

/* "Ona Stone, B.C. Negi": two initials of the next one. Judgments list people, and write other
 * forms out. */
static bool is_initials_form(const struct rt_text *text, const struct rt_mention *mention)
{
	static const char *const forms[] = {"S.A", "N.V", "B.V", "N.A", "L.P", "A.G", "P.C", NULL};
	const char *bytes = text->document->text;
	size_t end = mention->range.end - (bytes[mention->range.end - 1] == '.');
	if (!rt_mention_by(mention, "legal-form") || text->kind != RT_REGISTER_JUDGMENT ||
		end < mention->range.start + 6 || bytes[end - 2] != '.' || bytes[end - 4] != ' ')
		return false;
	for (size_t k = 0; forms[k]; k++)
		if (!memcmp(forms[k], bytes + end - 3, 3))
			return false;
	return true;
}

/* "Thames Valley | Police": a valley that a body is called after. */
static bool is_place_of_body(const struct rt_text *text, struct rt_span at)
{
	size_t next = at.last + 1;
	return rt_text_joined(text, at.last) && !rt_text_opens(text, next) &&
	       rt_text_of(text, next, RT_USE_PLACE_THEN);
}

/* "Bank of New York Mellon": no one's name begins within a place's. */
static void mark_places(struct rt_text *text)
{
	struct rt_span at;
	RT_VEC_FOREACH (mention, text->mentions)
		if (rt_mention_by(mention, "known-place") && rt_text_span(text, mention, &at))
			memset(text->covered + at.first + 1, RT_COVER_PLACE, at.last - at.first);
}

/* A word in capitals among others is a heading's, and no abbreviation. */
static bool is_heading_word(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	size_t len = strlen(mention->rule);
	if (len < 7 || strcmp(mention->rule + len - 7, "acronym") != 0)
		return false;
	bool before = at.first && rt_text_joined(text, at.first - 1) &&
		      text->tokens[at.first - 1].shape & RT_SHAPE_CAPS;
	bool after =
		rt_text_joined(text, at.last) && text->tokens[at.last + 1].shape & RT_SHAPE_CAPS;
	return before || after || text->tokens[at.first].end - text->tokens[at.first].start > 9;
}

/* Two columns of a table, not one name. */
static bool spans_columns(const struct rt_text *text, const struct rt_mention *mention)
{
	const char *surface = text->document->text + mention->range.start;
	size_t len = mention->range.end - mention->range.start;
	if (len > 200 || memchr(surface, '\t', len))
		return true;
	for (size_t i = 0; i + 2 < len; i++) {
		if (surface[i] == '\n') /* a line that is set in */
			i += strspn(surface + i + 1, " ");
		else if (surface[i] == ' ' && surface[i + 1] == ' ' && surface[i + 2] == ' ')
			return true;
	}
	return false;
}

/* "Solicitors Regulation Authority": three words, the last of which closes nothing but bodies' names. */
static bool is_office_of_state(const struct rt_text *text, struct rt_span at)
{
	return (at.last > at.first + 1 && rt_text_of(text, at.last, RT_USE_OFFICE)) ||
	       rt_text_of(text, at.last, RT_USE_OFFICE_SURE);
}

/* "Prospective Investors", "Debt Securities": a filing writes its own terms with capitals. */
static bool is_term(const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	if (rt_mention_by(mention, "fund"))
		return at.last <= at.first + 2 && rt_text_all_common(text, at.first, at.last);
	size_t most = text->kind == RT_REGISTER_FILING ? 2 : text->letter ? 2 : 0;
	bool known = mention->score >= KNOWN || /* a body of the lists begins it (prefer_longer) */
		     (text->letter && is_office_of_state(text, at));
	return rt_mention_by(mention, "tail-noun") && !known && at.last > at.first &&
	       at.last <= at.first + most && rt_text_all_common(text, at.first, at.last);
}

/* "The SEC asked": an abbreviation of the lists that is a word when small. */
static bool is_known_abbreviation(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_by(mention, "known-body-word") && text->kind != RT_REGISTER_MAIL &&
	       at.first == at.last && text->tokens[at.first].shape & RT_SHAPE_CAPS &&
	       text->tokens[at.first].end - text->tokens[at.first].start > 2 &&
	       !rt_text_shouted(text, at.first);
}

/* "MARGARET L. STONE" in a title teaches who Stone is; where headings name bodies so, it does not. */
static bool is_shouted_name(const struct rt_text *text, const struct rt_mention *mention)
{
	return rt_mention_by(mention, "capitals-name") && mention->score > 0.8 &&
	       rt_text_english(text);
}

/* "The Leeds-based company" is not called so. */
static bool is_whereabouts(const struct rt_text *text, const struct rt_mention *body)
{
	uint32_t end = body->range.end;
	return end > body->range.start + 6 &&
	       !memcmp(text->document->text + end - 6, "-based", 6);
}

/* "Port Quxley-based Haver": where someone is, or a firm. */
static bool has_whereabouts(const char *name, size_t len)
{
	return len > 7 && memmem(name, len, "-based ", 7) != NULL;
}

/* "Port Quxley | Golden Gate": a place of several words that the name begins with. */
static bool begins_with_place(
	const struct rt_text *text, const struct rt_mention *person, struct rt_span at)
{
	const struct rt_mention *other = person;
	if (person->score >= 0.93)
		return false;
	while (other > text->mentions->items && other[-1].range.start == person->range.start)
		other--;
	const struct rt_mention *end = text->mentions->items + text->mentions->count;
	for (; other < end && other->range.start == person->range.start; other++)
		if (rt_mention_by(other, "known-place") && other->range.end > text->tokens[at.first].end &&
			other->range.end < person->range.end)
			return true;
	return false;
}

/* "U. Md.", "Havers, Tex": the short name of a state. */
static bool ends_as_state(const struct rt_text *text, struct rt_span at)
{
	return at.last > at.first && rt_text_of(text, at.last, RT_USE_STATE_SHORT) &&
	       (rt_text_is(text, at.last - 1, ',') ||
		       (at.last == at.first + 1 && rt_text_is_initial(text, at.first)));
}

/* "A London-based officer", "the U.S. Roman Catholic": an article, a land. */
static bool begins_as_else(const struct rt_text *text, const struct rt_mention *person)
{
	const char *name = text->document->text + person->range.start;
	size_t len = person->range.end - person->range.start;
	bool titled = rt_mention_by(person, "titled-person"); /* "Mr. P.S. Qwynter" */
	if (len > 4 && (!memcmp(name, "U.S.", 4) || (!titled && !memcmp(name, "P.S. ", 5))))
		return true;
	return (len > 6 && !memcmp(name + len - 6, "-based", 6)) ||
	       (len > 3 && name[0] == 'A' && name[1] == ' ' && memchr(name, '-', len));
}

typedef bool mention_test(const struct rt_mention *mention);

/* Is there a candidate over the very same bytes of which the test is true? */
static bool has_twin(const struct rt_text *text, const struct rt_mention *mention, mention_test *test)
{
	const struct rt_mention *all = text->mentions->items, *last = all + text->mentions->count;
	const struct rt_mention *other = mention;
	while (other > all && other[-1].range.start == mention->range.start)
		other--;
	for (; other < last && other->range.start == mention->range.start; other++)
		if (other->range.end == mention->range.end && test(other))
			return true;
	return false;
}

/* "Hong Kong", "Dow Jones" are no one's names. */
static bool is_listed(const struct rt_mention *mention)
{
	return rt_mention_by(mention, "known-place") || rt_mention_by(mention, "known-body");
}

/* "Roe v. Wade | Supreme Court": a title's line ends, and so does the case with its party. */
static void end_with_line(const struct rt_text *text, struct rt_mention *mention, struct rt_span at)
{
	for (size_t i = at.first + 1; i <= at.last; i++) {
		if (!(text->tokens[i].place & (RT_AT_BREAK | RT_AT_BLOCK_START)))
			continue;
		bool named = !rt_mention_is(mention, "case") || rt_text_capital(text, i - 1);
		if (named && i > at.first + (rt_mention_is(mention, "case") ? 2 : 0)) {
			mention->range.end = text->tokens[i - 1].end;
			mention->value = NULL;
		}
		return;
	}
}

static const char body_type[] = "organisation";

/* "Food Corporation of Quxland v. Stone": a party that the rules for bodies know to be one. */
static bool is_known_body(const struct rt_mention *mention)
{
	return rt_mention_is(mention, body_type) && mention->score >= 0.6;
}

/* "109 State Street", "1766 Quxley Court": an address, not the bank that is called after one. */
static bool is_address(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	bool open = rt_mention_by(mention, "known-body") ||
		    rt_mention_by(mention, "weak-tail-noun") || rt_mention_by(mention, "court");
	return open && at.first && !rt_text_opens(text, at.first) &&
	       text->words[at.last].flags & RT_WORD_STREET &&
	       text->tokens[at.first - 1].shape & RT_SHAPE_DIGITS;
}

/* "Quxley Holding Company | Act": the law is named, no company. */
static bool is_of_law(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_is(mention, "organisation") && rt_text_joined(text, at.last) &&
	       rt_text_of(text, at.last + 1, RT_USE_LAW);
}

static bool is_vowel(char byte)
{
	char small = (char)(byte | 32);
	return small == 'a' || small == 'e' || small == 'i' || small == 'o' || small == 'u' || small == 'y';
}

/* "Analyst Mtg.", "SmartPad2": nobody is called so. */
static bool is_unspeakable(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	const char *name = text->document->text + mention->range.start;
	size_t len = mention->range.end - mention->range.start;
	if (len > 60 || !rt_text_english(text))
		return false;
	bool vowel = len < 3 || at.last > at.first;
	for (size_t i = 0; i < len; i++) {
		if (name[i] >= '0' && name[i] <= '9')
			return true;
		vowel |= name[i] < 0 || is_vowel(name[i]) || name[i] == '.';
	}
	return !vowel && mention->score < 0.9 && !(text->tokens[at.first].shape & RT_SHAPE_CAPS);
}

/* ---- the doubts, as a table ---- */

#define CODED_LINE 50 /* bytes without a blank: an attachment as letters, a long address */

/* "4Qx/HVF/kx0…": letters that are a file, not a text. */
static bool is_coded(const struct rt_text *text, const struct rt_mention *mention)
{
	const char *bytes = text->document->text;
	uint32_t start = mention->range.start, end = mention->range.end;
	while (start && end - start < CODED_LINE && bytes[start - 1] > ' ')
		start--;
	while (end < text->document->len && end - start < CODED_LINE && bytes[end] > ' ' &&
		!(bytes[end] & 0x80))
		end++;
	return end - start >= CODED_LINE && !memchr(bytes + start, ' ', end - start) &&
	       !memchr(bytes + start, '\n', end - start) &&
	       (memchr(bytes + start, '/', end - start) || memchr(bytes + start, '+', end - start));
}

/* Over two columns of a table, part of the name of a file or of an attachment's letters. */
static bool is_no_text(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	(void)at;
	bool named = rt_mention_is(mention, "person") || rt_mention_is(mention, body_type);
	return named && (spans_columns(text, mention) || is_coded(text, mention) ||
				rt_text_in_file_name(text, mention->range));
}

static bool is_body_to_its_place(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return mention->score < 0.935 && rt_mention_is(mention, body_type) &&
	       ends_in_place(text, mention, at);
}

static bool is_sure_place(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return mention->score < 0.93 && rt_mention_is(mention, "place") &&
	       rt_mention_by(mention, "known-place") && is_locked_place(text, at);
}

static bool is_street_of_body(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_by(mention, "street") && is_place_of_body(text, at);
}

/* "the Insurance Company", "respondent-Insurance Company": which one is told elsewhere. */
static bool is_insurer(const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_by(mention, "legal-form") && at.last == at.first + 1 &&
	       rt_text_of(text, at.first, RT_USE_INSURER) && rt_text_of(text, at.last, RT_USE_COMPANY);
}

/* "No. 301/QX/1997": letters within a number. */
static bool is_in_number(const struct rt_text *text, struct rt_span at)
{
	return at.first == at.last && at.first > 1 && at.last + 2 < text->count &&
	       rt_text_is(text, at.first - 1, '/') && rt_text_is(text, at.last + 1, '/') &&
	       text->tokens[at.first - 2].shape & text->tokens[at.last + 2].shape & RT_SHAPE_DIGITS;
}

static bool is_no_body(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return (rt_mention_is(mention, body_type) && (is_whereabouts(text, mention) || is_in_number(text, at))) ||
	       is_insurer(text, mention, at) || is_address(text, mention, at) || is_of_law(text, mention, at) ||
	       is_initials_form(text, mention);
}

static bool is_person_at_place(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_is(mention, "person") && text->covered[at.first] == RT_COVER_PLACE;
}

/* "Thereafter, PW1 left": a word that is never a name, whatever stands beside it. */
static bool is_never_name(const struct rt_text *text, struct rt_span at)
{
	return at.first == at.last && text->tokens[at.first].shape & RT_SHAPE_CAPITAL &&
	       text->words[at.first].flags & (RT_WORD_NONE | RT_WORD_FUNCTION) &&
	       !(text->words[at.first].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME)) &&
	       rt_text_english(text);
}

static bool is_nobody(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_is(mention, "person") &&
	       (begins_as_else(text, mention) || is_unspeakable(text, mention, at) ||
		       has_whereabouts(text->document->text + mention->range.start,
			       mention->range.end - mention->range.start) ||
		       begins_with_place(text, mention, at) || ends_as_state(text, at) ||
		       is_never_name(text, at));
}

static bool is_listed_as_else(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_is(mention, "person") && at.first < at.last &&
	       has_twin(text, mention, is_listed);
}

static bool is_heading_or_term(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return (rt_mention_is(mention, body_type) && is_heading_word(text, mention, at)) ||
	       is_term(text, mention, at);
}

static bool is_body_of_false_form(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_is(mention, body_type) && is_false_form(text, mention, at);
}

static bool is_known_in_capitals(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return is_known_abbreviation(text, mention, at) || is_shouted_name(text, mention);
}

/* The first that holds decides: the score is taken times a factor, or set. */
static const struct {
	bool (*holds)(const struct rt_text *text, const struct rt_mention *mention, struct rt_span at);
	double times, set;
} doubts[] = {
	{is_no_text, 0.3, 0},
	{is_body_to_its_place, 0, 0.935},
	{is_sure_place, 0, 0.93},
	{is_street_of_body, 0, 0.6},
	{is_no_body, 0, 0.2},
	{is_person_at_place, 0.4, 0},
	{is_nobody, 0.3, 0},
	{is_listed_as_else, 0.4, 0},
	{is_heading_or_term, 0.5, 0},
	{is_body_of_false_form, 0, 0.2},
	{is_known_in_capitals, 0, 0.86},
};

static void doubt(const struct rt_text *text, struct rt_mention *mention, struct rt_span at)
{
	for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++)
		if (doubts[i].holds(text, mention, at)) {
			mention->score = mention->score * doubts[i].times + doubts[i].set;
			return;
		}
}

void rt_learn_first_doubts(struct rt_text *text)
{
	struct rt_span at;
	rt_mentions_sort(text->mentions); /* edges have moved some */
	mark_places(text);
	rt_text_prefer_longer(text);
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_text_span(text, mention, &at))
			continue;
		if (rt_mention_by(mention, "case-name"))
			end_with_line(text, mention, at);
		bool party = mention->part_of >= 0 || rt_mention_by(mention, "party-before-others");
		if (party && rt_mention_is(mention, "person") && rt_text_span(text, mention, &at))
			rt_learn_case_party(text, mention, at, has_twin(text, mention, is_known_body));
		doubt(text, mention, at);
	}
}
