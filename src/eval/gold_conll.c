/*
 * CoNLL columns. The text is made again from the tokens, a blank between them and a line end after a
 * sentence: what was there before is not told.
 */
#include "eval/gold.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

struct reader {
	struct rt_gold *gold;
	struct rt_str text;
	RT_VEC(struct rt_gold_entity) spans; /* of the document that is being read */
	bool open;			     /* the last span may go on */
};

static void end_document(struct reader *reader)
{
	rt_str_trim(&reader->text);
	if (reader->text.len) {
		char id[32];
		snprintf(id, sizeof id, "%zu", reader->gold->documents.count + 1);
		struct rt_gold_document *document =
			rt_gold_add(reader->gold, id, reader->text.data, reader->text.len);
		RT_VEC_FOREACH(span, &reader->spans)
			rt_gold_mark(reader->gold, document, span->start, span->end, span->type);
	}
	rt_str_clear(&reader->text);
	rt_vec_clear(&reader->spans);
	reader->open = false;
}

static void end_sentence(struct reader *reader)
{
	if (reader->text.len && reader->text.data[reader->text.len - 1] == ' ')
		reader->text.data[reader->text.len - 1] = '\n';
	reader->open = false;
}

/* "B-PER", "I-PER", "E-PER", "S-PER", "PER" or "O". */
static void mark(struct reader *reader, const char *tag, uint32_t start, uint32_t end)
{
	if (!strcmp(tag, "O") || !strcmp(tag, "_")) {
		reader->open = false;
		return;
	}
	bool prefixed = tag[0] && tag[1] == '-';
	const char *type = rt_gold_type(prefixed ? tag + 2 : tag);
	bool begins = prefixed && (tag[0] == 'B' || tag[0] == 'S' || tag[0] == 'U');
	struct rt_gold_entity *last =
		reader->spans.count ? &reader->spans.items[reader->spans.count - 1] : NULL;
	if (reader->open && !begins && !strcmp(last->type, type))
		last->end = end;
	else
		rt_vec_push(&reader->spans,
			(struct rt_gold_entity){.start = start,
				.end = end,
				.type = rt_arena_strdup(reader->gold->arena, type)});
	reader->open = true;
}

static void add_token(struct reader *reader, char *line)
{
	size_t token = strcspn(line, " \t");
	char *tag = line + strlen(line);
	while (tag > line + token && tag[-1] != ' ' && tag[-1] != '\t')
		tag--;
	uint32_t start = (uint32_t)reader->text.len;
	rt_str_append_n(&reader->text, line, token);
	mark(reader, tag > line + token ? tag : "O", start, (uint32_t)reader->text.len);
	rt_str_append_char(&reader->text, ' ');
}

int rt_gold_read_conll(struct rt_gold *gold, const char *path, struct rt_err *err)
{
	struct rt_str file = RT_STR_INIT;
	if (rt_file_read(path, 0, &file, err))
		return -1;
	struct reader reader = {.gold = gold, .text = RT_STR_INIT};
	for (char *line = file.data, *end; line && *line; line = end ? end + 1 : NULL) {
		if ((end = strchr(line, '\n')))
			*end = '\0';
		line[strcspn(line, "\r")] = '\0';
		if (!strncmp(line, "-DOCSTART-", 10))
			end_document(&reader);
		else if (!*line)
			end_sentence(&reader);
		else if (*line != '#' || strpbrk(line, "\t"))
			add_token(&reader, line);
	}
	end_document(&reader);
	rt_vec_release(&reader.spans);
	rt_str_release(&reader.text);
	rt_str_release(&file);
	return 0;
}
