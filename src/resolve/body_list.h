/*
 * What the lists know of bodies' names: which words are legal forms (gazetteer/legal-form), which names stand
 * on one line (gazetteer/body, gazetteer/translation). Names are asked bare.
 */
#ifndef RT_RESOLVE_BODY_LIST_H
#define RT_RESOLVE_BODY_LIST_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct rt_body_lists;

/* What is missing in the folder is left out. */
struct rt_body_lists *rt_body_lists_load(const char *rules_folder);
void rt_body_lists_free(struct rt_body_lists *lists);

/* Letters and digits of any script, folded and without marks; one blank between words; dots vanish, so
 * that "B.V." and "BV" are one. "&" is "and". In the arena. */
char *rt_body_bare(struct rt_arena *arena, const char *text, size_t len);
/* Cuts legal forms off the end of a bare name, as long as something is left. */
void rt_body_cut_forms(const struct rt_body_lists *lists, char *name);

bool rt_body_is_listed(const struct rt_body_lists *lists, const char *key);
/* The first name of its line, bare; NULL where it stands on none, or on two. Borrowed. */
const char *rt_body_listed_as(const struct rt_body_lists *lists, const char *key);

#endif
