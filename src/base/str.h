/*
 * A growing string, always ended by a NUL that len does not count. May hold NUL bytes.
 *
 *	struct rt_str line = RT_STR_INIT;
 *	rt_str_appendf(&line, "%s <%s>", name, address);
 *	rt_str_release(&line);
 *
 * init and release as in git: init gives an empty string that owns nothing, release frees what it
 * holds and leaves it as after init, clear keeps the memory.
 */
#ifndef RT_BASE_STR_H
#define RT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_str {
	char *data; /* never NULL; borrowed until the next change */
	size_t len, cap;
};

extern char rt_str_empty[];
#define RT_STR_INIT {.data = rt_str_empty}

void rt_str_release(struct rt_str *str);
void rt_str_clear(struct rt_str *str);
void rt_str_reserve(struct rt_str *str, size_t more);
void rt_str_append(struct rt_str *str, const char *text); /* up to its NUL */
void rt_str_append_n(struct rt_str *str, const char *text, size_t len);
void rt_str_append_rune(struct rt_str *str, uint32_t rune); /* as UTF-8 */
__attribute__((format(printf, 2, 3))) void rt_str_appendf(
	struct rt_str *str, const char *format, ...);
void rt_str_truncate(struct rt_str *str, size_t len);
void rt_str_trim(struct rt_str *str); /* ASCII blanks off both ends */
char *rt_str_detach(struct rt_str *str); /* yours to rt_free; str is empty after */
bool rt_str_equal(const struct rt_str *str, const char *text);

static inline void rt_str_append_char(struct rt_str *str, char byte)
{
	if (str->len + 1 >= str->cap)
		rt_str_reserve(str, 1);
	str->data[str->len++] = byte;
	str->data[str->len] = '\0';
}

#endif
