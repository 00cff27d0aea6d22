#include "resolve/resolve.h"

#include "resolve/resolution_p.h"
#include "store/entity.h"

#include <stdlib.h>

static void release(struct rt_resolution *all)
{
	rt_vec_release(&all->papers);
	rt_vec_release(&all->posts);
	rt_vec_release(&all->parties);
	rt_vec_release(&all->spots);
	rt_vec_release(&all->things);
	rt_vec_release(&all->ties);
	rt_map_free(all->thing_by_key);
	rt_free(all->thing_of_identity);
	rt_identities_free(all->who);
	rt_lexicon_free(all->lexicon);
	rt_arena_free(all->arena);
}

static const char *rules_folder(const struct rt_resolve_options *options)
{
	if (options && options->rules_folder)
		return options->rules_folder;
	const char *named = getenv("REDTHREAD_RULES");
	return named && *named ? named : RT_RULES_DIR;
}

int rt_resolve(struct rt_store *store, const struct rt_resolve_options *options, struct rt_err *err)
{
	int result = -1;
	struct rt_resolution all = {.store = store, .arena = rt_arena_new(), .thing_by_key = rt_map_new()};
	all.lexicon = rt_lexicon_load(rules_folder(options), err);
	if (!all.lexicon)
		goto out;
	all.who = rt_identities_new(all.lexicon);
	if (rt_resolution_load(&all, err) || rt_resolution_load_mentions(&all, err))
		goto out;
	rt_identities_settle(all.who);
	rt_resolution_make_people(&all);
	rt_resolution_tie(&all);
	rt_resolution_place_mentions(&all);
	if (rt_store_begin(store, err))
		goto out;
	if (rt_store_clear_resolution(store, err) || rt_resolution_write(&all, err) ||
		rt_store_commit(store, err))
		rt_store_rollback(store);
	else
		result = 0;
out:
	release(&all);
	return result;
}
