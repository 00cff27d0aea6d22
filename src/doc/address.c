/* One item of an address field: its name, its address, who wrote for whom. */
#include "doc/address.h"

#include "base/str.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Words that stand between the one who sent and the one in whose name, as Outlook prints them. */
static const char *const behalf_words[] = {
	" on behalf of ",
	" im auftrag von ",
	" de la part de ",
	" en nombre de ",
	" em nome de ",
	" per conto di ",
	" namens ",
	" от имени ",
	" בשם ",
	NULL,
};

#define MAX_ITEM 2000 /* bytes that are looked at; a longer item is none */

struct span {
	const char *at;
	size_t len;
};

static struct span span_trim(struct span span)
{
	while (span.len && (isspace((unsigned char)*span.at) || *span.at == ','))
		span.at++, span.len--;
	while (span.len && strchr(" \t\r\n,;", span.at[span.len - 1]))
		span.len--;
	return span;
}

/* The same words with each run of white space as one blank. */
static char *squeeze(struct rt_arena *arena, struct span span)
{
	char *out = rt_arena_alloc(arena, span.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < span.len; i++) {
		char byte = span.at[i];
		if (!isspace((unsigned char)byte))
			out[len++] = byte;
		else if (len && out[len - 1] != ' ')
			out[len++] = ' ';
	}
	while (len && out[len - 1] == ' ')
		len--;
	out[len] = '\0';
	return out;
}

/* ASCII case folded; the words of other scripts in behalf_words are written as Outlook writes them. */
static const char *find_word(const char *text, const char *word)
{
	size_t len = strlen(word);
	for (; (text = strchr(text, *word)); text++)
		if (!strncasecmp(text, word, len))
			return text;
	return NULL;
}

static bool strip_prefix(struct span *span, const char *prefix)
{
	size_t len = strlen(prefix);
	if (span->len < len || strncasecmp(span->at, prefix, len))
		return false;
	span->at += len;
	span->len -= len;
	return true;
}

/* Takes off quotes that stand around the whole, as many as there are: "'Ana'". */
static struct span unquote(struct span span)
{
	for (;;) {
		span = span_trim(span);
		if (span.len < 2 || span.at[0] != span.at[span.len - 1])
			return span;
		if (span.at[0] != '"' && span.at[0] != '\'')
			return span;
		span.at++;
		span.len -= 2;
	}
}

static const char *make_name(struct rt_arena *arena, struct span span)
{
	span = unquote(span);
	/* A quote that was never closed. */
	while (span.len && (*span.at == '"' || *span.at == '\'') &&
		!memchr(span.at + 1, *span.at, span.len - 1))
		span = unquote((struct span){span.at + 1, span.len - 1});
	if (!span.len)
		return NULL;
	char *name = squeeze(arena, span), *to = name;
	for (const char *from = name; *from; from++)
		if (*from != '\\' || (from[1] != '"' && from[1] != '\\'))
			*to++ = *from;
	*to = '\0';
	/* A list split at semicolons has none inside a name: this one stood for a comma. */
	for (char *at = name; *at; at++)
		if (*at == ';')
			*at = ',';
	for (char *at = name; (at = strstr(at, " ,")) != NULL;)
		memmove(at, at + 1, strlen(at));
	return *name ? name : NULL;
}

static const char *make_address(struct rt_arena *arena, struct span span)
{
	span = unquote(span);
	/* ":ana@example.org": what scanning or copying left of the label */
	while (strip_prefix(&span, "mailto:") || strip_prefix(&span, "smtp:") || strip_prefix(&span, ":"))
		span = unquote(span);
	if (!span.len)
		return NULL;
	char *address = squeeze(arena, span);
	/* A blank after a line break inside an Exchange path or an address is no part of it; one in
	 * "Ana Souza@ACME" is. */
	const char *at = strrchr(address, '@');
	if (*address == '/' || (at && strchr(at, '.') && !strchr(address, '/'))) {
		char *to = address;
		for (const char *from = address; *from; from++)
			if (*from != ' ' || (*address == '/' && from[-1] != '/' && from[1] != '/'))
				*to++ = *from;
		*to = '\0';
	}
	return address;
}

static const char *last_of(struct span span, char open)
{
	for (size_t i = span.len; i; i--)
		if (span.at[i - 1] == open)
			return span.at + i - 1;
	return NULL;
}

/* The first < that is not in a quoted name. The item has one. */
static const char *first_angle(struct span item)
{
	const char *close = *item.at == '"' ? memchr(item.at + 1, '"', item.len - 1) : NULL;
	const char *from = close ? close : item.at;
	const char *found = memchr(from, '<', (size_t)(item.at + item.len - from));
	return found ? found : last_of(item, '<');
}

/* name <address>, name [mailto:address], address (name). */
static bool parse_bracketed(
	struct rt_arena *arena, struct span item, char open, char close, struct rt_address *out)
{
	const char *start = last_of(item, open);
	if (!start)
		return false;
	/* A gateway put its form of the address behind one that is already whole. */
	if (open == '<')
		start = first_angle(item);
	const char *end = memchr(start, close, (size_t)(item.at + item.len - start));
	if (!end)
		end = item.at + item.len;
	struct span inner = {start + 1, (size_t)(end - start - 1)};
	struct span before = {item.at, (size_t)(start - item.at)};
	bool address = memchr(inner.at, '@', inner.len) || memchr(inner.at, '=', inner.len) ||
		(inner.len > 7 && !strncasecmp(inner.at, "mailto:", 7));
	if (open == '[' && !address)
		return false;
	if (open == '(' && (!address || memchr(before.at, '@', before.len) || !before.len))
		return false;
	out->address = make_address(arena, inner);
	out->name = make_name(arena, before);
	if (!out->name && end + 1 < item.at + item.len)
		out->name = make_name(arena,
			(struct span){end + 1, (size_t)(item.at + item.len - end - 1)});
	return true;
}

static bool has_blank(struct span span)
{
	for (size_t i = 0; i < span.len; i++)
		if (isspace((unsigned char)span.at[i]))
			return true;
	return false;
}

/* Ana Souza/Legal/Acme@ACME or Ana Souza/Legal/Acme: a path whose parts are short words. */
static bool looks_notes(struct span item)
{
	const char *slash = memchr(item.at, '/', item.len);
	if (!slash || slash == item.at || slash == item.at + item.len - 1)
		return false;
	if (memchr(item.at, ':', item.len))
		return false;
	const char *at = memchr(item.at, '@', item.len);
	if (at && at < slash)
		return false;
	struct span rest = {slash + 1, (size_t)(item.at + item.len - slash - 1)};
	return at || !has_blank(rest) || memchr(rest.at, '/', rest.len);
}

/* "gov. ana@example .org": scanning put blanks beside full stops. */
static bool is_torn(struct span item, const char *at)
{
	if (!memchr(at, '.', (size_t)(item.at + item.len - at)))
		return false;
	for (const char *blank = item.at; blank < at; blank++)
		if (*blank == ' ' && blank[1] != '.' && blank[1] != '@' &&
			(blank == item.at || blank[-1] != '.'))
			return false;
	return true;
}

/* "Souza, Ana" cana@example.org>: the name is quoted, the bracket was lost. */
static bool parse_quoted(struct rt_arena *arena, struct span item, struct rt_address *out)
{
	const char *close = *item.at == '"' ? memchr(item.at + 1, '"', item.len - 1) : NULL;
	if (!close || memchr(item.at, '@', (size_t)(close - item.at)))
		return false;
	struct span rest = {close + 1, (size_t)(item.at + item.len - close - 1)};
	while (rest.len && rest.at[rest.len - 1] == '>')
		rest.len--;
	out->name = make_name(arena, (struct span){item.at, (size_t)(close + 1 - item.at)});
	out->address = make_address(arena, rest);
	return out->address != NULL;
}

static void parse_plain(struct rt_arena *arena, struct span item, struct rt_address *out)
{
	struct span bare = unquote(item);
	const char *paren = last_of(bare, '(');
	const char *at = memchr(bare.at, '@', bare.len);
	if (paren && at && at < paren) {
		const char *close = memchr(paren, ')', (size_t)(bare.at + bare.len - paren));
		const char *end = close ? close : bare.at + bare.len;
		out->address = make_address(arena, (struct span){bare.at, (size_t)(paren - bare.at)});
		out->name = make_name(arena, (struct span){paren + 1, (size_t)(end - paren - 1)});
		return;
	}
	if (bare.len && *bare.at == '/' && memchr(bare.at, '=', bare.len)) {
		out->address = make_address(arena, bare);
		return;
	}
	if (looks_notes(bare)) {
		const char *slash = memchr(bare.at, '/', bare.len);
		out->address = make_address(arena, bare);
		out->name = make_name(arena, (struct span){bare.at, (size_t)(slash - bare.at)});
		return;
	}
	if (at && parse_quoted(arena, bare, out))
		return;
	if (at && !is_torn(bare, at) && has_blank((struct span){bare.at, (size_t)(at - bare.at)})) {
		out->name = make_name(arena, (struct span){bare.at, (size_t)(at - bare.at)});
		out->address = make_address(arena, bare); /* "Ana Souza@ACME" */
		return;
	}
	if (at || (bare.len > 5 && !strncasecmp(bare.at, "smtp:", 5)))
		out->address = make_address(arena, bare);
	else
		out->name = make_name(arena, item);
}

/* Cuts "on behalf of NAME" off the end of an item. */
static struct span cut_behalf(struct rt_arena *arena, struct span item, struct rt_address *out)
{
	const char *flat = squeeze(arena, item);
	for (const char *const *word = behalf_words; *word; word++) {
		const char *found = find_word(flat, *word);
		if (!found)
			continue;
		const char *other = found + strlen(*word);
		if (*other)
			out->on_behalf = other;
		return (struct span){flat, (size_t)(found - flat)};
	}
	return item;
}

static size_t cut_length(const char *text, size_t len)
{
	if (len <= MAX_ITEM)
		return len;
	len = MAX_ITEM;
	while (len && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

struct rt_address rt_address_parse(struct rt_arena *arena, const char *text, size_t len)
{
	struct rt_address out = {.end = (uint32_t)len};
	struct span item = span_trim((struct span){text, cut_length(text, len)});
	out.raw = squeeze(arena, item);
	item = cut_behalf(arena, item, &out);
	if (!parse_bracketed(arena, item, '<', '>', &out) &&
		!parse_bracketed(arena, item, '[', ']', &out) &&
		!parse_bracketed(arena, item, '(', ')', &out))
		parse_plain(arena, item, &out);
	/* "ana@example.org <ana@example.org>" tells no name. */
	if (out.name && out.address && !strcasecmp(out.name, out.address))
		out.name = NULL;
	return out;
}

enum rt_address_form rt_address_form(const char *address)
{
	if (!address || !*address)
		return RT_ADDRESS_NONE;
	if (*address == '/' && strchr(address, '='))
		return RT_ADDRESS_EXCHANGE;
	const char *at = strrchr(address, '@'), *slash = strchr(address, '/');
	if (slash && (!at || slash < at) && slash != address)
		return RT_ADDRESS_NOTES;
	if (at && at != address && strchr(at, '.') && !strchr(address, ' '))
		return RT_ADDRESS_SMTP;
	return at ? RT_ADDRESS_NOTES : RT_ADDRESS_NONE;
}

static int hex_value(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* IMCEA<type>-…@gateway: "+20" is a byte in hexadecimal, "_" a slash. */
static const char *undo_imcea(struct rt_arena *arena, const char *address)
{
	const char *from = strchr(address, '-');
	const char *end = strrchr(address, '@');
	if (strncasecmp(address, "IMCEA", 5) || !from || !end || end < from)
		return NULL;
	char *out = rt_arena_alloc(arena, strlen(address) + 1), *to = out;
	for (from++; from < end; from++) {
		int high = *from == '+' ? hex_value((unsigned char)from[1]) : -1;
		int low = high >= 0 ? hex_value((unsigned char)from[2]) : -1;
		if (low >= 0) {
			*to++ = (char)(high * 16 + low);
			from += 2;
		} else {
			*to++ = *from == '_' ? '/' : *from;
		}
	}
	*to = '\0';
	return out;
}

/* "ana@example.org@ACME" is an address that a Notes gateway put its own domain behind. */
static void cut_second_at(char *address)
{
	char *first = strchr(address, '@');
	char *second = first ? strchr(first + 1, '@') : NULL;
	if (second)
		*second = '\0';
}

const char *rt_address_smtp(struct rt_arena *arena, const char *address)
{
	if (!address)
		return NULL;
	const char *inner = undo_imcea(arena, address);
	char *copy = rt_arena_strdup(arena, inner ? inner : address);
	cut_second_at(copy);
	if (rt_address_form(copy) != RT_ADDRESS_SMTP)
		return NULL;
	for (char *at = copy; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
	return copy;
}

const char *rt_address_local(struct rt_arena *arena, const char *address)
{
	if (!address)
		return NULL;
	const char *inner = undo_imcea(arena, address);
	address = inner ? inner : address;
	if (rt_address_form(address) == RT_ADDRESS_EXCHANGE) {
		const char *last = NULL;
		for (const char *at = address; (at = find_word(at, "/cn=")) != NULL; at += 4)
			last = at + 4;
		return last && *last ? last : NULL;
	}
	size_t len = strcspn(address, rt_address_form(address) == RT_ADDRESS_NOTES ? "/@" : "@");
	return len ? rt_arena_strndup(arena, address, len) : NULL;
}
