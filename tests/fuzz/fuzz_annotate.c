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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rt_rules *rules; /* both are kept to the end, where a leak check sees them */
	static struct rt_annotator *annotator;
	if (!annotator) {
		char error[256];
		rules = rt_rules_open(NULL, 0, error, sizeof error);
		if (!rules)
			abort();
		annotator = rt_annotator_open(rules);
	}
	rt_annotate(annotator, (const char *)data, size, "2019-05-14", check, &size);
	return 0;
}
