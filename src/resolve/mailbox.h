/*
 * An address as resolving sees it: one spelling of each mailbox, and what it tells by itself.
 *
 *	SMTP:Kenneth.Lay@enron.com            kenneth.lay@enron.com, house "enron"
 *	Sherri_Sera%ENRON@eott.com            as written; local part "sherri_sera", house "enron"
 *	/O=ENRON/OU=NA/CN=RECIPIENTS/CN=KLAY  a directory entry
 *	IMCEANOTES-…+40ENRON@ENRON.com        as written; inside it stand a name and an address
 */
#ifndef RT_RESOLVE_MAILBOX_H
#define RT_RESOLVE_MAILBOX_H

#include "resolve/name.h"

enum rt_mailbox_kind {
	RT_MAILBOX_NONE, /* no address at all */
	RT_MAILBOX_SMTP,
	RT_MAILBOX_DIRECTORY, /* Exchange */
};

struct rt_mailbox {
	enum rt_mailbox_kind kind;
	const char *key;   /* lower case */
	const char *local; /* bare local part */
	const char *house; /* the domain's own label: "enron" of mail.enron.co.uk; "" for a provider */
	const char *inner; /* what a gateway packed into it, decoded, or NULL */
	enum rt_name_kind sort; /* what its words say: ROLE, LIST, MACHINE, NOBODY, or NONE */
};

/* Strings live in the arena. */
void rt_mailbox_parse(struct rt_arena *arena, const struct rt_lexicon *lexicon, const char *text,
	size_t len, struct rt_mailbox *mailbox_r);

#endif
