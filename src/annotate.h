/* A text and what was found in it as one JSON line: what `redthread annotate` writes. */
#ifndef RT_ANNOTATE_H
#define RT_ANNOTATE_H

#include "engine/mention.h"

/* As it was given: a string, a whole number, or nothing. */
struct rt_annotation_id {
	const char *text;
	bool numbered;
	long long number;
};

/* Appends {"id":…,"entities":[…]} and a line end. id NULL or nothing: left out. Mentions below the
 * score are left out. */
void rt_annotation_write(struct rt_str *out, const struct rt_annotation_id *id,
	const struct rt_document *document, const struct rt_mentions *mentions, double min_score);

#endif
