#include "doc/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct rt_document *rt_document_new(struct rt_arena *arena)
{
	struct rt_document *document = rt_arena_zero(arena, 1, sizeof *document);
	document->arena = arena;
	document->path = document->part = document->text = "";
	document->parent = -1;
	return document;
}

void rt_document_release(struct rt_document *document)
{
	if (!document)
		return;
	RT_VEC_FOREACH(message, &document->messages)
	{
		rt_vec_release(&message->participants);
		rt_vec_release(&message->signatures);
	}
	rt_vec_release(&document->messages);
	rt_vec_release(&document->segments);
	rt_vec_release(&document->references);
	rt_vec_release(&document->problems);
}

static bool noted(const struct rt_document *document, const char *class, const char *message)
{
	RT_VEC_FOREACH(problem, &document->problems)
		if (!strcmp(problem->class, class) && !strcmp(problem->message, message))
			return true;
	return false;
}

void rt_document_problem(struct rt_document *document, const char *stage, const char *class,
	const char *format, ...)
{
	char message[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	if (noted(document, class, message))
		return;
	rt_vec_push(&document->problems,
		(struct rt_problem){
			.path = document->path,
			.part = document->part,
			.stage = stage,
			.class = class,
			.message = rt_arena_strdup(document->arena, message),
		});
}

const char *rt_role_name(enum rt_role role)
{
	static const char *const names[RT_ROLE_COUNT] = {
		"from", "sender", "reply-to", "to", "cc", "bcc", "on-behalf"};
	return role < RT_ROLE_COUNT ? names[role] : "other";
}

const char *rt_segment_name(enum rt_segment_kind kind)
{
	static const char *const names[] = {
		"header", "body", "quote", "forward", "signature", "disclaimer"};
	return names[kind];
}

const char *rt_document_kind_name(enum rt_document_kind kind)
{
	static const char *const names[] = {"mail", "text", "html", "attachment"};
	return names[kind];
}

const struct rt_segment *rt_document_segment_at(const struct rt_document *document, uint32_t place)
{
	size_t at = RT_VEC_FIRST_NOT(&document->segments, segment, segment->range.end <= place);
	return at < document->segments.count ? &document->segments.items[at] : NULL;
}
