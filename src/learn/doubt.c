/* What speaks against a candidate: the words it is made of, and the line it stands in. */
#include "learn/steps.h"

#include <string.h>

#define KNOWN 0.9 /* score of a body of the lists */

static bool opens(const struct rt_text *text, size_t i)
{
	return text->tokens[i].place & (RT_AT_SENTENCE_START | RT_AT_LINE_START);
}

struct span {
	size_t first, last;
};

/* false where the mention has no tokens. */
static bool span_of(
	const struct rt_text *text, const struct rt_mention *mention, struct span *span_r)
{
	span_r->first = rt_text_token_at(text, mention->range.start);
	span_r->last = rt_text_token_at(text, mention->range.end - 1);
	return span_r->last < text->count && span_r->first <= span_r->last;
}

static bool is_type(const struct rt_mention *mention, const char *type)
{
	return *mention->type == *type && !strcmp(mention->type, type);
}

/* Is each word of it a common one? */
static bool all_common(const struct rt_text *text, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (text->tokens[i].shape & RT_SHAPE_LETTER &&
			!(text->words[i].flags & (RT_WORD_COMMON_OWN | RT_WORD_FUNCTION)))
			return false;
	return true;
}

/* Does the dump write the word with a capital within sentences, and hardly ever small? */
static bool is_written_large(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	return counts && counts->inside > counts->lower * 3;
}

static bool line_is_shouted(const struct rt_text *text, size_t i)
{
	size_t first = i, words = 0, caps = 0;
	while (first && !(text->tokens[first].place & RT_AT_LINE_START))
		first--;
	for (i = first;
		i < text->count && (i == first || !(text->tokens[i].place & RT_AT_LINE_START));
		i++) {
		words += (text->tokens[i].shape & RT_SHAPE_LETTER) != 0;
		caps += (text->tokens[i].shape & (RT_SHAPE_CAPS | RT_SHAPE_INITIAL)) != 0;
	}
	return words > 3 && caps * 10 >= words * 9;
}

/* "Civic Party", "People's Army": of common words, and yet a body where no mail asks to a party. */
static bool is_public_body(const struct rt_text *text, struct span at)
{
	static const char *const nouns[] = {
		"Party", "Army", "Police", "Union", "Navy", "Assembly", "Board", NULL};
	return !text->letter && text->kind != RT_REGISTER_FILING && !text->technical &&
	       at.last > at.first && rt_text_is_one_of(text, at.last, nouns);
}

/* "Allen Center": in mail a building, where a body is told by more than a name. */
static bool is_building(const struct rt_text *text, const struct rt_mention *mention, struct span at)
{
	static const char *const nouns[] = {"Center", "Centre", NULL};
	return text->letter && at.last == at.first + 1 && !strcmp(mention->rule, "weak-tail-noun") &&
	       rt_text_is_one_of(text, at.last, nouns);
}

static void doubt(const struct rt_text *text, struct rt_mention *mention)
{
	struct span at;
	if (span_of(text, mention, &at) && is_building(text, mention, at)) {
		mention->score *= 0.6;
		return;
	}
	if (!span_of(text, mention, &at) || !all_common(text, at.first, at.last))
		return;
	if (!strcmp(mention->rule, "known-body-word")) {
		if (text->tokens[at.first].shape & RT_SHAPE_CAPS && line_is_shouted(text, at.first))
			mention->score *= 0.5;
		if (is_written_large(text, at.first))
			return;
	}
	if (at.first == at.last && opens(text, at.first))
		mention->score *= 0.5;
	else if (at.first == at.last && is_type(mention, "person"))
		mention->score *= 0.8;
	else if (!strcmp(mention->rule, "weak-tail-noun") &&
		 !(text->words[at.first].flags & RT_WORD_BODY) && !is_public_body(text, at))
		mention->score *= text->kind == RT_REGISTER_FILING || text->letter ? 0.6 : 0.7;
}

/* "St. Francis": a church, a school. */
static bool is_saint(const struct rt_text *text, const struct rt_mention *mention)
{
	uint32_t start = mention->range.start;
	return !strcmp(mention->rule, "lone-given") && start >= 4 &&
	       !memcmp(text->document->text + start - 4, "St. ", 4);
}

/* A given name alone, in a text that is no mail, of which the dump knows no one of that name. */
static bool is_lone_stranger(const struct rt_text *text, const struct rt_mention *mention)
{
	struct span at;
	if (strcmp(mention->rule, "lone-given") != 0 ||
		text->kind & (RT_REGISTER_MAIL | RT_REGISTER_JUDGMENT) ||
		!span_of(text, mention, &at))
		return false;
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[at.first].key)
				 : NULL;
	return !counts || counts->given + counts->surname + counts->person == 0;
}

static bool is_article(const struct rt_text *text, size_t i)
{
	static const char *const words[] = {
		"der", "die", "das", "dem", "den", "des", "beim", "vom", "zum", "im", "am", NULL};
	size_t len = text->tokens[i].end - text->tokens[i].start;
	for (size_t k = 0; words[k]; k++)
		if (strlen(words[k]) == len &&
			!memcmp(words[k], text->document->text + text->tokens[i].start, len))
			return true;
	return false;
}

/* "BGH, Urteil vom 3. Mai 2011" cites a decision; "der BGH hat" speaks of the court. */
static bool is_court_of_citation(const struct rt_text *text, const struct rt_mention *mention)
{
	struct span at;
	return is_type(mention, "organisation") && text->document->lang &&
	       !strcmp(text->document->lang, "de") && span_of(text, mention, &at) &&
	       text->words[at.first].flags & RT_WORD_COURT &&
	       (!at.first || !is_article(text, at.first - 1));
}

/* "the UEFA Cup", "a Quxley Open": what goes on behind the name is a thing, not a body. */
static bool names_thing(const struct rt_text *text, const struct rt_mention *mention)
{
	struct span at;
	if (!is_type(mention, "organisation") || mention->score >= 0.93 ||
		text->kind == RT_REGISTER_FILING || !span_of(text, mention, &at))
		return false;
	return rt_text_joined(text, at.last) && !opens(text, at.last + 1) &&
	       text->tokens[at.last + 1].shape & RT_SHAPE_CAPITAL &&
	       text->words[at.last + 1].flags & RT_WORD_THING;
}

/* ---- first doubts ---- */

/* "New York" is locked; in "New York Cotton Exchange" it is not. */
static bool is_locked_place(const struct rt_text *text, struct span at)
{
	if (at.first == at.last || text->document->len == 0)
		return false;
	size_t next = at.last + 1;
	if (next >= text->count || !rt_text_joined(text, at.last) || !rt_text_capital(text, next))
		return true;
	return text->tokens[next].place & RT_AT_SENTENCE_START;
}

static bool is_open_rule(const char *rule)
{
	return !strcmp(rule, "weak-tail-noun") || !strcmp(rule, "tail-noun") ||
	       !strcmp(rule, "noun-of");
}

/* "Bank of New York": the place is the end of a body's name. */
static bool ends_in_place(
	const struct rt_text *text, const struct rt_mention *mention, struct span at)
{
	size_t i = at.last;
	if (!is_open_rule(mention->rule) && strcmp(mention->rule, "court") != 0)
		return false;
	while (i > at.first && text->covered[i] == RT_COVER_PLACE)
		i--; /* mark_places leaves the first word of a place */
	return i < at.last && i > at.first + 1 && text->tokens[i - 1].shape & RT_SHAPE_LOWER;
}

/* "PLZ HELP ME IT'S": capitals go on behind the form. */
static bool is_in_capitals(const struct rt_text *text, struct span at)
{
	size_t next = at.last + 1;
	return at.last > at.first && text->tokens[at.last - 1].shape & RT_SHAPE_CAPS &&
	       rt_text_joined(text, at.last) && text->tokens[next].shape & RT_SHAPE_CAPS &&
	       text->words[next].flags & (RT_WORD_COMMON_OWN | RT_WORD_FUNCTION);
}

/* "… TWICE AS": a word, not the Danish legal form. */
static bool is_false_form(
	const struct rt_text *text, const struct rt_mention *mention, struct span at)
{
	return !strcmp(mention->rule, "legal-form") &&
	       text->tokens[at.last].shape & RT_SHAPE_CAPS &&
	       text->tokens[at.last].end - text->tokens[at.last].start == 2 &&
	       (is_in_capitals(text, at) || line_is_shouted(text, at.last));
}

/* "Ona Stone, B.C. Negi": two initials of the next one. Judgments list people, and write other forms
 * out. */
static bool is_initials_form(const struct rt_text *text, const struct rt_mention *mention)
{
	static const char *const forms[] = {"S.A", "N.V", "B.V", "N.A", "L.P", "A.G", "P.C", NULL};
	const char *bytes = text->document->text;
	size_t end = mention->range.end - (bytes[mention->range.end - 1] == '.');
	if (strcmp(mention->rule, "legal-form") != 0 || text->kind != RT_REGISTER_JUDGMENT ||
		end < mention->range.start + 6 || bytes[end - 2] != '.' ||
		bytes[end - 4] != ' ')
		return false;
	for (size_t k = 0; forms[k]; k++)
		if (!memcmp(forms[k], bytes + end - 3, 3))
			return false;
	return true;
}

/* "Thames Valley | Police": a valley that a body is called after. */
static bool is_place_of_body(const struct rt_text *text, struct span at)
{
	static const char *const nouns[] = {"Police", "Council", "Authority", "Club", "Commission",
		"University", "College", "School", "Bank", "Company", "Constabulary", "Society",
		"Association", "Golf", "Regional", "Municipal", "Unified", "Independent", NULL};
	size_t next = at.last + 1;
	return rt_text_joined(text, at.last) && !opens(text, next) &&
	       rt_text_is_one_of(text, next, nouns);
}

/* "Bank of New York Mellon": no one's name begins within a place's. */
static void mark_places(struct rt_text *text)
{
	struct span at;
	RT_VEC_FOREACH (mention, text->mentions)
		if (!strcmp(mention->rule, "known-place") && span_of(text, mention, &at))
			memset(text->covered + at.first + 1, RT_COVER_PLACE, at.last - at.first);
}

/* "Quxley Works LLC Client Services": a name is over with its form, unless it goes on with "of". */
static bool ends_as_form(const struct rt_text *text, const struct rt_mention *mention)
{
	size_t behind = rt_text_token_at(text, mention->range.end);
	return !strcmp(mention->rule, "legal-form") &&
	       !(behind < text->count && text->tokens[behind].shape & RT_SHAPE_LOWER);
}

/* "Quxley Multi-Asset Growth Fund": the longer name holds against the body that it begins with,
 * and one of three words against the place or person within it. */
/* "FTC News Releases", "Quxley Breaking News Alert": the noun does not end the name. */
static bool goes_on(const struct rt_text *text, const struct rt_mention *mention, struct span at)
{
	return !strcmp(mention->rule, "weak-tail-noun") && rt_text_joined(text, at.last) &&
	       !opens(text, at.last + 1) && text->tokens[at.last + 1].shape & RT_SHAPE_CAPITAL &&
	       text->words[at.last + 1].flags & RT_WORD_COMMON_OWN &&
	       !(text->words[at.last + 1].flags &
		       (RT_WORD_FUNCTION | RT_WORD_ROLE | RT_WORD_JOB));
}

static void prefer_longer(struct rt_text *text)
{
	struct rt_mention *all = text->mentions->items;
	struct span at;
	for (size_t n = 0; n < text->mentions->count; n++) {
		if (!is_open_rule(all[n].rule) || !span_of(text, &all[n], &at))
			continue;
		if (at.last > at.first + 1 && all[n].score < 0.74)
			all[n].score = 0.74;
		for (size_t k = n; k-- > 0 && all[k].range.start == all[n].range.start;)
			if (is_type(&all[k], "organisation") && !is_open_rule(all[k].rule) &&
				!ends_as_form(text, &all[k]) &&
				all[k].range.end < all[n].range.end &&
				all[n].score <= all[k].score && !goes_on(text, &all[n], at))
				all[n].score = all[k].score + 0.001;
	}
}

/* A word in capitals among others is a heading's, and no abbreviation. */
static bool is_heading_word(
	const struct rt_text *text, const struct rt_mention *mention, struct span at)
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
	for (size_t i = 0; i + 2 < len; i++)
		if (surface[i] == ' ' && surface[i + 1] == ' ' && surface[i + 2] == ' ')
			return true;
	return false;
}

/* "Prospective Investors", "Debt Securities": a filing writes its own terms with capitals. */
static bool is_term(const struct rt_text *text, const struct rt_mention *mention, struct span at)
{
	if (!strcmp(mention->rule, "fund"))
		return at.last <= at.first + 2 && all_common(text, at.first, at.last);
	size_t most = text->kind == RT_REGISTER_FILING ? 2 : text->letter ? 2 : 0;
	bool known = mention->score >= KNOWN; /* a body of the lists begins it (prefer_longer) */
	return !strcmp(mention->rule, "tail-noun") && !known && at.last > at.first &&
	       at.last <= at.first + most && all_common(text, at.first, at.last);
}

/* "The SEC asked": an abbreviation of the lists that is a word when small. */
static bool is_known_abbreviation(
	const struct rt_text *text, const struct rt_mention *mention, struct span at)
{
	return !strcmp(mention->rule, "known-body-word") && text->kind != RT_REGISTER_MAIL &&
	       at.first == at.last && text->tokens[at.first].shape & RT_SHAPE_CAPS &&
	       text->tokens[at.first].end - text->tokens[at.first].start > 2 &&
	       !line_is_shouted(text, at.first);
}

/* "A London-based officer", "the U.S. Roman Catholic": an article, a land. */
static bool begins_as_else(const struct rt_text *text, const struct rt_mention *person)
{
	const char *name = text->document->text + person->range.start;
	size_t len = person->range.end - person->range.start;
	if (len > 4 && (!memcmp(name, "U.S.", 4) || !memcmp(name, "P.S. ", 5)))
		return true;
	return (len > 6 && !memcmp(name + len - 6, "-based", 6)) ||
	       (len > 3 && name[0] == 'A' && name[1] == ' ' && memchr(name, '-', len));
}

/* "Hong Kong", "Dow Jones" are no one's names. */
static bool is_listed_too(const struct rt_text *text, const struct rt_mention *person)
{
	const struct rt_mention *all = text->mentions->items, *last = all + text->mentions->count;
	const struct rt_mention *other = person;
	while (other > all && other[-1].range.start == person->range.start)
		other--;
	for (; other < last && other->range.start == person->range.start; other++)
		if (other->range.end == person->range.end &&
			(!strcmp(other->rule, "known-place") || !strcmp(other->rule, "known-body")))
			return true;
	return false;
}

/* "Roe v. Wade | Supreme Court": a title's line ends, and so does the case with its party. */
static void end_with_line(const struct rt_text *text, struct rt_mention *mention, struct span at)
{
	for (size_t i = at.first + 1; i <= at.last; i++) {
		if (!(text->tokens[i].place & (RT_AT_BREAK | RT_AT_BLOCK_START)))
			continue;
		bool named = !is_type(mention, "case") || rt_text_capital(text, i - 1);
		if (named && i > at.first + (is_type(mention, "case") ? 2 : 0)) {
			mention->range.end = text->tokens[i - 1].end;
			mention->value = NULL;
		}
		return;
	}
}

/* "Food Corporation of Quxland v. Stone": a party that the rules for bodies know to be one. */
static void settle_party(const struct rt_text *text, struct rt_mention *party)
{
	const struct rt_mention *all = text->mentions->items, *last = all + text->mentions->count;
	const struct rt_mention *other = party;
	while (other > all && other[-1].range.start == party->range.start)
		other--;
	for (; other < last && other->range.start == party->range.start; other++)
		if (other->range.end == party->range.end && is_type(other, "organisation") &&
			other->score >= 0.6) {
			party->type = other->type;
			party->value = other->value;
			return;
		}
}

void rt_learn_first_doubts(struct rt_text *text)
{
	struct span at;
	rt_mentions_sort(text->mentions); /* edges have moved some */
	mark_places(text);
	prefer_longer(text);
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!span_of(text, mention, &at))
			continue;
		if (!strcmp(mention->rule, "case-name"))
			end_with_line(text, mention, at);
		if (mention->part_of >= 0 && is_type(mention, "person"))
			settle_party(text, mention);
		bool named = is_type(mention, "person") || is_type(mention, "organisation");
		if (named && (spans_columns(text, mention) ||
				     rt_text_in_file_name(text, mention->range)))
			mention->score *= 0.3;
		else if (is_type(mention, "organisation") && mention->score < 0.935 &&
			 ends_in_place(text, mention, at))
			mention->score = 0.935;
		else if (is_type(mention, "place") && mention->score < 0.93 &&
			 !strcmp(mention->rule, "known-place") && is_locked_place(text, at))
			mention->score = 0.93;
		else if (!strcmp(mention->rule, "street") && is_place_of_body(text, at))
			mention->score = 0.6;
		else if (is_initials_form(text, mention))
			mention->score = 0.2;
		else if (is_type(mention, "person") && text->covered[at.first] == RT_COVER_PLACE)
			mention->score *= 0.4;
		else if (is_type(mention, "person") && begins_as_else(text, mention))
			mention->score *= 0.3;
		else if (is_type(mention, "person") && at.first < at.last &&
			 is_listed_too(text, mention))
			mention->score *= 0.4;
		else if (is_type(mention, "organisation") && is_heading_word(text, mention, at))
			mention->score *= 0.5;
		else if (is_term(text, mention, at))
			mention->score *= 0.5;
		else if (is_type(mention, "organisation") && is_false_form(text, mention, at))
			mention->score = 0.2;
		else if (is_known_abbreviation(text, mention, at))
			mention->score = 0.86;
	}
}

/* ---- last doubts ---- */

/* "Quxley Ferrous International" where Quxley is a body that was named: the longer name stands. */
static void prefer_longer_again(struct rt_text *text)
{
	struct rt_mention *all = text->mentions->items;
	struct span at;
	rt_mentions_sort(text->mentions);
	for (size_t n = 0; n < text->mentions->count; n++) {
		if (!is_open_rule(all[n].rule) || all[n].score < 0.5 || all[n].score > 0.87 ||
			!span_of(text, &all[n], &at) || goes_on(text, &all[n], at))
			continue;
		for (size_t k = n; k-- > 0 && all[k].range.start == all[n].range.start;)
			if (!strcmp(all[k].rule, "same-body-again") &&
				all[k].range.end < all[n].range.end)
				all[n].score = all[k].score + 0.001;
	}
}

void rt_learn_doubts(struct rt_text *text, const struct rt_known *known)
{
	(void)known;
	prefer_longer_again(text);
	RT_VEC_FOREACH (mention, text->mentions)
		if (names_thing(text, mention))
			mention->score *= 0.5;
	RT_VEC_FOREACH (mention, text->mentions)
		if (text->technical && !strcmp(mention->rule, "known-body-small"))
			mention->score *= 0.5; /* a name in a path, an address, a program */
		else if (is_lone_stranger(text, mention) || is_saint(text, mention))
			mention->score *= 0.75;
		else if (is_court_of_citation(text, mention))
			mention->score *= 0.4;
	RT_VEC_FOREACH (mention, text->mentions)
		if (mention->score < 0.85 &&
			(is_type(mention, "person") || is_type(mention, "organisation")))
			doubt(text, mention);
}
