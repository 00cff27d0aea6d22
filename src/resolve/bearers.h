/*
 * Whom a word can mean: all people who bear it as family name, given name or nickname, in a short or a
 * formal form, in this script or another.
 */
#ifndef RT_RESOLVE_BEARERS_H
#define RT_RESOLVE_BEARERS_H

#include "resolve/resolution_p.h"

struct rt_bearers;

struct rt_bearer_list {
	RT_VEC(uint32_t) things; /* in order, each once */
};

/* Of all people among the things, once they are made. */
struct rt_bearers *rt_bearers_new(struct rt_resolution *all);
void rt_bearers_free(struct rt_bearers *bearers);

/* word: bare; latin: it is written so. */
void rt_bearers_of(
	struct rt_bearers *bearers, const char *word, bool latin, struct rt_bearer_list *out);
bool rt_bearers_has(const struct rt_bearer_list *list, uint32_t thing);
/* The person bears this very word, and not another form of it. */
bool rt_bearers_exact(const struct rt_bearers *bearers, const char *word, uint32_t thing);
/* Those who share the full name of a person that is known by it alone, himself left out. */
void rt_bearers_namesakes(
	const struct rt_bearers *bearers, uint32_t thing, struct rt_bearer_list *out);

#endif
