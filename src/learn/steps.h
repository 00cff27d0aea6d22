/* The steps of learning from one document, in the order in which learn.c takes them. */
#ifndef RT_LEARN_STEPS_H
#define RT_LEARN_STEPS_H

#include "learn/known.h"
#include "learn/text.h"

/* What kind of text this is, by who writes to whom and by its words: kind, letter (register.c). */
void rt_text_settle_register(struct rt_text *text);

/* People in printed headers become mentions, and their words are known (header.c). */
void rt_learn_headers(struct rt_text *text, struct rt_known *known);

/* The same from lines of names that no address parser can cut (header_line.c). */
void rt_learn_header_lines(struct rt_text *text, struct rt_known *known);

/* Names in columns whose head says what stands there (table.c). */
void rt_learn_tables(struct rt_text *text);

/* Bodies whose letters stand beside their name in brackets (definition.c). */
void rt_learn_definitions(struct rt_text *text);

/* Names below a closing line, and alone at a message's end (closing.c). */
void rt_learn_closings(struct rt_text *text);

/* Letters that a text says stand for someone: "Ona Qwynter (OQ) … OQ agreed" (initials.c). */
void rt_learn_initials(struct rt_text *text);

/* Before strong finds are chosen: places of several words hold against people and bodies, unless
 * the name goes on; legal forms of two letters prove nothing in a line of capitals (doubt.c). */
void rt_learn_first_doubts(struct rt_text *text);

/* What a firm with its legal form is called is no person where it stands again (firm.c). */
void rt_learn_firms(struct rt_text *text, struct rt_known *known);

/* A phrase that the dump writes small is no name where it is written large (phrase.c). */
void rt_learn_phrases(struct rt_text *text);

/* In texts about programs and circuits more is asked of a name (technical.c). */
void rt_learn_technical(struct rt_text *text);

/* Cuts from bodies what stands before their name: a person, a job, a greeting, and mends where they end (edge.c). */
void rt_learn_edges(struct rt_text *text);

/* Names of people go on to where they end, and lists of people are told by their neighbours
 * (person_edge.c). Before anything but the rules has added candidates. */
void rt_learn_person_edges(struct rt_text *text);

/* In scripts without capitals: two unknown words that are spelt as names from abroad are (letters.c). */
void rt_learn_letters(struct rt_text *text);

/* In scripts without capitals: weak names whose last word stands again by itself; surnames that are
 * words too and act somewhere (returning.c). */
void rt_learn_returning(struct rt_text *text, struct rt_known *known);
void rt_learn_acting(const struct rt_text *text, struct rt_known *known);

/* Marks the tokens that sure finds cover, and learns the words of their names (strong.c). */
void rt_learn_strong(struct rt_text *text, struct rt_known *known, const struct rt_mention *strong,
	size_t count);
/* Who stands between commas beside someone is someone (list.c). */
void rt_learn_lists(struct rt_text *text, struct rt_known *known);
/* Names that are known turn up again, in full or in part (repeat.c). */
void rt_learn_repeats(struct rt_text *text, const struct rt_known *known);

/* … behind the letters that Hebrew and Arabic glue on (prefix.c). */
void rt_learn_prefixed(struct rt_text *text, const struct rt_known *known);
/* Marks Arabic names as whole words, the letters glued on included; values stay without (prefix.c).
 * Last of all. */
void rt_learn_whole_words(struct rt_text *text);

/* Abbreviations that stand twice where someone acts (context.c). */
void rt_learn_contexts(struct rt_text *text, struct rt_known *known);

/* Words that are spelt as the domain of an address in the document (domain.c). */
void rt_learn_domains(struct rt_text *text, struct rt_known *known);

/* Teams called by their town in reports of matches (team.c). */
void rt_learn_teams(struct rt_text *text, struct rt_known *known);

/* Capitalised words that no rule settled: by how the dump writes them (evidence.c). */
void rt_learn_evidence(struct rt_text *text, const struct rt_known *known);
/* Surnames of people who hold, but were not sure enough to be found again before (second.c). */
void rt_learn_later(struct rt_text *text, struct rt_known *known);
/* Takes away or lowers weak candidates that the dump's spelling speaks against (doubt.c). */
void rt_learn_doubts(struct rt_text *text, const struct rt_known *known);

#endif
