#include "cli/case.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "out/show.h"

#include "base/nearest.h"
#include "base/json.h"
#include "store/entity.h"
#include "store/link.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

struct listing {
	struct rt_store *store;
	const struct subject *subject;
	const char *kind; /* of links: NULL for both */
	long top;
	bool all, json;
	int64_t shown, hidden;
	struct rt_str out;
	struct rt_err *err;
};

/* One row of a list, as JSON or as cells. */
struct subject {
	const char *name;
	const char *type; /* of entities */
	int (*list)(struct listing *listing);
	const char *head;
};

/* Whether one more row is to be printed; counts those that are not. */
static bool is_wanted(struct listing *listing)
{
	if (!listing->all && listing->shown >= listing->top) {
		listing->hidden++;
		return false;
	}
	if (!listing->shown++ && !listing->json)
		rt_str_appendf(&listing->out, "%s\n", listing->subject->head);
	return true;
}

static void end_row(struct listing *listing)
{
	while (listing->out.len && listing->out.data[listing->out.len - 1] == ' ')
		rt_str_truncate(&listing->out, listing->out.len - 1);
	rt_str_append_char(&listing->out, '\n');
	if (listing->out.len > 1 << 16)
		rt_show_flush(&listing->out);
}

static void span(struct rt_str *out, const char *first, const char *last)
{
	if (!first)
		return;
	rt_str_appendf(out, "%.10s", first);
	if (last && strncmp(first, last, 10) != 0)
		rt_str_appendf(out, " – %.10s", last);
}

/* ---- entities ------------------------------------------------------------------------------- */

static void entity_json(struct listing *listing, const struct rt_entity_row *row)
{
	struct rt_json json = {.out = &listing->out};
	rt_json_object(&json, NULL);
	rt_json_text(&json, "name", row->name);
	rt_json_text(&json, "type", row->type);
	rt_json_text(&json, "kind", row->kind);
	rt_json_int(&json, "mentions", row->mentions);
	rt_json_int(&json, "documents", row->documents);
	rt_json_int(&json, "messages", row->messages);
	rt_json_text(&json, "first", row->first);
	rt_json_text(&json, "last", row->last);
	rt_json_text(&json, "key", row->key);
	rt_json_end(&json);
}

static void entity_cells(struct listing *listing, const struct rt_entity_row *row)
{
	struct rt_str *out = &listing->out;
	bool person = !strcmp(row->type, "person");
	struct rt_str name = RT_STR_INIT;
	rt_str_append(&name, row->name);
	if (person && strcmp(row->kind, "person") != 0)
		rt_str_appendf(&name, " (%s)", row->kind);
	rt_show_cell(out, name.data, person ? 31 : 38);
	rt_str_release(&name);
	rt_show_number(out, row->mentions, -9);
	rt_show_number(out, row->documents, -8);
	if (person)
		rt_show_number(out, row->messages, -7);
	rt_str_append(out, "  ");
	span(out, row->first, row->last);
}

static int list_entities(struct listing *listing)
{
	const char *type = listing->subject->type;
	struct rt_cursor *rows = strcmp(type, "date")
		? rt_store_most_mentioned(listing->store, type, listing->err)
		: rt_store_entities_by_name(listing->store, type, listing->err);
	struct rt_entity_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_entities_next(rows, &row, listing->err)) > 0) {
		if (!is_wanted(listing))
			continue;
		if (listing->json)
			entity_json(listing, &row);
		else
			entity_cells(listing, &row);
		end_row(listing);
	}
	rt_cursor_free(rows);
	return got;
}

static int list_addresses(struct listing *listing)
{
	struct rt_cursor *rows = rt_store_addresses(listing->store, listing->err);
	struct rt_address_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_addresses_next(rows, &row, listing->err)) > 0) {
		if (!is_wanted(listing))
			continue;
		if (listing->json) {
			struct rt_json json = {.out = &listing->out};
			rt_json_object(&json, NULL);
			rt_json_text(&json, "address", row.address);
			rt_json_text(&json, "of", row.name);
			rt_json_text(&json, "kind", row.kind);
			rt_json_int(&json, "count", row.count);
			rt_json_text(&json, "why", row.why);
			rt_json_text(&json, "key", row.key);
			rt_json_end(&json);
		} else {
			rt_show_cell(&listing->out, row.address, 39);
			rt_show_number(&listing->out, row.count, -7);
			rt_str_append(&listing->out, "  ");
			rt_show_cell(&listing->out, row.name, 32);
		}
		end_row(listing);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- documents ------------------------------------------------------------------------------ */

static void document_json(struct listing *listing, const struct rt_document_row *row)
{
	struct rt_json json = {.out = &listing->out};
	rt_json_object(&json, NULL);
	rt_json_int(&json, "id", row->id);
	rt_json_text(&json, "path", row->path);
	rt_json_text(&json, "part", row->part);
	rt_json_text(&json, "kind", row->kind);
	rt_json_text(&json, "date", row->date);
	rt_json_text(&json, "subject", row->subject);
	rt_json_text(&json, "name", row->name);
	rt_json_text(&json, "media_type", row->media_type);
	rt_json_int(&json, "size", row->size);
	rt_json_text(&json, "sha256", row->sha256);
	rt_json_int(&json, "places", row->places);
	rt_json_bool(&json, "read", row->read);
	rt_json_end(&json);
}

static void document_cells(struct listing *listing, const struct rt_document_row *row)
{
	struct rt_str place = RT_STR_INIT;
	rt_show_place(&place, row->path, row->part);
	rt_str_appendf(&listing->out, "%6lld", (long long)row->id); /* plain: it is typed again */
	rt_str_appendf(&listing->out, "  %-10.10s  ", row->date ? row->date : "");
	rt_show_cell(&listing->out, row->subject ? row->subject : row->name ? row->name : row->kind,
		27);
	rt_str_append(&listing->out, "  ");
	/* The end of a path tells more than its beginning. */
	rt_show_cell_end(&listing->out, place.data, 30);
	rt_str_release(&place);
}

static int list_documents(struct listing *listing)
{
	struct rt_cursor *rows = rt_store_documents(listing->store, 0, listing->err);
	struct rt_document_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_documents_next(rows, &row, listing->err)) > 0) {
		if (!is_wanted(listing))
			continue;
		if (listing->json)
			document_json(listing, &row);
		else
			document_cells(listing, &row);
		end_row(listing);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- links ---------------------------------------------------------------------------------- */

static void link_json(struct listing *listing, const struct rt_link_row *row)
{
	struct rt_json json = {.out = &listing->out};
	rt_json_object(&json, NULL);
	rt_json_text(&json, "kind", row->kind);
	rt_json_text(&json, "a", row->a_name);
	rt_json_text(&json, "a_key", row->a_key);
	rt_json_text(&json, "b", row->b_name);
	rt_json_text(&json, "b_key", row->b_key);
	rt_json_real(&json, "weight", row->weight);
	if (row->measured)
		rt_json_real(&json, "npmi", row->npmi);
	rt_json_int(&json, "sentences", row->sentences);
	rt_json_int(&json, "paragraphs", row->paragraphs);
	rt_json_int(&json, "documents", row->documents);
	rt_json_int(&json, "sent_to", row->sent_to);
	rt_json_int(&json, "sent_cc", row->sent_cc);
	rt_json_int(&json, "sent_bcc", row->sent_bcc);
	rt_json_int(&json, "embedded", row->embedded);
	rt_json_int(&json, "replies", row->replies);
	if (row->replies)
		rt_json_int(&json, "reply_seconds", row->reply_seconds);
	rt_json_text(&json, "first", row->first);
	rt_json_text(&json, "last", row->last);
	rt_json_end(&json);
}

static void link_cells(struct listing *listing, const struct rt_link_row *row)
{
	bool sent = !strcmp(row->kind, RT_LINK_COMMUNICATION);
	struct rt_str weight = RT_STR_INIT;
	rt_show_cell(&listing->out, row->a_name, 26);
	rt_str_append(&listing->out, sent ? " → " : " — ");
	rt_show_cell(&listing->out, row->b_name, 26);
	rt_str_appendf(&weight, "%.1f", row->weight);
	rt_show_cell(&listing->out, weight.data, -8);
	rt_show_count(&listing->out, row->documents, -8, sent ? "mail" : "text");
	rt_str_release(&weight);
}

static int list_links(struct listing *listing)
{
	struct rt_cursor *rows =
		rt_store_links(listing->store, listing->kind, 0, 0, listing->err);
	struct rt_link_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_links_next(rows, &row, listing->err)) > 0) {
		if (!is_wanted(listing))
			continue;
		if (listing->json)
			link_json(listing, &row);
		else
			link_cells(listing, &row);
		end_row(listing);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- problems ------------------------------------------------------------------------------- */

static int list_problems(struct listing *listing)
{
	struct rt_cursor *rows = rt_store_problems(listing->store, listing->err);
	struct rt_problem_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_problems_next(rows, &row, listing->err)) > 0) {
		if (!is_wanted(listing))
			continue;
		if (listing->json) {
			struct rt_json json = {.out = &listing->out};
			rt_json_object(&json, NULL);
			rt_json_text(&json, "class", row.class);
			rt_json_text(&json, "stage", row.stage);
			rt_json_text(&json, "path", row.path);
			rt_json_text(&json, "part", row.part);
			rt_json_text(&json, "message", row.message);
			rt_json_int(&json, "count", row.count);
			rt_json_end(&json);
		} else {
			rt_show_cell(&listing->out, row.class, 18);
			rt_str_append_char(&listing->out, ' ');
			rt_show_place(&listing->out, row.path, row.part);
			if (row.count > 1)
				rt_str_appendf(&listing->out, "  (%lld times)",
					(long long)row.count);
			end_row(listing);
			rt_show_wrapped(&listing->out, row.message, strlen(row.message), 4);
			continue;
		}
		end_row(listing);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- the verb ------------------------------------------------------------------------------- */

static const struct subject subjects[] = {
	{"people", "person", list_entities,
		"name                            mentions    docs  mails  first – last"},
	{"orgs", "organisation", list_entities,
		"organisation                           mentions    docs  first – last"},
	{"dates", "date", list_entities,
		"date                                   mentions    docs  first – last"},
	{"cases", "case", list_entities,
		"case                                   mentions    docs  first – last"},
	{"places", "place", list_entities,
		"place                                  mentions    docs  first – last"},
	{"addresses", NULL, list_addresses,
		"address                                  count  of"},
	{"documents", NULL, list_documents,
		"    id  date        subject or name              path"},
	{"links", NULL, list_links,
		"tie                                                      weight   count"},
	{"problems", NULL, list_problems, "problem"},
	{0},
};

static const char *next_subject(void *context)
{
	const struct subject **at = context;
	return (*at)->name ? (*at)++->name : NULL;
}

static const struct subject *find_subject(const struct rt_args *args)
{
	static const char names[] =
		"people, orgs, dates, cases, places, addresses, documents, links, problems";
	if (args->count != 1) {
		rt_usage_error(args, "list wants one of %s", names);
		return NULL;
	}
	const char *typed = args->words[0];
	if (!strcmp(typed, "organisations") || !strcmp(typed, "organizations"))
		typed = "orgs";
	for (const struct subject *subject = subjects; subject->name; subject++)
		if (!strcmp(subject->name, typed))
			return subject;
	const struct subject *at = subjects;
	const char *nearest = rt_nearest(typed, next_subject, &at);
	if (nearest)
		rt_usage_error(args, "there is no list of \"%s\"; did you mean %s?", typed, nearest);
	else
		rt_usage_error(args, "there is no list of \"%s\"; there are %s", typed, names);
	return NULL;
}

static int run(struct listing *listing, const char *case_path)
{
	struct rt_err err = {0};
	listing->err = &err;
	listing->store = rt_case_open(case_path, &err);
	int failed = !listing->store || listing->subject->list(listing);
	if (!failed && !listing->json && !listing->shown)
		rt_str_appendf(&listing->out, "There are no %s in this case file.\n",
			listing->subject->name);
	if (!failed && !listing->json && listing->hidden) {
		rt_str_append(&listing->out, "… and ");
		rt_show_number(&listing->out, listing->hidden, 0);
		rt_str_append(&listing->out, " more: --top N or --all\n");
	}
	rt_show_flush(&listing->out);
	rt_str_release(&listing->out);
	rt_store_close(listing->store);
	if (failed)
		fprintf(stderr, "redthread: %s\n", err.message);
	return failed ? RT_EXIT_FAILED : RT_EXIT_OK;
}

int rt_cmd_list(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	struct listing listing = {.top = 50, .out = RT_STR_INIT};
	bool sent = false, together = false;
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0, "top", RT_OPT_NUMBER, &listing.top, "N", "so many rows (50)"},
		{0, "all", RT_OPT_FLAG, &listing.all, NULL, "all rows"},
		{0, "sent", RT_OPT_FLAG, &sent, NULL, "of links: who wrote to whom"},
		{0, "together", RT_OPT_FLAG, &together, NULL, "of links: who is named with whom"},
		{0, "json", RT_OPT_FLAG, &listing.json, NULL, "one JSON object a line, all rows"},
		{0},
	};
	struct rt_args args = {.usage = "list [-c FILE] [--top N | --all] [--json] WHAT",
		.summary = "WHAT is people, orgs, dates, cases, places, addresses, documents, links or\n"
			   "problems; the most mentioned and the strongest come first.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0)
		return status;
	listing.all |= listing.json;
	listing.kind = sent ? RT_LINK_COMMUNICATION : together ? RT_LINK_COOCCURRENCE : NULL;
	listing.subject = find_subject(&args);
	rt_args_release(&args);
	return listing.subject ? run(&listing, case_path) : RT_EXIT_USAGE;
}
