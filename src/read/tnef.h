/*
 * TNEF, the "winmail.dat" that Outlook and Exchange send instead of a readable mail.
 *
 * A stream of attributes after a signature: old ones with a meaning of their own (subject, body,
 * a file's name and bytes) and, in some of them, lists of MAPI properties that say the same better.
 * All of it becomes one struct rt_mapi_message; where both speak, the properties are asked first.
 *
 * The one library for it is under the GPL and cannot be linked, so this is a reader of our own: a
 * cursor that cannot leave its bytes, no writing, no allocation but of lists. Format: [MS-OXTNEF].
 */
#ifndef RT_READ_TNEF_H
#define RT_READ_TNEF_H

#include "read/mapi.h"

#define RT_TNEF_SIGNATURE "\x78\x9f\x3e\x22"

/* Reads what there is; `damaged` is set where it breaks off. The message borrows the bytes: give it
 * ones that live in the arena. NULL where it is no TNEF. */
struct rt_mapi_message *rt_tnef_read(struct rt_arena *arena, const char *bytes, size_t len);

#endif
