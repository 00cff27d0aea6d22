/*
 * Random patterns and random text to try them on, from one seed: the same on every machine. Shared
 * by the property test and by whoever wants to look at what a seed makes.
 */
#ifndef RT_TESTS_RANDOM_RULES_H
#define RT_TESTS_RANDOM_RULES_H

#include "base/str.h"

#include <stdint.h>

struct random_source {
	uint64_t state;
};

uint32_t random_below(struct random_source *source, uint32_t bound);
void random_pattern(struct random_source *source, struct rt_str *out);
/* Text in which such patterns match now and then. */
void random_text(struct random_source *source, size_t pieces, struct rt_str *out);

#endif
