/* What steps that doubt candidates ask of a mention's words, and names that go on behind a shorter
 * one. */
#ifndef RT_LEARN_DOUBT_H
#define RT_LEARN_DOUBT_H

#include "learn/text.h"

#include <string.h>

/* The tokens that a mention covers, both ends included. */
struct rt_span {
	size_t first, last;
};

/* false where the mention has no tokens. */
bool rt_text_span(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span *span_r);
/* Is each word of [first, last] a common one? */
bool rt_text_all_common(const struct rt_text *text, size_t first, size_t last);
/* "Qwynter airbase", "Qwynter province", "Qwynter community": does a noun stand behind the i-th token that
 * places and crowds are called by? */
bool rt_text_names_place(const struct rt_text *text, size_t i);
/* Is the line of the i-th token written in capitals? */
bool rt_text_shouted(const struct rt_text *text, size_t i);

/* Does the rule find bodies by their noun, and so perhaps too few or too many words? */
bool rt_rule_is_open(const char *rule);
/* A party of a case, found as a person: a body, nobody, or someone whose name begins later. known_body: a
 * rule for bodies has found it too. */
void rt_learn_case_party(const struct rt_text *text, struct rt_mention *party, struct rt_span at,
	bool known_body);

/* "FTC News Releases", "Quxley Breaking News Alert": does the noun that a rule has found at the end
 * of the name not end it? */
bool rt_text_goes_on(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at);
/* The longer name holds against the body that it begins with, and one of three words against the
 * place or person within it. Candidates stand in order of start. */
void rt_text_prefer_longer(struct rt_text *text);
/* … against a body that was named before and is named again. */
void rt_text_prefer_longer_again(struct rt_text *text);

#endif
