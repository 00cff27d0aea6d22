/* The case file: what goes in comes out again, copies are places, nothing is lost. */
#include "store/count.h"
#include "store/extract.h"
#include "store/read.h"
#include "store/source.h"
#include "store/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char case_path[] = "test_store.db";
static struct rt_err err;

static int setup(void **state)
{
	unlink(case_path);
	*state = rt_store_open(case_path, RT_STORE_CREATE, &err);
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	rt_store_close(*state);
	unlink(case_path);
	return 0;
}

/* A batch of one mail of that text; with an attachment where one is named. */
static struct rt_batch *mail(const char *path, const char *text, const char *attached)
{
	struct rt_batch *batch = rt_alloc_zero(1, sizeof *batch);
	batch->arena = rt_arena_new();
	struct rt_document *document = rt_document_new(batch->arena);
	document->kind = RT_DOCUMENT_MAIL;
	document->path = rt_arena_strdup(batch->arena, path);
	document->text = rt_arena_strdup(batch->arena, text);
	document->len = strlen(text);
	document->message_id = "one@example.org";
	uint32_t end = (uint32_t)document->len;
	rt_vec_push(&document->segments,
		(struct rt_segment){.range = {0, end}, .kind = RT_SEGMENT_BODY});
	struct rt_message own = {.kind = RT_SEGMENT_BODY, .range = {0, end}, .parent = -1,
		.subject = "Lunch", .date = {.iso = "2019-05-14T09:30:00Z", .utc = 1557826200}};
	rt_vec_push(&own.participants,
		(struct rt_participant){.role = RT_ROLE_FROM, .field = "from", .name = "Ana",
			.address = "ana@example.org", .raw = "Ana <ana@example.org>"});
	rt_vec_push(&document->messages, own);
	rt_vec_push(batch, document);
	if (attached) {
		struct rt_document *child = rt_document_new(batch->arena);
		child->kind = RT_DOCUMENT_ATTACHMENT;
		child->path = document->path;
		child->part = "2";
		child->name = "plan.pdf";
		child->sha256 = attached;
		child->parent = 0;
		rt_vec_push(batch, child);
	}
	return batch;
}

static int64_t add(struct rt_store *store, const char *path, const char *text, const char *attached)
{
	struct rt_batch *batch = mail(path, text, attached);
	struct rt_hashes hashes;
	rt_hashes_make(&hashes, batch);
	int64_t source;
	assert_int_equal(rt_store_begin(store, &err), 0);
	assert_int_equal(rt_store_add_source(store, path, 10, 20, &source, &err), 0);
	assert_int_equal(rt_store_add_batch(store, source, batch, &hashes, &err), 0);
	struct rt_source read = {.id = source, .state = RT_SOURCE_READ, .items = 1};
	assert_int_equal(rt_store_set_source(store, &read, &err), 0);
	assert_int_equal(rt_store_commit(store, &err), 0);
	rt_hashes_release(&hashes);
	for (size_t i = 0; i < batch->count; i++)
		rt_document_release(batch->items[i]);
	rt_arena_free(batch->arena);
	rt_vec_release(batch);
	rt_free(batch);
	return source;
}

static void test_round_trip(void **state)
{
	struct rt_store *store = *state;
	add(store, "a/1", "Dear Bo,\nlunch?\n", NULL);
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document;
	int64_t id;
	assert_int_equal(
		rt_store_next_document(store, 0, NULL, arena, &id, &document, &err), 1);
	assert_string_equal(document->text, "Dear Bo,\nlunch?\n");
	assert_int_equal(document->kind, RT_DOCUMENT_MAIL);
	assert_string_equal(document->path, "a/1");
	assert_int_equal(document->segments.count, 1);
	assert_int_equal(document->messages.count, 1);
	assert_string_equal(document->messages.items[0].subject, "Lunch");
	assert_int_equal(document->messages.items[0].date.utc, 1557826200);
	assert_int_equal(document->messages.items[0].participants.count, 1);
	assert_string_equal(
		document->messages.items[0].participants.items[0].address, "ana@example.org");
	rt_document_release(document);
	assert_int_equal(
		rt_store_next_document(store, id, NULL, arena, &id, &document, &err), 0);
	rt_arena_free(arena);
}

static void expect_sum(struct rt_store *store, int64_t documents, int64_t duplicates)
{
	struct rt_counts counts;
	assert_int_equal(rt_store_count(store, &counts, &err), 0);
	assert_int_equal(counts.documents, documents);
	assert_int_equal(counts.duplicates, duplicates);
	assert_int_equal(counts.messages, documents + duplicates + counts.unreadable);
}

static void test_copies_are_places(void **state)
{
	struct rt_store *store = *state;
	int64_t first = add(store, "a/1", "the same", "11");
	add(store, "b/1", "the same", "11");
	add(store, "c/1", "the same", "22"); /* something else hangs on it */
	expect_sum(store, 2, 1);
	/* The other place takes over. */
	assert_int_equal(rt_store_forget_source(store, first, &err), 0);
	expect_sum(store, 2, 0);
	struct rt_cursor *rows = rt_store_documents(store, 0, &err);
	struct rt_document_row row;
	assert_int_equal(rt_documents_next(rows, &row, &err), 1);
	assert_string_equal(row.path, "b/1");
	assert_int_equal(rt_documents_next(rows, &row, &err), 1);
	assert_string_equal(row.path, "b/1");
	assert_int_equal(row.parent, row.id - 1);
	rt_cursor_free(rows);
}

static void test_gone_sources(void **state)
{
	struct rt_store *store = *state;
	int64_t kept = add(store, "a/1", "one", NULL), removed;
	add(store, "a/2", "two", NULL);
	add(store, "ab", "three", NULL);
	assert_int_equal(rt_store_forget_seen(store, &err), 0);
	assert_int_equal(rt_store_see_source(store, kept, &err), 0);
	assert_int_equal(rt_store_has_seen(store, kept, &err), 1);
	const char *paths[] = {"a/"};
	assert_int_equal(rt_store_forget_unseen(store, paths, 1, &removed, &err), 0);
	assert_int_equal(removed, 1);
	expect_sum(store, 2, 0);
}

static void test_mentions(void **state)
{
	struct rt_store *store = *state;
	add(store, "a/1", "Dear Bo,\nlunch?\n", NULL);
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document;
	int64_t id, documents, bytes, stale;
	assert_int_equal(rt_store_next_document(store, 0, "s", arena, &id, &document, &err), 1);
	struct rt_mention one = {.range = {5, 7}, .type = "person", .rule = "r", .score = 0.5,
		.attributes = "kind\tgiven\nnote\ta \"b\"\n"};
	struct rt_mentions mentions = {&one, 1, 1};
	struct rt_passages passages;
	rt_passages_make(&passages, document, &mentions);
	/* Twice: the second takes the place of the first. */
	for (int i = 0; i < 2; i++)
		assert_int_equal(
			rt_store_set_mentions(store, id, "s", document, &mentions, &passages, &err),
			0);
	rt_passages_release(&passages);
	assert_int_equal(rt_store_settle_originals(store, &err), 0);
	struct rt_cursor *rows = rt_store_mentions(store, 0, NULL, &err);
	struct rt_mention_row row;
	assert_int_equal(rt_mentions_next(rows, &row, &err), 1);
	assert_string_equal(row.surface, "Bo");
	assert_string_equal(row.value, "Bo");
	assert_string_equal(row.segment, "body");
	assert_string_equal(row.attributes, "{\"kind\":\"given\",\"note\":\"a \\\"b\\\"\"}");
	assert_true(row.original);
	assert_int_equal(rt_mentions_next(rows, &row, &err), 0);
	rt_cursor_free(rows);
	assert_int_equal(rt_store_count_stale(store, "s", &documents, &bytes, &stale, &err), 0);
	assert_int_equal(documents, 1);
	assert_int_equal(bytes, 16);
	assert_int_equal(stale, 0);
	rt_document_release(document);
	rt_arena_free(arena);
}

static void test_passages(void **state)
{
	(void)state;
	static const char own[] = "We met Ana Lopes in the old harbour office to speak about the "
				  "two ships, and she agreed to everything.\n";
	static const char quoted[] = "> We met Ana Lopes in the old harbour\n> office to speak about "
				     "the two ships, and she\n> agreed to everything.\n";
	struct rt_range in_own = {7, 16}, in_quote = {9, 18};
	int64_t hash = rt_passage_of(own, strlen(own), in_own, true).around;
	assert_int_not_equal(hash, 0);
	assert_int_equal(hash, rt_passage_of(quoted, strlen(quoted), in_quote, false).around);
	struct rt_range short_one = {8, 11};
	assert_int_equal(rt_passage_of("Thanks, Ana\n", 12, short_one, true).around, 0);
	assert_int_not_equal(rt_passage_of("Thanks, Ana\n", 12, short_one, false).around, 0);
}

/* The footer of a page is the same whatever stands above it; a short line is not told by itself. */
static void test_lines(void **state)
{
	(void)state;
	static const char here[] =
		"Bo sails.\n Released to Quxley Press by order of the harbour court of appeal\n";
	static const char there[] = "No ships today, says Eve.\n  Released to  Quxley Press by "
				    "order of the harbour court of appeal\n";
	struct rt_range in_here = {23, 35}, in_there = {41, 53};
	struct rt_passage one = rt_passage_of(here, strlen(here), in_here, true);
	struct rt_passage other = rt_passage_of(there, strlen(there), in_there, true);
	assert_int_not_equal(one.line, 0);
	assert_int_equal(one.line, other.line);
	assert_int_not_equal(one.around, other.around);
	assert_int_equal(rt_passage_of("Yours\nAna Lopes\nHarbour office\n", 31,
				 (struct rt_range){6, 15}, true)
				 .line,
		0);
}

static void test_refuses_other_files(void **state)
{
	(void)state;
	FILE *file = fopen("test_store_other.db", "w");
	for (int i = 0; i < 2000; i++)
		fputs("this is a text ", file);
	fclose(file);
	assert_null(rt_store_open("test_store_other.db", RT_STORE_CREATE, &err));
	assert_non_null(strstr(err.message, "not a case file"));
	unlink("test_store_other.db");
	assert_null(rt_store_open("no/such/file.db", RT_STORE_READ, &err));
	assert_non_null(strstr(err.message, "no case file"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, setup, teardown),
		cmocka_unit_test_setup_teardown(test_copies_are_places, setup, teardown),
		cmocka_unit_test_setup_teardown(test_gone_sources, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mentions, setup, teardown),
		cmocka_unit_test(test_passages),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_refuses_other_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
