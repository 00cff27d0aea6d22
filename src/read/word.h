/*
 * The words of a Word document from before 2007 (.doc): Word 97 to 2003, and plain ones of Word 6 and 95.
 *
 * The stream "WordDocument" holds pieces of text in the order in which they were typed; a table in a
 * second stream says which piece follows which, and whether it is in bytes or in UTF-16. Format:
 * [MS-DOC].
 */
#ifndef RT_READ_WORD_H
#define RT_READ_WORD_H

#include "base/str.h"
#include "read/ole.h"

/* Appends the text: the body, then footnotes, headers, comments. item: of "WordDocument". */
enum rt_ole_end rt_word_read(
	struct rt_ole *ole, size_t item, struct rt_arena *arena, struct rt_str *out);

#endif
