/* What a line at the end of someone's words looks like. */
#ifndef RT_DOC_SIGNATURE_P_H
#define RT_DOC_SIGNATURE_P_H

#include "doc/sender.h"
#include "doc/signature.h"

enum look {
	LOOK_BLANK,
	LOOK_OTHER,    /* a sentence or something else */
	LOOK_SIGN_OFF, /* "Regards," */
	LOOK_SENDER,   /* the sender's name or initials */
	LOOK_SIGNED,   /* "Thanks - Mark" */
	LOOK_NAME,     /* could be a name */
	LOOK_TITLE,    /* a short line in capitals: a role, a firm, a town */
	LOOK_CONTACT,  /* telephone, address, web */
	LOOK_MARKS,    /* "+++++" */
};

/* Who may have signed, and who was written to. */
struct rt_parties {
	struct rt_sender sender, others;
};

enum look rt_signature_look(
	const struct rt_lines *lines, size_t i, const struct rt_parties *parties);
/* No letters and no figures: "+++++". */
bool rt_line_is_marks(const char *words, size_t len);
/* Does the line tell the sender's own mail address? */
bool rt_signature_own_address(
	const struct rt_lines *lines, size_t i, const struct rt_parties *parties);

#endif
