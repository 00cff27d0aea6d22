/*
 * Every limit that hostile input can meet, with its reason. A limit that is reached becomes a row
 * in `problem`; it never drops anything in silence.
 */
#ifndef RT_BASE_LIMITS_H
#define RT_BASE_LIMITS_H

/* Reading */
#define RT_MAX_FOLDER_DEPTH 256		   /* deeper trees are loops or attacks */
#define RT_MAX_PART_DEPTH 100		   /* MIME nesting; real mail stays under 20 */
#define RT_MAX_PARTS 10000		   /* parts in one message */
#define RT_MAX_HEADERS 2000		   /* header fields that are looked at in one message */
#define RT_MAX_ADDRESSES 20000		   /* participants of one message */
#define RT_MAX_TEXT_BYTES (64u << 20)	   /* text of one document; offsets stay in 32 bits */
#define RT_MAX_MESSAGE_BYTES (512u << 20)  /* one message, attachments included */
#define RT_MAX_HTML_DEPTH 256		   /* element nesting that is followed */
#define RT_MAX_PROPERTIES 100000	   /* properties of one Outlook message; real ones have 200 */
#define RT_MAX_UNPACK_DEPTH 16		   /* archives and messages in one another */
#define RT_MAX_UNPACKED_BYTES (512u << 20) /* what one item may become: archives can be bombs */

/* Rules */
#define RT_MAX_RULES 20000		   /* rules in one rule set */
#define RT_MAX_RULE_BYTES (64u << 10)	   /* one line of a rule file */
#define RT_MAX_PATTERN_BYTES (1u << 20)	   /* one pattern with its lists and defines put in */
#define RT_MATCH_LIMIT 200000u		   /* PCRE2 match limit, a call */
#define RT_DEPTH_LIMIT 2000u		   /* PCRE2 depth limit, a call */
#define RT_HEAP_LIMIT_KIB 8192u		   /* PCRE2 heap limit, a call */
#define RT_MAX_MATCH_BYTES 4096u	   /* longest mention; a longer one is running text */

#endif
