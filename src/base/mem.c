#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void rt_out_of_memory(void)
{
	fprintf(stderr, "redthread: out of memory\n");
	exit(3);
}

static void *must(void *memory, size_t size)
{
	if (!memory && size) {
		fprintf(stderr, "redthread: out of memory (asked for %zu bytes)\n", size);
		exit(3);
	}
	return memory;
}

void *rt_alloc(size_t size)
{
	return must(malloc(size ? size : 1), size);
}

void *rt_alloc_zero(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		must(NULL, SIZE_MAX);
	return must(calloc(count ? count : 1, size ? size : 1), count * size);
}

void *rt_realloc(void *old, size_t size)
{
	return must(realloc(old, size ? size : 1), size);
}

void rt_free(void *memory)
{
	free(memory);
}

char *rt_strdup(const char *text)
{
	return rt_strndup(text, strlen(text));
}

char *rt_strndup(const char *text, size_t len)
{
	char *copy = rt_alloc(len + 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}
