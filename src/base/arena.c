#include "config.h"
#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)4 << 20)
#define ALIGNMENT (sizeof(max_align_t))

struct block {
	struct block *next;
	size_t size, used;
	max_align_t data[];
};

struct rt_arena {
	struct block *first, *current;
	size_t handed_out;
};

struct rt_arena *rt_arena_new(void)
{
	return rt_alloc_zero(1, sizeof(struct rt_arena));
}

static void free_blocks(struct rt_arena *arena)
{
	struct block *next;
	for (struct block *block = arena->first; block; block = next) {
		next = block->next;
		rt_free(block);
	}
	arena->first = arena->current = NULL;
}

void rt_arena_free(struct rt_arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena);
	rt_free(arena);
}

static struct block *new_block(size_t size)
{
	struct block *block = rt_alloc(sizeof *block + size);
	*block = (struct block){.size = size};
	return block;
}

#ifdef RT_ARENA_MALLOC

void rt_arena_reset(struct rt_arena *arena)
{
	free_blocks(arena);
	arena->handed_out = 0;
}

static struct block *room_for(struct rt_arena *arena, size_t size)
{
	struct block *block = new_block(size);
	block->next = arena->first;
	return arena->first = block;
}

#else

void rt_arena_reset(struct rt_arena *arena)
{
	/* Blocks of an outsized document go back; the usual ones stay for the next. */
	struct block **place = &arena->first;
	while (*place) {
		struct block *block = *place;
		block->used = 0;
		if (block->size > LARGEST_BLOCK) {
			*place = block->next;
			rt_free(block);
		} else {
			place = &block->next;
		}
	}
	arena->current = arena->first;
	arena->handed_out = 0;
}

static struct block *room_for(struct rt_arena *arena, size_t size)
{
	struct block *block = arena->current;
	while (block && block->size - block->used < size && block->next)
		block = arena->current = block->next;
	if (block && block->size - block->used >= size)
		return block;
	size_t wanted = block ? block->size * 2 : FIRST_BLOCK;
	if (wanted > LARGEST_BLOCK)
		wanted = LARGEST_BLOCK;
	struct block *fresh = new_block(size > wanted ? size : wanted);
	if (block)
		block->next = fresh;
	else
		arena->first = fresh;
	return arena->current = fresh;
}

#endif

void *rt_arena_alloc(struct rt_arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		return rt_alloc(SIZE_MAX);
	size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
#ifdef RT_ARENA_MALLOC
	size_t taken = size; /* exact, so that one byte too far is seen */
#else
	size_t taken = rounded;
#endif
	struct block *block = room_for(arena, taken);
	void *memory = (char *)block->data + block->used;
	block->used += taken;
	arena->handed_out += rounded;
	return memory;
}

void *rt_arena_zero(struct rt_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return rt_alloc(SIZE_MAX);
	return memset(rt_arena_alloc(arena, count * size), 0, count * size);
}

char *rt_arena_strndup(struct rt_arena *arena, const char *text, size_t len)
{
	char *copy = rt_arena_alloc(arena, len + 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *rt_arena_strdup(struct rt_arena *arena, const char *text)
{
	return rt_arena_strndup(arena, text, strlen(text));
}

char *rt_arena_printf(struct rt_arena *arena, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = rt_arena_alloc(arena, (size_t)(len < 0 ? 0 : len) + 1);
	vsnprintf(text, (size_t)(len < 0 ? 0 : len) + 1, format, again);
	va_end(again);
	return text;
}

size_t rt_arena_size(const struct rt_arena *arena)
{
	return arena->handed_out;
}
