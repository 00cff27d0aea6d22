#include "resolve/lexicon.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LIST_BYTES (16u << 20)

struct forms {
	RT_VEC(uint32_t) lines; /* numbers of the nickname lines that the word stands on */
};

struct rt_lexicon {
	struct rt_arena *arena;
	struct rt_map *words[RT_WORD_CLASS_COUNT];
	struct rt_map *nicknames; /* word -> index in forms */
	RT_VEC(struct forms) forms;
	RT_VEC(const char *) formal; /* of each nickname line */
	struct rt_map *join_ids;
	RT_VEC(struct rt_join_rule) joins;
	struct rt_join_rule none;
	struct rt_sha256 *sum; /* while it is read */
	char stamp[RT_SHA256_HEX];
};

static const char *const class_files[RT_WORD_CLASS_COUNT] = {"role", "machine", "list", "nobody",
	"honorific", "suffix", "particle", "freemail", "title", "company",
	"common-family"};

void rt_latin_bare(struct rt_str *out, const char *text, size_t len)
{
	bool ascii = true;
	for (size_t i = 0; i < len && ascii; i++)
		ascii = !(text[i] & 0x80);
	if (ascii) {
		for (size_t i = 0; i < len; i++) {
			char c = text[i];
			rt_str_append_char(out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
		}
		return;
	}
	struct rt_str latin = RT_STR_INIT;
	rt_utf8_latin(&latin, text, len);
	rt_utf8_bare(out, latin.data, latin.len);
	rt_str_release(&latin);
}

/* Calls line() for each line that says something. */
static void each_line(struct rt_lexicon *lexicon, char *text,
	void (*line)(struct rt_lexicon *, char *, void *), void *context)
{
	for (char *at = text, *end; at && *at; at = end) {
		end = strchr(at, '\n');
		if (end)
			*end++ = '\0';
		at += strspn(at, " \t");
		size_t len = strlen(at);
		while (len && strchr(" \t\r", at[len - 1]))
			at[--len] = '\0';
		if (len && *at != '#')
			line(lexicon, at, context);
	}
}

static void word_line(struct rt_lexicon *lexicon, char *line, void *context)
{
	struct rt_map *words = context;
	size_t len = strcspn(line, " \t");
	uint64_t value = strstr(line + len, "generation") ? 2 : 1;
	struct rt_str bare = RT_STR_INIT;
	rt_latin_bare(&bare, line, len);
	*rt_map_at(words, bare.data, bare.len) = value;
	rt_str_release(&bare);
	(void)lexicon;
}

static void add_form(struct rt_lexicon *lexicon, const char *text, size_t len, uint32_t line)
{
	struct rt_str bare = RT_STR_INIT;
	rt_latin_bare(&bare, text, len);
	uint64_t *slot = rt_map_at(lexicon->nicknames, bare.data, bare.len);
	if (!*slot) {
		rt_vec_push(&lexicon->forms, (struct forms){0});
		*slot = lexicon->forms.count;
	}
	struct forms *forms = &lexicon->forms.items[*slot - 1];
	if (!forms->lines.count || forms->lines.items[forms->lines.count - 1] != line)
		rt_vec_push(&forms->lines, line);
	if (lexicon->formal.count == line)
		rt_vec_push(&lexicon->formal, rt_arena_strdup(lexicon->arena, bare.data));
	rt_str_release(&bare);
}

static void nickname_line(struct rt_lexicon *lexicon, char *line, void *context)
{
	(void)context;
	uint32_t number = (uint32_t)lexicon->formal.count;
	for (char *at = line;; at++) {
		size_t len = strcspn(at, "|");
		if (len)
			add_form(lexicon, at, len, number);
		at += len;
		if (!*at)
			break;
	}
}

static void join_line(struct rt_lexicon *lexicon, char *line, void *context)
{
	(void)context;
	size_t len = strcspn(line, " \t");
	char *end = line + len;
	double score = strtod(end, &end);
	struct rt_join_rule rule = {
		.id = rt_arena_strndup(lexicon->arena, line, len),
		.why = rt_arena_strdup(lexicon->arena, end + strspn(end, " \t")),
		.score = score,
	};
	rt_vec_push(&lexicon->joins, rule);
	*rt_map_at(lexicon->join_ids, rule.id, len) = lexicon->joins.count;
}

static int load_file(struct rt_lexicon *lexicon, const char *path,
	void (*line)(struct rt_lexicon *, char *, void *), void *context, struct rt_err *err)
{
	struct rt_str text = RT_STR_INIT;
	int result = rt_file_read(path, MAX_LIST_BYTES, &text, err);
	rt_sha256_add(lexicon->sum, text.data, text.len + 1); /* its NUL parts it from the next */
	if (!result)
		each_line(lexicon, text.data, line, context);
	rt_str_release(&text);
	return result;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The folder's lists in order of their names, so that numbers do not depend on the directory. */
static void load_nicknames(struct rt_lexicon *lexicon, const char *folder)
{
	DIR *dir = opendir(folder);
	if (!dir)
		return;
	RT_VEC(char *) paths = {0};
	for (struct dirent *entry; (entry = readdir(dir));) {
		size_t len = strlen(entry->d_name);
		if (len > 4 && !strcmp(entry->d_name + len - 4, ".txt"))
			rt_vec_push(&paths,
				rt_arena_printf(lexicon->arena, "%s/%s", folder, entry->d_name));
	}
	closedir(dir);
	if (paths.count)
		qsort(paths.items, paths.count, sizeof *paths.items, by_name);
	RT_VEC_FOREACH(path, &paths)
		load_file(lexicon, *path, nickname_line, NULL, NULL);
	rt_vec_release(&paths);
}

struct rt_lexicon *rt_lexicon_load(const char *rules_folder, struct rt_err *err)
{
	struct rt_lexicon *lexicon = rt_alloc_zero(1, sizeof *lexicon);
	lexicon->arena = rt_arena_new();
	lexicon->sum = rt_sha256_new();
	lexicon->nicknames = rt_map_new();
	lexicon->join_ids = rt_map_new();
	for (int i = 0; i < RT_WORD_CLASS_COUNT; i++) {
		lexicon->words[i] = rt_map_new();
		load_file(lexicon,
			rt_arena_printf(lexicon->arena, "%s/identity/%s.txt", rules_folder,
				class_files[i]),
			word_line, lexicon->words[i], NULL);
	}
	load_nicknames(lexicon, rt_arena_printf(lexicon->arena, "%s/gazetteer/nickname", rules_folder));
	int failed = load_file(lexicon,
		rt_arena_printf(lexicon->arena, "%s/identity/joins.txt", rules_folder), join_line,
		NULL, err);
	rt_sha256_end(lexicon->sum, lexicon->stamp);
	if (failed) {
		rt_lexicon_free(lexicon);
		return NULL;
	}
	return lexicon;
}

const char *rt_lexicon_stamp(const struct rt_lexicon *lexicon)
{
	return lexicon->stamp;
}

void rt_lexicon_free(struct rt_lexicon *lexicon)
{
	if (!lexicon)
		return;
	for (int i = 0; i < RT_WORD_CLASS_COUNT; i++)
		rt_map_free(lexicon->words[i]);
	RT_VEC_FOREACH(forms, &lexicon->forms)
		rt_vec_release(&forms->lines);
	rt_vec_release(&lexicon->forms);
	rt_vec_release(&lexicon->formal);
	rt_vec_release(&lexicon->joins);
	rt_map_free(lexicon->nicknames);
	rt_map_free(lexicon->join_ids);
	rt_arena_free(lexicon->arena);
	rt_free(lexicon);
}

bool rt_lexicon_has(const struct rt_lexicon *lexicon, enum rt_word_class class, const char *word)
{
	return rt_map_find(lexicon->words[class], word, strlen(word)) != NULL;
}

bool rt_lexicon_generation(const struct rt_lexicon *lexicon, const char *word)
{
	uint64_t *value = rt_map_find(lexicon->words[RT_WORD_SUFFIX], word, strlen(word));
	return value && *value == 2;
}

static const struct forms *forms_of(const struct rt_lexicon *lexicon, const char *word)
{
	uint64_t *slot = rt_map_find(lexicon->nicknames, word, strlen(word));
	return slot ? &lexicon->forms.items[*slot - 1] : NULL;
}

bool rt_lexicon_given(const struct rt_lexicon *lexicon, const char *word)
{
	return forms_of(lexicon, word) != NULL;
}

const char *rt_lexicon_formal(const struct rt_lexicon *lexicon, const char *word, size_t index)
{
	const struct forms *forms = forms_of(lexicon, word);
	return forms && index < forms->lines.count ? lexicon->formal.items[forms->lines.items[index]]
						   : NULL;
}

bool rt_lexicon_nicknames(const struct rt_lexicon *lexicon, const char *a, const char *b)
{
	const struct forms *of_a = forms_of(lexicon, a), *of_b = forms_of(lexicon, b);
	if (!of_a || !of_b)
		return false;
	/* Lines were added in rising order: walk both lists at once. */
	for (size_t i = 0, j = 0; i < of_a->lines.count && j < of_b->lines.count;) {
		if (of_a->lines.items[i] == of_b->lines.items[j])
			return true;
		if (of_a->lines.items[i] < of_b->lines.items[j])
			i++;
		else
			j++;
	}
	return false;
}

const struct rt_join_rule *rt_lexicon_join(const struct rt_lexicon *lexicon, const char *id)
{
	uint64_t *slot = rt_map_find(lexicon->join_ids, id, strlen(id));
	return slot ? &lexicon->joins.items[*slot - 1] : &lexicon->none;
}

double rt_lexicon_join_score(const struct rt_lexicon *lexicon)
{
	return rt_lexicon_join(lexicon, "join")->score;
}

double rt_lexicon_propose_score(const struct rt_lexicon *lexicon)
{
	return rt_lexicon_join(lexicon, "propose")->score;
}
