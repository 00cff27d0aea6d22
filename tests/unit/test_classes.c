/* Classes of characters: what they say of a code point is what PCRE2 says. */
#include "base/str.h"
#include "base/utf8.h"
#include "match/classes.h"
#include "match/pcre.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void found(void *context, size_t start, size_t end)
{
	(void)start, (void)end;
	*(bool *)context = true;
}

static bool pcre_has(const char *atom, uint32_t rune)
{
	char bytes[4];
	bool has = false;
	struct rt_str pattern = RT_STR_INIT, text = RT_STR_INIT;
	rt_str_append(&pattern, atom);
	rt_str_append_n(&text, bytes, rt_utf8_encode(rune, bytes));
	assert_int_equal(rt_pcre_runs(&pattern, &text, found, &has), 0);
	rt_str_release(&pattern);
	rt_str_release(&text);
	return has;
}

/* The planes without any character, or of private use, are asked of by one of their code points. */
static void far_planes_are_as_pcre_has_them(void **state)
{
	static const char *const atoms[] = {".", "[^a]", "\\w", "\\P{L}", "\\p{Co}", "[^\\p{Cn}]",
		"\\p{Cn}", "[\\x{50000}-\\x{50010}]", "[^\\x{F0001}]", "[\\x{3FFFF}-\\x{4FFFE}]",
		"[^\xf3\xb0\x80\x81]", "\\x{10FFFD}", "[\\x{A0}-\\x{10FFFF}]", NULL};
	static const uint32_t runes[] = {0x41, 0xe9, 0x5d0, 0xffff, 0x10000, 0x1f600, 0x3fffe, 0x3ffff,
		0x40000, 0x40001, 0x4fffd, 0x4fffe, 0x4ffff, 0x50000, 0x50005, 0x50011, 0xdfffd,
		0xdffff, 0xe0001, 0xe0100, 0xeffff, 0xf0000, 0xf0001, 0xf0002, 0xffffd, 0xffffe,
		0x100000, 0x10fffd, 0x10fffe, 0x10ffff};
	(void)state;
	struct rt_classes *classes = rt_classes_new();
	for (const char *const *atom = atoms; *atom; atom++) {
		int64_t id = rt_classes_ask(classes, *atom, strlen(*atom), "");
		assert_true(id >= 0);
		for (size_t i = 0; i < sizeof runes / sizeof *runes; i++)
			assert_int_equal(rt_classes_has(classes, (uint32_t)id, runes[i]),
				pcre_has(*atom, runes[i]));
	}
	rt_classes_free(classes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(far_planes_are_as_pcre_has_them)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
