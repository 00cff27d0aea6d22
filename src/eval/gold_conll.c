/*
 * CoNLL columns. The text is made again from the tokens, a line end after a sentence. Where blanks stood the
 * format does not tell (but for "SpaceAfter=No"), so they are put as people write: none before a full stop or
 * behind an opening bracket, for rules read them.
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
	bool glued;			     /* no blank before the next token */
	bool quoted;			     /* within straight quotation marks */
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
	reader->open = reader->quoted = false;
	reader->glued = true;
}

static void end_sentence(struct reader *reader)
{
	if (reader->text.len && reader->text.data[reader->text.len - 1] != '\n')
		rt_str_append_char(&reader->text, '\n');
	reader->open = reader->quoted = false;
	reader->glued = true;
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

static bool is_one_of(const char *token, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == len && !memcmp(*list, token, len))
			return true;
	return false;
}

static bool closes(const char *token, size_t len)
{
	static const char *const closing[] = {".", ",", ";", ":", "!", "?", "...", "…", ")", "]", "}", "%",
		"”", "’", "»", "\'\'", "n't", "n’t", NULL};
	bool clitic = len > 1 && (*token == '\'' || !strncmp(token, "’", 3));
	return clitic || is_one_of(token, len, closing);
}

static bool opens(const char *token, size_t len)
{
	static const char *const opening[] = {"(", "[", "{", "$", "£", "€", "#", "“", "‘", "«", "``", NULL};
	return is_one_of(token, len, opening);
}

/* The blank before the token, and whether one may follow it. */
static void space(struct reader *reader, const char *token, size_t len, bool glued)
{
	bool straight = len == 1 && *token == '"';
	if (!reader->glued && !closes(token, len) && !(straight && reader->quoted))
		rt_str_append_char(&reader->text, ' ');
	reader->glued = opens(token, len) || (straight && !reader->quoted) || glued;
	reader->quoted ^= straight;
}

/* Takes the remark off the line's end. */
static bool says_no_space(char *line)
{
	char *remark = strstr(line, "SpaceAfter=No");
	if (!remark || remark == line)
		return false;
	while (remark > line && strchr(" \t|", remark[-1]))
		remark--;
	*remark = '\0';
	return true;
}

static void add_token(struct reader *reader, char *line)
{
	bool glued = says_no_space(line);
	size_t token = strcspn(line, " \t");
	char *tag = line + strlen(line);
	while (tag > line + token && tag[-1] != ' ' && tag[-1] != '\t')
		tag--;
	space(reader, line, token, glued);
	uint32_t start = (uint32_t)reader->text.len;
	rt_str_append_n(&reader->text, line, token);
	mark(reader, tag > line + token ? tag : "O", start, (uint32_t)reader->text.len);
}

int rt_gold_read_conll(struct rt_gold *gold, const char *path, struct rt_err *err)
{
	struct rt_str file = RT_STR_INIT;
	if (rt_file_read(path, 0, &file, err))
		return -1;
	struct reader reader = {.gold = gold, .text = RT_STR_INIT, .glued = true};
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
