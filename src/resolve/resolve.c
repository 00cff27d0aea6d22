#include "resolve/resolve.h"

#include "base/log.h"
#include "engine/engine.h"
#include "resolve/decisions.h"
#include "resolve/resolution_p.h"
#include "store/entity.h"
#include "store/write.h"

#include <stdio.h>

static void release(struct rt_resolution *all)
{
	rt_vec_release(&all->papers);
	rt_vec_release(&all->posts);
	rt_vec_release(&all->parties);
	rt_vec_release(&all->spots);
	rt_vec_release(&all->things);
	rt_vec_release(&all->ties);
	rt_vec_release(&all->replies);
	rt_vec_release(&all->guesses);
	rt_map_free(all->thing_by_key);
	rt_free(all->thing_of_identity);
	rt_identities_free(all->who);
	rt_bodies_free(all->bodies);
	rt_lexicon_free(all->lexicon);
	rt_arena_free(all->arena);
}

static const char *rules_folder(const struct rt_resolve_options *options)
{
	return options && options->rules_folder ? options->rules_folder : rt_ruleset_builtin_folder();
}

/* Lines that could not be used become problems of the case, and are said once. */
static int note_errors(struct rt_store *store, const char *path, const struct rt_decisions *decisions,
	struct rt_err *err)
{
	RT_VEC_FOREACH(error, &decisions->errors)
	{
		char message[320];
		snprintf(message, sizeof message, "line %u: %s; skipped", error->line, error->message);
		rt_log(RT_LOG_WARN, "decisions, %s", message);
		struct rt_problem problem = {.path = path, .part = "", .stage = "resolve",
			.class = "decision", .message = message};
		if (rt_store_add_problem(store, 0, 0, &problem, err))
			return -1;
	}
	return 0;
}

static int write_all(struct rt_resolution *all, const char *path,
	const struct rt_decisions *decisions, struct rt_err *err)
{
	if (rt_store_begin(all->store, err))
		return -1;
	if (!rt_store_clear_resolution(all->store, err) &&
		!note_errors(all->store, path, decisions, err) && !rt_resolution_write(all, err) &&
		!rt_store_commit(all->store, err))
		return 0;
	rt_store_rollback(all->store);
	return -1;
}

int rt_resolve(struct rt_store *store, const struct rt_resolve_options *options, struct rt_err *err)
{
	int result = -1;
	struct rt_resolution all = {.store = store, .arena = rt_arena_new(), .thing_by_key = rt_map_new()};
	struct rt_decisions decisions = {0};
	char *path = options && options->decisions ? rt_strdup(options->decisions)
						   : rt_decisions_path(rt_store_path(store));
	all.lexicon = rt_lexicon_load(rules_folder(options), err);
	if (rt_decisions_read(path, &decisions, err) || !all.lexicon)
		goto out;
	all.who = rt_identities_new(all.lexicon);
	all.bodies = rt_bodies_new(rules_folder(options));
	if (rt_resolution_load(&all, err) || rt_resolution_load_mentions(&all, err))
		goto out;
	rt_resolution_decide_people(&all, &decisions);
	rt_identities_settle(all.who);
	rt_resolution_make_people(&all);
	rt_resolution_place_bodies(&all);
	rt_resolution_decide_things(&all, &decisions);
	rt_resolution_place_parties(&all);
	if (rt_resolution_thread(&all, err))
		goto out;
	rt_resolution_tie(&all);
	rt_resolution_reply(&all);
	rt_resolution_join_bare(&all);
	rt_resolution_place_mentions(&all);
	result = write_all(&all, path, &decisions, err);
out:
	rt_decisions_release(&decisions);
	rt_free(path);
	release(&all);
	return result;
}
