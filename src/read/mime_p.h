/* Between the files that read mail. */
#ifndef RT_READ_MIME_P_H
#define RT_READ_MIME_P_H

#include "read/mapi.h"
#include "read/reader_p.h"

#include <gmime/gmime.h>

/* Something that a message carries and that becomes a document of its own, once the message is
 * done: parents stand before their children. */
struct rt_mime_child {
	GMimeObject *part; /* borrowed from the message; or NULL and one of the two below */
	const char *path;  /* "2.1" */
	struct rt_inside file; /* it stood in the words themselves */
	struct rt_mapi_message *packed; /* what a winmail.dat carries */
};

/* One message while it is read. */
struct rt_mime_reading {
	struct rt_batch *batch;
	struct rt_document *document;
	struct rt_str text;
	size_t header; /* bytes of it that are the printed header */
	struct rt_str source; /* the words of quoted-printable parts as they stand in the file */
	RT_VEC(struct rt_mime_child) children;
	RT_VEC(GMimeMessage *) opened; /* out of signatures; children borrow from them */
	unsigned *parts; /* of the whole item, against RT_MAX_PARTS */
};

/* Appends the printed header to `text` and fills the document from the fields. */
void rt_mime_read_header(struct rt_mime_reading *reading, GMimeMessage *message);

/* Appends the message's words to `text`; what does not belong to them goes to `children`. */
void rt_mime_read_body(struct rt_mime_reading *reading, GMimeObject *root, const char *path,
	unsigned depth);

/* A winmail.dat: its words are the mail's own, unless the mail says the same; what it carries goes to
 * `children`. false where the part is none. mime_packed.c */
bool rt_mime_read_tnef(struct rt_mime_reading *reading, GMimeObject *part, const char *path);
/* S/MIME around a mail's own words: what is signed is read in its place. false where the part is none. */
bool rt_mime_read_signed(
	struct rt_mime_reading *reading, GMimeObject *part, const char *path, unsigned depth);
/* Takes files that stand in the words as uuencode out of them, to `children`. mime_packed.c */
void rt_mime_take_files(struct rt_mime_reading *reading, struct rt_str *words, const char *path);
/* What became of the children that are no parts. mime_packed.c */
void rt_mime_read_packed(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mime_child *child, int32_t parent);

/* Keeps a part's words as they stand in the file, where reading changes them. */
void rt_mime_keep_source(struct rt_mime_reading *reading, GMimePart *part);
/* Segmented: gives the participants of printed headers the `raw` that the file has. */
void rt_mime_name_sources(struct rt_mime_reading *reading);

/* Reads straight from the bytes; yours to g_object_unref. NULL where it is no mail. */
GMimeMessage *rt_mime_parse(const char *bytes, size_t len);
/* The decoded bytes of a part; yours to g_byte_array_free. */
GByteArray *rt_mime_bytes(GMimePart *part);
/* Appends a text part's words as UTF-8; charset and problems go to the document. */
void rt_mime_part_text(struct rt_document *document, GMimePart *part, struct rt_str *out);
bool rt_mime_is(GMimeObject *part, const char *type, const char *subtype);

#endif
