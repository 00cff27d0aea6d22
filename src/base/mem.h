/*
 * Memory: the only place that calls malloc. Running out of memory ends the program with a message,
 * so no caller checks for NULL.
 */
#ifndef RT_BASE_MEM_H
#define RT_BASE_MEM_H

#include <stddef.h>

void *rt_alloc(size_t size);                 /* not cleared; free with rt_free */
void *rt_alloc_zero(size_t count, size_t size); /* cleared; checks count * size */
void *rt_realloc(void *old, size_t size);
void rt_free(void *memory); /* NULL is fine */
/* Ends the program as a failed allocation does, for libraries that allocate for themselves. */
_Noreturn void rt_out_of_memory(void);
char *rt_strdup(const char *text);
char *rt_strndup(const char *text, size_t len); /* len bytes and a NUL */

#endif
