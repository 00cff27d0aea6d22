#include "config.h"
#include "resolve/body_list.h"

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FORM_WORDS 4 /* "Gesellschaft mit beschränkter Haftung" */
#define MAX_NAMES 64	 /* of one line */
#define TWICE UINT64_MAX /* a name that stands on two lines */

struct main {
	const char *name;
	bool alone; /* on its line */
};

struct rt_body_lists {
	struct rt_arena *arena;
	struct rt_map *forms;  /* legal forms, bare -> 1 */
	struct rt_map *listed; /* bare name -> bare main name's place in mains, + 1, or TWICE */
	RT_VEC(struct main) mains;
};

char *rt_body_bare(struct rt_arena *arena, const char *text, size_t len)
{
	struct rt_str folded = RT_STR_INIT, out = RT_STR_INIT;
	rt_utf8_bare(&folded, text, len);
	for (size_t at = 0; at < folded.len;) {
		uint32_t rune = rt_utf8_next(folded.data, folded.len, &at);
		bool open = out.len && out.data[out.len - 1] != ' ';
		if (rt_rune_is_letter(rune) || rt_rune_is_digit(rune))
			rt_str_append_rune(&out, rune);
		else if (rune == '&')
			rt_str_append(&out, open ? " and " : "and ");
		else if (rune != '.' && rune != '\'' && rune != 0x2019 && rune != '"' && rune != 0x5f4 && open)
			rt_str_append_char(&out, ' ');
	}
	rt_str_trim(&out);
	char *kept = rt_arena_strdup(arena, out.data);
	rt_str_release(&folded);
	rt_str_release(&out);
	return kept;
}

void rt_body_cut_forms(const struct rt_body_lists *lists, char *name)
{
	for (bool cut = true; cut;) {
		cut = false;
		char *at = name + strlen(name);
		for (int words = 0; words < MAX_FORM_WORDS && !cut; words++) {
			while (at > name && at[-1] != ' ')
				at--;
			if (at == name)
				break;
			cut = rt_map_find(lists->forms, at, strlen(at)) != NULL;
			if (cut)
				at[-1] = '\0';
			else
				at--;
		}
	}
}

static void take_form(struct rt_body_lists *lists, char *line)
{
	for (char *rest = NULL, *form = strtok_r(line, "|", &rest); form;
		form = strtok_r(NULL, "|", &rest)) {
		const char *key = rt_body_bare(lists->arena, form, strlen(form));
		if (*key)
			*rt_map_at(lists->forms, key, strlen(key)) = 1;
	}
}

/* The names of a line, bare and without legal forms; how many. */
static size_t split_line(struct rt_body_lists *lists, char *line, const char *keys[MAX_NAMES])
{
	size_t count = 0;
	char *rest = NULL;
	for (char *name = strtok_r(line, "|", &rest); name && count < MAX_NAMES;
		name = strtok_r(NULL, "|", &rest)) {
		char *key = rt_body_bare(lists->arena, name, strlen(name));
		rt_body_cut_forms(lists, key);
		if (*key)
			keys[count++] = key;
	}
	return count;
}

/* Where a name stands that stands on one line; else 0. */
static uint64_t place_of(const struct rt_body_lists *lists, const char *key)
{
	const uint64_t *known = rt_map_find(lists->listed, key, strlen(key));
	return known && *known != TWICE ? *known : 0;
}

/* The line that this one says once more: its main name stands there, or two others. */
static uint64_t same_line(const struct rt_body_lists *lists, const char *const *keys, size_t count)
{
	uint64_t first = place_of(lists, keys[0]);
	if (first)
		return first;
	for (size_t i = 1; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (strcmp(keys[i], keys[j]) != 0 && place_of(lists, keys[i]) &&
				place_of(lists, keys[i]) == place_of(lists, keys[j]))
				return place_of(lists, keys[i]);
	return 0;
}

/* A name alone on its line says nothing of what else its body is called: another line may. */
static void take_body(struct rt_body_lists *lists, char *line)
{
	const char *keys[MAX_NAMES];
	size_t count = split_line(lists, line, keys);
	uint64_t place = count ? same_line(lists, keys, count) : 0;
	if (count && !place) {
		rt_vec_push(&lists->mains, (struct main){keys[0], count == 1});
		place = lists->mains.count;
	}
	for (size_t i = 0; i < count; i++) {
		uint64_t *slot = rt_map_at(lists->listed, keys[i], strlen(keys[i]));
		bool free = !*slot || (*slot != TWICE && lists->mains.items[*slot - 1].alone);
		*slot = free || *slot == place ? place : TWICE;
	}
}

static void read_list(struct rt_body_lists *lists, const char *path,
	void (*take)(struct rt_body_lists *, char *))
{
	struct rt_str text = RT_STR_INIT;
	if (!rt_file_read(path, 0, &text, NULL))
		for (char *rest = NULL, *line = strtok_r(text.data, "\r\n", &rest); line;
			line = strtok_r(NULL, "\r\n", &rest))
			if (*line != '#')
				take(lists, line);
	rt_str_release(&text);
}

static int text_file(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);
	return len > 4 && !strcmp(entry->d_name + len - 4, ".txt");
}

static void read_lists(struct rt_body_lists *lists, const char *folder, const char *class,
	void (*take)(struct rt_body_lists *, char *))
{
	struct dirent **files = NULL;
	struct rt_str path = RT_STR_INIT;
	rt_str_appendf(&path, "%s/gazetteer/%s/", folder, class);
	size_t base = path.len;
	int count = scandir(path.data, &files, text_file, alphasort);
	for (int i = 0; i < count; i++) {
		rt_str_truncate(&path, base);
		rt_str_append(&path, files[i]->d_name);
		read_list(lists, path.data, take);
		free(files[i]);
	}
	free(files);
	rt_str_release(&path);
}

struct rt_body_lists *rt_body_lists_load(const char *rules_folder)
{
	struct rt_body_lists *lists = rt_alloc_zero(1, sizeof *lists);
	lists->arena = rt_arena_new();
	lists->forms = rt_map_new();
	lists->listed = rt_map_new();
	read_lists(lists, rules_folder, "legal-form", take_form);
	read_lists(lists, rules_folder, "body", take_body);
	read_lists(lists, rules_folder, "translation", take_body);
	return lists;
}

void rt_body_lists_free(struct rt_body_lists *lists)
{
	if (!lists)
		return;
	rt_map_free(lists->forms);
	rt_map_free(lists->listed);
	rt_vec_release(&lists->mains);
	rt_arena_free(lists->arena);
	rt_free(lists);
}

bool rt_body_is_listed(const struct rt_body_lists *lists, const char *key)
{
	return rt_map_find(lists->listed, key, strlen(key)) != NULL;
}

const char *rt_body_listed_as(const struct rt_body_lists *lists, const char *key)
{
	const uint64_t *place = rt_map_find(lists->listed, key, strlen(key));
	return place && *place != TWICE ? lists->mains.items[*place - 1].name : NULL;
}
