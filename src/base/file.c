#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int rt_file_read(const char *path, size_t max, struct rt_str *out, struct rt_err *err)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return rt_err_set(err, "cannot open %s: %s", path, strerror(errno));
	int result = 0;
	size_t got, before = out->len;
	do {
		rt_str_reserve(out, 1 << 16);
		got = fread(out->data + out->len, 1, 1 << 16, file);
		out->len += got;
		out->data[out->len] = '\0';
		if (max && out->len - before > max) {
			result = rt_err_set(err, "%s is larger than %zu bytes", path, max);
			break;
		}
	} while (got);
	if (!result && ferror(file))
		result = rt_err_set(err, "cannot read %s: %s", path, strerror(errno));
	fclose(file);
	return result;
}

int rt_file_write(const char *path, const char *data, size_t len, struct rt_err *err)
{
	const struct rt_file_part all = {data, len};
	return rt_file_write_parts(path, &all, 1, err);
}

static bool write_parts(FILE *file, const struct rt_file_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parts[i].len && fwrite(parts[i].data, 1, parts[i].len, file) != parts[i].len)
			return false;
	return true;
}

int rt_file_write_parts(
	const char *path, const struct rt_file_part *parts, size_t count, struct rt_err *err)
{
	struct rt_str temporary = RT_STR_INIT;
	rt_str_appendf(&temporary, "%s.%ld.tmp", path, (long)getpid());
	FILE *file = fopen(temporary.data, "wb");
	int result = 0;
	if (!file)
		result = rt_err_set(err, "cannot write %s: %s", path, strerror(errno));
	if (file && !write_parts(file, parts, count))
		result = rt_err_set(err, "cannot write %s: %s", path, strerror(errno));
	if (file && fclose(file) && !result)
		result = rt_err_set(err, "cannot write %s: %s", path, strerror(errno));
	if (!result && rename(temporary.data, path))
		result = rt_err_set(err, "cannot write %s: %s", path, strerror(errno));
	if (result && file)
		unlink(temporary.data);
	rt_str_release(&temporary);
	return result;
}

int rt_folder_make(const char *path, struct rt_err *err)
{
	char *copy = rt_strdup(path);
	int result = 0;
	for (char *at = copy + 1; !result && *copy; at++) {
		if (*at != '/' && *at)
			continue;
		char kept = *at;
		*at = '\0';
		if (mkdir(copy, 0777) && errno != EEXIST)
			result = rt_err_set(err, "cannot make folder %s: %s", copy, strerror(errno));
		*at = kept;
		if (!kept)
			break;
	}
	rt_free(copy);
	return result;
}

bool rt_path_is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);
	while (len > 1 && folder[len - 1] == '/')
		len--;
	return !strncmp(path, folder, len) && (!path[len] || path[len] == '/' || (len && folder[len - 1] == '/'));
}

const char *rt_path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}
