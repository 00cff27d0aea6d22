/* Any text through the built-in rules: every mention lies within the text and none overlap but
 * parts. Rules are those of $REDTHREAD_RULES. */
#include "redthread.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(void *context, const struct rt_found *found)
{
	const size_t *size = context;
	if (found->start >= found->end || found->end > *size || !*found->type || !found->value)
		abort();
}

/* Opened once for all inputs and closed at the end, so that a leak check finds nothing of ours. */
static struct rt_rules *rules;
static struct rt_annotator *annotator;

static void close_all(void)
{
	rt_annotator_close(annotator);
	rt_rules_close(rules);
}

static void open_once(void)
{
	char error[256];
	if (annotator)
		return;
	rules = rt_rules_open(NULL, 0, error, sizeof error);
	if (!rules)
		abort();
	annotator = rt_annotator_open(rules);
	atexit(close_all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	open_once();
	rt_annotate(annotator, (const char *)data, size, "2019-05-14", check, &size);
	return 0;
}
