/*
 * Bodies: which names are of one organisation.
 *
 * Three kinds of evidence join two names, and nothing else does:
 *   - they differ in case, marks, dots, a leading article or a legal form alone ("Acme Ltd.", "ACME");
 *   - a list in rules/gazetteer/body/ has them on one line, translations included;
 *   - a text introduces one as the short form of the other, "Distributed Denial of Secrets
 *     (DDoSecrets)", and none introduces it for anything else.
 * A short form that stands for two things joins neither.
 */
#ifndef RT_RESOLVE_BODY_H
#define RT_RESOLVE_BODY_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct rt_bodies;

/* rules_folder: where gazetteer/legal-form and gazetteer/body are; what is missing is left out. */
struct rt_bodies *rt_bodies_new(const char *rules_folder);
void rt_bodies_free(struct rt_bodies *bodies);

/* One mention of a name; gives the name's number. */
uint32_t rt_bodies_see(struct rt_bodies *bodies, const char *name);
/* The text goes "full (brief)". Ignored where the letters of the brief one are not initials of the full one. */
void rt_bodies_introduce(struct rt_bodies *bodies, uint32_t full, uint32_t brief);
/* A person's word: the name is of no other body than its own. Ignored where it was not seen. */
void rt_bodies_part(struct rt_bodies *bodies, const char *name);
void rt_bodies_settle(struct rt_bodies *bodies);

size_t rt_bodies_count(const struct rt_bodies *bodies); /* of names */
const char *rt_bodies_name(const struct rt_bodies *bodies, uint32_t name);
uint32_t rt_bodies_mentions(const struct rt_bodies *bodies, uint32_t name);
/* Settled: the name that stands for all of its body: the most mentioned, then the longest. */
uint32_t rt_bodies_main(const struct rt_bodies *bodies, uint32_t name);
/* Settled: why the name belongs to its body, in words. Static. */
const char *rt_bodies_why(const struct rt_bodies *bodies, uint32_t name);

#endif
