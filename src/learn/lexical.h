/*
 * What the learners ask of a word, answered once for each distinct word that a scanner has met:
 * which lists it stands in, and a key that all its spellings share ("HUGHES", "Hughes").
 */
#ifndef RT_LEARN_LEXICAL_H
#define RT_LEARN_LEXICAL_H

#include "base/map.h"
#include "engine/engine.h"
#include "words/token.h"

enum rt_lexical_flag {
	RT_WORD_GIVEN = 1 << 0,
	RT_WORD_SURNAME = 1 << 1,
	RT_WORD_COMMON = 1 << 2, /* stands in lower case in running text of some language */
	RT_WORD_DOUBTFUL = 1 << 3,
	RT_WORD_NONE = 1 << 4, /* word of letters and forms, never a name */
	RT_WORD_FUNCTION = 1 << 5,
	RT_WORD_PLACE = 1 << 6,
	RT_WORD_DEMONYM = 1 << 7,
	RT_WORD_TAIL = 1 << 8, /* noun that closes a body's name */
	RT_WORD_LEGAL = 1 << 9,
	RT_WORD_HONORIFIC = 1 << 10,
	RT_WORD_ROLE = 1 << 11,
	RT_WORD_PARTICLE = 1 << 12,
	RT_WORD_BODY = 1 << 13,
	RT_WORD_STREET = 1 << 14,
	RT_WORD_THING = 1 << 15,
	RT_WORD_COMMON_OWN = 1 << 16, /* … of the language that is spoken */
	RT_WORD_SUFFIX = 1 << 17,     /* Jr, III */
	RT_WORD_JOB = 1 << 18,	      /* word that ends a job title */
	RT_WORD_NO_ACRONYM = 1 << 19, /* abbreviation in capitals that names no body */
	RT_WORD_COURT = 1 << 20,      /* short form of a court: BGH */
	RT_WORD_COUNTRY = 1 << 21,
	RT_WORD_SPORT = 1 << 22,       /* word of games between teams */
	RT_WORD_LONE_SPORT = 1 << 23,  /* … between single players */
	RT_WORD_TEAM_BEFORE = 1 << 24, /* stands before the name of a team */
	RT_WORD_TEAM_NEAR = 1 << 25,   /* … and of other things */
	RT_WORD_TEAM_AFTER = 1 << 26,  /* stands behind it */
	RT_WORD_ACT_BEFORE = 1 << 28, /* stands before someone who acts: "with" */
	RT_WORD_ACT_AFTER = 1 << 29,  /* … behind: "agreed" */
	RT_WORD_ACT_WEAK = 1 << 30,   /* … and of other things: "is" */
	RT_WORD_TEAM = 1 << 27,	       /* short name of a team */
};
#define RT_WORD_SURE (1u << 31) /* given name of a script without capitals, and hardly anything else */

/* What a word tells of the text that it stands in, or of the name beside it or around it. A use is a list, read as
 * written where its words are names' (a row of the table in lexical.c); the lists say what each is for. */
enum rt_lexical_use {
	RT_USE_NONE,
	RT_USE_FILING,
	RT_USE_JUDGMENT, /* … of the language that is spoken */
	RT_USE_NEWS,
	RT_USE_TECHNICAL,
	RT_USE_LETTER,
	RT_USE_PUBLIC,
	RT_USE_HEADLINE_ACT,
	RT_USE_RANK,
	RT_USE_HEADLINE_VERB,
	RT_USE_TRADE_ING,
	RT_USE_EVENT,
	RT_USE_THING_NOUN,
	RT_USE_ACT_SURE,
	RT_USE_POST_NOMINAL,
	RT_USE_FIRM_NOUN,
	RT_USE_PARTY_TOWN,
	RT_USE_PARTY_SHORT,
	RT_USE_PLACE_THEN,
	RT_USE_OFFICE,
	RT_USE_OFFICE_SURE,
	RT_USE_MAKER,
	RT_USE_PURPOSE,
	RT_USE_CALLED,
	RT_USE_COURTESY,
	RT_USE_STATE_OFFICE,
	RT_USE_DEDICATED,
	RT_USE_BUILDING,
	RT_USE_PROVINCE,
	RT_USE_PROJECT,
	RT_USE_CLERIC,
	RT_USE_COMPANY,
	RT_USE_HOUSE,
	RT_USE_STATE_SHORT,
	RT_USE_PROVINCE_SHORT,
	RT_USE_LAW,
	RT_USE_INSURER,
	RT_USE_MATTER,
	RT_USE_KIN,
	RT_USE_FIELD,
	RT_USE_ARTICLE,
	RT_USE_HEREAFTER,
	RT_USE_BOARD,
	RT_USE_LEGAL_SHORT,
	RT_USE_GOODS,
	RT_USE_BODY_PEOPLE,
	RT_USE_PARTY_FIELD,
	RT_USE_TEAM_WHERE,
	RT_USE_TEAM_ARTICLE,
	RT_USES
};

/* Words that cannot be a name by themselves. */
#define RT_WORD_NEVER                                                                              \
	(RT_WORD_NONE | RT_WORD_FUNCTION | RT_WORD_DEMONYM | RT_WORD_LEGAL | RT_WORD_HONORIFIC)

/* Words that, in a script without capitals, speak against a name wherever they stand. */
#define RT_WORDS_OF_TEXT                                                                           \
	(RT_WORD_NEVER | RT_WORD_COMMON | RT_WORD_DOUBTFUL | RT_WORD_PLACE | RT_WORD_ROLE |        \
		RT_WORD_BODY)

struct rt_word_info {
	uint64_t key; /* of the folded word; 0: not worked out yet */
	uint32_t flags;
	uint64_t uses; /* a bit each */
};

/* Is it a word of that use? */
static inline bool rt_word_of(struct rt_word_info word, enum rt_lexical_use use)
{
	return word.uses >> use & 1;
}

struct rt_lexical;

struct rt_lexical *rt_lexical_new(const struct rt_ruleset *rules);
void rt_lexical_free(struct rt_lexical *lexical);
/* Whose common words RT_WORD_COMMON_OWN means from now on: those of a language, or of all where that
 * has no list, and of a second one (or NULL); and whose judgments RT_USE_JUDGMENT, those of the first, or
 * English ones. English where nothing was said. */
void rt_lexical_speak(struct rt_lexical *lexical, const char *lang, const char *too);
/* Of the index-th token of the document that the scanner holds. Good until the next call. */
struct rt_word_info rt_lexical_at(struct rt_lexical *lexical, const struct rt_scanner *scanner,
	const char *text, size_t index);
/* The same of all its tokens; words_r: room for as many. */
void rt_lexical_all(struct rt_lexical *lexical, const struct rt_scanner *scanner, const char *text,
	struct rt_word_info *words_r);

/* Does someone act where the token stands: "with Qux", "Qux agreed", "Qux's"? before, after: what its
 * neighbours are. */
bool rt_acts_between(
	const char *text, const struct rt_token *token, uint32_t before, uint32_t after);

/* Is the token one of these words, as written? The last is NULL. */
bool rt_token_is_one_of(
	const char *text, const struct rt_token *token, const char *const *words);

/* Is the token before a name "in" or "near", as before a place's? */
bool rt_where_before(const char *text, const struct rt_token *before);

/* The key of a word in folded letters; never 0. */
static inline uint64_t rt_word_key(const char *folded, size_t len)
{
	return rt_hash(folded, len) | 1;
}

/* The key of a sequence: start with 0, add word by word. */
uint64_t rt_key_add(uint64_t sequence, uint64_t word);

#endif
