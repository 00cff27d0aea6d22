/*
 * A run that is killed leaves a case file that opens, and the same command again ends in the same
 * bytes of export as a run that nobody disturbed. The same holds for a dump that is read in two
 * goes, and a file that goes away takes its documents with it.
 */
#include "config.h" /* for POSIX functions */

#include "base/file.h"
#include "out/out.h"
#include "pipeline.h"
#include "store/count.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define FOLDER "test_kill.dir"
#define MAILS 700 /* more than two commits */

static const char *const paths[] = {FOLDER "/dump"};
static struct rt_err err;

static void write_mail(FILE *file, int number)
{
	fprintf(file,
		"From: Ana Lopes <ana@example.org>\n"
		"To: Bo Berg <bo%d@example.org>\n"
		"Subject: Shipment %d\n"
		"Date: Tue, 14 May 2019 09:%02d:00 +0200\n\n"
		"Dear Bo Berg, Clara Diaz of Nordwind Shipping Ltd. will call on %d May 2019.\n"
		"Number %d.\n\n",
		number % 40, number % 50, number % 60, number % 28 + 1, number % 600);
}

static void make_dump(void)
{
	assert_int_equal(system("rm -rf " FOLDER), 0);
	assert_int_equal(rt_folder_make(FOLDER "/dump", &err), 0);
	FILE *box = fopen(FOLDER "/dump/box", "w");
	for (int i = 0; i < MAILS; i++) {
		fprintf(box, "From ana@example.org Tue May 14 09:30:00 2019\n");
		write_mail(box, i);
	}
	fclose(box);
	for (int i = 0; i < 40; i++) {
		char path[64];
		snprintf(path, sizeof path, FOLDER "/dump/%d.", i);
		FILE *file = fopen(path, "w");
		write_mail(file, 2000 + i);
		fclose(file);
	}
}

static int scan(const char *case_path)
{
	struct rt_pipeline_options options = {.case_path = case_path, .paths = paths,
		.path_count = 1, .threads = 2, .quiet = true, .command = "scan"};
	struct rt_pipeline_report report;
	return rt_pipeline_run(&options, &report, &err);
}

/* Scans in a child that is killed after so many milliseconds; true where it was. */
static bool scan_and_kill(const char *case_path, unsigned milliseconds)
{
	pid_t child = fork();
	if (!child)
		_exit(scan(case_path) ? 1 : 0);
	int status = 0;
	usleep(milliseconds * 1000);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

static void export_all(const char *case_path, const char *target)
{
	struct rt_export export = {.target = target};
	export.store = rt_store_open(case_path, RT_STORE_READ, &err);
	assert_non_null(export.store);
	assert_int_equal(rt_export_csv(&export, &err), 0);
	rt_store_close(export.store);
}

static void expect_same(const char *other)
{
	char command[256];
	export_all(FOLDER "/whole.db", FOLDER "/whole");
	snprintf(command, sizeof command, "diff -r " FOLDER "/whole " FOLDER "/%s", other);
	assert_int_equal(system(command), 0);
}

static struct rt_counts count(const char *case_path)
{
	struct rt_counts counts;
	struct rt_store *store = rt_store_open(case_path, RT_STORE_READ, &err);
	assert_non_null(store);
	assert_int_equal(rt_store_count(store, &counts, &err), 0);
	rt_store_close(store);
	return counts;
}

static int setup(void **state)
{
	(void)state;
	setenv("REDTHREAD_RULES", RT_TOP_SRCDIR "/rules", 1);
	make_dump();
	return scan(FOLDER "/whole.db");
}

static int teardown(void **state)
{
	(void)state;
	return system("rm -rf " FOLDER);
}

static void test_sum(void **state)
{
	(void)state;
	struct rt_counts counts = count(FOLDER "/whole.db");
	assert_int_equal(counts.messages, MAILS + 40);
	assert_int_equal(counts.messages, counts.documents + counts.duplicates + counts.unreadable);
	assert_true(counts.entities > 0 && counts.links > 0);
}

static void test_killed(void **state)
{
	(void)state;
	int killed = 0;
	/* From within loading the rules to within the last stages. */
	for (unsigned wait = 150; wait <= 6000; wait += wait / 3)
		if (!scan_and_kill(FOLDER "/killed.db", wait))
			break;
		else
			killed++;
	assert_true(killed >= 2);
	assert_int_equal(scan(FOLDER "/killed.db"), 0);
	export_all(FOLDER "/killed.db", FOLDER "/killed");
	expect_same("killed");
}

static void test_again_changes_nothing(void **state)
{
	(void)state;
	assert_int_equal(scan(FOLDER "/whole.db"), 0);
	export_all(FOLDER "/whole.db", FOLDER "/again");
	expect_same("again");
}

static void test_gone(void **state)
{
	(void)state;
	struct rt_counts before = count(FOLDER "/whole.db");
	assert_int_equal(rename(FOLDER "/dump/7.", FOLDER "/7."), 0);
	assert_int_equal(scan(FOLDER "/whole.db"), 0);
	struct rt_counts after = count(FOLDER "/whole.db");
	assert_int_equal(after.messages, before.messages - 1);
	assert_int_equal(after.sources, before.sources - 1);
	assert_int_equal(after.messages, after.documents + after.duplicates + after.unreadable);
	assert_int_equal(rename(FOLDER "/7.", FOLDER "/dump/7."), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sum),
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_again_changes_nothing),
		cmocka_unit_test(test_gone),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
