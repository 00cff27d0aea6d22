/* From here on everything is worked out of the case file: entities, links, the text index. */
#include "graph/graph.h"
#include "stage/stage.h"
#include "store/count.h"
#include "store/write.h"

int rt_stage_tie(struct rt_run *run, struct rt_err *err)
{
	int current = rt_graph_is_current(run->store, err);
	if (current)
		return current < 0 ? -1 : 0;
	rt_stage_begin(run, RT_STAGE_TIE, "tying", "links", 0, 0);
	int failed = rt_store_begin(run->store, err) || rt_graph_build(run->store, err) ||
		rt_store_commit(run->store, err) || rt_stage_whole(run, err);
	rt_stage_end(run, RT_STAGE_TIE);
	return failed ? -1 : 0;
}

int rt_stage_finish(struct rt_run *run, struct rt_err *err)
{
	struct rt_counts counts;
	if (rt_store_begin(run->store, err) || rt_store_index_text(run->store, err) ||
		rt_store_run_finish(run->store, run->id, err) || rt_store_commit(run->store, err) ||
		rt_store_count(run->store, &counts, err))
		return -1;
	run->report->problems = (uint64_t)counts.problems;
	return 0;
}
