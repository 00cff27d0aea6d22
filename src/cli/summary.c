#include "cli/summary.h"

#include "base/json.h"
#include "base/progress.h"
#include "out/show.h"
#include "store/count.h"
#include "store/entity.h"
#include "store/link.h"

#include <stdio.h>
#include <string.h>

#define TOP 5 /* of each kind that the summary names */

struct summary {
	struct rt_store *store;
	const struct rt_pipeline_report *report;
	struct rt_counts counts;
	struct rt_str out;
	struct rt_err *err;
};

/* ---- JSON ----------------------------------------------------------------------------------- */

static int json_tally(struct summary *summary, struct rt_json *json, const char *key,
	enum rt_tally what)
{
	struct rt_cursor *rows = rt_store_tally(summary->store, what, summary->err);
	struct rt_tally_row row;
	int got = rows ? 0 : -1;
	rt_json_object(json, key);
	while (rows && (got = rt_tally_next(rows, &row, summary->err)) > 0)
		rt_json_int(json, row.name, row.count);
	rt_json_end(json);
	rt_cursor_free(rows);
	return got;
}

static void json_stages(const struct rt_pipeline_report *report, struct rt_json *json)
{
	rt_json_object(json, "stages");
	for (int stage = 0; stage < RT_STAGE_COUNT; stage++) {
		const struct rt_stage_figures *figures = &report->stages[stage];
		double seconds = figures->seconds > 0 ? figures->seconds : 1e-9;
		rt_json_object(json, rt_stage_name((enum rt_stage)stage));
		rt_json_real(json, "seconds", figures->seconds);
		rt_json_int(json, "documents", (int64_t)figures->documents);
		rt_json_int(json, "bytes", (int64_t)figures->bytes);
		rt_json_real(json, "documents_per_second", (double)figures->documents / seconds);
		rt_json_real(json, "mb_per_second", (double)figures->bytes / 1e6 / seconds);
		rt_json_int(json, "peak_memory", (int64_t)figures->peak_memory);
		rt_json_end(json);
	}
	rt_json_end(json);
}

static int print_json(struct summary *summary)
{
	struct rt_json json = {.out = &summary->out};
	const struct rt_counts *counts = &summary->counts;
	rt_json_object(&json, NULL);
	rt_json_int(&json, "sources", counts->sources);
	rt_json_int(&json, "messages", counts->messages);
	rt_json_int(&json, "documents", counts->documents);
	rt_json_int(&json, "duplicates", counts->duplicates);
	rt_json_int(&json, "unreadable", counts->unreadable);
	rt_json_int(&json, "attached", counts->attached);
	rt_json_int(&json, "attached_duplicates", counts->attached_duplicates);
	rt_json_int(&json, "unchanged_sources", (int64_t)summary->report->unchanged);
	rt_json_int(&json, "removed_sources", (int64_t)summary->report->removed);
	int failed = json_tally(summary, &json, "problems", RT_TALLY_PROBLEMS) ||
		json_tally(summary, &json, "mentions", RT_TALLY_MENTIONS) ||
		json_tally(summary, &json, "entities", RT_TALLY_ENTITIES) ||
		json_tally(summary, &json, "links", RT_TALLY_LINKS);
	json_stages(summary->report, &json);
	rt_json_int(&json, "peak_memory", (int64_t)rt_peak_memory());
	rt_json_end(&json);
	rt_str_append_char(&summary->out, '\n');
	return failed ? -1 : 0;
}

/* ---- for people ----------------------------------------------------------------------------- */

static void print_documents(struct rt_str *out, int64_t documents, int64_t duplicates)
{
	rt_show_count(out, documents, 0, "document");
	rt_str_append(out, " + ");
	rt_show_count(out, duplicates, 0, "duplicate");
}

static void print_sum(struct summary *summary)
{
	const struct rt_counts *counts = &summary->counts;
	struct rt_str *out = &summary->out;
	rt_show_number(out, counts->messages, 0);
	rt_str_append(out, " messages and files in ");
	rt_show_count(out, counts->sources, 0, "source");
	rt_str_append(out, " = ");
	print_documents(out, counts->documents, counts->duplicates);
	rt_str_append(out, " + ");
	rt_show_number(out, counts->unreadable, 0);
	rt_str_append(out, " unreadable\n");
	if (counts->attached || counts->attached_duplicates) {
		rt_str_append(out, "attached to them: ");
		print_documents(out, counts->attached, counts->attached_duplicates);
		rt_str_append_char(out, '\n');
	}
	if (summary->report->unchanged) {
		int64_t unchanged = (int64_t)summary->report->unchanged;
		rt_show_count(out, unchanged, 0, "source");
		rt_str_appendf(out, " had not changed and %s not read again\n", unchanged == 1 ? "was" : "were");
	}
}

static int print_tally(struct summary *summary, const char *title, enum rt_tally what)
{
	struct rt_cursor *rows = rt_store_tally(summary->store, what, summary->err);
	struct rt_tally_row row;
	int got = rows ? 0 : -1, count = 0;
	struct rt_str line = RT_STR_INIT;
	while (rows && (got = rt_tally_next(rows, &row, summary->err)) > 0) {
		rt_str_appendf(&line, "%s", count++ ? ", " : "");
		rt_show_number(&line, row.count, 0);
		rt_str_append_char(&line, ' ');
		rt_show_text(&line, row.name);
	}
	rt_cursor_free(rows);
	if (count) {
		rt_str_appendf(&summary->out, "\n%s\n", title);
		rt_show_wrapped(&summary->out, line.data, line.len, 2);
	}
	rt_str_release(&line);
	return got;
}

static int print_names(struct summary *summary, const char *type, const char *title)
{
	struct rt_cursor *rows = rt_store_most_mentioned(summary->store, type, summary->err);
	struct rt_entity_row row;
	int got = rows ? 0 : -1, count = 0;
	while (rows && count < TOP && (got = rt_entities_next(rows, &row, summary->err)) > 0) {
		rt_show_cell(&summary->out, count++ ? "" : title, 16);
		rt_show_cell(&summary->out, row.name, 36);
		rt_show_count(&summary->out, row.mentions, -8, "time");
		if (row.messages)
			rt_show_count(&summary->out, row.messages, -8, "mail");
		rt_str_append(&summary->out, "\n");
	}
	rt_cursor_free(rows);
	return got < 0 ? -1 : 0;
}

/* Ties to dates and places are many and strong, and tell little at first sight. */
static bool is_party(const char *type)
{
	return !strcmp(type, "person") || !strcmp(type, "organisation") || !strcmp(type, "case");
}

static int print_ties(struct summary *summary, const char *kind, const char *arrow)
{
	struct rt_cursor *rows = rt_store_links(summary->store, kind, 0, 0, summary->err);
	struct rt_link_row row;
	int got = rows ? 0 : -1;
	for (int count = 0; rows && count < TOP;) {
		if ((got = rt_links_next(rows, &row, summary->err)) <= 0)
			break;
		if (!is_party(row.a_type) || !is_party(row.b_type))
			continue;
		count++;
		rt_str_append(&summary->out, "  ");
		rt_show_cell(&summary->out, row.a_name, 29);
		rt_str_append(&summary->out, arrow);
		rt_show_cell(&summary->out, row.b_name, 29);
		rt_show_count(&summary->out, row.documents, -7,
			strcmp(kind, RT_LINK_COMMUNICATION) ? "text" : "mail");
		rt_str_append_char(&summary->out, '\n');
	}
	rt_cursor_free(rows);
	return got < 0 ? -1 : 0;
}

static void print_next(struct summary *summary, const char *case_path)
{
	char option[512] = "";
	if (strcmp(case_path, "case.db") != 0)
		snprintf(option, sizeof option, " -c %s", case_path);
	rt_str_append(&summary->out, "\nNext\n");
	rt_str_appendf(&summary->out, "  redthread list%s people\n", option);
	rt_str_appendf(&summary->out, "  redthread show%s NAME\n", option);
	rt_str_appendf(&summary->out, "  redthread why%s NAME NAME\n", option);
	rt_str_appendf(&summary->out, "  redthread draw%s map.svg\n", option);
	rt_str_appendf(&summary->out, "  redthread export%s csv FOLDER\n", option);
	if (summary->counts.problems)
		rt_str_appendf(&summary->out, "  redthread list%s problems\n", option);
}

static int print_text(struct summary *summary, const char *case_path)
{
	print_sum(summary);
	if (print_tally(summary, "Found", RT_TALLY_MENTIONS))
		return -1;
	rt_str_append(&summary->out, summary->counts.entities ? "\nMost mentioned\n" : "");
	if (print_names(summary, "person", "  people") ||
		print_names(summary, "organisation", "  organisations") ||
		print_names(summary, "case", "  cases"))
		return -1;
	rt_str_append(&summary->out, summary->counts.links ? "\nStrongest ties\n" : "");
	if (print_ties(summary, RT_LINK_COOCCURRENCE, " — ") ||
		print_ties(summary, RT_LINK_COMMUNICATION, " → ") ||
		print_tally(summary, "Problems", RT_TALLY_PROBLEMS))
		return -1;
	print_next(summary, case_path);
	return 0;
}

int rt_summary_print(const char *case_path, const struct rt_pipeline_report *report, bool json,
	bool quiet, struct rt_err *err)
{
	if (quiet && !json)
		return 0;
	struct summary summary = {.report = report, .out = RT_STR_INIT, .err = err};
	summary.store = rt_store_open(case_path, RT_STORE_READ, err);
	int failed = !summary.store || rt_store_count(summary.store, &summary.counts, err) ||
		(json ? print_json(&summary) : print_text(&summary, case_path));
	rt_show_flush(&summary.out);
	rt_str_release(&summary.out);
	rt_store_close(summary.store);
	return failed ? -1 : 0;
}
