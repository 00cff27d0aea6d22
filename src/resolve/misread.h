/*
 * What a machine that reads scanned pages makes of addresses: "aroe1" and "aroei" for AROE],
 * "acme.example7" for what stood before a bracket, "ann.roe® acme .example".
 */
#ifndef RT_RESOLVE_MISREAD_H
#define RT_RESOLVE_MISREAD_H

#include "base/str.h"

/* How many bytes of "©" or "®" stand there for the sign of an address; 0: neither. */
size_t rt_misread_sign(const char *text, size_t len);
/* Whether the text is an address and nothing else; blanks beside its dots and such a sign are
 * allowed. */
bool rt_misread_is_address(const char *text, size_t len);
/* Appends what such slips leave of an address: letters that look alike are one, blanks and dots
 * fall away, and at the end what a bracket was taken for. Not to be shown. */
void rt_misread_key(struct rt_str *out, const char *address);

#endif
