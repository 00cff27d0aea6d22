#include "base/nearest.h"

#include <string.h>

#define LONGEST 64 /* bytes that are compared when looking for the nearest */

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;
	return m < c ? m : c;
}

size_t rt_edits(const char *a, const char *b, size_t most)
{
	size_t row[3][LONGEST + 1], la = strlen(a), lb = strlen(b);
	if (la > LONGEST || lb > LONGEST || (la > lb ? la - lb : lb - la) > most)
		return most + 1;
	for (size_t j = 0; j <= lb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= la; i++) {
		size_t *now = row[i % 3], *before = row[(i + 2) % 3], *older = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= lb; j++) {
			now[j] = least(before[j] + 1, now[j - 1] + 1,
				before[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], older[j - 2] + 1, now[j]);
		}
	}
	return row[la % 3][lb];
}

const char *rt_nearest(const char *typed, const char *(*next)(void *context), void *context)
{
	size_t best = strlen(typed) / 3 + 1;
	const char *nearest = NULL, *name;
	while ((name = next(context))) {
		size_t edits = rt_edits(typed, name, best);
		if (edits < best || (edits == best && !nearest)) {
			best = edits;
			nearest = name;
		}
	}
	return nearest;
}
