#include "cli/cli.h"
#include "cli/find.h"
#include "cli/opt.h"
#include "out/show.h"
#include "out/timeline.h"

#include "base/file.h"
#include "base/map.h"
#include "store/entity.h"
#include "store/link.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

/* What is counted over the whole case, and for one name. */
enum whole_series { WHOLE_MESSAGES, WHOLE_DATES };
enum name_series { NAME_SENT, NAME_RECEIVED, NAME_NAMED, NAME_DATES };

static const char *const whole_names[] = {"messages", "dates"};
static const char *const name_names[] = {"sent", "received", "named", "dates"};

struct drawing {
	struct rt_store *store;
	const char *case_path, *svg, *by;
	bool csv, json;
	RT_VEC(struct rt_timeline *) lines;
	struct rt_str out;
	struct rt_err *err;
};

/* ---- collecting ----------------------------------------------------------------------------- */

static int collect_messages(struct drawing *drawing, struct rt_timeline *line)
{
	struct rt_cursor *rows = rt_store_messages(drawing->store, 0, drawing->err);
	struct rt_message_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_messages_next(rows, &row, drawing->err)) > 0)
		if (!row.same_as)
			rt_timeline_add(line, WHOLE_MESSAGES, row.dated ? row.date : NULL);
	rt_cursor_free(rows);
	return got;
}

static uint64_t paragraph_key(int64_t document, int64_t paragraph)
{
	return (uint64_t)document << 24 ^ (uint64_t)paragraph;
}

/* Dates that original text mentions; of the paragraphs in `wanted` alone, where it is given. */
static int collect_dates(struct drawing *drawing, struct rt_timeline *line, size_t series,
	const struct rt_map *wanted)
{
	struct rt_cursor *rows = rt_store_mentions(drawing->store, 0, "date", drawing->err);
	struct rt_mention_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_mentions_next(rows, &row, drawing->err)) > 0) {
		uint64_t key = paragraph_key(row.document, row.paragraph);
		bool header = row.segment && !strcmp(row.segment, "header");
		if (row.original && !header &&
			(!wanted || rt_map_find(wanted, (const char *)&key, sizeof key)))
			rt_timeline_add(line, series, row.value);
	}
	rt_cursor_free(rows);
	return got;
}

/* One message to many is sent once. */
static int collect_contacts(struct drawing *drawing, struct rt_timeline *line, int64_t entity)
{
	struct rt_cursor *rows = rt_store_contacts(drawing->store, entity, drawing->err);
	struct rt_contact_row row;
	int64_t sent = 0, received = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_contacts_next(rows, &row, drawing->err)) > 0) {
		if (row.sender == entity && row.message != sent) {
			rt_timeline_add(line, NAME_SENT, row.date);
			sent = row.message;
		} else if (row.sender != entity && row.message != received) {
			rt_timeline_add(line, NAME_RECEIVED, row.date);
			received = row.message;
		}
	}
	rt_cursor_free(rows);
	return got;
}

/* Texts that name the entity, by their date; the paragraphs are noted. */
static int collect_named(struct drawing *drawing, struct rt_timeline *line, int64_t entity,
	struct rt_map *paragraphs)
{
	struct rt_cursor *rows = rt_store_occurrences(drawing->store, entity, entity, drawing->err);
	struct rt_occurrence_row row;
	int64_t last = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_occurrences_next(rows, &row, drawing->err)) > 0) {
		uint64_t key = paragraph_key(row.document, row.paragraph);
		*rt_map_at(paragraphs, (const char *)&key, sizeof key) = 1;
		if (row.document != last)
			rt_timeline_add(line, NAME_NAMED, row.date);
		last = row.document;
	}
	rt_cursor_free(rows);
	return got;
}

static int draw_whole(struct drawing *drawing)
{
	struct rt_timeline *line = rt_timeline_new("All messages", whole_names, 2);
	rt_vec_push(&drawing->lines, line);
	rt_timeline_contacts(line, 1u << WHOLE_MESSAGES);
	return collect_messages(drawing, line) || collect_dates(drawing, line, WHOLE_DATES, NULL)
		       ? -1
		       : 0;
}

/* 1; 0 where nobody has that name; -1 and err. */
static int draw_name(struct drawing *drawing, const char *name)
{
	struct rt_found found;
	int got = rt_find_entity(drawing->store, name, &found, drawing->err);
	if (got <= 0)
		return got;
	struct rt_timeline *line = rt_timeline_new(found.name.data, name_names, 4);
	struct rt_map *paragraphs = rt_map_new();
	rt_vec_push(&drawing->lines, line);
	rt_timeline_contacts(line, 1u << NAME_SENT | 1u << NAME_RECEIVED);
	int failed = collect_contacts(drawing, line, found.id) ||
		     collect_named(drawing, line, found.id, paragraphs) ||
		     collect_dates(drawing, line, NAME_DATES, paragraphs);
	rt_map_free(paragraphs);
	rt_found_release(&found);
	return failed ? -1 : 1;
}

/* ---- printing ------------------------------------------------------------------------------- */

static enum rt_timeline_step step_of(const char *by)
{
	return !by		      ? RT_TIMELINE_AUTO
	       : !strcmp(by, "day")   ? RT_TIMELINE_DAY
	       : !strcmp(by, "month") ? RT_TIMELINE_MONTH
				      : RT_TIMELINE_YEAR;
}

static int print(struct drawing *drawing)
{
	struct rt_str *out = &drawing->out;
	for (size_t i = 0; i < drawing->lines.count; i++) {
		struct rt_timeline *line = drawing->lines.items[i];
		rt_timeline_finish(line, step_of(drawing->by));
		if (drawing->csv && !i)
			rt_timeline_csv_head(line, out);
		if (drawing->csv)
			rt_timeline_csv(line, out);
		else if (drawing->json)
			rt_timeline_json(line, out);
		else if (!drawing->svg)
			rt_timeline_table(line, out);
		if (!drawing->csv && !drawing->json && i + 1 < drawing->lines.count)
			rt_str_append_char(out, '\n');
	}
	if (!drawing->svg) {
		rt_show_flush(out);
		return 0;
	}
	rt_str_clear(out);
	rt_timeline_svg(drawing->lines.items, drawing->lines.count, out);
	return rt_file_write(drawing->svg, out->data, out->len, drawing->err);
}

static int run(struct drawing *drawing, const struct rt_args *args)
{
	struct rt_err err = {0};
	int status = RT_EXIT_OK, got = 1;
	drawing->err = &err;
	drawing->store = rt_store_open(drawing->case_path, RT_STORE_READ, &err);
	if (!drawing->store)
		got = -1;
	else if (!args->count)
		got = draw_whole(drawing) ? -1 : 1;
	for (size_t i = 0; i < args->count && got >= 0; i++) {
		got = draw_name(drawing, args->words[i]);
		if (!got)
			status = RT_EXIT_PROBLEMS;
	}
	if (got < 0 || (drawing->lines.count && print(drawing))) {
		fprintf(stderr, "redthread: %s\n", err.message);
		status = RT_EXIT_FAILED;
	}
	for (size_t i = 0; i < drawing->lines.count; i++)
		rt_timeline_free(drawing->lines.items[i]);
	rt_vec_release(&drawing->lines);
	rt_str_release(&drawing->out);
	rt_store_close(drawing->store);
	return status;
}

int rt_cmd_timeline(int argc, char **argv)
{
	struct drawing drawing = {.case_path = RT_CASE_DEFAULT, .out = RT_STR_INIT};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &drawing.case_path, "FILE",
			"the case file (" RT_CASE_DEFAULT ")"},
		{0, "by", RT_OPT_TEXT, &drawing.by, "STEP",
			"day, month or year; chosen by the span else"},
		{0, "csv", RT_OPT_FLAG, &drawing.csv, NULL, "comma-separated values"},
		{0, "json", RT_OPT_FLAG, &drawing.json, NULL, "one JSON object a name"},
		{0, "svg", RT_OPT_TEXT, &drawing.svg, "FILE", "draw it into a file"},
		{0},
	};
	struct rt_args args = {
		.usage = "timeline [-c FILE] [--by STEP] [--csv|--json|--svg FILE] [NAME…]",
		.summary = "When messages were sent and which dates they speak of. With names: "
			   "what each one\n"
			   "sent and received, the texts that name them, and the dates in those "
			   "passages.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0)
		return status;
	bool step_known = !drawing.by || !strcmp(drawing.by, "day") ||
			  !strcmp(drawing.by, "month") || !strcmp(drawing.by, "year");
	if (!step_known)
		status = rt_usage_error(&args, "--by wants day, month or year");
	else if (drawing.csv + drawing.json + (drawing.svg != NULL) > 1)
		status = rt_usage_error(&args, "one of --csv, --json and --svg at a time");
	else
		status = run(&drawing, &args);
	rt_args_release(&args);
	return status;
}
