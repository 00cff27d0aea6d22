/*
 * A cache that is damaged or was put there by someone else, as lists and automaton are taken out of it.
 *
 * The input is a list of changes to a good cache, eight bytes each: where (a word of four bytes in
 * one of its sections) and what stands there now; the first byte of all tells whether the change came
 * before the checksums were made (malice) or after (damage). Malice may change what is found, and
 * nothing else; damage may change nothing at all.
 */
#include "config.h"

#include "base/file.h"
#include "engine/engine.h"
#include "match/match.h"
#include "words/gazetteer.h"
#include "words/signature.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/words.h"
#include "../support/small_lists.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CUT 0x80000000u /* in a place: the section ends here */
#define CHANGES_MAX 64

static const char text[] = "No. 12/3, ana@example.org and Ana@b.example v. No. 4/567 (ÉCOLE).\n"
			   "Jean-Luc Court at the Court of Appeal, Bank of Ireland and Anna, שרה לא.\n";

static const char *const sections[] = {"wakers", "classes", "states", "lists-sizes", "lists-pool",
	"lists-tokens", "lists-nodes", "lists-edges", "lists-endings", "lists-sets",
	"lists-spellings", "lists-runs", "lists-token-slots", "lists-edge-slots", "lists-pairs", "patterns",
	"lists-token-tags", "positions"};
#define SECTIONS (sizeof sections / sizeof *sections)

static char folder[] = "/tmp/redthread-fuzz-XXXXXX";
static struct rt_str good[SECTIONS], good_path, good_file, good_result;

/* --- what a cache is used for ------------------------------------------------------------------ */

static void matched(void *context, const struct rt_match *match)
{
	rt_str_appendf(context, "%u@%u-%u\n", match->pattern, match->start, match->end);
}

static struct rt_matcher *matcher_new(const struct rt_cache *cache)
{
	static const char *const patterns[] = {"(?i)\\bno\\. (?<n>\\d+)/\\d+", "[\\w.+-]+@[\\w.]+",
		"\\bé\\w+(?!\\w)|(?i)\\bécole", "\\p{Lu}\\w+ v\\. "};
	struct rt_matcher *matcher = rt_matcher_new();
	unsigned column;
	rt_matcher_use_cache(matcher, cache);
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (rt_matcher_add(matcher, patterns[i], &column, NULL))
			abort();
	rt_matcher_finish(matcher);
	return matcher;
}

static void match(const struct rt_matcher *matcher, struct rt_str *out)
{
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	const struct rt_match_sink sink = {.context = out, .found = matched};
	rt_matcher_run(matcher, scratch, text, strlen(text), &sink);
	rt_match_scratch_free(scratch);
}

static void found_words(void *context, const struct rt_words_match *match)
{
	rt_str_appendf(context, "%u-%u\n", match->start, match->end);
}

static void find_words(const struct rt_gazetteer *gazetteer, struct rt_str *out)
{
	const struct rt_words_sink sink = {.context = out, .found = found_words};
	const struct rt_range all = {0, sizeof text - 1};
	struct rt_word_terms *terms = rt_word_terms_new(gazetteer);
	struct rt_tokens tokens = {0};
	struct rt_err err;
	size_t place;
	rt_words_add(terms, "<given> <capital>?", &place, &err);
	rt_words_add(terms, "<body> | <body/all&caps>", &place, &err);
	rt_word_terms_finish(terms);
	struct rt_signatures *signatures = rt_signatures_new(terms);
	struct rt_vocabulary *vocabulary = rt_vocabulary_new(gazetteer, signatures);
	struct rt_words_runner *runner = rt_words_runner_new(terms);
	rt_tokenise(vocabulary, text, all, RT_SEGMENT_BODY, 0, &tokens);
	rt_words_begin(runner, tokens.count);
	rt_words_run(runner, vocabulary, text, tokens.items, 0, (uint32_t)tokens.count, NULL, &sink);
	rt_vec_release(&tokens);
	rt_words_runner_free(runner);
	rt_vocabulary_free(vocabulary);
	rt_signatures_free(signatures);
	rt_word_terms_free(terms);
}

static void look_up(const struct rt_gazetteer *gazetteer, struct rt_str *out)
{
	static const char *const names[] = {"court of appeal", "Ana", "Bank", "Jean-Luc", ""};
	const char *name;
	for (size_t i = 0; (name = rt_gazetteer_set_name(gazetteer, i)); i++) {
		rt_str_append(out, name);
		rt_gazetteer_spellings(gazetteer, (int)i, out);
		for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
			const char *entry = rt_gazetteer_lookup(
				gazetteer, (int)i, names[j], strlen(names[j]));
			rt_str_append(out, entry ? entry : "-");
		}
	}
	rt_str_appendf(out, "%zu", rt_gazetteer_entries(gazetteer));
}

/* Everything that is done with a cache; a gazetteer that it does not give is made anew. */
static void use(const char *key, struct rt_str *out)
{
	struct rt_cache *cache = rt_cache_open("fuzz", key);
	struct rt_matcher *matcher = matcher_new(cache);
	match(matcher, out);
	rt_matcher_free(matcher);
	rt_cache_close(cache);
	cache = rt_cache_open("fuzz", key);
	struct rt_gazetteer *gazetteer = cache ? rt_gazetteer_restore(cache) : NULL;
	if (!gazetteer)
		gazetteer = small_lists_new();
	find_words(gazetteer, out);
	look_up(gazetteer, out);
	rt_gazetteer_free(gazetteer);
}

/* --- a good one, and what becomes of it -------------------------------------------------------- */

static void remove_folder(void)
{
	unlink(good_path.data);
	rmdir(folder);
	for (size_t i = 0; i < SECTIONS; i++)
		rt_str_release(&good[i]);
	rt_str_release(&good_path);
	rt_str_release(&good_file);
	rt_str_release(&good_result);
}

static void find_file(void)
{
	DIR *handle = opendir(folder);
	for (struct dirent *entry; handle && (entry = readdir(handle));)
		if (strstr(entry->d_name, ".cache"))
			rt_str_appendf(&good_path, "%s/%s", folder, entry->d_name);
	if (handle)
		closedir(handle);
}

static void keep_good(void)
{
	struct rt_cache *cache = rt_cache_open("fuzz", "key");
	struct rt_err err;
	for (size_t i = 0; i < SECTIONS; i++) {
		size_t len;
		const char *bytes = rt_cache_get(cache, sections[i], &len);
		if (!bytes)
			abort(); /* a section has another name now: say it in `sections` */
		good[i] = (struct rt_str)RT_STR_INIT;
		rt_str_append_n(&good[i], bytes, len);
	}
	rt_cache_close(cache);
	find_file();
	if (rt_file_read(good_path.data, 0, &good_file, &err))
		abort();
}

static void open_once(void)
{
	struct rt_err err;
	if (good_file.len)
		return;
	if (!mkdtemp(folder) || setenv("REDTHREAD_CACHE", folder, 1))
		abort();
	atexit(remove_folder);
	good_path = good_file = good_result = (struct rt_str)RT_STR_INIT;
	struct rt_cache_writer *writer = rt_cache_writer_new();
	struct rt_matcher *matcher = matcher_new(NULL);
	struct rt_gazetteer *gazetteer = small_lists_new();
	match(matcher, &good_result);
	rt_matcher_save(matcher, writer);
	rt_gazetteer_save(gazetteer, writer);
	rt_matcher_free(matcher);
	find_words(gazetteer, &good_result);
	look_up(gazetteer, &good_result);
	if (rt_cache_save(writer, "fuzz", "key", &err))
		abort();
	rt_gazetteer_free(gazetteer);
	keep_good();
}

static void change(struct rt_str *bytes, uint32_t where, uint32_t what)
{
	size_t at = (where & ~CUT) % (bytes->len + 1) & ~(size_t)3;
	if (where & CUT)
		bytes->len = at;
	else if (at + sizeof what <= bytes->len)
		memcpy(bytes->data + at, &what, sizeof what);
}

static void damage(const uint8_t *data, size_t size)
{
	struct rt_str file = RT_STR_INIT, result = RT_STR_INIT;
	struct rt_err err;
	uint32_t pair[2];
	rt_str_append_n(&file, good_file.data, good_file.len);
	for (size_t at = 0; at + sizeof pair <= size; at += sizeof pair) {
		memcpy(pair, data + at, sizeof pair);
		change(&file, pair[0], pair[1]);
	}
	if (rt_file_write(good_path.data, file.data, file.len, &err))
		abort();
	use("key", &result);
	if (result.len != good_result.len || memcmp(result.data, good_result.data, result.len)) {
		fprintf(stderr, "damaged:\n%s\nwhole:\n%s\n", result.data, good_result.data);
		abort();
	}
	rt_str_release(&file);
	rt_str_release(&result);
}

/* A section's number stands in the upper bits of the place. */
static void malice(const uint8_t *data, size_t size)
{
	struct rt_cache_writer *writer = rt_cache_writer_new();
	struct rt_str bytes = RT_STR_INIT, result = RT_STR_INIT;
	struct rt_err err;
	for (size_t i = 0; i < SECTIONS; i++) {
		uint32_t pair[2];
		rt_str_clear(&bytes);
		rt_str_append_n(&bytes, good[i].data, good[i].len);
		for (size_t at = 0; at + sizeof pair <= size; at += sizeof pair) {
			memcpy(pair, data + at, sizeof pair);
			if ((pair[0] >> 24 & 0x7f) % SECTIONS == i)
				change(&bytes, pair[0] & (CUT | 0xffffff), pair[1]);
		}
		rt_cache_put(writer, sections[i], bytes.data, bytes.len);
	}
	if (rt_cache_save(writer, "fuzz", "key", &err))
		abort();
	use("key", &result);
	rt_str_release(&bytes);
	rt_str_release(&result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	open_once();
	if (!size || size > CHANGES_MAX * 2 * sizeof(uint32_t))
		return 0;
	if (*data & 1)
		damage(data + 1, size - 1);
	else
		malice(data + 1, size - 1);
	return 0;
}
