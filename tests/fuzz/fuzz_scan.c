/* A text, all rules: the scan finds what the slow way finds. */
#include "../support/both_ways.h"
#include "../support/built_in.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

static struct both_ways *both;

static void close_rules(void)
{
	both_ways_free(both);
	built_in_unload(NULL);
}

static void open_rules(void)
{
	if (built_in_load(NULL))
		abort();
	both = both_ways_new(built_in);
	atexit(close_rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rt_str text = RT_STR_INIT, differs = RT_STR_INIT;
	if (!both)
		open_rules();
	rt_utf8_repair(&text, (const char *)data, size);
	both_ways_scan(both, text.data, text.len, &differs);
	if (differs.len) {
		fputs(differs.data, stderr);
		abort();
	}
	rt_str_release(&text);
	rt_str_release(&differs);
	return 0;
}
