/* A folder of rules: every *.rules file in it, at any depth, and gazetteer/<class>/<name>.txt; or one file
 * of rules by itself. */
#include "config.h" /* for POSIX and GNU functions */
#include "engine/ruleset_p.h"

#include "base/file.h"
#include "base/limits.h"
#include "words/rule_error.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILE_BYTES (256u << 20)
#define MAX_DEPTH 8

struct names {
	char **items;
	size_t count, cap;
};

static int by_bytes(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Paths of the regular files under a folder. */
static void list_files(struct names *out, const char *folder, int depth)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	struct stat info;
	while (dir && (item = readdir(dir))) {
		if (item->d_name[0] == '.')
			continue;
		struct rt_str path = RT_STR_INIT;
		rt_str_appendf(&path, "%s/%s", folder, item->d_name);
		bool is_file = item->d_type == DT_REG;
		if (!is_file && !stat(path.data, &info) && S_ISDIR(info.st_mode) && depth < MAX_DEPTH)
			list_files(out, path.data, depth + 1);
		else if (is_file || (!stat(path.data, &info) && S_ISREG(info.st_mode)))
			rt_vec_push(out, rt_strdup(path.data));
		rt_str_release(&path);
	}
	if (dir)
		closedir(dir);
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);
	return len > end_len && !strcmp(text + len - end_len, end);
}

/* A rule of an earlier folder is replaced; within one folder it is a mistake. */
static void add_rule(struct rt_rule_loader *in, struct rt_rule *rule)
{
	struct rt_ruleset *rules = in->rules;
	uint64_t *at = rt_map_at(rules->ids, rule->id, strlen(rule->id));
	if (!*at) {
		rule->number = (uint32_t)rules->rules.count;
		rt_vec_push(&rules->rules, rule);
		rt_vec_push(&in->folder_of, in->folder);
		*at = rules->rules.count;
		return;
	}
	struct rt_rule **old = &rules->rules.items[*at - 1];
	if (in->folder_of.items[*at - 1] == in->folder) {
		rt_rule_error(in->errors, rule->file, rule->line, 1,
			"there is a rule %s already, at %s:%u", rule->id, (*old)->file, (*old)->line);
		rt_rule_release(rule);
		return;
	}
	rule->number = (*old)->number;
	rt_rule_release(*old);
	*old = rule;
	in->folder_of.items[*at - 1] = in->folder;
}

static void read_rules(struct rt_rule_loader *in, const char *path, const struct rt_str *text)
{
	struct rt_ruleset *rules = in->rules;
	struct rt_rule_file file = {0};
	const char *name = rt_arena_strdup(rules->arena, path);
	rt_rule_parse(rules->arena, name, text->data, text->len, &file, in->errors);
	RT_VEC_FOREACH(rule, &file.rules)
	{
		if (rules->rules.count >= RT_MAX_RULES) {
			rt_rule_error(in->errors, name, (*rule)->line, 1,
				"there are more than %d rules", RT_MAX_RULES);
			rt_rule_release(*rule);
			continue;
		}
		add_rule(in, *rule);
	}
	RT_VEC_FOREACH(define, &file.defines)
		rt_vec_push(&rules->defines, *define);
	rt_rule_file_release(&file);
}

/* path ends in gazetteer/<class>/<name>.txt. */
static void note_list(struct rt_rule_loader *in, const char *path, const char sum[RT_SHA256_HEX])
{
	const char *name = rt_path_name(path), *class = name - 1;
	while (class > path && class[-1] != '/')
		class--;
	struct rt_rule_list list = {.path = rt_strdup(path),
		.class = rt_strndup(class, (size_t)(name - 1 - class)),
		.name = rt_strndup(name, strlen(name) - 4)};
	memcpy(list.sum, sum, RT_SHA256_HEX);
	rt_vec_push(&in->lists, list);
}

int rt_rule_list_read(const char *path, struct rt_str *text, char sum_r[RT_SHA256_HEX],
	struct rt_err *err)
{
	if (rt_file_read(path, MAX_FILE_BYTES, text, err))
		return -1;
	rt_sha256(text->data, text->len, sum_r);
	return 0;
}

/* A list's text is read when it is known that its lists are not in the cache; here its sum will do. */
static int read_list(struct rt_rule_loader *in, const char *below, const char *path,
	struct rt_err *err)
{
	struct rt_str text = RT_STR_INIT;
	struct stat file;
	char sum[RT_SHA256_HEX];
	bool there = !stat(path, &file);
	bool known = there && rt_list_index_find(in->index, path, &file, sum);
	int failed = known ? 0 : rt_rule_list_read(path, &text, sum, err);
	rt_str_release(&text);
	if (failed)
		return -1;
	if (there)
		rt_list_index_note(in->index, path, &file, sum);
	rt_sha256_add(in->list_sum, below, strlen(below) + 1);
	rt_sha256_add(in->list_sum, sum, sizeof sum);
	note_list(in, path, sum);
	return 0;
}

static bool is_list(const char *folder, const char *path)
{
	const char *below = path + strlen(folder) + 1;
	if (strncmp(below, "gazetteer/", 10) || !ends_with(path, ".txt"))
		return false;
	const char *slash = strchr(below + 10, '/');
	return slash && !strchr(slash + 1, '/');
}

static int read_rule_file(struct rt_rule_loader *in, const char *below, const char *path,
	struct rt_err *err)
{
	struct rt_str text = RT_STR_INIT;
	int failed = rt_file_read(path, MAX_FILE_BYTES, &text, err);
	if (!failed) {
		rt_sha256_add(in->sum, below, strlen(below) + 1);
		rt_sha256_add(in->sum, text.data, text.len + 1);
		read_rules(in, path, &text);
	}
	rt_str_release(&text);
	return failed;
}

static void read_one(struct rt_rule_loader *in, const char *folder, const char *path)
{
	const char *below = path + strlen(folder);
	struct rt_err err;
	int failed = 0;
	if (is_list(folder, path))
		failed = read_list(in, below, path, &err);
	else if (ends_with(path, ".rules"))
		failed = read_rule_file(in, below, path, &err);
	if (failed)
		rt_rule_error(in->errors, path, 1, 1, "%s", err.message);
}

static void read_folder(struct rt_rule_loader *in, const char *folder)
{
	struct names files = {0};
	char *base = rt_strdup(folder);
	for (size_t len = strlen(base); len > 1 && base[len - 1] == '/'; len--)
		base[len - 1] = '\0';
	list_files(&files, base, 0);
	if (files.count)
		qsort(files.items, files.count, sizeof *files.items, by_bytes);
	in->index = rt_list_index_open(base);
	RT_VEC_FOREACH(path, &files)
	{
		read_one(in, base, *path);
		rt_free(*path);
	}
	rt_list_index_close(in->index);
	rt_vec_release(&files);
	rt_free(base);
}

int rt_rule_place_read(struct rt_rule_loader *in, const char *place, struct rt_err *err)
{
	struct stat info;
	if (stat(place, &info))
		return rt_err_set(err, "cannot read the rules in %s: %s", place, strerror(errno));
	if (S_ISREG(info.st_mode) && ends_with(place, ".rules"))
		return read_rule_file(in, rt_path_name(place), place, err);
	if (!S_ISDIR(info.st_mode))
		return rt_err_set(err, "%s is neither a folder of rules nor a file whose name ends in .rules",
			place);
	read_folder(in, place);
	return 0;
}

/* ---- the built-in rules ---- */

static bool is_folder(const char *path)
{
	struct stat info;
	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

/* As built (in the tree or in a folder of it), as unpacked, or as installed. */
static bool find_beside_program(char *path, size_t size)
{
	static const char *const places[] = {
		"/rules", "/../rules", "/../../rules", "/../share/redthread/rules", NULL};
	char program[4096];
	ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
	if (len <= 0)
		return false;
	program[len] = '\0';
	char *slash = strrchr(program, '/');
	if (slash)
		*slash = '\0';
	for (const char *const *place = places; *place; place++) {
		int made = snprintf(path, size, "%s%s", program, *place);
		if (made > 0 && (size_t)made < size && is_folder(path))
			return true;
	}
	return false;
}

const char *rt_ruleset_builtin_folder(void)
{
	static _Thread_local char path[4200];
	const char *named = getenv("REDTHREAD_RULES");
	if (named && *named)
		return named;
	if (find_beside_program(path, sizeof path))
		return path;
	return RT_RULES_DIR;
}
