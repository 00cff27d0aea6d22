/*
 * Runs a fuzz target over the files of its corpus: what once broke stays mended. Linked with
 * fuzz_X.c into replay_X, which reads corpus/X. Other files may be named instead.
 */
#include "config.h"

#include "base/file.h"
#include "base/vec.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	struct rt_str file = RT_STR_INIT;
	struct rt_err err;
	if (rt_file_read(path, 0, &file, &err)) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	fprintf(stderr, "%s\n", path);
	LLVMFuzzerTestOneInput((const uint8_t *)file.data, file.len);
	rt_str_release(&file);
	return 0;
}

static int replay_folder(const char *folder)
{
	int failed = 0, count = 0;
	DIR *handle = opendir(folder);
	for (struct dirent *entry; handle && (entry = readdir(handle));) {
		struct rt_str path = RT_STR_INIT;
		if (entry->d_name[0] == '.')
			continue;
		rt_str_appendf(&path, "%s/%s", folder, entry->d_name);
		failed |= replay(path.data);
		rt_str_release(&path);
		count++;
	}
	if (handle)
		closedir(handle);
	return failed || !count;
}

int main(int argc, char **argv)
{
	int failed = 0;
	struct rt_str folder = RT_STR_INIT;
	const char *name = strstr(rt_path_name(argv[0]), "replay_");
	setenv("REDTHREAD_RULES", RT_TOP_SRCDIR "/rules", 0);
	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	if (argc > 1 || !name)
		return failed;
	rt_str_appendf(&folder, "%s/tests/fuzz/corpus/%s", RT_TOP_SRCDIR, name + strlen("replay_"));
	failed = replay_folder(folder.data);
	rt_str_release(&folder);
	return failed;
}
