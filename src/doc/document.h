/*
 * What a document is, whatever it came from: one mail, one attachment, one file.
 *
 * A reader fills one in and hands it on; everything after it sees only this. Its `text` is what is
 * stored: UTF-8, with "\n" line ends and no NUL. Every offset in redthread is a byte offset into
 * that text. The text of a mail opens with its header as a person would print it
 *
 *	From: Ana de Souza <ana@example.org>
 *	To: …
 *	Date: Tue, 14 May 2019 09:30:00 +0200
 *	Subject: …
 *
 * then an empty line and the body, so that what is found in a header has a place to point at too.
 *
 * All strings live in the arena that the document was made in; a missing string is NULL.
 */
#ifndef RT_DOC_DOCUMENT_H
#define RT_DOC_DOCUMENT_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

/* A byte range of the document's text, end exclusive. */
struct rt_range {
	uint32_t start, end;
};

enum rt_document_kind {
	RT_DOCUMENT_MAIL,
	RT_DOCUMENT_TEXT,
	RT_DOCUMENT_HTML,
	RT_DOCUMENT_ATTACHMENT, /* not read: name, type, size and hash only */
};

enum rt_segment_kind {
	RT_SEGMENT_HEADER,	/* the message's own header, or printed headers of a forwarded one */
	RT_SEGMENT_BODY,
	RT_SEGMENT_QUOTE,	/* words of an earlier message, ">" or below "On … wrote:" */
	RT_SEGMENT_FORWARD,	/* the body of a forwarded or replied-to message with printed headers */
	RT_SEGMENT_SIGNATURE,
	RT_SEGMENT_DISCLAIMER,
};

/* Segments are in order, do not overlap and together cover the text. */
struct rt_segment {
	struct rt_range range;
	enum rt_segment_kind kind;
	uint8_t depth;	 /* 0: the message itself; 1: what it quotes; 2: what that quotes … */
	int32_t message; /* index in `messages`; 0 is the document itself */
};

enum rt_role {
	RT_ROLE_FROM,
	RT_ROLE_SENDER,
	RT_ROLE_REPLY_TO,
	RT_ROLE_TO,
	RT_ROLE_CC,
	RT_ROLE_BCC,
	RT_ROLE_ON_BEHALF, /* who wrote for whom: the one behind "on behalf of" */
	RT_ROLE_COUNT
};

/* One address of one header field, as it was observed. */
struct rt_participant {
	enum rt_role role;
	const char *field;   /* header's name in lower case: "from", "x-to", "delivered-to" … */
	uint32_t position;   /* 0, 1, 2 … within the field */
	const char *name;    /* display name, decoded, otherwise as written; or NULL */
	const char *address; /* as written, without angle brackets; or NULL */
	const char *raw;     /* the item as the source has it: Exchange and Notes forms, escapes */
	struct rt_range range; /* in the text where it is printed there; else empty */
};

/* A moment as a header tells it. */
struct rt_moment {
	const char *iso; /* "2019-05-14T09:30:00+02:00"; without a zone where none was told; or NULL */
	const char *raw; /* as written */
	int64_t utc;	 /* seconds since 1970; only where iso is set (zone-less: as if UTC) */
	bool unset;	 /* it is the zero of a clock that nobody had set: told, but not believed */
};

/* The document's own message (index 0) or one that is quoted or forwarded in it. */
struct rt_message {
	enum rt_segment_kind kind; /* BODY for index 0, else QUOTE or FORWARD */
	struct rt_range range;	   /* its headers and words, with what it quotes in turn */
	int32_t parent;		   /* index of the message that it stands in; -1 for index 0 */
	struct rt_moment date;
	const char *subject;
	const char *lang; /* where it is surely another than the document's, else NULL */
	RT_VEC(struct rt_participant) participants;
	RT_VEC(struct rt_range) signatures; /* its signature blocks, in the text */
};

/* Something that could not be read or decoded. */
struct rt_problem {
	const char *path, *part;
	const char *stage;   /* "walk", "read", "decode", "segment", "scan" … */
	const char *class;   /* short, fixed, countable: "truncated", "bad-charset", "too-deep" … */
	const char *message; /* one clear sentence */
};

struct rt_document {
	struct rt_arena *arena;
	enum rt_document_kind kind;

	/* Where it came from. */
	const char *path;	    /* of the file, as walked */
	const char *part;	    /* "" the file itself; "17" mbox message; "17/2.1" a MIME part of it */
	uint64_t source_start, source_end; /* bytes of the file that it was read from */
	int32_t parent;		    /* index in the reader's batch of the document it hangs on; -1 */

	/* What it is. */
	const char *name;	/* attachment's or file's name, decoded, made harmless */
	const char *media_type; /* "message/rfc822", "text/html", "application/pdf" … */
	uint64_t size;		/* bytes, decoded */
	const char *sha256;	/* of the decoded bytes; of `text` for a mail */
	const char *charset;	/* that it was decoded from */
	uint32_t undecodable;	/* how many U+FFFD were put in */
	const char *lang;	/* "en", "he" … where known, else NULL */
	const char *lang_too;	/* of what is written in another script, or NULL */
	struct {
		const char *lang, *text;
		size_t segments;
		bool latin; /* it is written in Latin letters */
	} told; /* of what languages were told last (doc/lang.h), to do so once */

	const struct rt_mail_words *words; /* by which messages printed in it are known; NULL: none are */

	/* Its text. */
	const char *text;
	size_t len;
	RT_VEC(struct rt_segment) segments;
	RT_VEC(struct rt_message) messages; /* at least one for a mail; [0] is its own */

	/* Of a mail. */
	const char *message_id, *in_reply_to; /* without angle brackets */
	RT_VEC(const char *) references;
	const char *list_id;	/* of a mailing list */
	bool automatic;		/* Auto-Submitted, Precedence bulk or junk, a bounce */

	RT_VEC(struct rt_problem) problems;
};

struct rt_document *rt_document_new(struct rt_arena *arena);
/* Frees the vectors; the strings go with the arena. */
void rt_document_release(struct rt_document *document);

/* Notes a problem; path and part are the document's. The same again is not noted twice: a message nested a
 * thousand deep and cut short has one problem, not a thousand. */
__attribute__((format(printf, 4, 5))) void rt_document_problem(struct rt_document *document,
	const char *stage, const char *class, const char *format, ...);

const char *rt_role_name(enum rt_role role);		   /* "from", "to", "cc" … */
const char *rt_segment_name(enum rt_segment_kind kind);	   /* "header", "body" … */
const char *rt_document_kind_name(enum rt_document_kind kind); /* "mail", "text" … */

/* The segment that a place lies in; NULL where there are none. */
const struct rt_segment *rt_document_segment_at(const struct rt_document *document, uint32_t place);

#endif
