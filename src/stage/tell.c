/*
 * Telling: what documents are in is told when they are read. Who adds a language to the rules has
 * read his dump already: then all of it is told again.
 */
#include "doc/lang.h"
#include "stage/stage.h"
#include "store/write.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static int tell_all(struct rt_run *run, struct rt_err *err)
{
	struct rt_loader loader = {
		.store = rt_store_open(run->options->case_path, RT_STORE_READ, err)};
	struct rt_stored *stored;
	int got = loader.store ? 1 : -1;
	while (got > 0 && (got = rt_loader_next(&loader, &stored, err)) > 0) {
		const struct rt_document *document = stored->document;
		const char *lang = rt_lang_sure(
			rt_ruleset_languages(run->rules), document->text, document->len);
		if (!is_same(lang, document->lang) &&
			rt_store_set_lang(run->store, stored->id, lang, err))
			got = -1;
		rt_stored_free(stored);
	}
	rt_store_close(loader.store);
	return got;
}

int rt_stage_tell(struct rt_run *run, struct rt_err *err)
{
	char sum[24];
	struct rt_str told = RT_STR_INIT;
	snprintf(sum, sizeof sum, "%" PRIx64, rt_languages_sum(rt_ruleset_languages(run->rules)));
	int got = rt_store_meta_get(run->store, RT_META_LANGUAGES, &told, err);
	bool same = got > 0 && !strcmp(told.data, sum), first = !got;
	rt_str_release(&told);
	if (got < 0 || same)
		return got < 0 ? -1 : 0;
	if (rt_store_begin(run->store, err) || (!first && tell_all(run, err)) ||
		rt_store_meta_set(run->store, RT_META_LANGUAGES, sum, err))
		return -1;
	return rt_store_commit(run->store, err);
}
