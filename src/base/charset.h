/*
 * From bytes in some charset to UTF-8. ICU's converters and detector are behind this file.
 *
 * A declared charset is believed where the bytes bear it out. It is not where they cannot be in it
 * (us-ascii with high bytes), where they are sound UTF-8 with letters beyond ASCII although an
 * 8-bit charset was declared, or where nobody knows its name; then the bytes are looked at.
 */
#ifndef RT_BASE_CHARSET_H
#define RT_BASE_CHARSET_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define RT_CHARSET_NAME 64

struct rt_decoded {
	char charset[RT_CHARSET_NAME]; /* that the bytes were read in, lower case */
	size_t undecodable;	       /* how many U+FFFD were put in */
	bool contradicted;	       /* a charset was declared and not believed */
	bool unknown;		       /* … because there is no charset of that name */
};

/* Appends the bytes as UTF-8; a byte order mark is taken off. declared: NULL where nothing is. */
struct rt_decoded rt_charset_decode(
	struct rt_str *out, const char *bytes, size_t len, const char *declared);

#endif
