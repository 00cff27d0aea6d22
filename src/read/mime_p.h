/* Between the files that read mail. */
#ifndef RT_READ_MIME_P_H
#define RT_READ_MIME_P_H

#include "read/reader_p.h"

#include <gmime/gmime.h>

/* Something that a message carries and that becomes a document of its own, once the message is
 * done: parents stand before their children. */
struct rt_mime_child {
	GMimeObject *part; /* borrowed from the message */
	const char *path;  /* "2.1" */
};

/* One message while it is read. */
struct rt_mime_reading {
	struct rt_batch *batch;
	struct rt_document *document;
	struct rt_str text;
	struct rt_str source; /* the words of quoted-printable parts as they stand in the file */
	RT_VEC(struct rt_mime_child) children;
	unsigned *parts; /* of the whole item, against RT_MAX_PARTS */
};

/* Appends the printed header to `text` and fills the document from the fields. */
void rt_mime_read_header(struct rt_mime_reading *reading, GMimeMessage *message);

/* Appends the message's words to `text`; what does not belong to them goes to `children`. */
void rt_mime_read_body(struct rt_mime_reading *reading, GMimeObject *root, const char *path,
	unsigned depth);

/* Keeps a part's words as they stand in the file, where reading changes them. */
void rt_mime_keep_source(struct rt_mime_reading *reading, GMimePart *part);
/* Segmented: gives the participants of printed headers the `raw` that the file has. */
void rt_mime_name_sources(struct rt_mime_reading *reading);

/* The decoded bytes of a part; yours to g_byte_array_free. */
GByteArray *rt_mime_bytes(GMimePart *part);
/* Appends a text part's words as UTF-8; charset and problems go to the document. */
void rt_mime_part_text(struct rt_document *document, GMimePart *part, struct rt_str *out);
bool rt_mime_is(GMimeObject *part, const char *type, const char *subtype);

#endif
