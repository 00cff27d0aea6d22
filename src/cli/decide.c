#include "cli/decide.h"

#include "graph/graph.h"
#include "resolve/resolve.h"

#include <stdlib.h>
#include <time.h>

int rt_decide_note(const char *case_path, struct rt_decision *decision, struct rt_err *err)
{
	char date[32] = "";
	time_t now = time(NULL);
	struct tm day;
	if (gmtime_r(&now, &day))
		strftime(date, sizeof date, "%Y-%m-%d", &day);
	const char *user = getenv("USER");
	if (!decision->author || !*decision->author)
		decision->author = user ? user : "";
	if (!decision->date || !*decision->date)
		decision->date = date;
	char *path = rt_decisions_path(case_path);
	int result = rt_decisions_append(path, decision, err);
	rt_free(path);
	decision->date = "";
	return result;
}

int rt_decide_replay(const char *case_path, struct rt_err *err)
{
	struct rt_store *store = rt_store_open(case_path, RT_STORE_WRITE, err);
	if (!store)
		return -1;
	const struct rt_resolve_options options = {0};
	int failed = rt_resolve(store, &options, err) || rt_store_begin(store, err) ||
		     rt_graph_build(store, err) || rt_store_commit(store, err);
	rt_store_close(store);
	return failed ? -1 : 0;
}
