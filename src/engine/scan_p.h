/* The inside of a scanner, shared by scan.c (what runs over a document), scan_choice.c (which rules run
 * where), scan_looks.c (where is looked for `match` patterns), scan_hit.c (a match becomes a mention) and
 * scan_wait.c (values that are made later, or never). */
#ifndef RT_ENGINE_SCAN_P_H
#define RT_ENGINE_SCAN_P_H

#include "doc/lang.h"
#include "engine/ruleset_p.h"
#include "match/automaton.h"

#define RT_SCAN_LANGUAGES 12 /* whose vocabularies are kept */
#define RT_HIT_GROUPS 32

/* Which rules do not run in a kind of segment. */
struct rt_choice {
	uint8_t *off;	    /* by rule */
	uint8_t *off_words; /* by pattern of words */
	uint8_t *off_match; /* by pattern of the matcher */
	bool divides_header; /* some rule is meant for the subject alone, or for all but it */
};

/* A value that waits (scan_wait.c). */
struct rt_waiting {
	uint32_t rule;
	struct rt_value_input input;
};

/* What is known of the words of a language, or of two. */
struct rt_tongue {
	struct rt_vocabulary *vocabulary;
	uint64_t code;
	bool told; /* false: texts are read so that did not tell their language */
};

struct rt_scanner {
	const struct rt_ruleset *rules;
	struct rt_signatures *signatures; /* of all vocabularies */
	struct rt_vocabulary *vocabulary; /* the document's language's */
	struct rt_tongue tongues[RT_SCAN_LANGUAGES];
	size_t tongue_count;
	uint32_t serial; /* of vocabularies made so far */
	struct rt_words_runner *words;
	struct rt_match_scratch *scratch;
	struct rt_tokens tokens;
	RT_VEC(uint32_t) segment_ends; /* by segment: the first token behind it */
	struct rt_looks looks;		    /* at the segment */
	RT_VEC(uint32_t) loud; /* its tokens in which a `match` pattern may begin */
	RT_VEC(struct rt_range) subjects;   /* lines of the header */
	unsigned register_bits;
	bool slow; /* as the reference does it */
	struct rt_map *choices; /* scope, registers and language -> the choice of rules */
	const struct rt_choice *chosen; /* NULL: none yet; … */
	unsigned scope;			/* … for segments of that scope */
	struct rt_value_output value;
	struct rt_memo *memo; /* of look-ups by normalisers */
	struct rt_making making; /* of the value that is made now */
	RT_VEC(struct rt_waiting) waiting; /* in this document */
	struct rt_scan_trace trace;
	/* The run: */
	struct rt_document *document;
	struct rt_langs langs; /* of the segment */
	struct rt_mentions *found;
	size_t token; /* that the last match of a `match` rule began in */
	uint32_t base; /* where the segment's text begins */
	uint32_t segment_len;
};

/* What a rule matched. */
struct rt_hit {
	uint32_t rule;
	struct rt_range range;
	size_t token; /* the first that ends behind its start */
	size_t group_count;
	struct rt_value_group groups[RT_HIT_GROUPS];
};

/* Takes the vocabulary of a document's languages; a text whose language is not known is read as English,
 * with the rules of all languages. Where there are too many, the last gives way. */
void rt_scan_speak(struct rt_scanner *scanner, struct rt_langs langs);
/* Ends what is known of words, in all languages; rt_scan_speak begins anew. */
void rt_scan_forget_tongues(struct rt_scanner *scanner);
/* Takes the rules of a kind of segment in these languages: scanner->chosen. They are worked out once for
 * each: mail changes from one to the other every few lines. */
void rt_scan_choose(struct rt_scanner *in, enum rt_segment_kind kind, struct rt_langs langs);
void rt_scan_forget_choices(struct rt_scanner *scanner);

/* Notes in scanner->looks where the segment, which has these tokens, has to be looked at. */
void rt_scan_note_looks(struct rt_scanner *in, uint32_t first, uint32_t behind);

/* Makes a mention, and those of its parts. -> false where the rule's normaliser refuses. */
bool rt_scanner_add_hit(struct rt_scanner *in, const struct rt_hit *hit);
/* The value and attributes of what scanner->making.input tells. false where the normaliser refuses. */
bool rt_scanner_make(struct rt_scanner *in, uint32_t rule, struct rt_mention *mention);

/* Its value waits. */
void rt_scanner_put_off(struct rt_scanner *in, uint32_t rule, struct rt_mention *mention);
/* Of the mentions from one on, which stand in order: makes the values that cannot wait any longer. */
void rt_scanner_make_needed(struct rt_scanner *in, size_t first);
/* Makes a value that waits; false where the normaliser refuses. */
bool rt_scanner_make_waiting(struct rt_scanner *in, struct rt_mention *mention);

#endif
