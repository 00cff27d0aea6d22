/* The inside of a rule set, for the files of this room. */
#ifndef RT_ENGINE_RULESET_P_H
#define RT_ENGINE_RULESET_P_H

#include "base/arena.h"
#include "base/map.h"
#include "base/sha256.h"
#include "cache/list_index.h"
#include "doc/languages.h"
#include "doc/mail_words.h"
#include "engine/normaliser.h"
#include "engine/rule.h"
#include "engine/scan_store.h"
#include "match/match.h"
#include "value/value.h"
#include "words/gazetteer.h"
#include "words/words.h"

/* How a value is made: by a normaliser, or by a template; neither: the surface. */
struct rt_maker {
	rt_normaliser_fn *normalise;
	rt_is_normal_fn *is_normal; /* of a surface: then it is the value; NULL: has to be made */
	const char *argument;	    /* of the normaliser, or the template */
	bool by_place;	      /* dear, and told by the place alone: no group has a say in it */
};

/* text: as the rule has it, or NULL. */
struct rt_maker rt_maker_of(struct rt_arena *arena, const char *text);

/* What a rule is compiled to. What each match asks of its rule stands here together: rules are many, and
 * each of them is large. */
struct rt_rule_code {
	const char *id, *type; /* the rule's own */
	double score;
	bool has_attributes, has_parts, has_more; /* more: either */
	bool may_wait; /* nothing but `words` finds it, and its value is dear and all that is made of it */
	struct rt_maker value;
	struct rt_maker *parts; /* as many as the rule has parts */
	uint32_t *near;		/* terms */
	size_t near_count;
};

struct rt_ruleset {
	struct rt_arena *arena;
	RT_VEC(struct rt_rule *) rules;
	struct rt_rule_code *code; /* by rule */
	RT_VEC(struct rt_define) defines;
	struct rt_map *ids;	   /* of rules -> number + 1 */
	struct rt_map *types;	   /* -> the one pointer by which each is known */
	struct rt_gazetteer *gazetteer;
	struct rt_languages *languages;
	struct rt_mail_words *mail_words;
	struct rt_word_terms *terms;
	struct rt_matcher *matcher;
	struct rt_scan_store *store; /* has a lock of its own */
	bool is_compiled;      /* from text: no cache had it */
	bool is_whole;	       /* nothing was wrong with it: what is compiled follows from the hash alone */
	RT_VEC(uint32_t) match_rule; /* pattern of the matcher -> rule */
	RT_VEC(uint32_t) words_rule; /* pattern of words -> rule */
	char hash[RT_SHA256_HEX];
};

/* What the lists tell languages by. */
struct rt_languages *rt_languages_of_lists(
	const struct rt_gazetteer *lists, struct rt_rule_errors *errors);

/* What the lists know mail programs to print. */
struct rt_mail_words *rt_mail_words_of_lists(
	const struct rt_gazetteer *lists, struct rt_rule_errors *errors);

/* A list's file. */
struct rt_rule_list {
	char *path, *class, *name;
	char sum[RT_SHA256_HEX]; /* of its text */
};
/* Reads a list's text; sum_r: its sum. */
int rt_rule_list_read(const char *path, struct rt_str *text, char sum_r[RT_SHA256_HEX],
	struct rt_err *err);

/* Loading, one after the other. */
struct rt_rule_loader {
	struct rt_ruleset *rules;
	struct rt_rule_errors *errors;
	struct rt_sha256 *sum, *list_sum; /* of the rules' files; of the lists' names and sums */
	RT_VEC(struct rt_rule_list) lists;
	struct rt_list_index *index; /* of the folder that is read now */
	unsigned folder; /* that is read now */
	RT_VEC(unsigned) folder_of; /* by rule */
};

/* place: a folder of rules, or a file of them. */
int rt_rule_place_read(struct rt_rule_loader *loader, const char *place, struct rt_err *err);

/* Look-ups that were answered lately: normalisers ask dozens of lists for one word, and for the same
 * words again and again. An answer is one cache line, and gives way to the next one that falls on
 * its place. Under the name "" stands what any list knows of the text. */
#define RT_MEMO_COUNT 4096
/* Several patterns find the same date at the same place: it is read once. */
#define RT_MEMO_PLACES 8
struct rt_memo_place {
	const char *text; /* in the document that is scanned now; NULL: nothing here */
	size_t len;
	const char *before, *argument;
	bool refused;
	struct rt_value_output value;
};

struct rt_memo {
	const struct rt_ruleset *rules;
	struct rt_date_words *words; /* date/words.h */
	struct rt_memo_place places[RT_MEMO_PLACES];
	unsigned next_place;
	struct rt_memo_answer {
		const char *canonical; /* or NULL */
		uint8_t list_len, len; /* 0: nothing here */
		uint8_t known;	       /* under "": bits of enum rt_value_known */
		char key[53];	       /* the list's name, then the text */
	} answers[RT_MEMO_COUNT];
};
struct rt_memo *rt_memo_new(const struct rt_ruleset *rules);
void rt_memo_begin(struct rt_memo *memo); /* before each document */
void rt_memo_free(struct rt_memo *memo);

/* What values are made of: a thread's own. What does not change is set by rt_making_begin, the rest of
 * the input by the caller. */
struct rt_making {
	const struct rt_ruleset *rules;
	struct rt_memo *memo; /* of look-ups */
	struct rt_value_input input;
};
void rt_making_begin(struct rt_making *making, const struct rt_ruleset *rules, struct rt_memo *memo);
/* Makes a value; none is the surface. false where the normaliser refused. out may hold what is there
 * already. */
bool rt_make_value(
	struct rt_making *making, const struct rt_maker *maker, struct rt_value_output *out);
/* Appends the template with its {groups} put in. */
void rt_make_template(
	const struct rt_making *making, const char *template, struct rt_str *out);
/* The patterns alone over a document that has been tokenised, each with the rules of its segment: for
 * benchmarks and tests. What has no sink is left out. */
struct rt_scanner;
void rt_scanner_run(struct rt_scanner *scanner, struct rt_document *document,
	const struct rt_match_sink *match, const struct rt_words_sink *words);

#endif
