/*
 * The walk: every file below the given paths, in byte order of the paths.
 *
 * A folder is read whole and sorted before anything in it is visited; a folder sorts as its name
 * with a slash, so that the order is that of the full paths. What is not a file is passed over: a
 * link that leads to something inside the dump in silence (it is met at its own place), anything
 * else with a problem.
 */
#include "config.h" /* for POSIX and GNU functions */

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/vec.h"
#include "read/reader.h"
#include "read/walk_p.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A path that is still to be visited. The stack holds them in reverse order. */
struct stop {
	char *path;
	unsigned depth;
	bool folder;
	char *problem; /* class of what is wrong with it, or NULL */
};

struct rt_walk {
	RT_VEC(char *) roots; /* as given */
	RT_VEC(char *) real;  /* the same, resolved */
	RT_VEC(struct stop) stack;
	struct rt_source source;
	rt_walk_wants *wants;
	void *context;
	uint64_t sequence;
	uint64_t total;
	bool counted, started;
};

struct rt_walk *rt_walk_new(const char *const *paths, size_t count)
{
	struct rt_walk *walk = rt_alloc_zero(1, sizeof *walk);
	for (size_t i = 0; i < count; i++) {
		char *path = rt_strdup(paths[i]);
		size_t len = strlen(path);
		while (len > 1 && path[len - 1] == '/')
			path[--len] = '\0';
		rt_vec_push(&walk->roots, path);
	}
	return walk;
}

void rt_walk_filter(struct rt_walk *walk, rt_walk_wants *wants, void *context)
{
	walk->wants = wants;
	walk->context = context;
}

void rt_walk_free(struct rt_walk *walk)
{
	if (!walk)
		return;
	rt_source_close(&walk->source);
	RT_VEC_FOREACH(root, &walk->roots)
		rt_free(*root);
	RT_VEC_FOREACH(real, &walk->real)
		free(*real); /* from realpath */
	RT_VEC_FOREACH(stop, &walk->stack)
		rt_free(stop->path);
	rt_vec_release(&walk->roots);
	rt_vec_release(&walk->real);
	rt_vec_release(&walk->stack);
	rt_free(walk);
}

static bool is_inside(const struct rt_walk *walk, const char *real)
{
	for (size_t i = 0; i < walk->real.count; i++)
		if (rt_path_is_below(real, walk->real.items[i]))
			return true;
	return false;
}

static char *sort_key(const char *path, bool folder)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_append(&key, path);
	if (folder)
		rt_str_append_char(&key, '/');
	return rt_str_detach(&key);
}

/* Backwards, for the stack is taken from its end. */
static int compare_stops(const void *a, const void *b)
{
	const struct stop *left = a, *right = b;
	size_t left_len = strlen(left->path), right_len = strlen(right->path);
	size_t common = left_len < right_len ? left_len : right_len;
	int order = memcmp(left->path, right->path, common);
	if (!order) {
		char *left_key = sort_key(left->path, left->folder);
		char *right_key = sort_key(right->path, right->folder);
		order = strcmp(left_key, right_key);
		rt_free(left_key);
		rt_free(right_key);
	}
	return -order;
}

/* What to do about a link: NULL to pass over it, or the class of its problem. */
static char *judge_link(const struct rt_walk *walk, const char *path)
{
	char *real = realpath(path, NULL);
	if (!real)
		return "broken-link";
	bool inside = is_inside(walk, real);
	free(real);
	return inside ? NULL : "link-outside";
}

static void push_entry(struct rt_walk *walk, char *path, unsigned depth)
{
	struct stat info;
	struct stop stop = {.path = path, .depth = depth};
	if (lstat(path, &info)) {
		stop.problem = "unreadable";
	} else if (S_ISLNK(info.st_mode)) {
		stop.problem = judge_link(walk, path);
		if (!stop.problem) {
			rt_free(path);
			return;
		}
	} else if (S_ISDIR(info.st_mode)) {
		stop.folder = true;
	} else if (!S_ISREG(info.st_mode)) {
		stop.problem = "not-a-file";
	}
	rt_vec_push(&walk->stack, stop);
}

static struct rt_item *problem_of(const struct stop *stop)
{
	static const struct {
		const char *class, *message;
	} known[] = {
		{"broken-link", "a symbolic link that leads nowhere"},
		{"link-outside", "a symbolic link that leads out of the dump was not followed"},
		{"not-a-file", "a device, socket or fifo was passed over"},
		{"too-deep", "folders are nested too deeply"},
		{"unreadable", "cannot be read"},
		{NULL, NULL},
	};
	size_t i = 0;
	while (known[i].class && strcmp(known[i].class, stop->problem))
		i++;
	return rt_item_problem(stop->path, stop->problem, known[i].message, NULL);
}

/* Puts what is in the folder on the stack. NULL, or an item that tells why it cannot. */
static struct rt_item *enter_folder(struct rt_walk *walk, const struct stop *folder)
{
	if (folder->depth >= RT_MAX_FOLDER_DEPTH)
		return rt_item_problem(folder->path, "too-deep", "folders are nested too deeply", NULL);
	DIR *dir = opendir(folder->path);
	if (!dir)
		return rt_item_problem(folder->path, "unreadable", "cannot open the folder",
			strerror(errno));
	size_t before = walk->stack.count;
	struct dirent *entry;
	while ((entry = readdir(dir))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		struct rt_str path = RT_STR_INIT;
		bool slash = folder->path[strlen(folder->path) - 1] == '/';
		rt_str_appendf(&path, "%s%s%s", folder->path, slash ? "" : "/", entry->d_name);
		push_entry(walk, rt_str_detach(&path), folder->depth + 1);
	}
	closedir(dir);
	if (walk->stack.count > before)
		qsort(walk->stack.items + before, walk->stack.count - before,
			sizeof *walk->stack.items, compare_stops);
	return NULL;
}

/* A named path may be a link: the one who named it meant what it leads to. */
static void push_roots(struct rt_walk *walk)
{
	for (size_t i = 0; i < walk->roots.count; i++) {
		bool again = false;
		for (size_t j = 0; j < walk->roots.count && !again; j++)
			again = i != j && rt_path_is_below(walk->real.items[i], walk->real.items[j]) &&
				(strcmp(walk->real.items[i], walk->real.items[j]) || j < i);
		struct stat info;
		if (again || stat(walk->roots.items[i], &info))
			continue;
		struct stop stop = {.path = rt_strdup(walk->roots.items[i])};
		stop.folder = S_ISDIR(info.st_mode);
		if (!stop.folder && !S_ISREG(info.st_mode))
			stop.problem = "not-a-file";
		rt_vec_push(&walk->stack, stop);
	}
	if (walk->stack.count)
		qsort(walk->stack.items, walk->stack.count, sizeof *walk->stack.items,
			compare_stops);
}

static int start(struct rt_walk *walk, struct rt_err *err)
{
	walk->started = true;
	RT_VEC_FOREACH(root, &walk->roots)
	{
		char *real = realpath(*root, NULL);
		if (!real)
			return rt_err_set(err, "cannot find %s: %s", *root, strerror(errno));
		rt_vec_push(&walk->real, real);
	}
	push_roots(walk);
	return 0;
}

static struct rt_item *visit_file(struct rt_walk *walk, const char *path)
{
	struct stat info;
	if (stat(path, &info))
		return rt_item_problem(path, "unreadable", "cannot be read", strerror(errno));
	int64_t modified = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
	if (walk->wants && !walk->wants(walk->context, path, (uint64_t)info.st_size, modified))
		return NULL;
	return rt_source_open(&walk->source, path, &info);
}

/* NULL where the stop gave nothing by itself. */
static struct rt_item *visit(struct rt_walk *walk, const struct stop *stop)
{
	if (stop->problem)
		return problem_of(stop);
	if (stop->folder)
		return enter_folder(walk, stop);
	return visit_file(walk, stop->path);
}

int rt_walk_next(struct rt_walk *walk, struct rt_item **item_r, struct rt_err *err)
{
	if (!walk->started && start(walk, err))
		return -1;
	struct rt_item *item = rt_source_next(&walk->source);
	while (!item && walk->stack.count) {
		struct stop stop = walk->stack.items[--walk->stack.count];
		item = visit(walk, &stop);
		rt_free(stop.path);
	}
	if (!item)
		return 0;
	item->sequence = walk->sequence++;
	*item_r = item;
	return 1;
}

/* A second walk that looks at sizes alone. */
uint64_t rt_walk_total(struct rt_walk *walk)
{
	if (walk->counted)
		return walk->total;
	walk->counted = true;
	struct rt_walk *scout = rt_walk_new((const char *const *)walk->roots.items, walk->roots.count);
	struct rt_err err;
	if (!start(scout, &err))
		while (scout->stack.count) {
			struct stop stop = scout->stack.items[--scout->stack.count];
			struct stat info;
			if (stop.folder)
				rt_item_free(enter_folder(scout, &stop));
			else if (!stop.problem && !stat(stop.path, &info))
				walk->total += (uint64_t)info.st_size;
			rt_free(stop.path);
		}
	rt_walk_free(scout);
	return walk->total;
}
