/* A text as lines, with what every part of the segmenter asks of a line. */
#ifndef RT_DOC_LINES_H
#define RT_DOC_LINES_H

#include "base/vec.h"
#include "doc/mail_words.h"

#include <stdint.h>

struct rt_line {
	uint32_t start, stop; /* in the text; stop is behind the line end */
	uint32_t from, to;    /* the words: without quote marks and blanks around */
	uint16_t level;	      /* quote marks ">" before the words */
	uint8_t field;	      /* enum rt_field of the name it opens with */
	bool blank;	      /* no words */
	uint32_t value;	      /* where the field's value starts */
};

struct rt_lines {
	const char *text;
	const struct rt_mail_words *words; /* of mail programs, or NULL */
	struct rt_line *items;
	size_t count, cap;
};

/* Cuts text[0:len]; release with rt_vec_release. */
void rt_lines_cut(struct rt_lines *lines, const struct rt_mail_words *words, const char *text,
	size_t len);

/* Words of a line, borrowed. */
static inline const char *rt_line_words(const struct rt_lines *lines, size_t i, size_t *len_r)
{
	*len_r = lines->items[i].to - lines->items[i].from;
	return lines->text + lines->items[i].from;
}

#endif
