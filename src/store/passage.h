/*
 * Which words of the dump are the same words once more: what is said once and copied, quoted or
 * printed on every page counts once.
 *
 * Of a mention two things are compared with those of all others. Its passage: the mention with up
 * to 48 letters and digits on either side of it within its paragraph, so that a quote is told
 * however its lines are broken. And its line: the same within the line alone, where it is a long
 * one, so that the footer of a page is told whatever stands above it. Blanks, quote marks, case and
 * punctuation do not count. A short passage in a message's own words ("Thanks, Ana") is like no
 * other: people do say the same thing twice.
 */
#ifndef RT_STORE_PASSAGE_H
#define RT_STORE_PASSAGE_H

#include "engine/mention.h"

/* Hashes; 0: like no other. */
struct rt_passage {
	int64_t around, line;
};

/* own: it stands in the message's own words. */
struct rt_passage rt_passage_of(const char *text, size_t len, struct rt_range range, bool own);

/* Of each mention of a document, in their order. Takes no store: workers make them side by side. */
struct rt_passages {
	struct rt_passage *items;
};
void rt_passages_make(struct rt_passages *passages, const struct rt_document *document,
	const struct rt_mentions *mentions);
void rt_passages_release(struct rt_passages *passages);

#endif
