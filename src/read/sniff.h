/*
 * What a file is, from its first bytes. Its name is never asked: `12.` is a mail, `notes.eml` may be
 * a picture.
 */
#ifndef RT_READ_SNIFF_H
#define RT_READ_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#define RT_SNIFF_BYTES 8192

/* "mbox", "mail", "html", "text", "empty", "binary" or another of the readers in reader.c. len: what there is of RT_SNIFF_BYTES. */
const char *rt_sniff(const char *bytes, size_t len);
/* "application/pdf" … for a binary file whose first bytes are known; else NULL. */
const char *rt_sniff_binary_type(const char *bytes, size_t len);
/* A line "From ana@example.org Tue May 14 09:30:00 2019" that opens a message of an mbox. */
bool rt_sniff_from_line(const char *line, size_t len);

#endif
