#include "config.h" /* for POSIX functions */

#include "cli/annotate_lines.h"

#include "annotate.h"
#include "base/flow.h"
#include "base/json_line.h"
#include "base/json_read.h"
#include "base/limits.h"
#include "date/calendar.h"
#include "doc/lang.h"
#include "doc/plain.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define UNDER_WAY 32 /* lines a thread; enough to bridge a long one */

/* A line on its way to its answer. */
struct line {
	char *held; /* the line's memory, where it is not part of a text */
	const char *text;
	size_t len, number;
	bool plain; /* the text itself, not JSON */
	struct rt_str answer, complaints;
};

/* What a line says. */
struct request {
	struct rt_json_value *json; /* holds the strings, or NULL: the hand's room does */
	struct rt_annotation_id id;
	const char *text, *ref, *lang;
	size_t len;
	bool bad_ref;
};

struct job {
	const struct rt_annotating *how;
	struct rt_lines *lines;
	struct rt_dictionary *into; /* when observing */
	pthread_mutex_t lock;	    /* of into */
	bool complained;
};

/* One worker's own. */
struct hand {
	struct job *job;
	struct rt_extractor *extractor;
	struct rt_dictionary *dictionary;
	struct rt_arena *arena;
	struct rt_mentions mentions;
	struct rt_str room; /* for the strings of a line */
};

size_t rt_json_lines_mark(const char *text, size_t len)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t size = sizeof mark - 1;
	return len >= size && !memcmp(text, mark, size) ? size : 0;
}

/* ---- lines ---------------------------------------------------------------------------------- */

static struct line *line_new(char *held, const char *text, size_t len, size_t number)
{
	struct line *line = rt_alloc_zero(1, sizeof *line);
	*line = (struct line){held, text, len, number, false, RT_STR_INIT, RT_STR_INIT};
	return line;
}

static void line_free(void *item)
{
	struct line *line = item;
	free(line->held); /* it is getline's */
	rt_str_release(&line->answer);
	rt_str_release(&line->complaints);
	rt_free(line);
}

static struct line *next_of_file(struct rt_lines *lines)
{
	char *held = NULL;
	size_t cap = 0;
	ssize_t len = getline(&held, &cap, lines->file);
	if (len > 0)
		return line_new(held, held, (size_t)len, ++lines->number);
	free(held);
	return NULL;
}

static struct line *next_of_text(struct rt_lines *lines)
{
	const char *start = lines->text->data + lines->at;
	size_t left = lines->text->len - lines->at;
	if (!left)
		return NULL;
	const char *end = memchr(start, '\n', left);
	size_t len = end ? (size_t)(end - start) : left;
	lines->at += end ? len + 1 : len;
	return line_new(NULL, start, len, ++lines->number);
}

/* The whole text is one document. */
static struct line *next_plain(struct rt_lines *lines)
{
	if (lines->number++)
		return NULL;
	struct line *line = line_new(NULL, lines->text->data, lines->text->len, lines->number);
	line->plain = true;
	return line;
}

static struct line *next(struct rt_lines *lines)
{
	if (lines->file)
		return next_of_file(lines);
	return lines->plain ? next_plain(lines) : next_of_text(lines);
}

static bool is_blank(const struct line *line)
{
	for (size_t i = 0; i < line->len; i++)
		if (!strchr(" \t\r\n", line->text[i]) || !line->text[i])
			return false;
	return true;
}

static int produce(void *context, void **item_r, struct rt_err *err)
{
	struct rt_lines *lines = ((struct job *)context)->lines;
	struct line *line;
	(void)err;
	while ((line = next(lines)) && !line->plain && is_blank(line))
		line_free(line);
	if (line && line->number == 1 && !line->plain) {
		size_t mark = rt_json_lines_mark(line->text, line->len);
		line->text += mark;
		line->len -= mark;
	}
	*item_r = line;
	return line ? 1 : 0;
}

/* ---- what a line says ----------------------------------------------------------------------- */

static void complain(struct line *line, const char *message)
{
	rt_str_appendf(&line->complaints, "redthread annotate: line %zu: %s\n", line->number, message);
}

static const char *string_of(const struct rt_json_value *json, const char *key)
{
	return rt_json_as_text(rt_json_get(json, key), NULL);
}

/* A line as most are; false where it has to be looked at closely. */
static bool parse_quickly(
	const struct line *line, struct rt_str *room, struct request *request_r)
{
	struct rt_json_field fields[] = {
		{.key = "id"}, {.key = "text"}, {.key = "ref"}, {.key = "lang"}};
	const struct rt_json_field *id = &fields[0], *text = &fields[1], *ref = &fields[2],
				   *lang = &fields[3];
	if (!rt_json_line(line->text, line->len, fields, sizeof fields / sizeof *fields, room) ||
		!text->text || text->number)
		return false;
	*request_r = (struct request){.text = text->text,
		.len = text->len,
		.ref = ref->number ? NULL : ref->text,
		.bad_ref = ref->number,
		.lang = lang->number ? NULL : lang->text,
		.id = {id->number ? NULL : id->text, id->number,
			id->number ? strtoll(id->text, NULL, 10) : 0}};
	return true;
}

static bool parse_json(struct line *line, struct request *request_r)
{
	struct rt_err err;
	bool mended;
	struct rt_json_value *json = rt_json_parse_damaged(line->text, line->len, &mended, &err);
	const struct rt_json_value *id = rt_json_get(json, "id");
	size_t len;
	const char *text = rt_json_as_text(rt_json_get(json, "text"), &len);
	if (!text) {
		complain(line, json ? "there is no \"text\" in this object" : err.message);
		rt_json_free(json);
		return false;
	}
	if (mended)
		complain(line, "the text is not UTF-8; offsets are those of the repaired text");
	if (id && !rt_json_is_null(id) && !rt_json_is_int(id) && !rt_json_as_text(id, NULL))
		complain(line, "\"id\" wants a string or a whole number; it was left out");
	*request_r = (struct request){.json = json,
		.text = text,
		.len = len,
		.ref = string_of(json, "ref"),
		.bad_ref = rt_json_is_int(rt_json_get(json, "ref")),
		.lang = string_of(json, "lang"),
		.id = {string_of(json, "id"), rt_json_is_int(id), rt_json_as_int(id, 0)}};
	return true;
}

static bool is_day(const char *ref)
{
	int year, month, day;
	return rt_day_read(ref, &year, &month, &day) == 3 && rt_day_exists(year, month, day);
}

static bool parse(struct line *line, struct rt_str *room, struct request *request_r)
{
	*request_r = (struct request){.text = line->text, .len = line->len};
	if (!line->plain && !parse_quickly(line, room, request_r) && !parse_json(line, request_r))
		return false;
	if (request_r->bad_ref || (request_r->ref && !is_day(request_r->ref))) {
		complain(line, "\"ref\" wants a date such as \"2019-05-14\"; it was left out");
		request_r->ref = NULL;
	}
	if (request_r->len > RT_MAX_TEXT_BYTES) {
		complain(line, "the text is too long");
		request_r->len = 0;
	}
	return true;
}

static struct rt_document *document_of(const struct hand *hand, const struct request *request)
{
	struct rt_document *document =
		rt_document_from_text(hand->arena,
			rt_ruleset_mail_words(hand->job->how->rules), request->text, request->len);
	if (request->ref)
		rt_document_set_date(document, request->ref);
	if (request->lang)
		document->lang = request->lang;
	rt_lang_document(rt_ruleset_languages(hand->job->how->rules), document, NULL);
	return document;
}

/* ---- workers -------------------------------------------------------------------------------- */

static void *hand_new(void *context)
{
	struct hand *hand = rt_alloc_zero(1, sizeof *hand);
	hand->job = context;
	hand->arena = rt_arena_new();
	hand->room = (struct rt_str)RT_STR_INIT;
	if (hand->job->into)
		hand->dictionary = rt_dictionary_new(hand->job->how->rules);
	else
		hand->extractor =
			rt_extractor_new(hand->job->how->rules, hand->job->how->dictionary);
	return hand;
}

static void hand_free(void *worker)
{
	struct hand *hand = worker;
	if (hand->dictionary) {
		pthread_mutex_lock(&hand->job->lock);
		rt_dictionary_merge(hand->job->into, hand->dictionary);
		pthread_mutex_unlock(&hand->job->lock);
	}
	rt_dictionary_free(hand->dictionary);
	rt_extractor_free(hand->extractor);
	rt_vec_release(&hand->mentions);
	rt_str_release(&hand->room);
	rt_arena_free(hand->arena);
	rt_free(hand);
}

static void answer(struct hand *hand, struct line *line, const struct request *request)
{
	struct rt_document *document = document_of(hand, request);
	rt_vec_clear(&hand->mentions);
	rt_extractor_run(hand->extractor, document, &hand->mentions);
	rt_annotation_write(&line->answer, &request->id, document, &hand->mentions,
		hand->job->how->min_score);
	RT_VEC_FOREACH(problem, &document->problems)
	{
		rt_str_appendf(&line->complaints, "redthread annotate: %s: %s\n", problem->class,
			problem->message);
	}
	rt_document_release(document);
	rt_arena_reset(hand->arena);
}

static void observe(struct hand *hand, const struct request *request)
{
	struct rt_document *document = document_of(hand, request);
	rt_dictionary_observe(hand->dictionary, document);
	rt_document_release(document);
	rt_arena_reset(hand->arena);
}

static void *work(void *worker, void *item)
{
	struct hand *hand = worker;
	struct request request;
	if (!parse(item, &hand->room, &request))
		return item;
	if (hand->dictionary)
		observe(hand, &request);
	else
		answer(hand, item, &request);
	rt_json_free(request.json);
	return item;
}

static int consume(void *context, void *result, struct rt_err *err)
{
	struct job *job = context;
	struct line *line = result;
	if (!job->into) {
		job->complained = job->complained || line->complaints.len;
		fputs(line->complaints.data, stderr);
		fwrite(line->answer.data, 1, line->answer.len, stdout);
		if (job->lines->file)
			fflush(stdout); /* somebody may be waiting at the other end of the pipe */
	}
	line_free(line);
	return ferror(stdout) ? rt_err_set(err, "cannot write the output") : 0;
}

static void run(struct job *job)
{
	struct rt_flow flow = {job, produce, hand_new, hand_free, work, consume, line_free};
	struct rt_err err;
	pthread_mutex_init(&job->lock, NULL);
	rt_flow_run(&flow, job->how->threads, (size_t)job->how->threads * UNDER_WAY, &err);
	pthread_mutex_destroy(&job->lock);
}

void rt_lines_observe(
	const struct rt_annotating *how, struct rt_lines *lines, struct rt_dictionary *into)
{
	run(&(struct job){.how = how, .lines = lines, .into = into});
}

bool rt_lines_annotate(const struct rt_annotating *how, struct rt_lines *lines)
{
	struct job job = {.how = how, .lines = lines};
	run(&job);
	return !job.complained;
}
