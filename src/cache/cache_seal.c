/*
 * Seals: a cache file that was checked once need not be checked at every start.
 *
 * Beside "lists-0123456789abcdef.cache" stands "lists-0123456789abcdef.seal": the cache file's device,
 * number, size and times as they were when all of it was found in order. The time of change (ctime)
 * is set by the kernel alone, at every change of the bytes, so the same times mean the same
 * bytes. A clock ticks too slowly to tell two changes within a moment apart; so a file that is
 * younger than MOMENT is never sealed (git's index does the same).
 *
 * A file that we wrote ourselves a moment ago may be sealed as well: cache files are never changed in place, but
 * replaced, and another file has another number. It must have reached the disk by then, for a machine that
 * stops may keep the seal and lose what it speaks of.
 *
 * What stands behind a seal is not looked at for malice either; so a seal counts only where nobody
 * but ourselves can write either file.
 */
#include "config.h"
#include "cache/cache_p.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SEAL_MAGIC "redthread seal\n"
#define MOMENT 3 /* seconds */

struct seal {
	char magic[16];
	struct rt_file_stamp stamp;
};

struct rt_file_stamp rt_file_stamp(const struct stat *what)
{
	return (struct rt_file_stamp){(uint64_t)what->st_dev, (uint64_t)what->st_ino,
		(uint64_t)what->st_size, (int64_t)what->st_mtim.tv_sec, (int64_t)what->st_mtim.tv_nsec,
		(int64_t)what->st_ctim.tv_sec, (int64_t)what->st_ctim.tv_nsec};
}

bool rt_file_is_settled(const struct stat *what)
{
	time_t now = time(NULL);
	return now - what->st_ctim.tv_sec >= MOMENT && now - what->st_mtim.tv_sec >= MOMENT;
}

static bool only_ours(const struct stat *what)
{
	return what->st_uid == geteuid() && !(what->st_mode & (S_IWGRP | S_IWOTH));
}

void rt_cache_make_ours(const char *path)
{
	if (chmod(path, S_IRUSR | S_IWUSR))
		return; /* it is looked at anew with every start, then */
}

static struct seal make_seal(const struct stat *what)
{
	struct seal seal = {.stamp = rt_file_stamp(what)};
	memcpy(seal.magic, SEAL_MAGIC, sizeof SEAL_MAGIC);
	return seal;
}

void rt_cache_seal_path(const char *cache_path, struct rt_str *out)
{
	rt_str_append(out, cache_path);
	rt_str_truncate(out, out->len - strlen(".cache"));
	rt_str_append(out, ".seal");
}

bool rt_cache_seal_holds(const char *cache_path, const struct stat *cache)
{
	struct rt_str path = RT_STR_INIT, bytes = RT_STR_INIT;
	struct stat what;
	struct rt_err ignored;
	struct seal wanted = make_seal(cache);
	rt_cache_seal_path(cache_path, &path);
	bool holds = only_ours(cache) && !stat(path.data, &what) && only_ours(&what) &&
		!rt_file_read(path.data, sizeof wanted, &bytes, &ignored) &&
		bytes.len == sizeof wanted && !memcmp(bytes.data, &wanted, sizeof wanted);
	rt_str_release(&path);
	rt_str_release(&bytes);
	return holds;
}

void rt_cache_seal_put(const char *cache_path, const struct stat *cache)
{
	struct rt_str path = RT_STR_INIT;
	struct rt_err ignored;
	struct seal seal = make_seal(cache);
	rt_cache_seal_path(cache_path, &path);
	if (!rt_file_write(path.data, (const char *)&seal, sizeof seal, &ignored))
		rt_cache_make_ours(path.data);
	rt_str_release(&path);
}

void rt_cache_seal_new(const char *cache_path)
{
	struct stat what;
	int file = open(cache_path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return;
	if (!fdatasync(file) && !fstat(file, &what) && only_ours(&what))
		rt_cache_seal_put(cache_path, &what);
	close(file);
}

void rt_cache_seal_touch(const char *cache_path)
{
	struct rt_str path = RT_STR_INIT;
	rt_cache_seal_path(cache_path, &path);
	utimensat(AT_FDCWD, path.data, NULL, 0); /* where it fails the file only looks older */
	rt_str_release(&path);
}
