/*
 * redthread proposals: what is likely and was not decided. --csv gives a sheet with an empty first
 * column, "decision"; a person writes merge, split or nothing there, and `redthread decide FILE`
 * takes it back.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "out/show.h"
#include "store/entity.h"

#include <stdio.h>
#include <string.h>

struct entity_name {
	char *key, *name;
};

struct names {
	RT_VEC(struct entity_name) items; /* by entity id */
};

static int load_names(struct rt_store *store, struct names *names, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_entities(store, NULL, true, err);
	struct rt_entity_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_entities_next(rows, &row, err)) > 0) {
		while (names->items.count <= (size_t)row.id)
			rt_vec_push(&names->items, (struct entity_name){0});
		names->items.items[row.id].key = rt_strdup(row.key);
		names->items.items[row.id].name = rt_strdup(row.name);
	}
	rt_cursor_free(rows);
	return got;
}

static void release_names(struct names *names)
{
	RT_VEC_FOREACH(item, &names->items)
	{
		rt_free(item->key);
		rt_free(item->name);
	}
	rt_vec_release(&names->items);
}

/* A cell; what a spreadsheet would take for a formula gets an apostrophe in front. */
static void add_cell(struct rt_str *out, const char *text, char end)
{
	rt_str_append_char(out, '"');
	if (*text && strchr("=+-@\t\r", *text))
		rt_str_append_char(out, '\'');
	for (const char *at = text; *at; at++) {
		if (*at == '"')
			rt_str_append_char(out, '"');
		rt_str_append_char(out, *at == '\n' || *at == '\r' ? ' ' : *at);
	}
	rt_str_append_char(out, '"');
	rt_str_append_char(out, end);
}

static void add_row(struct rt_str *out, const struct names *names, const struct rt_proposal_row *row)
{
	rt_str_appendf(out, ",%.2f,", row->score);
	add_cell(out, names->items.items[row->a].key, ',');
	add_cell(out, names->items.items[row->b].key, ',');
	add_cell(out, names->items.items[row->a].name, ',');
	add_cell(out, names->items.items[row->b].name, ',');
	add_cell(out, row->why, '\n');
}

/* The key whole: it is what the decision is typed with. */
static void show_side(struct rt_str *out, const struct entity_name *side)
{
	rt_str_append(out, "\n      ");
	rt_show_cell(out, side->name, 34);
	rt_str_append(out, "  ");
	rt_show_text(out, side->key);
}

static void show_row(struct rt_str *out, const struct names *names, const struct rt_proposal_row *row)
{
	rt_str_appendf(out, "%.2f  ", row->score);
	rt_show_text(out, row->why);
	show_side(out, &names->items.items[row->a]);
	show_side(out, &names->items.items[row->b]);
	rt_str_append(out, "\n");
}

static void print_next(struct rt_str *out, long count)
{
	rt_show_count(out, count, 0, "proposal");
	if (count)
		rt_str_append(out, "; redthread proposals --csv > FILE, fill in the first column,\n"
				   "then redthread decide FILE");
	rt_str_append_char(out, '\n');
}

static int list_proposals(struct rt_store *store, bool csv, long top, struct rt_err *err)
{
	struct names names = {0};
	struct rt_str out = RT_STR_INIT;
	struct rt_proposal_row row;
	long count = 0;
	int failed = load_names(store, &names, err);
	struct rt_cursor *rows = failed ? NULL : rt_store_proposals(store, err);
	if (csv)
		rt_str_append(&out, "decision,score,a,b,a_name,b_name,why\n");
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_proposals_next(rows, &row, err)) > 0) {
		if (count++ >= top && !csv)
			continue;
		(csv ? add_row : show_row)(&out, &names, &row);
	}
	if (!csv && got >= 0)
		print_next(&out, count);
	rt_cursor_free(rows);
	if (got >= 0)
		fwrite(out.data, 1, out.len, stdout);
	rt_str_release(&out);
	release_names(&names);
	return got;
}

int rt_cmd_proposals(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	bool csv = false;
	long top = 20;
	struct rt_err err = {0};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		{0, "csv", RT_OPT_FLAG, &csv, NULL, "all of them, for a spreadsheet"},
		{0, "top", RT_OPT_NUMBER, &top, "N", "only the N likeliest (20)"},
		{0},
	};
	struct rt_args args = {.usage = "proposals [-c FILE] [--csv]",
		.summary = "Pairs that are likely one and wait for a decision. With --csv a sheet for\n"
			   "`redthread decide`.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0 && args.count) {
		status = rt_usage_error(&args, "proposals wants no name");
	} else if (status < 0) {
		struct rt_store *store = rt_store_open(case_path, RT_STORE_READ, &err);
		status = store && !list_proposals(store, csv, top, &err) ? RT_EXIT_OK : RT_EXIT_FAILED;
		rt_store_close(store);
		if (status != RT_EXIT_OK)
			fprintf(stderr, "redthread: %s\n", err.message);
	}
	rt_args_release(&args);
	return status;
}
