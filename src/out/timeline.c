#include "out/timeline.h"

#include "base/json.h"
#include "base/map.h"
#include "base/vec.h"
#include "date/calendar.h"
#include "out/csv.h"
#include "out/show.h"
#include "out/xml.h"

#include <stdlib.h>
#include <string.h>

#define BAR_COLUMNS 24
#define DAYS_MOST 62
#define MONTHS_MOST 72

/* A step of time and how often each thing fell into it. */
struct bucket {
	char when[12];
	int64_t counts[RT_TIMELINE_SERIES];
};

struct rt_timeline {
	char *name;
	const char *const *series;
	size_t series_count;
	unsigned contact_series;
	struct rt_map *days; /* "2019-05-14", "2019-05", "2019" -> index in buckets + 1 */
	RT_VEC(struct bucket) buckets;
	int64_t vague[RT_TIMELINE_SERIES];
	char first[12], last[12]; /* contact */
};

struct rt_timeline *rt_timeline_new(const char *name, const char *const *series, size_t count)
{
	struct rt_timeline *line = rt_alloc_zero(1, sizeof *line);
	line->name = rt_strdup(name);
	line->series = series;
	line->series_count = count < RT_TIMELINE_SERIES ? count : RT_TIMELINE_SERIES;
	line->days = rt_map_new();
	return line;
}

void rt_timeline_free(struct rt_timeline *line)
{
	if (!line)
		return;
	rt_free(line->name);
	rt_map_free(line->days);
	rt_vec_release(&line->buckets);
	rt_free(line);
}

void rt_timeline_contacts(struct rt_timeline *line, unsigned series)
{
	line->contact_series = series;
}

/* How many bytes of a date are a plain year, month or day: 10, 7, 4 or 0. */
static size_t plain_length(const char *date)
{
	static const char form[] = "dddd-dd-dd";
	size_t len = 0;
	while (len < 10 &&
		(form[len] == 'd' ? date[len] >= '0' && date[len] <= '9' : date[len] == '-'))
		len++;
	size_t plain = len == 10 ? 10 : len >= 7 ? 7 : len >= 4 ? 4 : 0;
	char behind = date[plain];
	bool whole = !behind || behind == '~' || (plain == 10 && (behind == 'T' || behind == ' '));
	return whole && !strchr(date, '/') ? plain : 0;
}

static struct bucket *bucket_at(struct rt_timeline *line, const char *when, size_t len)
{
	uint64_t *at = rt_map_at(line->days, when, len);
	if (!*at) {
		struct bucket bucket = {{0}, {0}};
		memcpy(bucket.when, when, len);
		rt_vec_push(&line->buckets, bucket);
		*at = line->buckets.count;
	}
	return &line->buckets.items[*at - 1];
}

static void note_contact(struct rt_timeline *line, const char *day)
{
	if (!*line->first || strncmp(day, line->first, 10) < 0)
		memcpy(line->first, day, 10);
	if (strncmp(day, line->last, 10) > 0)
		memcpy(line->last, day, 10);
}

void rt_timeline_add(struct rt_timeline *line, size_t series, const char *date)
{
	size_t len = date ? plain_length(date) : 0;
	if (!len) {
		line->vague[series]++;
		return;
	}
	bucket_at(line, date, len)->counts[series]++;
	if (len == 10 && (line->contact_series >> series & 1))
		note_contact(line, date);
}

/* ---- summing up ----------------------------------------------------------------------------- */

static int by_time(const void *left, const void *right)
{
	return strcmp(((const struct bucket *)left)->when, ((const struct bucket *)right)->when);
}

static int month_number(const char *when)
{
	return atoi(when) * 12 + (strlen(when) >= 7 ? atoi(when + 5) : 1);
}

/* By the middle nine tenths of what is there, so that one odd date does not make it years. */
static enum rt_timeline_step choose_step(const struct rt_timeline *line)
{
	size_t count = line->buckets.count;
	if (!count)
		return RT_TIMELINE_MONTH;
	int first = month_number(line->buckets.items[count / 20].when);
	int last = month_number(line->buckets.items[count - 1 - count / 20].when);
	int months = last - first + 1;
	return months * 31 <= DAYS_MOST ? RT_TIMELINE_DAY
	       : months <= MONTHS_MOST	? RT_TIMELINE_MONTH
					: RT_TIMELINE_YEAR;
}

void rt_timeline_finish(struct rt_timeline *line, enum rt_timeline_step step)
{
	if (line->buckets.count)
		qsort(line->buckets.items, line->buckets.count, sizeof *line->buckets.items,
			by_time);
	if (step == RT_TIMELINE_AUTO)
		step = choose_step(line);
	size_t kept = 0;
	for (size_t i = 0; i < line->buckets.count; i++) {
		struct bucket bucket = line->buckets.items[i];
		bool told = strlen(bucket.when) >= (size_t)step;
		bucket.when[step] = '\0';
		struct bucket *before = kept ? &line->buckets.items[kept - 1] : NULL;
		bool same = told && before && !strcmp(before->when, bucket.when);
		if (told && !same)
			line->buckets.items[kept++] = bucket;
		for (size_t s = 0; s < line->series_count && (!told || same); s++)
			*(told ? &before->counts[s] : &line->vague[s]) += bucket.counts[s];
	}
	line->buckets.count = kept;
}

static int64_t total_of(const struct rt_timeline *line, const struct bucket *bucket)
{
	int64_t total = 0;
	for (size_t s = 0; s < line->series_count; s++)
		total += bucket->counts[s];
	return total;
}

static int64_t most_of(const struct rt_timeline *line)
{
	int64_t most = 1;
	for (size_t i = 0; i < line->buckets.count; i++) {
		int64_t total = total_of(line, &line->buckets.items[i]);
		most = total > most ? total : most;
	}
	return most;
}

/* ---- table ---------------------------------------------------------------------------------- */

static void bar(struct rt_str *out, int64_t count, int64_t most)
{
	static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	int64_t parts = count * BAR_COLUMNS * 8 / most;
	for (int64_t i = 0; i < parts / 8; i++)
		rt_str_append(out, "█");
	rt_str_append(out, count && !parts ? eighths[1] : eighths[parts % 8]);
}

static void end_line(struct rt_str *out)
{
	while (out->len && out->data[out->len - 1] == ' ')
		rt_str_truncate(out, out->len - 1);
	rt_str_append_char(out, '\n');
}

static void table_head(const struct rt_timeline *line, struct rt_str *out)
{
	rt_show_text(out, line->name);
	rt_str_append_char(out, '\n');
	if (*line->first)
		rt_str_appendf(out, "first contact %s, last contact %s\n", line->first, line->last);
	rt_str_append(out, "\n            ");
	for (size_t s = 0; s < line->series_count; s++)
		rt_show_cell(out, line->series[s], -10);
	end_line(out);
}

static void table_row(
	const struct rt_timeline *line, const char *when, const int64_t *counts, struct rt_str *out)
{
	rt_show_cell(out, when, 12);
	for (size_t s = 0; s < line->series_count; s++)
		rt_show_number(out, counts[s], -10);
}

void rt_timeline_table(const struct rt_timeline *line, struct rt_str *out)
{
	int64_t most = most_of(line), vague = 0;
	table_head(line, out);
	for (size_t i = 0; i < line->buckets.count; i++) {
		const struct bucket *bucket = &line->buckets.items[i];
		table_row(line, bucket->when, bucket->counts, out);
		rt_str_append(out, "  ");
		bar(out, total_of(line, bucket), most);
		end_line(out);
	}
	for (size_t s = 0; s < line->series_count; s++)
		vague += line->vague[s];
	if (vague) {
		table_row(line, "vague", line->vague, out);
		end_line(out);
	}
}

/* ---- CSV, JSON ------------------------------------------------------------------------------ */

void rt_timeline_csv_head(const struct rt_timeline *line, struct rt_str *out)
{
	rt_str_append(out, "\"name\",\"when\"");
	for (size_t s = 0; s < line->series_count; s++)
		rt_str_appendf(out, ",\"%s\"", line->series[s]);
	rt_str_append(out, "\r\n");
}

static void csv_row(
	const struct rt_timeline *line, const char *when, const int64_t *counts, struct rt_str *out)
{
	struct rt_str name = RT_STR_INIT;
	rt_csv_cell(&name, line->name);
	rt_str_append_char(out, '"');
	for (const char *at = name.data; *at; at++) {
		if (*at == '"')
			rt_str_append_char(out, '"');
		rt_str_append_char(out, *at);
	}
	rt_str_appendf(out, "\",\"%s\"", when);
	for (size_t s = 0; s < line->series_count; s++)
		rt_str_appendf(out, ",%lld", (long long)counts[s]);
	rt_str_append(out, "\r\n");
	rt_str_release(&name);
}

void rt_timeline_csv(const struct rt_timeline *line, struct rt_str *out)
{
	for (size_t i = 0; i < line->buckets.count; i++)
		csv_row(line, line->buckets.items[i].when, line->buckets.items[i].counts, out);
	csv_row(line, "vague", line->vague, out);
}

static void json_counts(struct rt_json *json, const struct rt_timeline *line, const int64_t *counts)
{
	for (size_t s = 0; s < line->series_count; s++)
		rt_json_int(json, line->series[s], counts[s]);
}

void rt_timeline_json(const struct rt_timeline *line, struct rt_str *out)
{
	struct rt_json json = {.out = out};
	rt_json_object(&json, NULL);
	rt_json_text(&json, "name", line->name);
	rt_json_text(&json, "first_contact", *line->first ? line->first : NULL);
	rt_json_text(&json, "last_contact", *line->last ? line->last : NULL);
	rt_json_array(&json, "steps");
	for (size_t i = 0; i < line->buckets.count; i++) {
		rt_json_object(&json, NULL);
		rt_json_text(&json, "when", line->buckets.items[i].when);
		json_counts(&json, line, line->buckets.items[i].counts);
		rt_json_end(&json);
	}
	rt_json_end(&json);
	rt_json_object(&json, "vague");
	json_counts(&json, line, line->vague);
	rt_json_end(&json);
	rt_json_end(&json);
	rt_str_append_char(out, '\n');
}

/* ---- SVG ------------------------------------------------------------------------------------ */

#define SVG_WIDTH 960
#define SVG_PLOT 120 /* height of one line's bars */
#define SVG_LINE 190 /* height of one line, with its name and times */
#define SVG_MARGIN 40

static const char *const colours[RT_TIMELINE_SERIES] = {"#b3202c", "#d98c5f", "#7a8b99", "#c9c1a5"};

/* Where a step stands, in steps. */
static long place_of(const char *when)
{
	int year = atoi(when);
	size_t len = strlen(when);
	if (len == RT_TIMELINE_DAY)
		return rt_day_number(year, atoi(when + 5), atoi(when + 8));
	return len == RT_TIMELINE_MONTH ? year * 12L + atoi(when + 5) - 1 : year;
}

/* The picture spans the time of the messages; a year of long ago that they speak of does not press
 * them together. */
struct window {
	long first, last;
	double step;
};

static struct window window_of(const struct rt_timeline *line)
{
	size_t count = line->buckets.count;
	struct window window = {place_of(line->buckets.items[0].when),
		place_of(line->buckets.items[count - 1].when), 0};
	size_t len = strlen(line->buckets.items[0].when);
	char edge[12] = "";
	if (*line->first) {
		memcpy(edge, line->first, len);
		window.first = place_of(edge);
		memcpy(edge, line->last, len);
		window.last = place_of(edge);
	}
	window.step =
		(double)(SVG_WIDTH - 2 * SVG_MARGIN) / (double)(window.last - window.first + 1);
	return window;
}

static void svg_bars(const struct rt_timeline *line, double top, struct rt_str *out)
{
	struct window window = window_of(line);
	int64_t most = most_of(line);
	double gap = window.step > 4 ? 1 : 0;
	for (size_t i = 0; i < line->buckets.count; i++) {
		const struct bucket *bucket = &line->buckets.items[i];
		long place = place_of(bucket->when);
		double y = top + SVG_PLOT;
		if (place < window.first || place > window.last)
			continue;
		for (size_t s = 0; s < line->series_count; s++) {
			double height = (double)bucket->counts[s] * SVG_PLOT / (double)most;
			y -= height;
			if (bucket->counts[s])
				rt_str_appendf(out,
					"<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
					"height=\"%.1f\" fill=\"%s\"><title>%s: %lld "
					"%s</title></rect>\n",
					SVG_MARGIN + (double)(place - window.first) * window.step,
					y, window.step - gap, height, colours[s], bucket->when,
					(long long)bucket->counts[s], line->series[s]);
		}
	}
}

static void svg_times(const struct rt_timeline *line, double top, struct rt_str *out)
{
	struct window window = window_of(line);
	double free_from = 0;
	for (size_t i = 0; i < line->buckets.count; i++) {
		long place = place_of(line->buckets.items[i].when);
		double x = SVG_MARGIN + (double)(place - window.first) * window.step;
		if (place < window.first || place > window.last || x < free_from)
			continue;
		free_from = x + 72;
		rt_str_appendf(out, "<text x=\"%.1f\" y=\"%.1f\" class=\"time\">%s</text>\n", x,
			top + SVG_PLOT + 14, line->buckets.items[i].when);
	}
}

static void svg_line(const struct rt_timeline *line, double top, struct rt_str *out)
{
	struct rt_str name = RT_STR_INIT;
	rt_show_text(&name, line->name);
	rt_str_appendf(out, "<text x=\"%d\" y=\"%.1f\" class=\"name\">", SVG_MARGIN, top + 16);
	rt_xml_text(out, name.data);
	rt_str_append(out, "</text>\n");
	rt_str_release(&name);
	for (size_t s = 0; s < line->series_count; s++)
		rt_str_appendf(out,
			"<rect x=\"%zu\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/>"
			"<text x=\"%zu\" y=\"%.1f\" class=\"time\">%s</text>\n",
			560 + s * 95, top + 7, colours[s], 574 + s * 95, top + 16, line->series[s]);
	if (!line->buckets.count)
		return;
	svg_bars(line, top + 26, out);
	svg_times(line, top + 26, out);
}

void rt_timeline_svg(struct rt_timeline *const *lines, size_t count, struct rt_str *out)
{
	rt_str_appendf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%zu\">\n"
		"<style>text{font-family:sans-serif;fill:#222}.name{font-size:15px;font-weight:"
		"bold}"
		".time{font-size:11px}</style>\n<rect width=\"100%%\" height=\"100%%\" "
		"fill=\"#fff\"/>\n",
		SVG_WIDTH, count * SVG_LINE + SVG_MARGIN);
	for (size_t i = 0; i < count; i++)
		svg_line(lines[i], SVG_MARGIN / 2 + (double)(i * SVG_LINE), out);
	rt_str_append(out, "</svg>\n");
}
