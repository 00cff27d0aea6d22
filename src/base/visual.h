/*
 * Hebrew as old programs wrote it: each line as it looks, its first letter last ("visual order", what
 * the charset ISO-8859-8 by itself meant). Letters that only end words tell it from the usual order.
 */
#ifndef RT_BASE_VISUAL_H
#define RT_BASE_VISUAL_H

#include "base/str.h"

#include <stdbool.h>

/* Do words in text[start:] open with letters that can only end one? */
bool rt_visual_is(const struct rt_str *text, size_t start);
/* Puts the lines behind `start` into the order in which they are read. Lines of HTML are left alone. */
void rt_visual_turn(struct rt_str *text, size_t start);

#endif
