#include "config.h" /* for memfd_create and pipe2 */

#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_WAIT_MS 120000 /* without a byte */
#define MAX_ARGUMENTS 16

/* The shell sets the limits and becomes the program: set from here they would come too late for what it
 * does first. Seconds of processor time, kilobytes of memory, no byte into any file. */
static const char limits[] =
	"ulimit -t 30; ulimit -v 2097152; ulimit -c 0; ulimit -f 0; exec \"$0\" \"$@\"";

/* A file in memory with the bytes, at its start; -1 where there is none to be had. */
static int file_of(const char *bytes, size_t len)
{
	int file = memfd_create("input", MFD_CLOEXEC);
	for (size_t done = 0; file >= 0 && done < len;) {
		ssize_t wrote = write(file, bytes + done, len - done);
		if (wrote < 0 && errno != EINTR) {
			close(file);
			return -1;
		}
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	if (file >= 0)
		lseek(file, 0, SEEK_SET);
	return file;
}

static pid_t start(const char *const *argv, int in, int out)
{
	posix_spawn_file_actions_t actions;
	const char *path = getenv("PATH");
	char path_variable[4096];
	snprintf(path_variable, sizeof path_variable, "PATH=%s", path ? path : "/usr/bin:/bin");
	char locale[] = "LC_ALL=C.UTF-8";
	char *environment[] = {path_variable, locale, NULL};
	const char *all[MAX_ARGUMENTS + 4] = {"sh", "-c", limits};
	pid_t child = -1;
	for (size_t i = 0; argv[i] && i < MAX_ARGUMENTS; i++)
		all[i + 3] = argv[i];
	if (posix_spawn_file_actions_init(&actions))
		return -1;
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&child, "/bin/sh", &actions, NULL, (char *const *)all, environment))
		child = -1;
	posix_spawn_file_actions_destroy(&actions);
	return child;
}

/* false where it says too much or nothing for too long. */
static bool listen_to(int from, size_t max, struct rt_str *out)
{
	size_t start_len = out->len;
	for (;;) {
		struct pollfd wait = {.fd = from, .events = POLLIN};
		int ready = poll(&wait, 1, MAX_WAIT_MS);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		char buffer[16384];
		ssize_t got = read(from, buffer, sizeof buffer);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return !got;
		size_t room = max - (out->len - start_len);
		rt_str_append_n(out, buffer, (size_t)got < room ? (size_t)got : room);
		if ((size_t)got > room)
			return false;
	}
}

static enum rt_process_end finish(pid_t child, bool whole)
{
	int status = 0;
	if (!whole)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!whole || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return RT_PROCESS_LIMIT;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return RT_PROCESS_MISSING;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? RT_PROCESS_DONE : RT_PROCESS_FAILED;
}

enum rt_process_end rt_process_run(const char *const *argv, const char *bytes, size_t len, size_t max,
	struct rt_str *out)
{
	int ends[2], in = file_of(bytes, len);
	if (in < 0)
		return RT_PROCESS_MISSING;
	if (pipe2(ends, O_CLOEXEC)) {
		close(in);
		return RT_PROCESS_MISSING;
	}
	pid_t child = start(argv, in, ends[1]);
	close(in);
	close(ends[1]);
	enum rt_process_end end = RT_PROCESS_MISSING;
	if (child > 0)
		end = finish(child, listen_to(ends[0], max, out));
	close(ends[0]);
	return end;
}
