/* redthread thread ID: a message with all that it answers and all that answers it. */
#include "cli/cli.h"
#include "cli/opt.h"
#include "out/show.h"

#include "base/arena.h"
#include "base/vec.h"
#include "store/entity.h"
#include "store/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct letter {
	int64_t id, thread, utc;
	bool dated;
	const char *date, *subject, *path, *part, *message_id, *in_reply_to;
	const char *from, *to;
	size_t others; /* recipients besides the first */
};

struct threading {
	struct rt_store *store;
	struct rt_arena *arena;
	RT_VEC(struct letter) letters;
	RT_VEC(const char *) names; /* of entities, by id */
};

static const char *keep(struct threading *all, const char *text)
{
	return rt_arena_strdup(all->arena, text ? text : "");
}

static int load_letters(struct threading *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_documents(all->store, 0, err);
	struct rt_document_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_documents_next(rows, &row, err)) > 0)
		rt_vec_push(&all->letters,
			(struct letter){.id = row.id, .thread = row.thread, .utc = row.date_utc,
				.dated = row.dated, .date = keep(all, row.date),
				.subject = keep(all, row.subject), .path = keep(all, row.path),
				.part = keep(all, row.part), .message_id = keep(all, row.message_id),
				.in_reply_to = keep(all, row.in_reply_to), .from = "", .to = ""});
	rt_cursor_free(rows);
	return got;
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), size = strlen(end);
	return size && size <= len && !strcmp(text + len - size, end);
}

/* By number, Message-ID with or without brackets, or the end of the path; NULL where there is none. */
static const struct letter *find_letter(const struct threading *all, const char *typed)
{
	char *stop;
	long long number = strtoll(typed, &stop, 10);
	size_t skip = *typed == '<', len = strlen(typed) - skip;
	if (len && typed[skip + len - 1] == '>')
		len--;
	RT_VEC_FOREACH(letter, &all->letters)
		if ((!*stop && *typed && letter->id == number) ||
			(strlen(letter->message_id) == len && len &&
				!strncmp(letter->message_id, typed + skip, len)))
			return letter;
	RT_VEC_FOREACH(letter, &all->letters)
		if (ends_with(letter->path, typed))
			return letter;
	return NULL;
}

static int by_date(const void *a, const void *b)
{
	const struct letter *x = a, *y = b;
	if (x->dated != y->dated)
		return x->dated ? -1 : 1;
	if (x->utc != y->utc)
		return x->utc < y->utc ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void keep_thread(struct threading *all, int64_t thread)
{
	size_t to = 0;
	for (size_t i = 0; i < all->letters.count; i++)
		if (all->letters.items[i].thread == thread)
			all->letters.items[to++] = all->letters.items[i];
	all->letters.count = to;
	if (to)
		qsort(all->letters.items, to, sizeof *all->letters.items, by_date);
}

static int load_names(struct threading *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_entities(all->store, NULL, true, err);
	struct rt_entity_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_entities_next(rows, &row, err)) > 0) {
		while (all->names.count <= (size_t)row.id)
			rt_vec_push(&all->names, "");
		all->names.items[row.id] = keep(all, row.name);
	}
	rt_cursor_free(rows);
	return got;
}

/* Sender and first recipient, out of the contacts of the letter's own message. */
static int load_parties(struct threading *all, struct rt_err *err)
{
	RT_VEC(int64_t) messages = {0};
	int got = 0;
	for (size_t i = 0; i < all->letters.count && got >= 0; i++) {
		struct rt_message_row row = {0};
		struct rt_cursor *rows = rt_store_messages(all->store, all->letters.items[i].id, err);
		got = rows ? rt_messages_next(rows, &row, err) : -1;
		rt_vec_push(&messages, got > 0 ? row.id : 0);
		rt_cursor_free(rows);
	}
	struct rt_cursor *rows = got < 0 ? NULL : rt_store_contacts(all->store, 0, err);
	struct rt_contact_row row;
	got = rows ? 1 : -1;
	while (got > 0 && (got = rt_contacts_next(rows, &row, err)) > 0)
		for (size_t i = 0; i < messages.count; i++) {
			struct letter *letter = &all->letters.items[i];
			if (messages.items[i] != row.message)
				continue;
			letter->from = all->names.items[row.sender];
			if (*letter->to)
				letter->others++;
			else
				letter->to = all->names.items[row.recipient];
		}
	rt_cursor_free(rows);
	rt_vec_release(&messages);
	return got;
}

/* What it answers: by In-Reply-To, else the newest earlier one by somebody else. */
static const struct letter *answered(const struct threading *all, size_t index)
{
	const struct letter *letter = &all->letters.items[index];
	for (size_t i = 0; i < all->letters.count; i++)
		if (*letter->in_reply_to && i != index &&
			!strcmp(all->letters.items[i].message_id, letter->in_reply_to))
			return &all->letters.items[i];
	for (size_t i = index; i-- > 0;)
		if (strcmp(all->letters.items[i].from, letter->from) != 0)
			return &all->letters.items[i];
	return NULL;
}

static void show_wait(struct rt_str *out, int64_t seconds)
{
	if (seconds < 0)
		return;
	if (seconds < 3600)
		rt_str_appendf(out, ", after %lld min", (long long)(seconds / 60));
	else if (seconds < 2 * 86400)
		rt_str_appendf(out, ", after %lld h", (long long)(seconds / 3600));
	else
		rt_str_appendf(out, ", after %lld days", (long long)(seconds / 86400));
}

static void show_letter(struct rt_str *out, const struct threading *all, size_t index)
{
	const struct letter *letter = &all->letters.items[index];
	const struct letter *before = answered(all, index);
	rt_show_moment(out, *letter->date ? letter->date : NULL);
	if (before && before->dated && letter->dated)
		show_wait(out, letter->utc - before->utc);
	rt_str_append(out, "\n  ");
	rt_show_text(out, *letter->from ? letter->from : "?");
	rt_str_append(out, " → ");
	rt_show_text(out, *letter->to ? letter->to : "?");
	if (letter->others)
		rt_str_appendf(out, " and %zu more", letter->others);
	rt_str_append(out, "\n  ");
	rt_show_text(out, letter->subject);
	rt_str_append(out, "\n  ");
	rt_show_place(out, letter->path, letter->part);
	rt_str_append_char(out, '\n');
}

static int thread(struct threading *all, const char *typed, struct rt_err *err)
{
	if (load_letters(all, err))
		return -1;
	const struct letter *letter = find_letter(all, typed);
	if (!letter || !letter->thread) {
		if (letter)
			fprintf(stderr, "redthread: document %lld is no mail; redthread show --document %lld\n",
				(long long)letter->id, (long long)letter->id);
		else
			fprintf(stderr, "redthread: there is no message of that number, Message-ID or path\n");
		return 0;
	}
	keep_thread(all, letter->thread);
	if (load_names(all, err) || load_parties(all, err))
		return -1;
	struct rt_str out = RT_STR_INIT;
	rt_str_appendf(&out, "Thread %lld, ", (long long)all->letters.items[0].thread);
	rt_show_count(&out, (int64_t)all->letters.count, 0, "message");
	rt_str_append(&out, "\n\n");
	for (size_t i = 0; i < all->letters.count; i++)
		show_letter(&out, all, i);
	rt_show_flush(&out);
	rt_str_release(&out);
	return 1;
}

int rt_cmd_thread(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	struct rt_err err = {0};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0},
	};
	struct rt_args args = {.usage = "thread [-c FILE] ID",
		.summary = "A message with all that it answers and all that answers it, and the time that\n"
			   "each answer took. ID is a document's number, a Message-ID or a path.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0 && args.count != 1) {
		status = rt_usage_error(&args, "thread wants one message");
	} else if (status < 0) {
		struct threading all = {.arena = rt_arena_new()};
		all.store = rt_store_open(case_path, RT_STORE_READ, &err);
		int got = all.store ? thread(&all, args.words[0], &err) : -1;
		if (got < 0)
			fprintf(stderr, "redthread: %s\n", err.message);
		rt_store_close(all.store);
		rt_vec_release(&all.letters);
		rt_vec_release(&all.names);
		rt_arena_free(all.arena);
		status = got > 0 ? RT_EXIT_OK : got ? RT_EXIT_FAILED : RT_EXIT_USAGE;
	}
	rt_args_release(&args);
	return status;
}
