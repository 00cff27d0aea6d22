#include "cli/case.h"

#include <stdio.h>

struct rt_store *rt_case_open(const char *path, struct rt_err *err)
{
	struct rt_store *store = rt_store_open(path, RT_STORE_READ, err);
	if (store && rt_store_is_unfinished(store, NULL) > 0)
		fprintf(stderr,
			"redthread: the last scan into %s was cut short; the same scan again finishes it\n",
			path);
	return store;
}
