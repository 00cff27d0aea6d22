/*
 * redthread read PATH…: what redthread sees in a file, before any rule: its documents,
 * their messages and participants, segments and problems. The form is stable; the golden tests of
 * reading compare it.
 */
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/load_rules.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

static void print_safe(const char *text, size_t len)
{
	struct rt_str safe = RT_STR_INIT;
	rt_utf8_printable(&safe, text, len);
	fwrite(safe.data, 1, safe.len, stdout);
	rt_str_release(&safe);
}

static void print_field(const char *label, const char *value)
{
	if (!value || !*value)
		return;
	printf("%s: ", label);
	print_safe(value, strlen(value));
	putchar('\n');
}

static void print_lines(const char *mark, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		printf("%s", mark);
		if (stop > at)
			putchar(' ');
		print_safe(text + at, stop - at);
		putchar('\n');
		at = stop + 1;
	}
}

static void print_participant(const struct rt_participant *participant)
{
	printf("    %s", rt_role_name(participant->role));
	if (participant->field && strcmp(participant->field, rt_role_name(participant->role)))
		printf(" (%s)", participant->field);
	printf(": ");
	if (participant->name)
		print_safe(participant->name, strlen(participant->name));
	if (participant->name && participant->address)
		printf(" | ");
	if (participant->address)
		print_safe(participant->address, strlen(participant->address));
	putchar('\n');
}

static void print_message(const struct rt_document *document, size_t index)
{
	const struct rt_message *message = &document->messages.items[index];
	printf("  message %zu %s in %d bytes %u-%u\n", index, rt_segment_name(message->kind),
		message->parent, message->range.start, message->range.end);
	if (message->date.raw) {
		printf("    date: %s <- ", message->date.iso ? message->date.iso : "?");
		print_safe(message->date.raw, strlen(message->date.raw));
		putchar('\n');
	}
	print_field("    subject", message->subject);
	RT_VEC_FOREACH(participant, &message->participants)
		print_participant(participant);
	RT_VEC_FOREACH(signature, &message->signatures)
		printf("    signature bytes %u-%u\n", signature->start, signature->end);
}

static void print_segments(const struct rt_document *document)
{
	RT_VEC_FOREACH(segment, &document->segments)
	{
		printf("  segment %s depth %u message %d\n", rt_segment_name(segment->kind),
			segment->depth, segment->message);
		print_lines("    |", document->text + segment->range.start,
			segment->range.end - segment->range.start);
	}
}

static void print_document(const struct rt_document *document)
{
	printf("document %s ", rt_document_kind_name(document->kind));
	print_safe(document->path, strlen(document->path));
	if (*document->part)
		printf(" part %s", document->part);
	putchar('\n');
	print_field("  type", document->media_type);
	print_field("  name", document->name);
	print_field("  charset", document->charset);
	print_field("  message-id", document->message_id);
	print_field("  in-reply-to", document->in_reply_to);
	print_field("  list", document->list_id);
	if (document->kind == RT_DOCUMENT_ATTACHMENT)
		printf("  size: %llu\n", (unsigned long long)document->size);
	if (document->automatic)
		printf("  automatic\n");
	for (size_t i = 0; i < document->messages.count; i++)
		print_message(document, i);
	print_segments(document);
	RT_VEC_FOREACH(problem, &document->problems)
	{
		printf("  problem %s %s: ", problem->stage, problem->class);
		print_safe(problem->message, strlen(problem->message));
		putchar('\n');
	}
}

static int print_item(const struct rt_item *item, const struct rt_mail_words *words)
{
	struct rt_batch *batch = rt_item_read(item, words);
	int status = RT_EXIT_OK;
	for (size_t i = 0; i < batch->count; i++) {
		print_document(batch->items[i]);
		if (batch->items[i]->problems.count)
			status = RT_EXIT_PROBLEMS;
	}
	rt_batch_free(batch);
	return status;
}

int rt_cmd_read(int argc, char **argv)
{
	if (argc < 2 || argv[1][0] == '-') {
		fprintf(stderr, "usage: redthread read PATH…\n"
				"prints what is seen in files before any rule: documents, messages, "
				"participants, segments, problems\n");
		return argc > 1 && !strcmp(argv[1], "--help") ? RT_EXIT_OK : RT_EXIT_USAGE;
	}
	struct rt_ruleset *rules = rt_cli_load_rules("read", NULL, 0, NULL);
	if (!rules)
		return RT_EXIT_FAILED;
	struct rt_walk *walk = rt_walk_new((const char *const *)argv + 1, (size_t)argc - 1);
	struct rt_item *item;
	struct rt_err err;
	int state, status = RT_EXIT_OK;
	while ((state = rt_walk_next(walk, &item, &err)) > 0) {
		if (print_item(item, rt_ruleset_mail_words(rules)))
			status = RT_EXIT_PROBLEMS;
		rt_item_free(item);
	}
	if (state < 0) {
		fprintf(stderr, "redthread read: %s\n", err.message);
		status = RT_EXIT_FAILED;
	}
	rt_walk_free(walk);
	rt_ruleset_free(rules);
	return status;
}
