/* redthread contacts NAME: with whom someone writes, how often, from when to when. */
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/opt.h"
#include "out/show.h"

#include "base/json.h"
#include "base/map.h"
#include "base/vec.h"
#include "store/entity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct month {
	char name[8]; /* "2001-05" */
	int64_t count;
};

/* Answers and their times, in rising order. */
struct pace {
	RT_VEC(int64_t) seconds;
};

struct contact {
	int64_t entity;
	char *name;
	int64_t to, cc, bcc, received, embedded, mass;
	char first[11], last[11];
	RT_VEC(struct month) months;
	struct pace after, they; /* how fast the one asked for answers, and is answered */
};

struct book {
	RT_VEC(struct contact) items;
	struct rt_map *index;
};

static struct contact *contact_of(struct book *book, int64_t entity)
{
	uint64_t *slot = rt_map_at(book->index, (const char *)&entity, sizeof entity);
	if (!*slot) {
		rt_vec_push(&book->items, (struct contact){.entity = entity});
		*slot = book->items.count;
	}
	return &book->items.items[*slot - 1];
}

static void count_day(struct contact *contact, const char *date)
{
	char day[11], name[8];
	if (!date || strlen(date) < 10)
		return;
	memcpy(day, date, 10);
	day[10] = '\0';
	if (!*contact->first || strcmp(day, contact->first) < 0)
		memcpy(contact->first, day, sizeof day);
	if (strcmp(day, contact->last) > 0)
		memcpy(contact->last, day, sizeof day);
	memcpy(name, date, 7);
	name[7] = '\0';
	RT_VEC_FOREACH(month, &contact->months)
		if (!strcmp(month->name, name)) {
			month->count++;
			return;
		}
	struct month month = {.count = 1};
	memcpy(month.name, name, sizeof name);
	rt_vec_push(&contact->months, month);
}

static int read_contacts(
	struct rt_store *store, int64_t entity, struct book *book, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_contacts(store, entity, err);
	struct rt_contact_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_contacts_next(rows, &row, err)) > 0) {
		if (row.sender == row.recipient)
			continue;
		bool sent = row.sender == entity;
		struct contact *contact = contact_of(book, sent ? row.recipient : row.sender);
		if (!sent)
			contact->received++;
		else
			*(!strcmp(row.role, "to") ? &contact->to
				: !strcmp(row.role, "cc") ? &contact->cc
							  : &contact->bcc) += 1;
		contact->embedded += row.embedded;
		contact->mass += row.mass;
		count_day(contact, row.date);
	}
	rt_cursor_free(rows);
	return got;
}

static int read_replies(
	struct rt_store *store, int64_t entity, struct book *book, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_answers(store, entity, err);
	struct rt_answer_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_answers_next(rows, &row, err)) > 0) {
		bool own = row.sender == entity;
		struct contact *contact = contact_of(book, own ? row.recipient : row.sender);
		rt_vec_push(own ? &contact->after.seconds : &contact->they.seconds, row.seconds);
	}
	rt_cursor_free(rows);
	return got;
}

/* Half of the answers came within it. */
static int64_t median(const struct pace *pace)
{
	size_t count = pace->seconds.count;
	const int64_t *at = pace->seconds.items;
	return count ? (at[(count - 1) / 2] + at[count / 2]) / 2 : 0;
}

static void show_pace(struct rt_str *out, const struct pace *pace)
{
	struct rt_str text = RT_STR_INIT;
	long long minutes = (median(pace) + 30) / 60;
	if (pace->seconds.count && minutes < 100)
		rt_str_appendf(&text, "%lldm", minutes);
	else if (pace->seconds.count && minutes < 100 * 60)
		rt_str_appendf(&text, "%lldh", (minutes + 30) / 60);
	else if (pace->seconds.count)
		rt_str_appendf(&text, "%lldd", (minutes + 720) / 1440);
	rt_show_cell(out, text.data, -6);
	rt_str_release(&text);
}

static void pace_json(struct rt_json *json, const char *name, const struct pace *pace)
{
	rt_json_object(json, name);
	rt_json_int(json, "count", (int64_t)pace->seconds.count);
	if (pace->seconds.count)
		rt_json_int(json, "median_seconds", median(pace));
	rt_json_end(json);
}

static int read_names(struct rt_store *store, struct book *book, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_entities(store, NULL, true, err);
	struct rt_entity_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_entities_next(rows, &row, err)) > 0) {
		uint64_t *slot = rt_map_find(book->index, (const char *)&row.id, sizeof row.id);
		if (slot && *slot)
			book->items.items[*slot - 1].name = rt_strdup(row.name);
	}
	rt_cursor_free(rows);
	return got;
}

static int64_t total(const struct contact *contact)
{
	return contact->to + contact->cc + contact->bcc + contact->received;
}

static int by_total(const void *a, const void *b)
{
	const struct contact *x = a, *y = b;
	if (total(x) != total(y))
		return total(x) < total(y) ? 1 : -1;
	return x->entity < y->entity ? -1 : 1;
}

static int by_month(const void *a, const void *b)
{
	return strcmp(((const struct month *)a)->name, ((const struct month *)b)->name);
}

static void show_months(struct rt_str *out, struct contact *contact)
{
	struct rt_str line = RT_STR_INIT;
	if (contact->months.count)
		qsort(contact->months.items, contact->months.count, sizeof *contact->months.items,
			by_month);
	RT_VEC_FOREACH(month, &contact->months)
		rt_str_appendf(&line, "%s%s %lld", line.len ? ", " : "", month->name,
			(long long)month->count);
	rt_show_wrapped(out, line.data, line.len, 6);
	rt_str_release(&line);
}

static void show(struct rt_str *out, const struct rt_found *of, struct book *book, long top, bool months)
{
	rt_show_text(out, of->name.data);
	rt_str_appendf(out, " and %zu other%s\n", book->items.count, book->items.count == 1 ? "" : "s");
	rt_str_append(out, "with                         to   cc  bcc from  first      last        after  they\n");
	for (size_t i = 0; i < book->items.count && i < (size_t)top; i++) {
		struct contact *contact = &book->items.items[i];
		rt_show_cell(out, contact->name, 26);
		rt_show_number(out, contact->to, -5);
		rt_show_number(out, contact->cc, -5);
		rt_show_number(out, contact->bcc, -5);
		rt_show_number(out, contact->received, -5);
		rt_str_appendf(out, "  %-10s %-10s", contact->first, contact->last);
		show_pace(out, &contact->after);
		show_pace(out, &contact->they);
		rt_str_trim(out);
		rt_str_append_char(out, '\n');
		if (months)
			show_months(out, contact);
	}
	rt_str_append(out, "after: half of the answers to them came within this time; they: half of theirs\n");
	if (book->items.count > (size_t)top)
		rt_str_appendf(out, "… and %zu more: --top N\n", book->items.count - (size_t)top);
}

static void show_json(struct rt_str *out, const struct rt_found *of, struct book *book)
{
	struct rt_json json = {.out = out};
	rt_json_object(&json, NULL);
	rt_json_text(&json, "name", of->name.data);
	rt_json_text(&json, "key", of->key.data);
	rt_json_array(&json, "contacts");
	RT_VEC_FOREACH(contact, &book->items)
	{
		rt_json_object(&json, NULL);
		rt_json_text(&json, "name", contact->name);
		rt_json_int(&json, "sent_to", contact->to);
		rt_json_int(&json, "sent_cc", contact->cc);
		rt_json_int(&json, "sent_bcc", contact->bcc);
		rt_json_int(&json, "received", contact->received);
		rt_json_int(&json, "embedded", contact->embedded);
		rt_json_int(&json, "mass", contact->mass);
		pace_json(&json, "answers", &contact->after);
		pace_json(&json, "is_answered", &contact->they);
		rt_json_text(&json, "first", *contact->first ? contact->first : NULL);
		rt_json_text(&json, "last", *contact->last ? contact->last : NULL);
		rt_json_object(&json, "months");
		if (contact->months.count)
			qsort(contact->months.items, contact->months.count,
				sizeof *contact->months.items, by_month);
		RT_VEC_FOREACH(month, &contact->months)
			rt_json_int(&json, month->name, month->count);
		rt_json_end(&json);
		rt_json_end(&json);
	}
	rt_json_end(&json);
	rt_json_end(&json);
	rt_str_append_char(out, '\n');
}

static void release_book(struct book *book)
{
	RT_VEC_FOREACH(contact, &book->items)
	{
		rt_free(contact->name);
		rt_vec_release(&contact->months);
		rt_vec_release(&contact->after.seconds);
		rt_vec_release(&contact->they.seconds);
	}
	rt_vec_release(&book->items);
	rt_map_free(book->index);
}

static int contacts(struct rt_store *store, const char *typed, long top, bool months, bool json,
	struct rt_err *err)
{
	struct rt_found found;
	struct book book = {.index = rt_map_new()};
	struct rt_str out = RT_STR_INIT;
	int got = rt_find_entity(store, typed, &found, err);
	if (got > 0) {
		if (read_contacts(store, found.id, &book, err) ||
			read_replies(store, found.id, &book, err) || read_names(store, &book, err))
			got = -1;
		if (book.items.count)
			qsort(book.items.items, book.items.count, sizeof *book.items.items, by_total);
		if (got > 0 && json)
			show_json(&out, &found, &book);
		else if (got > 0)
			show(&out, &found, &book, top, months);
		rt_show_flush(&out);
		rt_found_release(&found);
	}
	rt_str_release(&out);
	release_book(&book);
	return got;
}

int rt_cmd_contacts(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	bool months = false, json = false;
	long top = 30;
	struct rt_err err = {0};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0, "top", RT_OPT_NUMBER, &top, "N", "only the N most frequent (30)"},
		{0, "months", RT_OPT_FLAG, &months, NULL, "counts by month as well"},
		{0, "json", RT_OPT_FLAG, &json, NULL, "print JSON"},
		{0},
	};
	struct rt_args args = {.usage = "contacts [-c FILE] NAME",
		.summary = "With whom someone writes: messages sent to, cc and bcc, received from, first\n"
			   "and last day, and how soon each answers the other.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0 && args.count != 1) {
		status = rt_usage_error(&args, "contacts wants one name");
	} else if (status < 0) {
		struct rt_store *store = rt_store_open(case_path, RT_STORE_READ, &err);
		int got = store ? contacts(store, args.words[0], top, months, json, &err) : -1;
		if (got < 0)
			fprintf(stderr, "redthread: %s\n", err.message);
		rt_store_close(store);
		status = got > 0 ? RT_EXIT_OK : got ? RT_EXIT_FAILED : RT_EXIT_USAGE;
	}
	rt_args_release(&args);
	return status;
}
