#include "config.h" /* for POSIX and GNU functions */

#include "read/html.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/vec.h"
#include "read/html_text.h"
#include "read/reader_p.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MOST_COLUMNS 64 /* that a cell may take */

/*
 * The parser calls back for each start and end of an element and for text (SAX): no tree is built,
 * so that neither memory nor the stack grows with nesting. What an element does to the text is one
 * row of the table below; what an element that is open must undo at its end stands on a stack.
 */
enum effect {
	NOTHING,
	LINE,	   /* starts and ends a line */
	PARAGRAPH, /* stands below and above an empty line */
	BREAK,
	TABLE,
	ROW,
	CELL,
	ITEM,
	LIST,
	QUOTE,
	PRE,
	LINK,
	RULE,
	SKIP, /* its words are none: script, style */
};

static const struct {
	const char *name;
	enum effect effect;
} elements[] = {
	{"a", LINK}, {"address", LINE}, {"article", PARAGRAPH}, {"aside", PARAGRAPH},
	{"blockquote", QUOTE}, {"br", BREAK}, {"caption", LINE}, {"center", LINE}, {"dd", LINE},
	{"div", LINE}, {"dl", PARAGRAPH}, {"dt", LINE}, {"fieldset", LINE}, {"figcaption", LINE},
	{"footer", LINE}, {"form", LINE}, {"h1", PARAGRAPH}, {"h2", PARAGRAPH}, {"h3", PARAGRAPH},
	{"h4", PARAGRAPH}, {"h5", PARAGRAPH}, {"h6", PARAGRAPH}, {"head", NOTHING}, {"header", LINE},
	{"hr", RULE}, {"li", ITEM}, {"main", LINE}, {"nav", LINE}, {"noscript", NOTHING},
	{"ol", LIST}, {"option", LINE}, {"p", PARAGRAPH}, {"pre", PRE}, {"script", SKIP},
	{"section", PARAGRAPH}, {"select", LINE}, {"style", SKIP}, {"table", TABLE}, {"tbody", LINE},
	{"td", CELL}, {"template", SKIP}, {"textarea", PRE}, {"tfoot", LINE}, {"th", CELL},
	{"thead", LINE}, {"title", PARAGRAPH}, {"tr", ROW}, {"ul", LIST}, {"xmp", PRE},
};

struct open_element {
	enum effect effect;
	unsigned number; /* of an <ol>'s next item; 0: a bullet */
	size_t start;	 /* of a link's words in the text */
	char name[16];
	char *target; /* of a link */
	struct rt_html_cell cell;
	unsigned columns; /* that a cell takes */
};

struct state {
	struct rt_html_text text;
	RT_VEC(struct open_element) open;
	unsigned skip;	  /* depth of elements whose words are none */
	size_t too_deep;  /* elements below RT_MAX_HTML_DEPTH that are open now */
	bool hit_depth;
	struct rt_document *document;
};

static enum effect effect_of(const char *name)
{
	size_t low = 0, high = sizeof elements / sizeof *elements;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, elements[middle].name);
		if (!order)
			return elements[middle].effect;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NOTHING;
}

static const char *attribute(const xmlChar **attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2)
		if (!strcasecmp((const char *)attributes[0], name))
			return (const char *)attributes[1];
	return NULL;
}

static void start_item(struct state *state)
{
	unsigned number = 0;
	for (size_t i = state->open.count; i; i--)
		if (state->open.items[i - 1].effect == LIST) {
			struct open_element *list = &state->open.items[i - 1];
			number = list->number ? list->number++ : 0;
			break;
		}
	char mark[16];
	int len = number ? snprintf(mark, sizeof mark, "%u.", number) : snprintf(mark, sizeof mark, "*");
	rt_html_line(&state->text);
	rt_html_literal(&state->text, mark, (size_t)len);
	state->text.blank = true;
}

/* The line ends that stand at the start of an element and at its end. */
static void put_edge(struct rt_html_text *text, enum effect effect)
{
	switch (effect) {
	case LINE:
	case ITEM:
	case PRE:
	case RULE:
		rt_html_line(text);
		break;
	case PARAGRAPH:
	case LIST:
	case QUOTE:
		rt_html_paragraph(text);
		break;
	case TABLE:
		rt_html_table(text);
		break;
	case ROW:
		rt_html_row(text);
		break;
	default:
		break;
	}
}

static unsigned columns_of(const char *span)
{
	long columns = span ? strtol(span, NULL, 10) : 1;
	return columns > 1 && columns <= MOST_COLUMNS ? (unsigned)columns : 1;
}

static void start_effect(struct state *state, struct open_element *element,
	const xmlChar **attributes)
{
	struct rt_html_text *text = &state->text;
	put_edge(text, element->effect);
	switch (element->effect) {
	case LIST:
		element->number = !strcmp(element->name, "ol");
		break;
	case BREAK:
		rt_html_break(text);
		break;
	case CELL:
		element->cell = rt_html_cell_begin(text, !strcmp(element->name, "th"));
		element->columns = columns_of(attribute(attributes, "colspan"));
		break;
	case QUOTE:
		text->quotes++;
		break;
	case PRE:
		text->pre++;
		break;
	case RULE:
		rt_html_literal(text, "________________________________", 32);
		rt_html_line(text);
		break;
	case LINK: {
		const char *target = attribute(attributes, "href");
		element->target = target ? rt_strdup(target) : NULL;
		element->start = text->out->len;
		break;
	}
	default:
		break;
	}
}

/* " <https://example.org/>" behind the words of a link that do not say so themselves. */
static void end_link(struct state *state, const struct open_element *element)
{
	struct rt_str *out = state->text.out;
	const char *target = element->target;
	if (!target)
		return;
	bool web = !strncasecmp(target, "http", 4) || !strncasecmp(target, "ftp:", 4);
	bool mail = !strncasecmp(target, "mailto:", 7);
	const char *plain = mail ? target + 7 : target;
	size_t len = strcspn(plain, mail ? "? \t\r\n<>" : " \t\r\n<>");
	if ((!web && !mail) || !len || len > 4096)
		return;
	const char *words = out->data + element->start;
	if (len <= out->len - element->start && memmem(words, out->len - element->start, plain, len))
		return;
	struct rt_str mark = RT_STR_INIT;
	rt_str_append_char(&mark, '<');
	rt_str_append_n(&mark, plain, len);
	rt_str_append_char(&mark, '>');
	state->text.blank = true;
	rt_html_literal(&state->text, mark.data, mark.len);
	rt_str_release(&mark);
}

static void end_effect(struct state *state, const struct open_element *element)
{
	struct rt_html_text *text = &state->text;
	put_edge(text, element->effect);
	switch (element->effect) {
	case QUOTE:
		text->quotes -= text->quotes > 0;
		break;
	case PRE:
		text->pre -= text->pre > 0;
		break;
	case CELL:
		rt_html_cell_end(text, element->cell, element->columns);
		break;
	case LINK:
		end_link(state, element);
		break;
	case SKIP:
		state->skip -= state->skip > 0;
		break;
	default:
		break;
	}
}

static bool is_void(const char *name)
{
	static const char *const names[] = {"br", "hr", "img", "input", "meta", "link", "area",
		"base", "col", "embed", "param", "source", "wbr", NULL};
	for (const char *const *known = names; *known; known++)
		if (!strcmp(*known, name))
			return true;
	return false;
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct state *state = context;
	struct open_element element = {.effect = effect_of((const char *)name)};
	if (state->open.count >= RT_MAX_HTML_DEPTH) {
		state->too_deep += !is_void((const char *)name);
		state->hit_depth = true;
		return;
	}
	snprintf(element.name, sizeof element.name, "%s", (const char *)name);
	if (element.effect == SKIP)
		state->skip++;
	if (!state->skip && element.effect == ITEM)
		start_item(state);
	else if (!state->skip)
		start_effect(state, &element, attributes);
	if (is_void(element.name))
		return;
	rt_vec_push(&state->open, element);
}

static void close_top(struct state *state)
{
	struct open_element element = state->open.items[--state->open.count];
	end_effect(state, &element);
	rt_free(element.target);
}

static void on_end(void *context, const xmlChar *name)
{
	struct state *state = context;
	if (is_void((const char *)name))
		return;
	if (state->too_deep) {
		state->too_deep--;
		return;
	}
	char cut[sizeof state->open.items->name];
	snprintf(cut, sizeof cut, "%s", (const char *)name);
	size_t at = state->open.count;
	while (at && strcmp(state->open.items[at - 1].name, cut))
		at--;
	while (at && state->open.count >= at)
		close_top(state);
}

static void on_words(void *context, const xmlChar *words, int len)
{
	struct state *state = context;
	if (!state->skip && len > 0)
		rt_html_words(&state->text, (const char *)words, (size_t)len);
}

/* Outlook's conditional comments and CDATA hold no words of the mail. */
static void on_nothing(void *context, const xmlChar *words, int len)
{
	(void)context;
	(void)words;
	(void)len;
}

/* libxml2 makes its tables at the first parse, and two threads that begin at once would both. */
static void init_once(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, xmlInitParser);
}

static void parse(struct state *state, const struct rt_str *source)
{
	init_once();
	xmlSAXHandler handler = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_words,
		.ignorableWhitespace = on_words,
		.cdataBlock = on_nothing,
	};
	htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(source->data, (int)source->len);
	if (!parser)
		return;
	*parser->sax = handler;
	parser->userData = state;
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(parser);
	htmlFreeParserCtxt(parser);
	while (state->open.count)
		close_top(state);
	rt_vec_release(&state->open);
}

/* What a <meta charset=…> or <meta … content="text/html; charset=…"> says. */
static const char *declared_inside(struct rt_arena *arena, const char *bytes, size_t len)
{
	size_t look = len < 4096 ? len : 4096;
	for (size_t i = 0; i + 8 < look; i++) {
		if (strncasecmp(bytes + i, "charset", 7))
			continue;
		size_t at = i + 7;
		while (at < look && strchr(" =\"'", bytes[at]) && bytes[at])
			at++;
		size_t start = at;
		while (at < look && bytes[at] > ' ' && !strchr("\"'/>;", bytes[at]))
			at++;
		if (at > start && at - start < 40)
			return rt_arena_strndup(arena, bytes + start, at - start);
	}
	return NULL;
}

void rt_html_read(struct rt_document *document, const char *bytes, size_t len, const char *declared,
	struct rt_str *out)
{
	struct rt_str source = RT_STR_INIT;
	if (!declared)
		declared = declared_inside(document->arena, bytes, len);
	struct rt_decoded decoded = rt_charset_decode(&source, bytes, len, declared);
	rt_document_decoded(document, &decoded, declared);
	rt_text_line_ends(&source);
	if (source.len > RT_MAX_TEXT_BYTES)
		rt_document_problem(document, "read", "too-long",
			"the HTML has %zu bytes; what is beyond %u was left out", source.len,
			RT_MAX_TEXT_BYTES);
	rt_str_truncate(&source, source.len < RT_MAX_TEXT_BYTES ? source.len : RT_MAX_TEXT_BYTES);
	struct state state = {.text = {.out = out, .base = out->len}, .document = document};
	parse(&state, &source);
	if (out->len > state.text.base && out->data[out->len - 1] != '\n')
		rt_str_append_char(out, '\n');
	if (state.hit_depth)
		rt_document_problem(document, "decode", "too-deep",
			"the HTML is nested deeper than %d; the layout below is not kept",
			RT_MAX_HTML_DEPTH);
	rt_str_release(&source);
}
