#include "cli/case.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/opt.h"
#include "out/quote.h"
#include "out/show.h"

#include "base/json.h"
#include "store/link.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

struct showing {
	struct rt_store *store;
	struct rt_found of;
	long top;
	bool json;
	struct rt_json writer;
	struct rt_str out;
	struct rt_err *err;
};

/* ---- an entity ------------------------------------------------------------------------------ */

static void show_head(struct showing *showing)
{
	const struct rt_found *of = &showing->of;
	struct rt_str *out = &showing->out;
	rt_show_text(out, of->name.data);
	rt_str_appendf(out, "\n%s", of->type.data);
	if (strcmp(of->kind.data, of->type.data) != 0)
		rt_str_appendf(out, " (%s)", of->kind.data);
	rt_str_append(out, ", mentioned ");
	rt_show_number(out, of->mentions, 0);
	rt_str_append(out, of->mentions == 1 ? " time in " : " times in ");
	rt_show_number(out, of->documents, 0);
	rt_str_append(out, of->documents == 1 ? " document" : " documents");
	if (of->messages) {
		rt_str_append(out, ", party to ");
		rt_show_number(out, of->messages, 0);
		rt_str_append(out, of->messages == 1 ? " message" : " messages");
	}
	if (of->first.len)
		rt_str_appendf(out, "\n%.10s – %.10s", of->first.data, of->last.data);
	rt_str_append(out, "\nkey ");
	rt_show_text(out, of->key.data);
	rt_str_append_char(out, '\n');
}

static void json_head(struct showing *showing)
{
	struct rt_json *json = &showing->writer;
	const struct rt_found *of = &showing->of;
	rt_json_object(json, NULL);
	rt_json_text(json, "name", of->name.data);
	rt_json_text(json, "key", of->key.data);
	rt_json_text(json, "type", of->type.data);
	rt_json_text(json, "kind", of->kind.data);
	rt_json_int(json, "mentions", of->mentions);
	rt_json_int(json, "documents", of->documents);
	rt_json_int(json, "messages", of->messages);
	rt_json_text(json, "first", of->first.len ? of->first.data : NULL);
	rt_json_text(json, "last", of->last.len ? of->last.data : NULL);
}

static void show_alias(struct showing *showing, const struct rt_alias_row *row)
{
	if (showing->json) {
		struct rt_json *json = &showing->writer;
		rt_json_object(json, NULL);
		rt_json_text(json, "kind", row->kind);
		rt_json_text(json, "text", row->text);
		rt_json_int(json, "count", row->count);
		rt_json_text(json, "why", row->why);
		rt_json_real(json, "score", row->score);
		rt_json_end(json);
		return;
	}
	rt_str_append(&showing->out, "  ");
	rt_show_cell(&showing->out, row->text, 66);
	rt_show_number(&showing->out, row->count, -9);
	rt_str_append_char(&showing->out, '\n');
	rt_show_wrapped(&showing->out, row->why, strlen(row->why), 6);
}

/* A heading, or the key of an array. */
static void begin_part(struct showing *showing, const char *title, const char *key)
{
	if (showing->json)
		rt_json_array(&showing->writer, key);
	else
		rt_str_appendf(&showing->out, "\n%s\n", title);
}

static void end_part(struct showing *showing, int64_t count)
{
	if (showing->json && count)
		rt_json_end(&showing->writer);
	else if (!showing->json && count > showing->top)
		rt_str_appendf(&showing->out, "  … and %lld more: --top N\n",
			(long long)(count - showing->top));
}

/* Addresses, then names, each the most frequent first; one array in JSON. */
static int show_aliases(struct showing *showing)
{
	static const char *const titles[] = {"Addresses, how often, and why they belong",
		"Names, how often, and why they belong"};
	struct rt_cursor *rows = rt_store_aliases(showing->store, showing->of.id, showing->err);
	struct rt_alias_row row;
	int part = -1; /* of titles */
	int64_t count = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_aliases_next(rows, &row, showing->err)) > 0) {
		int wanted = !showing->json && !strcmp(row.kind, "name");
		if (wanted != part) {
			end_part(showing, count);
			begin_part(showing, titles[wanted], "aliases");
			part = wanted;
			count = 0;
		}
		if (count++ < showing->top || showing->json)
			show_alias(showing, &row);
	}
	if (count)
		end_part(showing, count);
	rt_cursor_free(rows);
	return got;
}

static void show_tie(struct showing *showing, const struct rt_link_row *row)
{
	bool sent = !strcmp(row->kind, RT_LINK_COMMUNICATION), from = row->a == showing->of.id;
	const char *other = from ? row->b_name : row->a_name;
	const char *type = from ? row->b_type : row->a_type;
	const char *how = !sent ? "together" : from ? "wrote to" : "wrote";
	if (showing->json) {
		struct rt_json *json = &showing->writer;
		rt_json_object(json, NULL);
		rt_json_text(json, "kind", row->kind);
		rt_json_text(json, "direction", !sent ? NULL : from ? "to" : "from");
		rt_json_text(json, "name", other);
		rt_json_text(json, "key", from ? row->b_key : row->a_key);
		rt_json_text(json, "type", type);
		rt_json_real(json, "weight", row->weight);
		rt_json_int(json, "documents", row->documents);
		rt_json_text(json, "first", row->first);
		rt_json_text(json, "last", row->last);
		rt_json_end(json);
		return;
	}
	rt_str_append(&showing->out, "  ");
	rt_show_cell(&showing->out, sent && !from ? "heard from" : how, 11);
	rt_show_cell(&showing->out, other, 34);
	rt_show_count(&showing->out, row->documents, -6, sent ? "mail" : "text");
	if (row->first)
		rt_str_appendf(&showing->out, "%s  %.7s – %.7s", row->documents == 1 ? " " : "", row->first,
			row->last);
	rt_str_append_char(&showing->out, '\n');
}

static int show_ties(struct showing *showing)
{
	struct rt_cursor *rows =
		rt_store_links(showing->store, NULL, showing->of.id, 0, showing->err);
	struct rt_link_row row;
	int64_t count = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_links_next(rows, &row, showing->err)) > 0) {
		if (!count)
			begin_part(showing, "Strongest ties", "ties");
		if (count++ < showing->top || showing->json)
			show_tie(showing, &row);
	}
	if (count)
		end_part(showing, count);
	rt_cursor_free(rows);
	return got;
}

static int show_mention(struct showing *showing, const struct rt_occurrence_row *row)
{
	struct rt_cursor *rows = rt_store_documents(showing->store, row->document, showing->err);
	struct rt_document_row document;
	struct rt_str text = RT_STR_INIT, words = RT_STR_INIT;
	int got = rows ? rt_documents_next(rows, &document, showing->err) : -1;
	if (got > 0)
		got = rt_store_text(showing->store, row->document, &text, showing->err);
	if (got > 0) {
		struct rt_range around = rt_quote_range(text.data, text.len, row->range);
		rt_quote_plain(&words, text.data, text.len, around, &row->range, 1);
	}
	if (got > 0 && showing->json) {
		struct rt_json *json = &showing->writer;
		rt_json_object(json, NULL);
		rt_json_text(json, "date", document.date);
		rt_json_text(json, "path", document.path);
		rt_json_text(json, "part", document.part);
		rt_json_int(json, "start", row->range.start);
		rt_json_int(json, "end", row->range.end);
		rt_json_string(json, "text", words.data, words.len);
		rt_json_end(json);
	} else if (got > 0) {
		rt_str_appendf(&showing->out, "  %-10.10s  ",
			document.date ? document.date : "no date");
		rt_show_place(&showing->out, document.path, document.part);
		rt_str_append_char(&showing->out, '\n');
		rt_show_wrapped(&showing->out, words.data, words.len, 4);
	}
	rt_cursor_free(rows);
	rt_str_release(&text);
	rt_str_release(&words);
	return got < 0 ? -1 : 0;
}

static int show_mentions(struct showing *showing)
{
	struct rt_cursor *rows = rt_store_occurrences(
		showing->store, showing->of.id, showing->of.id, showing->err);
	struct rt_occurrence_row row;
	int64_t count = 0, last = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_occurrences_next(rows, &row, showing->err)) > 0) {
		if (row.document == last)
			continue;
		last = row.document;
		if (!count)
			begin_part(showing, "Where, first in each document", "where");
		if ((count++ < showing->top || showing->json) && show_mention(showing, &row)) {
			got = -1;
			break;
		}
	}
	if (count)
		end_part(showing, count);
	rt_cursor_free(rows);
	return got;
}

static int show_entity(struct showing *showing)
{
	if (showing->json)
		json_head(showing);
	else
		show_head(showing);
	int failed = show_aliases(showing) || show_ties(showing) || show_mentions(showing);
	if (showing->json) {
		rt_json_end(&showing->writer);
		rt_str_append_char(&showing->out, '\n');
	}
	return failed ? -1 : 0;
}

/* ---- a document ----------------------------------------------------------------------------- */

static int show_places(struct showing *showing, int64_t id)
{
	struct rt_cursor *rows = rt_store_places(showing->store, id, showing->err);
	struct rt_place_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_places_next(rows, &row, showing->err)) > 0) {
		rt_show_place(&showing->out, row.path, row.part);
		rt_str_append_char(&showing->out, '\n');
	}
	rt_cursor_free(rows);
	return got;
}

/* The text line by line, harmless on a terminal. */
static void show_lines(struct showing *showing, const struct rt_str *text)
{
	rt_str_append_char(&showing->out, '\n');
	for (size_t at = 0; at < text->len;) {
		const char *line = text->data + at;
		const char *end = memchr(line, '\n', text->len - at);
		size_t len = end ? (size_t)(end - line) : text->len - at;
		rt_show_line(&showing->out, line, len);
		at += len + 1;
	}
}

/* 1, or 0 where there is no such document. */
static int show_document(struct showing *showing, int64_t id)
{
	struct rt_cursor *rows = rt_store_documents(showing->store, id, showing->err);
	struct rt_document_row row;
	struct rt_str text = RT_STR_INIT;
	int got = rows ? rt_documents_next(rows, &row, showing->err) : -1;
	if (got > 0) {
		rt_str_appendf(&showing->out, "document %lld, %s, ", (long long)id, row.kind);
		rt_show_number(&showing->out, row.size, 0);
		rt_str_append(&showing->out, " bytes\n");
	}
	if (got > 0 && show_places(showing, id))
		got = -1;
	if (got > 0 && rt_store_text(showing->store, id, &text, showing->err) > 0)
		show_lines(showing, &text);
	rt_cursor_free(rows);
	rt_str_release(&text);
	return got;
}

/* ---- the verb ------------------------------------------------------------------------------- */

static int show_wanted(struct showing *showing, const char *name, long document)
{
	if (document) {
		int got = show_document(showing, document);
		if (!got)
			fprintf(stderr, "redthread: there is no document %ld\n", document);
		return got;
	}
	int found = rt_find_entity(showing->store, name, &showing->of, showing->err);
	if (found > 0) {
		found = show_entity(showing) ? -1 : 1;
		rt_found_release(&showing->of);
	}
	return found;
}

static int run(struct showing *showing, const char *case_path, const char *name, long document)
{
	struct rt_err err = {0};
	showing->err = &err;
	showing->writer.out = &showing->out;
	showing->store = rt_case_open(case_path, &err);
	int got = showing->store ? show_wanted(showing, name, document) : -1;
	rt_show_flush(&showing->out);
	rt_str_release(&showing->out);
	rt_store_close(showing->store);
	if (got < 0)
		fprintf(stderr, "redthread: %s\n", err.message);
	return got < 0 ? RT_EXIT_FAILED : got ? RT_EXIT_OK : RT_EXIT_PROBLEMS;
}

int rt_cmd_show(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	struct showing showing = {.top = 10, .out = RT_STR_INIT};
	long document = 0;
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0, "top", RT_OPT_NUMBER, &showing.top, "N", "so many rows of each part (10)"},
		{'d', "document", RT_OPT_NUMBER, &document, "ID",
			"a document's text and places, by its number in the list"},
		{0, "json", RT_OPT_FLAG, &showing.json, NULL, "one JSON object with everything"},
		{0},
	};
	struct rt_args args = {.usage = "show [-c FILE] [--top N] [--json] NAME | --document ID",
		.summary = "All about one person, organisation, date or case: its names and why they\n"
			   "belong together, its strongest ties, and where it stands in the documents.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0)
		return status;
	if (args.count != (document ? 0 : 1))
		status = rt_usage_error(&args, "show wants one name (put quotes around it)");
	else
		status = run(&showing, case_path, document ? NULL : args.words[0], document);
	rt_args_release(&args);
	return status;
}
