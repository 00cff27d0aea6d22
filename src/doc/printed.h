/*
 * Headers as mail programs print them into a text: above a quoted or forwarded message, or at the
 * top of a page that was scanned.
 *
 *	-----Original Message-----              Nancy Hall@ENRON
 *	From: Souza, Ana                        10/02/2000 06:42 AM
 *	Sent: Tuesday, May 14, 2019 9:30 AM     To: Ana Souza/Legal/Acme@ACME
 *	To: Roe, Richard; Doe, Jane             cc: Richard Roe/Legal/Acme@ACME
 *	Subject: RE: the contract               Subject: the contract
 *
 * The right one is Lotus Notes: the sender's name and the date stand bare above "To:". Values run on
 * over lines; scanned text has blank lines in between and blanks before colons.
 */
#ifndef RT_DOC_PRINTED_H
#define RT_DOC_PRINTED_H

#include "doc/document.h"
#include "doc/lines.h"
#include "doc/moment.h"

/* The value of one field, its lines joined by blanks, and where each piece of it stands. */
struct rt_printed_value {
	struct rt_str text;
	RT_VEC(struct rt_printed_piece {
		uint32_t at;	/* in `text` */
		uint32_t place; /* in the document */
	}) pieces;
};

struct rt_printed {
	size_t first, end; /* lines of the block, end exclusive */
	bool seen[RT_FIELD_OTHER + 1];
	struct rt_printed_value values[RT_FIELD_OTHER + 1];
};

void rt_printed_release(struct rt_printed *printed);

/* Reads the block that starts at line i; false where there is none. `marked`: a line "Original
 * Message" stands above, so that fewer fields are enough. */
bool rt_printed_read(const struct rt_lines *lines, size_t i, bool marked, struct rt_printed *out);
/* The form of Notes, name and date first. */
bool rt_printed_notes(
	struct rt_arena *arena, const struct rt_lines *lines, size_t i, struct rt_printed *out);
/* Puts participants, date and subject into the message; the values are used up. */
void rt_printed_apply(struct rt_document *document, struct rt_message *message,
	struct rt_printed *printed, int64_t near);

#endif
