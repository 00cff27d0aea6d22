#include "cli/case.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/opt.h"
#include "out/quote.h"
#include "out/show.h"

#include "base/json.h"
#include "base/vec.h"
#include "store/link.h"
#include "store/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum closeness { IN_SENTENCE, IN_PARAGRAPH, IN_DOCUMENT };

static const char *const closeness_names[] = {"sentence", "paragraph", "document"};

/* A text in which both stand, and where in it they come closest. */
struct meeting {
	int64_t document;
	enum closeness close;
	uint32_t apart; /* bytes between the two */
	struct rt_range first, second; /* in order */
	char day[11];
};

struct why {
	struct rt_store *store;
	struct rt_found a, b;
	long top;
	bool json;
	RT_VEC(struct meeting) meetings;
	RT_VEC(struct rt_occurrence_row) occurrences; /* of the text at hand; strings not kept */
	struct rt_str out;
	struct rt_err *err;
};

/* ---- meetings ------------------------------------------------------------------------------- */

static struct meeting compare(const struct rt_occurrence_row *x, const struct rt_occurrence_row *y)
{
	const struct rt_occurrence_row *first = x->range.start <= y->range.start ? x : y;
	const struct rt_occurrence_row *second = first == x ? y : x;
	struct meeting meeting = {.document = x->document, .first = first->range,
		.second = second->range, .close = IN_DOCUMENT};
	if (x->paragraph == y->paragraph)
		meeting.close = IN_PARAGRAPH;
	if (x->sentence == y->sentence)
		meeting.close = IN_SENTENCE;
	if (second->range.start > first->range.end)
		meeting.apart = second->range.start - first->range.end;
	return meeting;
}

static bool is_closer(const struct meeting *x, const struct meeting *y)
{
	return x->close != y->close ? x->close < y->close : x->apart < y->apart;
}

/* The closest meeting of the text at hand, kept where there is one. */
static void keep_closest(struct why *why, const char *day)
{
	struct meeting best = {0};
	bool found = false;
	RT_VEC_FOREACH(x, &why->occurrences)
	{
		RT_VEC_FOREACH(y, &why->occurrences)
		{
			if (x->entity != why->a.id || y->entity != why->b.id)
				continue;
			struct meeting meeting = compare(x, y);
			if (!found || is_closer(&meeting, &best))
				best = meeting;
			found = true;
		}
	}
	snprintf(best.day, sizeof best.day, "%s", day);
	if (found)
		rt_vec_push(&why->meetings, best);
	rt_vec_clear(&why->occurrences);
}

static int by_closeness(const void *left, const void *right)
{
	const struct meeting *x = left, *y = right;
	if (x->close != y->close)
		return x->close < y->close ? -1 : 1;
	int order = strcmp(*x->day ? x->day : "~", *y->day ? y->day : "~");
	return order ? order : (x->document > y->document) - (x->document < y->document);
}

static int collect_meetings(struct why *why)
{
	struct rt_cursor *rows = rt_store_occurrences(why->store, why->a.id, why->b.id, why->err);
	struct rt_occurrence_row row;
	int64_t document = 0;
	char day[11] = "";
	int got = rows ? 0 : -1;
	while (rows && (got = rt_occurrences_next(rows, &row, why->err)) > 0) {
		if (row.document != document)
			keep_closest(why, day);
		document = row.document;
		snprintf(day, sizeof day, "%.10s", row.date ? row.date : "");
		rt_vec_push(&why->occurrences, row);
	}
	keep_closest(why, day);
	rt_cursor_free(rows);
	if (why->meetings.count)
		qsort(why->meetings.items, why->meetings.count, sizeof *why->meetings.items,
			by_closeness);
	return got;
}

/* ---- printing them -------------------------------------------------------------------------- */

static void meeting_quotes(struct why *why, const struct meeting *meeting, const struct rt_str *text)
{
	struct rt_range both = {meeting->first.start, meeting->second.end};
	struct rt_range marks[] = {meeting->first, meeting->second};
	if (meeting->apart < 600) {
		rt_quote(&why->out, text->data, text->len,
			rt_quote_range(text->data, text->len, both), marks, 2, 4);
		return;
	}
	for (int i = 0; i < 2; i++) {
		rt_quote(&why->out, text->data, text->len,
			rt_quote_range(text->data, text->len, marks[i]), &marks[i], 1, 4);
		if (!i)
			rt_str_append(&why->out, "    …\n");
	}
}

static void meeting_json(struct why *why, const struct meeting *meeting,
	const struct rt_document_row *row, const struct rt_str *text)
{
	struct rt_json json = {.out = &why->out};
	struct rt_str words = RT_STR_INIT;
	struct rt_range both = {meeting->first.start, meeting->second.end};
	rt_quote_plain(&words, text->data, text->len, rt_quote_range(text->data, text->len, both),
		NULL, 0);
	rt_json_object(&json, NULL);
	rt_json_text(&json, "kind", RT_LINK_COOCCURRENCE);
	rt_json_text(&json, "together_in", closeness_names[meeting->close]);
	rt_json_text(&json, "date", row->date);
	rt_json_text(&json, "path", row->path);
	rt_json_text(&json, "part", row->part);
	rt_json_int(&json, "document", row->id);
	rt_json_int(&json, "start", both.start);
	rt_json_int(&json, "end", both.end);
	rt_json_string(&json, "text", words.data, words.len);
	rt_json_end(&json);
	rt_str_append_char(&why->out, '\n');
	rt_str_release(&words);
}

static int print_meeting(struct why *why, const struct meeting *meeting)
{
	struct rt_cursor *rows = rt_store_documents(why->store, meeting->document, why->err);
	struct rt_document_row row;
	struct rt_str text = RT_STR_INIT;
	int got = rows ? rt_documents_next(rows, &row, why->err) : -1;
	if (got > 0)
		got = rt_store_text(why->store, meeting->document, &text, why->err);
	if (got > 0 && why->json) {
		meeting_json(why, meeting, &row, &text);
	} else if (got > 0) {
		rt_str_appendf(&why->out, "\n  %-10s  ", *meeting->day ? meeting->day : "no date");
		rt_show_place(&why->out, row.path, row.part);
		rt_str_append_char(&why->out, '\n');
		meeting_quotes(why, meeting, &text);
	}
	rt_cursor_free(rows);
	rt_str_release(&text);
	return got < 0 ? -1 : 0;
}

static void head_meetings(struct why *why)
{
	size_t counts[3] = {0};
	RT_VEC_FOREACH(meeting, &why->meetings)
	{
		counts[meeting->close]++;
	}
	rt_str_appendf(&why->out, "\nNamed together in %zu %s: %zu in one sentence, %zu in one "
				  "paragraph,\n%zu further apart\n",
		why->meetings.count, why->meetings.count == 1 ? "text" : "texts",
		counts[IN_SENTENCE], counts[IN_PARAGRAPH], counts[IN_DOCUMENT]);
}

static int print_meetings(struct why *why)
{
	if (!why->json && why->meetings.count)
		head_meetings(why);
	size_t shown = 0;
	RT_VEC_FOREACH(meeting, &why->meetings)
	{
		if (!why->json && shown == (size_t)why->top) {
			rt_str_appendf(&why->out, "\n  … and %zu more: --top N\n",
				why->meetings.count - shown);
			break;
		}
		if (print_meeting(why, meeting))
			return -1;
		shown++;
	}
	return 0;
}

/* ---- letters -------------------------------------------------------------------------------- */

static void letter_json(struct why *why, const struct rt_letter_row *row,
	const struct rt_found *from, const struct rt_found *to)
{
	struct rt_json json = {.out = &why->out};
	rt_json_object(&json, NULL);
	rt_json_text(&json, "kind", RT_LINK_COMMUNICATION);
	rt_json_text(&json, "from", from->name.data);
	rt_json_text(&json, "to", to->name.data);
	rt_json_text(&json, "role", row->role);
	rt_json_text(&json, "date", row->date);
	rt_json_text(&json, "subject", row->subject);
	rt_json_bool(&json, "embedded", row->embedded);
	rt_json_text(&json, "path", row->path);
	rt_json_text(&json, "part", row->part);
	rt_json_int(&json, "document", row->document);
	rt_json_end(&json);
	rt_str_append_char(&why->out, '\n');
}

static void letter_text(struct why *why, const struct rt_letter_row *row)
{
	rt_str_appendf(&why->out, "  %-10.10s  %-3.3s  ", row->date ? row->date : "no date",
		row->role);
	rt_show_text(&why->out, row->subject && *row->subject ? row->subject : "(no subject)");
	rt_str_append(&why->out, row->embedded ? "  (only quoted)\n      " : "\n      ");
	rt_show_place(&why->out, row->path, row->part);
	rt_str_append_char(&why->out, '\n');
}

static int print_letters(struct why *why, const struct rt_found *from, const struct rt_found *to)
{
	struct rt_cursor *rows = rt_store_letters(why->store, from->id, to->id, why->err);
	struct rt_letter_row row;
	struct rt_str head = RT_STR_INIT, body = RT_STR_INIT, kept = why->out;
	int64_t count = 0;
	int got = rows ? 0 : -1;
	why->out = body;
	while (rows && (got = rt_letters_next(rows, &row, why->err)) > 0) {
		if (why->json)
			letter_json(why, &row, from, to);
		else if (count < why->top)
			letter_text(why, &row);
		count++;
	}
	body = why->out;
	why->out = kept;
	if (count && !why->json) {
		rt_str_append(&head, from->name.data);
		rt_str_append(&head, " wrote to ");
		rt_str_append(&head, to->name.data);
		rt_str_appendf(&head, " %lld %s", (long long)count, count == 1 ? "time" : "times");
		rt_str_append(&why->out, "\n");
		rt_show_text(&why->out, head.data);
		rt_str_append(&why->out, "\n\n");
	}
	rt_str_append_n(&why->out, body.data, body.len);
	if (!why->json && count > why->top)
		rt_str_appendf(&why->out, "  … and %lld more: --top N\n",
			(long long)(count - why->top));
	rt_cursor_free(rows);
	rt_str_release(&head);
	rt_str_release(&body);
	return got;
}

/* ---- the verb ------------------------------------------------------------------------------- */

static int explain(struct why *why)
{
	if (collect_meetings(why) || print_letters(why, &why->a, &why->b) ||
		print_letters(why, &why->b, &why->a) || print_meetings(why))
		return -1;
	if (!why->out.len && !why->json) {
		rt_str_append(&why->out, "Nothing ties ");
		rt_show_text(&why->out, why->a.name.data);
		rt_str_append(&why->out, " to ");
		rt_show_text(&why->out, why->b.name.data);
		rt_str_append(&why->out, " in this case file.\n");
	}
	return 0;
}

static int run(struct why *why, const char *case_path, const char *const *names)
{
	struct rt_err err = {0};
	why->err = &err;
	why->store = rt_case_open(case_path, &err);
	int found_a = why->store ? rt_find_entity(why->store, names[0], &why->a, &err) : -1;
	int found_b = found_a > 0 ? rt_find_entity(why->store, names[1], &why->b, &err) : 0;
	int failed = found_a < 0 || found_b < 0;
	if (!failed && found_b)
		failed = explain(why);
	rt_show_flush(&why->out);
	rt_str_release(&why->out);
	rt_vec_release(&why->meetings);
	rt_vec_release(&why->occurrences);
	if (found_a > 0)
		rt_found_release(&why->a);
	if (found_b > 0)
		rt_found_release(&why->b);
	rt_store_close(why->store);
	if (failed)
		fprintf(stderr, "redthread: %s\n", err.message);
	return failed ? RT_EXIT_FAILED : found_b > 0 ? RT_EXIT_OK : RT_EXIT_PROBLEMS;
}

int rt_cmd_why(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	struct why why = {.top = 10, .out = RT_STR_INIT};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0, "top", RT_OPT_NUMBER, &why.top, "N", "so many pieces of evidence of each kind (10)"},
		{0, "json", RT_OPT_FLAG, &why.json, NULL, "one JSON object a line, all of them"},
		{0},
	};
	struct rt_args args = {.usage = "why [-c FILE] [--top N] [--json] NAME NAME",
		.summary = "The evidence behind a tie: the messages that one sent to the other and the\n"
			   "passages that name both, the closest first, each with its date and path.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0)
		return status;
	if (args.count != 2)
		status = rt_usage_error(&args, "why wants two names");
	else
		status = run(&why, case_path, args.words);
	rt_args_release(&args);
	return status;
}
