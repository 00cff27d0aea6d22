/*
 * Files that stand in a text as uuencode, from before there was MIME:
 *
 *	begin 644 list.txt
 *	#86)C
 *	`
 *	end
 */
#ifndef RT_READ_UU_H
#define RT_READ_UU_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct rt_uu {
	size_t start, end; /* in the text, with the lines "begin" and "end" */
	const char *name;  /* borrowed from the text */
	size_t name_len;
	bool cut; /* it has no "end" */
};

/* The first such block at or after `from`; its bytes are appended. false where there is none. */
bool rt_uu_find(
	const char *text, size_t len, size_t from, struct rt_uu *found_r, struct rt_str *bytes);

#endif
