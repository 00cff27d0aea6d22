#include "resolve/resolve.h"

#include "base/file.h"
#include "base/log.h"
#include "base/sha256.h"
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

/* What the resolution is made of; empty where the extraction has not come to its end. */
static int append_stamp(struct rt_store *store, const struct rt_lexicon *lexicon, const char *path,
	struct rt_str *out, struct rt_err *err)
{
	struct rt_str decisions = RT_STR_INIT;
	char sum[RT_SHA256_HEX];
	if (rt_store_meta_get(store, RT_META_EXTRACTED, out, err) < 0)
		return -1;
	if (!out->len)
		return 0;
	rt_file_read(path, 0, &decisions, NULL); /* there may be none */
	rt_sha256(decisions.data, decisions.len, sum);
	rt_str_appendf(out, " %s %s", rt_lexicon_stamp(lexicon), sum);
	rt_str_release(&decisions);
	return 0;
}

static char *decisions_path(struct rt_store *store, const struct rt_resolve_options *options)
{
	return options && options->decisions ? rt_strdup(options->decisions)
					     : rt_decisions_path(rt_store_path(store));
}

static int write_all(struct rt_resolution *all, const char *path,
	const struct rt_decisions *decisions, const struct rt_str *stamp, struct rt_err *err)
{
	if (rt_store_begin(all->store, err))
		return -1;
	if (!rt_store_clear_resolution(all->store, err) &&
		!note_errors(all->store, path, decisions, err) && !rt_resolution_write(all, err) &&
		!rt_store_meta_set(all->store, RT_META_RESOLVED, stamp->data, err) &&
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
	struct rt_str stamp = RT_STR_INIT;
	char *path = decisions_path(store, options);
	all.lexicon = rt_lexicon_load(rules_folder(options), err);
	if (!all.lexicon || append_stamp(store, all.lexicon, path, &stamp, err) ||
		rt_decisions_read(path, &decisions, err))
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
	result = write_all(&all, path, &decisions, &stamp, err);
out:
	rt_str_release(&stamp);
	rt_decisions_release(&decisions);
	rt_free(path);
	release(&all);
	return result;
}

int rt_resolve_is_current(
	struct rt_store *store, const struct rt_resolve_options *options, struct rt_err *err)
{
	struct rt_str wanted = RT_STR_INIT, found = RT_STR_INIT;
	char *path = decisions_path(store, options);
	struct rt_lexicon *lexicon = rt_lexicon_load(rules_folder(options), err);
	int failed = !lexicon || append_stamp(store, lexicon, path, &wanted, err) ||
		rt_store_meta_get(store, RT_META_RESOLVED, &found, err) < 0;
	bool current = wanted.len && rt_str_equal(&found, wanted.data);
	rt_lexicon_free(lexicon);
	rt_free(path);
	rt_str_release(&wanted);
	rt_str_release(&found);
	return failed ? -1 : current;
}
