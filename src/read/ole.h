/*
 * OLE compound files: a small file system in a file, in which Outlook, Word, Excel and PowerPoint
 * kept everything until 2007 and Outlook still does.
 *
 * The file is sectors; a table (FAT) says for each sector which one follows it. What is smaller than
 * 4096 bytes lies in a stream of small sectors with a table of its own. A directory lists folders and
 * streams; those of one folder are nodes of a tree.
 *
 * The reader is our own: libgsf walks that tree by recursion, and a file with a million names in
 * one line takes the program down. Here the directory is laid out once, each name in one folder only,
 * no walk is longer than there are sectors or names. Format: [MS-CFB].
 */
#ifndef RT_READ_OLE_H
#define RT_READ_OLE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct rt_ole;

/* What comes of the reader of a program's own streams: Word's, Excel's. */
enum rt_ole_end { RT_OLE_WHOLE, RT_OLE_DAMAGED, RT_OLE_ENCRYPTED };

/* NULL where the bytes are no such file or have no directory left. They must outlive it. */
struct rt_ole *rt_ole_open(const char *bytes, size_t len);
void rt_ole_close(struct rt_ole *ole);
/* Some of it is missing or contradicts itself. */
bool rt_ole_damaged(const struct rt_ole *ole);

/* A folder is a number; this one is the outermost. */
#define RT_OLE_ROOT 0

/* The first and the number of a folder's own names; they stand one behind the other. */
size_t rt_ole_first(const struct rt_ole *ole, size_t folder);
size_t rt_ole_count(const struct rt_ole *ole, size_t folder);
/* Of one of them: letters beyond ASCII stand as "?". Borrowed. */
const char *rt_ole_name(const struct rt_ole *ole, size_t item);
bool rt_ole_is_folder(const struct rt_ole *ole, size_t item);
/* Of that name in a folder; 0, which is in none, where there is none. */
size_t rt_ole_find(const struct rt_ole *ole, size_t folder, const char *name);
/* The bytes of a stream, in the arena, with a NUL behind them; NULL where it is none, breaks off, or
 * where more came out of the file than can be in it. */
const char *rt_ole_stream(struct rt_ole *ole, struct rt_arena *arena, size_t item, size_t *len_r);

#endif
