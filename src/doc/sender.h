/* The names that a message's sender could sign with: the parts of display name and address. */
#ifndef RT_DOC_SENDER_H
#define RT_DOC_SENDER_H

#include "doc/document.h"

#include <stdbool.h>

struct rt_sender_part {
	char *bare; /* lower case, no marks */
};
struct rt_sender {
	struct rt_sender_part *items;
	size_t count, cap;
};

/* Of the sender, or of all whom it is addressed to. */
void rt_sender_names(struct rt_sender *sender, const struct rt_message *message, bool from);
void rt_sender_release(struct rt_sender *sender);

/* Do the words name the sender and no one else? A given name or its short form ("Chris" of
 * "Christopher"), the full name, initials ("MC"). */
bool rt_sender_matches(const struct rt_sender *sender, const char *words, size_t len);
/* Two or three words of which the last is the sender's: "Michael Underwood" of mike.underwood@. */
bool rt_sender_shares_family(const struct rt_sender *sender, const char *words, size_t len);
/* Is this the part before the @ of the sender's address, unparted as it stands there? */
bool rt_sender_has_local(const struct rt_sender *sender, const char *local, size_t len);

#endif
