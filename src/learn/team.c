/*
 * Teams that are called by their town: "Leeds beat Hull", "a goal for Leeds", "Leeds 2 Hull 1".
 *
 * Only in a text about games between teams, in the languages whose lists (team-*) tell of them. A
 * place that stands where a team stands is one, and is one wherever the text names it again, but
 * where someone is in it or comes to it: "in Leeds". In games between single players ("Qwynter beat
 * Haverford") the same words stand beside people.
 */
#include "learn/steps.h"

#include <string.h>
#include <strings.h>

#define SAMPLE 3000 /* tokens that tell what a text is about */
#define SURE 2	    /* votes that make a place a team */
#define MAX_TEAM_WORDS 4

static const char rule[] = "town-as-team";
static const char uncased_rule[] = "he-town-as-team"; /* of organisation/he.rules */

static bool has(const struct rt_text *text, size_t i, uint32_t flags)
{
	return text->words[i].flags & flags;
}

/* "Quxley v Haverford" is a case as well as a match; a match's report begins with the sport. */
static bool is_judgment(const struct rt_text *text)
{
	return text->kind == RT_REGISTER_JUDGMENT && !has(text, 0, RT_WORD_SPORT);
}

static bool tells_of_teams(const struct rt_text *text)
{
	if (is_judgment(text))
		return false;
	size_t limit = text->count < SAMPLE ? text->count : SAMPLE, teams = 0, players = 0;
	uint64_t versus = rt_word_key("v", 1);
	for (size_t i = 0; i < limit; i++) {
		teams += has(text, i, RT_WORD_SPORT) || text->words[i].key == versus;
		players += has(text, i, RT_WORD_LONE_SPORT);
	}
	return teams >= 3 && teams > players && teams * 80 > limit;
}

/* A country or a part of one that has its own eleven. */
static bool is_land(const struct rt_text *text, struct rt_range range)
{
	const char *name = text->document->text + range.start;
	size_t len = range.end - range.start;
	return rt_ruleset_lookup(text->rules, "team-land", name, len) ||
	       rt_ruleset_lookup(text->rules, "place/country", name, len);
}

static uint64_t key_of(const struct rt_text *text, size_t first, size_t end)
{
	uint64_t key = 0x7ea3;
	for (size_t i = first; i < end; i++)
		key = rt_key_add(key, text->words[i].key);
	return key;
}

/* What a rule has found by the article that a town takes where it is a team. */
static void take_found(const struct rt_text *text, struct rt_known *known)
{
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_by(mention, "es-club-by-article"))
			continue;
		size_t first = rt_text_token_at(text, mention->range.start);
		size_t end = rt_text_token_at(text, mention->range.end - 1) + 1;
		rt_known_add(known, key_of(text, first, end), RT_KNOWN_TEAM);
	}
}

/* The token behind the place that begins here, by token; 0 where none does. Countries are no
 * teams here: what plays under their name is theirs. */
static void find_places(const struct rt_text *text, uint32_t *ends)
{
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_by(mention, "known-place"))
			continue;
		size_t first = rt_text_token_at(text, mention->range.start);
		size_t end = rt_text_token_at(text, mention->range.end - 1) + 1;
		if (end > text->count || end > first + MAX_TEAM_WORDS ||
			is_land(text, mention->range))
			continue;
		if (end > ends[first])
			ends[first] = (uint32_t)end;
	}
}

#define WORDS_OF_ELSE                                                                              \
	(RT_WORD_NEVER | RT_WORD_COMMON_OWN | RT_WORD_COUNTRY | RT_WORD_ROLE | RT_WORD_JOB |        \
		RT_WORD_STREET | RT_WORD_THING | RT_WORD_TAIL | RT_WORD_GIVEN | RT_WORD_SURNAME |  \
		RT_WORD_PARTICLE | RT_WORD_SUFFIX | RT_WORD_NO_ACRONYM)

static bool is_lone_name(const struct rt_text *text, size_t i)
{
	bool before = i && rt_text_joined(text, i - 1) && rt_text_capital(text, i - 1) &&
		      !(text->tokens[i].place & RT_AT_SENTENCE_START);
	bool after = rt_text_joined(text, i) && rt_text_capital(text, i + 1);
	return !before && !after && !has(text, i, WORDS_OF_ELSE) &&
	       text->tokens[i].end - text->tokens[i].start > 3;
}

/* The token behind a name that may be a team's. */
static size_t end_of(const struct rt_text *text, const uint32_t *ends, size_t i)
{
	if (text->covered[i] != RT_COVER_FREE && text->covered[i] != RT_COVER_PLACE)
		return 0;
	if (!rt_text_capital(text, i))
		return 0;
	if (ends[i])
		return ends[i];
	if (has(text, i, RT_WORD_TEAM))
		return i + 1;
	return is_lone_name(text, i) ? i + 1 : 0;
}

#define WORDS_BESIDE (RT_WORD_FUNCTION | RT_WORD_SPORT | RT_WORD_TEAM_NEAR)

/* "Nueva York", "Haverford Quxley": part of a longer name. English reports have "Leeds coach
 * Quxley" too. */
static bool is_part(const struct rt_text *text, size_t first, size_t end)
{
	if (rt_text_english(text))
		return false;
	bool before = first && rt_text_joined(text, first - 1) &&
		      rt_text_capital(text, first - 1) &&
		      !has(text, first - 1, WORDS_BESIDE | RT_WORD_TEAM_BEFORE) &&
		      !rt_text_of(text, first - 1, RT_USE_TEAM_ARTICLE) &&
		      !rt_text_of(text, first - 1, RT_USE_TEAM_WHERE);
	return before ||
	       (end < text->count && rt_text_joined(text, end - 1) && rt_text_capital(text, end) &&
		       !has(text, end, WORDS_BESIDE | RT_WORD_TEAM_AFTER));
}

/* "in Leeds", "at Leeds", "Leeds, England": the town, not its team. */
static bool is_where(const struct rt_text *text, size_t first, size_t end)
{
	bool joined = first && rt_text_joined(text, first - 1);
	bool town = rt_text_english(text) || has(text, first, RT_WORD_PLACE) ||
		    text->covered[first] == RT_COVER_PLACE;
	if (joined && town && rt_text_of(text, first - 1, RT_USE_TEAM_WHERE))
		return true;
	bool dateline = end + 1 < text->count && rt_text_is(text, end, ',') &&
			text->tokens[end + 1].shape & RT_SHAPE_DIGITS;
	if (dateline && !rt_text_english(text))
		return true;
	bool dated = end < text->count && rt_text_joined(text, end - 1) &&
		     text->tokens[end].shape & RT_SHAPE_DIGITS &&
		     text->tokens[end].end - text->tokens[end].start == 4;
	bool region = end + 1 < text->count && rt_text_is(text, end, ',') &&
		      has(text, end + 1, RT_WORD_PLACE) && rt_text_joined(text, end);
	return dated || (region && !joined) ||
	       (region && end + 2 < text->count && rt_text_is(text, end + 2, ','));
}

/* "l'Udinese": no town of Italy takes the article. */
static bool is_elided_article(const struct rt_text *text, size_t i)
{
	const char *end = text->document->text + text->tokens[i].end;
	size_t len = text->tokens[i].end - text->tokens[i].start;
	bool mark = end[-1] == '\'' || (len > 3 && !strncmp(end - 3, "\xe2\x80\x99", 3));
	return mark && len > 1 && rt_text_speaks(text, "it");
}

static int votes_before(const struct rt_text *text, size_t first)
{
	if (first >= 2 && rt_text_is(text, first - 1, '.') && rt_text_joined(text, first - 2))
		first--; /* "Quxley vs. Haverford" */
	if (!first || !rt_text_joined(text, first - 1))
		return 0;
	if (has(text, first - 1, RT_WORD_TEAM_BEFORE) ||
		rt_text_of(text, first - 1, RT_USE_TEAM_ARTICLE) ||
		is_elided_article(text, first - 1))
		return 2;
	return has(text, first - 1, RT_WORD_TEAM_NEAR) ? 1 : 0;
}

static bool is_possessive(const struct rt_text *text, size_t i)
{
	return text->document->text[text->tokens[i].end - 1] == 's' &&
	       text->tokens[i].end - text->tokens[i].start <= 4 &&
	       text->tokens[i].shape & RT_SHAPE_PUNCT;
}

static int votes_after(const struct rt_text *text, size_t end)
{
	if (end >= text->count || !rt_text_joined(text, end - 1))
		return 0;
	if (has(text, end, RT_WORD_TEAM_AFTER) && !rt_text_capital(text, end))
		return 2;
	if (is_possessive(text, end))
		return 2;
	return text->tokens[end].shape & RT_SHAPE_DIGITS ? 1 : 0;
}

static bool is_dash(const struct rt_text *text, size_t i)
{
	return rt_text_is(text, i, '-') ||
	       (text->tokens[i].shape & RT_SHAPE_PUNCT &&
		       !strncmp(text->document->text + text->tokens[i].start, "\xe2\x80\x93", 3));
}

/* "Quxley – Haverford 2:0", "Quxley-Haverford 2-1": the other side of a dash is a name, and a score
 * follows. */
static int votes_of_pair(const struct rt_text *text, const uint32_t *ends, size_t first, size_t end)
{
	bool scored = end < text->count && text->tokens[end].shape & RT_SHAPE_DIGITS;
	if (scored && first >= 2 && is_dash(text, first - 1) && rt_text_capital(text, first - 2))
		return SURE;
	if (end + 1 >= text->count || !is_dash(text, end))
		return 0;
	size_t other = end_of(text, ends, end + 1);
	scored = other && other < text->count && text->tokens[other].shape & RT_SHAPE_DIGITS;
	return scored ? SURE : 0;
}

static bool is_of_score(const struct rt_text *text, size_t i)
{
	char first = text->document->text[text->tokens[i].start];
	return (first >= '0' && first <= '9') || is_dash(text, i) || rt_text_is(text, i, ':');
}

/* "Quxley 0-1 Haverford": the score stands between two names. English reports have "Quxley 2 Haverford 1". */
static int votes_of_score(const struct rt_text *text, size_t first, size_t end)
{
	if (rt_text_english(text))
		return 0;
	size_t before = first, behind = end;
	while (before && before + 3 > first && is_of_score(text, before - 1))
		before--;
	while (behind < text->count && behind < end + 3 && is_of_score(text, behind))
		behind++;
	bool ahead = behind >= end + 3 && behind < text->count && rt_text_capital(text, behind);
	return ahead || (before + 3 <= first && before && rt_text_capital(text, before - 1)) ? SURE : 0;
}

static void vote(struct rt_known *known, uint64_t key, int votes)
{
	bool once = rt_known_get(known, rt_key_add(1, key)) & RT_KNOWN_TEAM;
	if (votes >= SURE || (votes && once))
		rt_known_add(known, key, RT_KNOWN_TEAM);
	if (votes)
		rt_known_add(known, rt_key_add(1, key), RT_KNOWN_TEAM);
}

static void count_votes(const struct rt_text *text, struct rt_known *known, const uint32_t *ends)
{
	for (size_t i = 0, end; i < text->count; i++) {
		end = end_of(text, ends, i);
		if (!end || is_where(text, i, end) || is_part(text, i, end))
			continue;
		int votes = votes_before(text, i) + votes_after(text, end) +
			    votes_of_pair(text, ends, i, end) +
			    votes_of_score(text, i, end);
		if (votes && has(text, i, RT_WORD_TEAM) && !has(text, i, RT_WORD_PLACE))
			votes++;
		bool named = ends[i] || has(text, i, RT_WORD_TEAM);
		if (!named && votes < SURE + 1)
			continue;
		vote(known, key_of(text, i, end), votes);
	}
}

/* "the American League", "Major League Baseball": what teams play in. */
static void doubt_leagues(const struct rt_text *text)
{
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_is(mention, "organisation") || mention->score > 0.93)
			continue;
		const char *name = text->document->text + mention->range.start;
		size_t len = mention->range.end - mention->range.start;
		for (size_t i = 0; i + 6 <= len; i++)
			if (!strncasecmp(name + i, "League", 6)) {
				mention->score *= 0.5;
				break;
			}
	}
}

static bool is_uncased_team(
	const struct rt_text *text, const struct rt_known *known, size_t i, size_t end)
{
	for (size_t k = i; k < end; k++)
		if (k >= text->count || text->covered[k] != RT_COVER_FREE ||
			!(text->tokens[k].shape & RT_SHAPE_UNCASED))
			return false;
	return rt_known_get(known, key_of(text, i, end)) & RT_KNOWN_TEAM;
}

/* Hebrew: the rule tells where a town stands as a team does; what it found once, the text names again. */
static void raise_uncased(struct rt_text *text, struct rt_known *known)
{
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_by(mention, uncased_rule))
			continue;
		size_t first = rt_text_token_at(text, mention->range.start);
		size_t end = rt_text_token_at(text, mention->range.end - 1) + 1;
		mention->score = 0.8;
		rt_known_add(known, key_of(text, first, end), RT_KNOWN_TEAM);
	}
	for (size_t i = 0; i < text->count; i++)
		for (size_t end = i + 3; end > i; end--)
			if (is_uncased_team(text, known, i, end)) {
				rt_text_add(text, i, end - 1, "organisation", rule, 0.74);
				break;
			}
}

void rt_learn_teams(struct rt_text *text, struct rt_known *known)
{
	if (rt_text_speaks(text, "he") && tells_of_teams(text))
		raise_uncased(text, known);
	if (rt_text_uncased(text) || text->kind & RT_REGISTER_FILING || !text->count ||
		!tells_of_teams(text))
		return;
	uint32_t *ends = rt_alloc_zero(text->count, sizeof *ends);
	find_places(text, ends);
	doubt_leagues(text);
	take_found(text, known);
	count_votes(text, known, ends);
	for (size_t i = 0, end; i < text->count; i++) {
		end = end_of(text, ends, i);
		if (end && rt_known_get(known, key_of(text, i, end)) & RT_KNOWN_TEAM &&
			!is_where(text, i, end) && !is_part(text, i, end))
			rt_text_add(
				text, i, end - 1, "organisation", rule, end > i + 1 ? 0.94 : 0.74);
	}
	rt_free(ends);
}
