/*
 * Invitations (iCalendar, RFC 5545) and visiting cards (vCard, RFC 2426 and 2.1) as a person would read
 * them: a line for who, when, where and what, folded lines and escapes undone; numbers of programs,
 * pictures and keys left out.
 */
#ifndef RT_READ_CARD_H
#define RT_READ_CARD_H

#include "base/str.h"

#include <stddef.h>

/* text: UTF-8 with "\n" line ends. */
void rt_card_read(const char *text, size_t len, struct rt_str *out);

#endif
