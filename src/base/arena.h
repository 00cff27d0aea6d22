/*
 * Arena: many small objects that die together.
 *
 * One arena a document, passed first, reset in the worker's loop. Nothing is freed by itself.
 * Blocks grow up to a bound and are kept over a reset, so that a worker stops asking the system
 * after a few documents. Built with RT_ARENA_MALLOC each object is its own malloc, so that
 * sanitizers and valgrind see a read past its end.
 *
 *	struct rt_arena *arena = rt_arena_new();
 *	char *name = rt_arena_strndup(arena, text + start, end - start);
 *	rt_arena_reset(arena);   // name is gone
 *	rt_arena_free(arena);
 */
#ifndef RT_BASE_ARENA_H
#define RT_BASE_ARENA_H

#include <stddef.h>

struct rt_arena;

struct rt_arena *rt_arena_new(void);
void rt_arena_free(struct rt_arena *arena);
void rt_arena_reset(struct rt_arena *arena);

void *rt_arena_alloc(struct rt_arena *arena, size_t size); /* aligned for any type, not cleared */
void *rt_arena_zero(struct rt_arena *arena, size_t count, size_t size);
char *rt_arena_strdup(struct rt_arena *arena, const char *text);
char *rt_arena_strndup(struct rt_arena *arena, const char *text, size_t len);
__attribute__((format(printf, 2, 3))) char *rt_arena_printf(
	struct rt_arena *arena, const char *format, ...);

size_t rt_arena_size(const struct rt_arena *arena); /* bytes handed out since the last reset */

#endif
