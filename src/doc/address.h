/*
 * Addresses as mail programs write them: the value of a From or To field in, its items out.
 *
 * Nothing is thrown away and nothing is believed: an item keeps the words as written beside what
 * was made out in them, because broken forms are what real dumps are full of. What is known here:
 *
 *	Ana de Souza <ana@example.org>            "Souza, Ana" <ana@example.org>
 *	ana@example.org (Ana de Souza)            Souza, Ana [mailto:ana@example.org]
 *	Souza, Ana </O=ACME/OU=NA/CN=RECIPIENTS/CN=ASOUZA>          Exchange
 *	Ana Souza/Legal/Acme@ACME                                    Lotus Notes
 *	IMCEANOTES-Ana+20Souza_Legal_Acme+40ACME@ACME.com            Notes address in an Exchange mail
 *	Souza, Ana; Roe, Richard      Souza, Ana, Roe, Richard <r@example.org>    several in one field
 *
 * Pure functions; strings live in the arena.
 */
#ifndef RT_DOC_ADDRESS_H
#define RT_DOC_ADDRESS_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_address {
	uint32_t start, end;   /* bytes of the field's value */
	const char *raw;       /* those bytes, white space run together */
	const char *name;      /* display name without its quotes; or NULL */
	const char *address;   /* as written, without brackets, "mailto:" or "smtp:"; or NULL */
	const char *on_behalf; /* the item behind "on behalf of", as written; or NULL */
};
struct rt_addresses {
	struct rt_address *items;
	size_t count, cap;
};

/* Splits a field's value (folded or not) and appends its items. */
void rt_address_split(
	struct rt_arena *arena, const char *value, size_t len, struct rt_addresses *out);
/* Reads one item. */
struct rt_address rt_address_parse(struct rt_arena *arena, const char *item, size_t len);

enum rt_address_form {
	RT_ADDRESS_NONE,     /* no address at all, or words that are none */
	RT_ADDRESS_SMTP,     /* ana@example.org */
	RT_ADDRESS_EXCHANGE, /* /O=ACME/OU=NA/CN=RECIPIENTS/CN=ASOUZA */
	RT_ADDRESS_NOTES,    /* Ana Souza/Legal/Acme@ACME */
};
enum rt_address_form rt_address_form(const char *address);
/* ana@example.org in lower case, from an SMTP address or one that is wrapped in another (IMCEANOTES
 * and IMCEAEX forms undone); NULL where there is none. */
const char *rt_address_smtp(struct rt_arena *arena, const char *address);
/* The last CN of an Exchange address ("ASOUZA"), the first part of a Notes one ("Ana Souza"), the
 * part before the @ of any other; NULL where there is none. */
const char *rt_address_local(struct rt_arena *arena, const char *address);

#endif
