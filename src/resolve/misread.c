#include "resolve/misread.h"

#include <string.h>

size_t rt_misread_sign(const char *text, size_t len)
{
	return len > 1 && text[0] == '\xc2' && (text[1] == '\xa9' || text[1] == '\xae') ? 2 : 0;
}

static size_t sign_at(const char *text, size_t len)
{
	return len && *text == '@' ? 1 : rt_misread_sign(text, len);
}

/* Does the blank stand beside a dot or a sign? */
static bool is_stray_blank(const char *text, size_t len, size_t at)
{
	size_t next = at + 1;
	return !at || next == len || strchr(".@\xa9\xae", text[at - 1]) || text[next] == '.' ||
	       sign_at(text + next, len - next);
}

bool rt_misread_is_address(const char *text, size_t len)
{
	size_t signs = 0, before = 0, dots = 0;
	for (size_t at = 0, sign; at < len; at += sign ? sign : 1) {
		sign = sign_at(text + at, len - at);
		if (text[at] == ' ' && !is_stray_blank(text, len, at))
			return false;
		signs += sign != 0;
		before += !signs && text[at] != ' ';
		dots += signs && text[at] == '.';
	}
	return signs == 1 && before && dots;
}

void rt_misread_key(struct rt_str *out, const char *address)
{
	size_t start = out->len;
	for (const char *at = address; *at; at++) {
		if (strchr("1l|!/", *at))
			rt_str_append_char(out, 'i');
		else if (*at == '0')
			rt_str_append_char(out, 'o');
		else if (*at == '5')
			rt_str_append_char(out, 's');
		else if (at[0] == 'r' && at[1] == 'n')
			rt_str_append_char(out, 'm'), at++;
		else if (!strchr(" ._-:;,'\"<>()[]", *at))
			rt_str_append_char(out, *at);
	}
	while (out->len > start && strchr("ij37", out->data[out->len - 1]))
		rt_str_truncate(out, out->len - 1);
}
