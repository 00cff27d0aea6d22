/*
 * Which cache files stay. Each change of the rules or of the program makes a new set of them, tens
 * of megabytes, and nobody says when an old one will never be asked for again. So of one name those
 * that were used last are kept, as many as ROOM holds, and none that was not used for UNUSED. When
 * a cache was used is told by its seal, which every use touches, or else by the file itself.
 */
#include "config.h"
#include "cache/cache_p.h"

#include "base/vec.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ROOM ((uint64_t)200 << 20) /* bytes of one name: three sets of the built-in lists */
#define FILES_MAX 8		  /* of one name */
#define UNUSED (60 * 86400)	  /* seconds */

struct file {
	char *path;
	uint64_t size;
	struct timespec used;
};

struct files {
	struct file *items;
	size_t count, cap;
};

static bool is_ours(const char *file, const char *name)
{
	size_t len = strlen(name), file_len = strlen(file);
	return file_len == len + strlen("-0123456789abcdef.cache") && !strncmp(file, name, len) &&
		file[len] == '-' && !strcmp(file + file_len - strlen(".cache"), ".cache");
}

static bool is_before(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

static int last_used_first(const void *a, const void *b)
{
	const struct file *x = a, *y = b;
	if (is_before(y->used, x->used))
		return -1;
	return is_before(x->used, y->used) ? 1 : strcmp(x->path, y->path);
}

static void add_file(struct files *files, const char *path)
{
	struct rt_str seal = RT_STR_INIT;
	struct stat what, sealed;
	if (stat(path, &what) || !S_ISREG(what.st_mode))
		return;
	rt_cache_seal_path(path, &seal);
	if (!stat(seal.data, &sealed) && is_before(what.st_mtim, sealed.st_mtim))
		what.st_mtim = sealed.st_mtim;
	rt_str_release(&seal);
	rt_vec_push(files,
		(struct file){rt_strdup(path), (uint64_t)what.st_size, what.st_mtim});
}

static void list_files(
	struct files *files, const char *folder, const char *name, const char *except)
{
	struct rt_str path = RT_STR_INIT;
	DIR *handle = opendir(folder);
	for (struct dirent *entry; handle && (entry = readdir(handle));) {
		rt_str_clear(&path);
		rt_str_appendf(&path, "%s/%s", folder, entry->d_name);
		if (is_ours(entry->d_name, name) && strcmp(path.data, except))
			add_file(files, path.data);
	}
	if (handle)
		closedir(handle);
	rt_str_release(&path);
	if (files->count)
		qsort(files->items, files->count, sizeof *files->items, last_used_first);
}

static void remove_cache(const char *path)
{
	struct rt_str seal = RT_STR_INIT;
	rt_cache_seal_path(path, &seal);
	unlink(path);
	unlink(seal.data);
	rt_str_release(&seal);
}

void rt_cache_make_room(const char *folder, const char *name, const char *path, size_t size)
{
	struct files files = {0};
	uint64_t taken = size;
	size_t kept = 1;
	time_t now = time(NULL);
	list_files(&files, folder, name, path);
	RT_VEC_FOREACH(file, &files)
	{
		taken += file->size;
		if (kept == FILES_MAX || taken > ROOM || now - file->used.tv_sec > UNUSED)
			remove_cache(file->path);
		else
			kept++;
		rt_free(file->path);
	}
	rt_vec_release(&files);
}
