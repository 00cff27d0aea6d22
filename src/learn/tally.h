/*
 * Counts under keys: what the dictionary of a dump is made of.
 *
 * A tally only adds up, so that neither the order in which things are counted nor how they were
 * shared out among threads makes a difference. It is bounded: where it has met more keys than it
 * may keep, those with a one in their second lowest bit are left out (then in their third lowest,
 * and so on), whichever came first. A key has its lowest bit set; 0 is none.
 */
#ifndef RT_LEARN_TALLY_H
#define RT_LEARN_TALLY_H

#include "base/sha256.h"

#include <stddef.h>
#include <stdint.h>

struct rt_tally;

/* columns: how many counts a key has. most: how many keys are kept. */
struct rt_tally *rt_tally_new(size_t columns, size_t most);
void rt_tally_free(struct rt_tally *tally);

/* The counts of a key, made where it is new; NULL where the key is left out. Good until the next
 * call. */
uint32_t *rt_tally_at(struct rt_tally *tally, uint64_t key);
/* The same of a key that was counted; NULL where it was not. */
const uint32_t *rt_tally_get(const struct rt_tally *tally, uint64_t key);
/* Adds and stays at the largest number rather than begin anew. */
void rt_tally_add(uint32_t *count, uint32_t more);

/* Adds all counts of another tally of as many columns. */
void rt_tally_merge(struct rt_tally *into, const struct rt_tally *from);
/* All keys and counts, in an order that is always the same, go into the sum. */
void rt_tally_sum(const struct rt_tally *tally, struct rt_sha256 *sum);

#endif
