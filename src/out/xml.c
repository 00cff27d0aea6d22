#include "out/xml.h"

#include "base/utf8.h"

#include <string.h>

static bool is_allowed(uint32_t rune)
{
	return rune == '\t' || rune == '\n' || rune == '\r' ||
		(rune >= 0x20 && rune != 0x7f && rune != 0xfffe && rune != 0xffff);
}

void rt_xml_text(struct rt_str *out, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		if (rune == '&')
			rt_str_append(out, "&amp;");
		else if (rune == '<')
			rt_str_append(out, "&lt;");
		else if (rune == '>')
			rt_str_append(out, "&gt;");
		else if (rune == '"')
			rt_str_append(out, "&quot;");
		else if (rune == '\n' || rune == '\r' || rune == '\t')
			rt_str_append_char(out, ' ');
		else
			rt_str_append_rune(out, is_allowed(rune) ? rune : RT_RUNE_BAD);
	}
}

void rt_xml_attribute(struct rt_str *out, const char *name, const char *text)
{
	if (!text)
		return;
	rt_str_appendf(out, " %s=\"", name);
	rt_xml_text(out, text);
	rt_str_append_char(out, '"');
}

void rt_xml_real(struct rt_str *out, double number)
{
	rt_str_appendf(out, "%.4f", number);
	while (out->data[out->len - 1] == '0' && out->data[out->len - 2] != '.')
		rt_str_truncate(out, out->len - 1);
}
