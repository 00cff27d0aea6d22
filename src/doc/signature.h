/*
 * What stands at the end of someone's words and is none of them: the signature (the name below
 * "Regards", with role, firm, telephone …) and below it disclaimers and advertisements.
 *
 * Without a mark "-- " a signature is told by what its lines look like and by the sender's names:
 * the lines from the end upwards must all be short lines of contact, up to one that is a name.
 */
#ifndef RT_DOC_SIGNATURE_H
#define RT_DOC_SIGNATURE_H

#include "doc/document.h"
#include "doc/lines.h"

struct rt_signature_lines {
	size_t start, end;	  /* of the signature; start == end: none */
	size_t disclaimer;	  /* first line of what is boilerplate; up to the end of the run */
};

/* Looks at the end of the lines [first, end), words of `whose`. */
struct rt_signature_lines rt_signature_find(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_message *whose);

#endif
