#include "learn/lexical.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Lists, and what their words are: enum rt_lexical_flag, enum rt_lexical_use. */
static const struct {
	const char *set;
	uint32_t flags;
	enum rt_lexical_use use;
} sets[] = {
	{"given", RT_WORD_GIVEN, 0},
	{"surname", RT_WORD_SURNAME, 0},
	{"common", RT_WORD_COMMON, 0},
	{"doubtful", RT_WORD_DOUBTFUL, 0},
	{"none-word", RT_WORD_NONE, 0},
	{"function", RT_WORD_FUNCTION, 0},
	{"place", RT_WORD_PLACE, 0},
	{"demonym", RT_WORD_DEMONYM, 0},
	{"org-tail", RT_WORD_TAIL, 0},
	{"legal-form", RT_WORD_LEGAL, 0},
	{"honorific/en", RT_WORD_HONORIFIC, 0},
	{"role", RT_WORD_ROLE, 0},
	{"particle", RT_WORD_PARTICLE, 0},
	{"body", RT_WORD_BODY, 0},
	{"street", RT_WORD_STREET, 0},
	{"thing", RT_WORD_THING, 0},
	{"name-suffix", RT_WORD_SUFFIX, 0},
	{"job", RT_WORD_JOB, 0},
	{"acronym-none", RT_WORD_NO_ACRONYM, 0},
	{"court-short", RT_WORD_COURT, 0},
	{"place/country", RT_WORD_COUNTRY, 0},
	{"team-sport/en", RT_WORD_SPORT, 0},
	{"team-sport/he", RT_WORD_SPORT, 0},
	{"team-sport/de", RT_WORD_SPORT, 0},
	{"team-sport/es", RT_WORD_SPORT, 0},
	{"team-sport/fr", RT_WORD_SPORT, 0},
	{"team-sport/it", RT_WORD_SPORT, 0},
	{"team-sport/nl", RT_WORD_SPORT, 0},
	{"team-sport/pt", RT_WORD_SPORT, 0},
	{"team-sport/alone", RT_WORD_LONE_SPORT, 0},
	{"team-before", RT_WORD_TEAM_BEFORE, 0},
	{"team-near", RT_WORD_TEAM_NEAR, 0},
	{"team-after", RT_WORD_TEAM_AFTER, 0},
	{"act-before", RT_WORD_ACT_BEFORE, 0},
	{"act-after", RT_WORD_ACT_AFTER, 0},
	{"act-weak", RT_WORD_ACT_WEAK, 0},
	{"team-nick", RT_WORD_TEAM, 0},
	{"team-town", RT_WORD_TEAM, 0},
	{"given-sure", RT_WORD_SURE, 0},
	{"given-word", RT_WORD_DOUBTFUL, 0},
	{"honorific/he", RT_WORD_HONORIFIC, 0},
	{"honorific/ar", RT_WORD_HONORIFIC, 0},
	{"nisba", RT_WORD_DEMONYM, 0},
	{"register/filing", 0, RT_USE_FILING},
	{"register/news", 0, RT_USE_NEWS},
	{"register/technical", 0, RT_USE_TECHNICAL},
	{"register/letter", 0, RT_USE_LETTER},
	{"public-noun", 0, RT_USE_PUBLIC},
	{"headline-act", 0, RT_USE_HEADLINE_ACT},
	{"title-rank", 0, RT_USE_RANK},
	{"headline-verb", 0, RT_USE_HEADLINE_VERB},
	{"trade-ing", 0, RT_USE_TRADE_ING},
	{"event-noun", 0, RT_USE_EVENT},
	{"thing-noun", 0, RT_USE_THING_NOUN},
	{"act-sure", 0, RT_USE_ACT_SURE},
	{"post-nominal", 0, RT_USE_POST_NOMINAL},
	{"firm-noun", 0, RT_USE_FIRM_NOUN},
	{"party-town", 0, RT_USE_PARTY_TOWN},
	{"party-short", 0, RT_USE_PARTY_SHORT},
	{"place-then-noun", 0, RT_USE_PLACE_THEN},
	{"office-noun", 0, RT_USE_OFFICE},
	{"office-noun-sure", 0, RT_USE_OFFICE_SURE},
	{"maker-noun", 0, RT_USE_MAKER},
	{"purpose-noun", 0, RT_USE_PURPOSE},
	{"called-noun", 0, RT_USE_CALLED},
	{"body-courtesy", 0, RT_USE_COURTESY},
	{"state-office", 0, RT_USE_STATE_OFFICE},
	{"dedicated-noun", 0, RT_USE_DEDICATED},
	{"building-noun", 0, RT_USE_BUILDING},
	{"province-noun", 0, RT_USE_PROVINCE},
	{"project-noun", 0, RT_USE_PROJECT},
	{"cleric", 0, RT_USE_CLERIC},
	{"company-noun", 0, RT_USE_COMPANY},
	{"house-noun", 0, RT_USE_HOUSE},
	{"state-short", 0, RT_USE_STATE_SHORT},
	{"province-short", 0, RT_USE_PROVINCE_SHORT},
	{"law-noun", 0, RT_USE_LAW},
	{"insurer-word", 0, RT_USE_INSURER},
	{"matter-noun", 0, RT_USE_MATTER},
	{"kin-noun", 0, RT_USE_KIN},
	{"field-noun", 0, RT_USE_FIELD},
	{"court-article", 0, RT_USE_ARTICLE},
	{"hereafter", 0, RT_USE_HEREAFTER},
	{"board-noun", 0, RT_USE_BOARD},
	{"legal-short", 0, RT_USE_LEGAL_SHORT},
	{"goods-noun", 0, RT_USE_GOODS},
	{"body-people", 0, RT_USE_BODY_PEOPLE},
	{"party-field", 0, RT_USE_PARTY_FIELD},
	{"team-where", 0, RT_USE_TEAM_WHERE},
	{"team-article", 0, RT_USE_TEAM_ARTICLE},
};
static_assert(RT_USES <= 64, "each has its bit");
#define SETS (sizeof sets / sizeof *sets)
#define VOCABULARIES 8

struct rt_lexical {
	const struct rt_ruleset *rules;
	struct spoken {
		int own, own_too; /* the sets of common words of the languages that are spoken; -1: none */
		int judgment;	  /* the set of uses of a judgment; -1: none */
	} spoken;
	RT_VEC(struct rt_word_info) of_set; /* by the number of a set: what its words are */
	/* A scanner has a vocabulary a language; each numbers its words for itself. */
	struct known {
		unsigned generation; /* of the vocabulary whose numbers index `words` */
		struct spoken spoken; /* when they were asked */
		RT_VEC(struct rt_word_info) words;
	} known[VOCABULARIES];
	size_t next; /* that gives way where all are taken */
	struct rt_str folded;
};

struct rt_lexical *rt_lexical_new(const struct rt_ruleset *rules)
{
	struct rt_lexical *lexical = rt_alloc_zero(1, sizeof *lexical);
	for (size_t i = 0; i < SETS; i++) {
		int set = rt_ruleset_set(rules, sets[i].set);
		while (set >= 0 && lexical->of_set.count <= (size_t)set)
			rt_vec_push(&lexical->of_set, (struct rt_word_info){0});
		if (set < 0)
			continue;
		lexical->of_set.items[set].flags |= sets[i].flags;
		if (sets[i].use)
			lexical->of_set.items[set].uses |= (uint64_t)1 << sets[i].use;
	}
	lexical->folded = (struct rt_str)RT_STR_INIT;
	lexical->rules = rules;
	rt_lexical_speak(lexical, "en", NULL);
	return lexical;
}

/* The list of a class that is a language's. */
static int list_of(const struct rt_lexical *lexical, const char *class, const char *lang)
{
	char name[40];
	snprintf(name, sizeof name, "%s/%.*s", class, (int)strcspn(lang, "-_"), lang);
	return rt_ruleset_set(lexical->rules, name);
}

void rt_lexical_speak(struct rt_lexical *lexical, const char *lang, const char *too)
{
	struct spoken spoken = {list_of(lexical, "common", lang), too ? list_of(lexical, "common", too) : -1,
		list_of(lexical, "register-judgment", lang)};
	if (spoken.own < 0)
		spoken.own = rt_ruleset_set(lexical->rules, "common");
	if (spoken.judgment < 0)
		spoken.judgment = list_of(lexical, "register-judgment", "en");
	lexical->spoken = spoken;
}

void rt_lexical_free(struct rt_lexical *lexical)
{
	if (!lexical)
		return;
	for (size_t i = 0; i < VOCABULARIES; i++)
		rt_vec_release(&lexical->known[i].words);
	rt_vec_release(&lexical->of_set);
	rt_str_release(&lexical->folded);
	rt_free(lexical);
}

struct asking {
	const struct rt_lexical *lexical;
	struct rt_word_info found;
};

static void take_set(void *context, int set)
{
	struct asking *asking = context;
	const struct rt_lexical *lexical = asking->lexical;
	if (set == lexical->spoken.own || set == lexical->spoken.own_too)
		asking->found.flags |= RT_WORD_COMMON_OWN;
	if (set == lexical->spoken.judgment)
		asking->found.uses |= (uint64_t)1 << RT_USE_JUDGMENT;
	if ((size_t)set < lexical->of_set.count) {
		asking->found.flags |= lexical->of_set.items[set].flags;
		asking->found.uses |= lexical->of_set.items[set].uses;
	}
}

static struct rt_word_info work_out(struct rt_lexical *lexical, const struct rt_scanner *scanner,
	const char *text, size_t index)
{
	const struct rt_token *token = &rt_scanner_tokens(scanner)->items[index];
	struct asking asking = {lexical, {0}};
	rt_scanner_each_set(scanner, index, take_set, &asking);
	rt_str_clear(&lexical->folded);
	rt_token_fold(&lexical->folded, text + token->start, token->end - token->start);
	asking.found.key = rt_word_key(lexical->folded.data, lexical->folded.len);
	return asking.found;
}

static bool is_same(const struct spoken *a, const struct spoken *b)
{
	return a->own == b->own && a->own_too == b->own_too && a->judgment == b->judgment;
}

static struct known *known_of(struct rt_lexical *lexical, unsigned generation)
{
	for (size_t i = 0; i < VOCABULARIES; i++)
		if (lexical->known[i].generation == generation &&
			is_same(&lexical->known[i].spoken, &lexical->spoken))
			return &lexical->known[i];
	struct known *known = &lexical->known[lexical->next++ % VOCABULARIES];
	known->generation = generation;
	known->spoken = lexical->spoken;
	rt_vec_clear(&known->words);
	return known;
}

static struct rt_word_info info_of(struct rt_lexical *lexical, struct known *known,
	const struct rt_scanner *scanner, const char *text, size_t index)
{
	uint32_t word = rt_scanner_tokens(scanner)->items[index].word;
	while (known->words.count <= word)
		rt_vec_push(&known->words, (struct rt_word_info){0});
	if (!known->words.items[word].key)
		known->words.items[word] = work_out(lexical, scanner, text, index);
	return known->words.items[word];
}

struct rt_word_info rt_lexical_at(struct rt_lexical *lexical, const struct rt_scanner *scanner,
	const char *text, size_t index)
{
	struct known *known = known_of(lexical, rt_scanner_generation(scanner));
	return info_of(lexical, known, scanner, text, index);
}

void rt_lexical_all(struct rt_lexical *lexical, const struct rt_scanner *scanner, const char *text,
	struct rt_word_info *words_r)
{
	struct known *known = known_of(lexical, rt_scanner_generation(scanner));
	const struct rt_tokens *tokens = rt_scanner_tokens(scanner);
	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t word = tokens->items[i].word;
		bool there = word < known->words.count && known->words.items[word].key;
		words_r[i] = there ? known->words.items[word]
				   : info_of(lexical, known, scanner, text, i);
	}
}

bool rt_acts_between(
	const char *text, const struct rt_token *token, uint32_t before, uint32_t after)
{
	const struct rt_token *next = token + 1;
	bool owns = next->start == token->end && next->end - next->start >= 2 &&
		    next->end - next->start <= 4 && text[next->end - 1] == 's' &&
		    !(next->shape & RT_SHAPE_LETTER);
	bool behind = before & RT_WORD_ACT_BEFORE &&
		      !(token->place & (RT_AT_SENTENCE_START | RT_AT_BREAK | RT_AT_BLOCK_START));
	bool ahead = after & (RT_WORD_ACT_AFTER | RT_WORD_ACT_WEAK) &&
		     !(next->place & (RT_AT_SENTENCE_START | RT_AT_BREAK | RT_AT_BLOCK_START));
	return owns || behind || ahead;
}

bool rt_token_is_one_of(
	const char *text, const struct rt_token *token, const char *const *words)
{
	const char *word = text + token->start;
	size_t len = token->end - token->start;
	for (; *words; words++) /* hardly one begins alike */
		if (**words == *word && !strncmp(*words, word, len) && !(*words)[len])
			return true;
	return false;
}

bool rt_where_before(const char *text, const struct rt_token *before)
{
	static const char *const words[] = {"in", "near", "outside", "around", NULL};
	return rt_token_is_one_of(text, before, words);
}

uint64_t rt_key_add(uint64_t sequence, uint64_t word)
{
	uint64_t mixed = (sequence ^ word) * 0x9e3779b97f4a7c15u;
	return (mixed ^ mixed >> 29) | 1;
}
