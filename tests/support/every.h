/* Loops over hundreds of cases try all of them, and every Nth with REDTHREAD_EVERY=N in the environment: valgrind
 * takes some fifty times as long, and what it looks for shows in a few. */
#ifndef RT_TESTS_EVERY_H
#define RT_TESTS_EVERY_H

#include <stddef.h>
#include <stdlib.h>

static inline size_t every(void)
{
	const char *wanted = getenv("REDTHREAD_EVERY");
	size_t step = wanted ? strtoull(wanted, NULL, 10) : 1;
	return step ? step : 1;
}

/* How many of so many that makes, one at least. */
static inline size_t few(size_t usual)
{
	return (usual + every() - 1) / every();
}

#endif
