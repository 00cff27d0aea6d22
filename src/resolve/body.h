/*
 * Bodies: which names are of one organisation.
 *
 * Six kinds of evidence join two names, and nothing else does:
 *   - they differ in case, marks, dots, a leading article or a legal form alone ("Acme Ltd.", "ACME");
 *   - a list in rules/gazetteer/body/ or rules/gazetteer/translation/ has them on one line;
 *   - one is a site, "acme.com", and the other is called by its first label, "Acme Ltd.";
 *   - their words are the same in two scripts (body_script.h);
 *   - signatures in two languages have both, one for the other (body_pair.h);
 *   - a text introduces one as the short form of the other, "Distributed Denial of Secrets
 *     (DDoSecrets)", and none introduces it for anything else.
 * A short form that stands for two things joins neither. A domain that several people write from is
 * an address of the body that is called by its label.
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
/* … which stands in a signature. */
struct rt_body_place;
void rt_bodies_see_signed(struct rt_bodies *bodies, const struct rt_body_place *place, uint32_t name);
/* The text goes "full (brief)". Ignored where the letters of the brief one are not initials of the full one. */
void rt_bodies_introduce(struct rt_bodies *bodies, uint32_t full, uint32_t brief);
/* Somebody writes from this domain: "mail.acme.co.uk", of the house "acme" (resolve/mailbox.h). To be
 * said once of each address. */
void rt_bodies_see_domain(struct rt_bodies *bodies, const char *house, const char *domain);
/* A person's word: the name is of no other body than its own. Ignored where it was not seen. */
void rt_bodies_part(struct rt_bodies *bodies, const char *name);
void rt_bodies_settle(struct rt_bodies *bodies);

size_t rt_bodies_count(const struct rt_bodies *bodies); /* of names */
const char *rt_bodies_name(const struct rt_bodies *bodies, uint32_t name);
uint32_t rt_bodies_mentions(const struct rt_bodies *bodies, uint32_t name);
/* Settled: the name that stands for all of its body: the most mentioned, then the longest. */
uint32_t rt_bodies_main(const struct rt_bodies *bodies, uint32_t name);
/* Settled: the index-th domain that belongs to a body, "acme.co.uk", the number of the body's main name
 * and how many addresses it has; NULL behind the last. In order of domain. */
const char *rt_bodies_domain(
	const struct rt_bodies *bodies, size_t index, uint32_t *main_r, uint32_t *addresses_r);
/* Settled: why the name belongs to its body, in words. Static. */
const char *rt_bodies_why(const struct rt_bodies *bodies, uint32_t name);

#endif
