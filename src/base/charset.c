#include "base/charset.h"

#include "base/utf8.h"
#include "base/visual.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* Names that mail bears and that mean something else than they say. */
static const struct {
	const char *name, *meant;
} aliases[] = {
	{"iso-8859-1", "windows-1252"}, /* as browsers read it: the same but for C1 controls */
	{"latin1", "windows-1252"},
	{"iso-8859-8-i", "iso-8859-8"},
	{"iso-8859-8-e", "iso-8859-8"},
	{"iso-8859-6-i", "iso-8859-6"},
	{"ks_c_5601-1987", "windows-949"},
	{"gb2312", "gb18030"},
	{"gbk", "gb18030"},
	{"cp-850", "ibm850"},
	{"utf8", "utf-8"},
	{"ansi_x3.4-1968", "us-ascii"},
	{"ascii", "us-ascii"},
	{"646", "us-ascii"},
	{NULL, NULL},
};

/* What mail says when it says nothing. */
static bool says_nothing(const char *name)
{
	static const char *const words[] = {"", "unknown", "unknown-8bit", "x-unknown",
		"unspecified", "default", "8bit", "binary", "none", "x-user-defined", NULL};
	for (const char *const *word = words; *word; word++)
		if (!strcasecmp(name, *word))
			return true;
	return false;
}

static void set_name(struct rt_decoded *result, const char *name)
{
	size_t i = 0;
	for (; name[i] && i + 1 < sizeof result->charset; i++)
		result->charset[i] = (char)tolower((unsigned char)name[i]);
	result->charset[i] = '\0';
}

static bool is_ascii(const char *bytes, size_t len)
{
	size_t i = 0;
	for (; i + 8 <= len; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		if (word & 0x8080808080808080u)
			return false;
	}
	for (; i < len; i++)
		if ((unsigned char)bytes[i] & 0x80)
			return false;
	return true;
}

/* Sequences of several bytes that are sound UTF-8, and bytes that are not. */
static void count_sequences(const char *bytes, size_t len, size_t *good, size_t *bad)
{
	*good = *bad = 0;
	for (size_t at = 0; at < len;) {
		size_t before = at;
		uint32_t rune = rt_utf8_next(bytes, len, &at);
		if (at - before > 1)
			++*good;
		else if (rune == RT_RUNE_BAD)
			++*bad;
	}
}

static void as_utf8(struct rt_str *out, const char *bytes, size_t len, struct rt_decoded *result)
{
	set_name(result, is_ascii(bytes, len) ? "us-ascii" : "utf-8");
	if (rt_utf8_valid(bytes, len) && !memchr(bytes, '\0', len))
		rt_str_append_n(out, bytes, len);
	else
		result->undecodable += rt_utf8_repair(out, bytes, len);
}

static size_t count_bad_runes(const char *text, size_t len)
{
	size_t count = 0;
	for (const char *at = text; (at = memchr(at, '\xef', (size_t)(text + len - at))); at++)
		count += len - (size_t)(at - text) >= 3 && !memcmp(at, "\xef\xbf\xbd", 3);
	return count;
}

/* NUL bytes that were decoded soundly are still no text. */
static void replace_nuls(struct rt_str *out, size_t start)
{
	if (!memchr(out->data + start, '\0', out->len - start))
		return;
	struct rt_str clean = RT_STR_INIT;
	rt_utf8_repair(&clean, out->data + start, out->len - start);
	rt_str_truncate(out, start);
	rt_str_append_n(out, clean.data, clean.len);
	rt_str_release(&clean);
}

static UConverter *open_converter(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);
	return U_SUCCESS(status) ? converter : NULL;
}

/* false where there is no such charset. ICU puts U+FFFD in by itself. */
static bool convert(
	struct rt_str *out, const char *bytes, size_t len, const char *name, struct rt_decoded *result)
{
	UConverter *from = open_converter(name), *to = from ? open_converter("UTF-8") : NULL;
	if (!to) {
		ucnv_close(from);
		return false;
	}
	char buffer[8192];
	UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
	const char *source = bytes, *end = bytes + len;
	UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
	size_t before = out->len;
	for (bool first = true; status == U_BUFFER_OVERFLOW_ERROR; first = false) {
		char *target = buffer;
		status = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &target, buffer + sizeof buffer, &source, end, pivot,
			&pivot_source, &pivot_target, pivot + 1024, first, true, &status);
		rt_str_append_n(out, buffer, (size_t)(target - buffer));
	}
	ucnv_close(from);
	ucnv_close(to);
	replace_nuls(out, before);
	if (!strcasecmp(name, "iso-8859-8") && rt_visual_is(out, before))
		rt_visual_turn(out, before);
	result->undecodable += count_bad_runes(out->data + before, out->len - before);
	set_name(result, name);
	return true;
}

/* UTF-16 and UTF-32 by their mark, or by where the zero bytes of plain letters stand. */
static const char *wide_charset(const char *bytes, size_t len)
{
	if (len >= 4 && (!memcmp(bytes, "\xff\xfe\0\0", 4) || !memcmp(bytes, "\0\0\xfe\xff", 4)))
		return "UTF-32";
	if (len >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2)))
		return "UTF-16";
	size_t zeros[4] = {0}, look = (len < 4096 ? len : 4096) & ~(size_t)3;
	for (size_t i = 0; i < look; i++)
		zeros[i % 4] += !bytes[i];
	if (look < 8 || zeros[0] + zeros[1] + zeros[2] + zeros[3] < look / 4)
		return NULL;
	size_t quarter = look / 4, most = quarter - quarter / 4;
	if (zeros[2] > most && zeros[3] > most && zeros[1] > most && zeros[0] < quarter / 4)
		return "UTF-32LE";
	if (zeros[0] > most && zeros[1] > most && zeros[2] > most && zeros[3] < quarter / 4)
		return "UTF-32BE";
	size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
	if (odd > look / 4 && even < look / 16)
		return "UTF-16LE";
	if (even > look / 4 && odd < look / 16)
		return "UTF-16BE";
	return NULL;
}

static void detect(struct rt_str *out, const char *bytes, size_t len, struct rt_decoded *result)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&status);
	ucsdet_setText(detector, bytes, (int32_t)(len < 65536 ? len : 65536), &status);
	const UCharsetMatch *match = ucsdet_detect(detector, &status);
	char name[RT_CHARSET_NAME] = "";
	int32_t confidence = match ? ucsdet_getConfidence(match, &status) : 0;
	if (U_SUCCESS(status) && match)
		snprintf(name, sizeof name, "%s", ucsdet_getName(match, &status));
	ucsdet_close(detector);
	/* A few accents look like many Latin charsets; the commonest is the best guess. */
	bool latin = !strcmp(name, "ISO-8859-2") || !strcmp(name, "ISO-8859-9") ||
		!strcmp(name, "windows-1250") || !strcmp(name, "windows-1254");
	if (confidence < (latin ? 60 : 20))
		snprintf(name, sizeof name, "windows-1252");
	if (!strcmp(name, "ISO-8859-1") || !strncmp(name, "UTF-16", 6) || !strncmp(name, "UTF-32", 6))
		snprintf(name, sizeof name, "windows-1252");
	if (!strcmp(name, "UTF-8") || !convert(out, bytes, len, name, result))
		as_utf8(out, bytes, len, result);
}

/* Bytes that nothing trustworthy is said about. */
static void guess(struct rt_str *out, const char *bytes, size_t len, struct rt_decoded *result)
{
	size_t good, bad;
	count_sequences(bytes, len, &good, &bad);
	if (good > bad * 4 || !bad)
		as_utf8(out, bytes, len, result);
	else
		detect(out, bytes, len, result);
}

static const char *meant_by(const char *declared)
{
	for (size_t i = 0; aliases[i].name; i++)
		if (!strcasecmp(aliases[i].name, declared))
			return aliases[i].meant;
	return declared;
}

/* An 8-bit charset was declared, and yet this is UTF-8. */
static bool is_utf8_after_all(const char *bytes, size_t len, const char *name)
{
	size_t good, bad;
	if (!strncasecmp(name, "iso-2022", 8) || !strncasecmp(name, "utf-7", 5) ||
		!strncasecmp(name, "hz", 2) || !strncasecmp(name, "utf-16", 6))
		return false;
	count_sequences(bytes, len, &good, &bad);
	return good > 1 && !bad;
}

static void decode_declared(struct rt_str *out, const char *bytes, size_t len, const char *name,
	struct rt_decoded *result)
{
	bool utf8 = !strcasecmp(name, "utf-8"), ascii = !strcasecmp(name, "us-ascii");
	if (utf8 || ascii) {
		bool sound = utf8 ? rt_utf8_valid(bytes, len) : is_ascii(bytes, len);
		result->contradicted = !sound;
		if (sound)
			as_utf8(out, bytes, len, result);
		else
			guess(out, bytes, len, result);
		return;
	}
	if (is_utf8_after_all(bytes, len, name)) {
		result->contradicted = true;
		as_utf8(out, bytes, len, result);
	} else if (!convert(out, bytes, len, name, result)) {
		result->contradicted = result->unknown = true;
		guess(out, bytes, len, result);
	}
}

struct rt_decoded rt_charset_decode(
	struct rt_str *out, const char *bytes, size_t len, const char *declared)
{
	struct rt_decoded result = {0};
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		len -= 3;
	}
	const char *wide = wide_charset(bytes, len);
	if (wide && convert(out, bytes, len, wide, &result)) {
		result.contradicted = declared && strncasecmp(declared, "utf-", 4);
		return result;
	}
	if (!declared || says_nothing(declared)) {
		guess(out, bytes, len, &result);
		return result;
	}
	const char *name = meant_by(declared);
	bool escapes = !strncasecmp(name, "iso-2022", 8) || !strncasecmp(name, "utf-7", 5) ||
		!strncasecmp(name, "hz", 2);
	if (is_ascii(bytes, len) && !escapes && !strchr(name, '\x1b') && !memchr(bytes, '\x1b', len))
		as_utf8(out, bytes, len, &result);
	else
		decode_declared(out, bytes, len, name, &result);
	return result;
}
