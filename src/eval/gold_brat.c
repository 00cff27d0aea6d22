/* brat standoff: "T1<TAB>Person 0 4;9 12<TAB>Ana …", offsets in code points of the .txt beside it. */
#include "eval/gold.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* The byte of a code point's number; the text's length where it lies behind. */
static uint32_t byte_of(const struct rt_gold_document *document, unsigned long point)
{
	size_t at = 0;
	while (point-- && at < document->len)
		rt_utf8_next(document->text, document->len, &at);
	return (uint32_t)at;
}

static void add_annotation(struct rt_gold *gold, struct rt_gold_document *document, const char *line)
{
	char type[128];
	unsigned long start, end;
	int read = 0;
	if (line[0] != 'T' || sscanf(line, "T%*[^\t]\t%127s %lu %lu%n", type, &start, &end, &read) < 3)
		return;
	for (const char *at = line + read; *at == ';'; at += read)
		if (sscanf(at, ";%*u %lu%n", &end, &read) < 1)
			break;
	rt_gold_mark(gold, document, byte_of(document, start), byte_of(document, end), type);
}

int rt_gold_read_brat(struct rt_gold *gold, const char *path, struct rt_err *err)
{
	struct rt_str text = RT_STR_INIT, marks = RT_STR_INIT, name = RT_STR_INIT;
	rt_str_append_n(&name, path, strlen(path) - strlen(".ann"));
	rt_str_append(&name, ".txt");
	int result = rt_file_read(path, 0, &marks, err);
	if (!result)
		result = rt_file_read(name.data, 0, &text, err);
	if (!result) {
		struct rt_gold_document *document =
			rt_gold_add(gold, rt_path_name(name.data), text.data, text.len);
		char *rest = NULL;
		for (char *line = strtok_r(marks.data, "\n", &rest); line;
			line = strtok_r(NULL, "\n", &rest))
			add_annotation(gold, document, line);
	}
	rt_str_release(&name);
	rt_str_release(&marks);
	rt_str_release(&text);
	return result;
}
