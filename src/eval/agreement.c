/* When two normal forms say the same. */
#include "base/str.h"
#include "base/utf8.h"
#include "eval/score.h"

#include <ctype.h>
#include <string.h>

/* Without case, blanks, dots, commas and apostrophes. */
static void fold_reference(struct rt_str *out, const char *text)
{
	struct rt_str folded = RT_STR_INIT;
	rt_utf8_fold(&folded, text, strlen(text));
	for (size_t at = 0; at < folded.len;) {
		uint32_t rune = rt_utf8_next(folded.data, folded.len, &at);
		if (!rt_rune_is_space(rune) && rune != '.' && rune != ',' && rune != '\'' && rune != 0x2019)
			rt_str_append_rune(out, rune);
	}
	rt_str_release(&folded);
}

static enum rt_agreement references_agree(const char *a, const char *b)
{
	struct rt_str left = RT_STR_INIT, right = RT_STR_INIT;
	fold_reference(&left, a);
	fold_reference(&right, b);
	bool equal = rt_str_equal(&left, right.data);
	rt_str_release(&left);
	rt_str_release(&right);
	return equal ? RT_EQUAL : RT_DIFFERENT;
}

static bool digit_or_x(char byte)
{
	return isdigit((unsigned char)byte) || byte == 'X';
}

/* YYYY-MM-DD with an X for any digit, then a T: the length of the day, else 0. */
static size_t day_before_time(const char *text)
{
	size_t at = text[0] == '-' || text[0] == '+';
	static const char shape[] = "dddd-dd-dd";
	for (size_t i = 0; i < sizeof shape - 1; i++, at++)
		if (shape[i] == 'd' ? !digit_or_x(text[at]) : text[at] != '-')
			return 0;
	return text[at] == 'T' ? at : 0;
}

/* One side of a span, time of day dropped. */
static void append_date_part(struct rt_str *out, const char *text, size_t len)
{
	struct rt_str part = RT_STR_INIT;
	for (size_t i = 0; i < len; i++)
		rt_str_append_char(&part, (char)toupper((unsigned char)text[i]));
	rt_str_trim(&part);
	char *exclusive = strstr(part.data, "[END EXCLUSIVE]");
	if (exclusive) {
		rt_str_truncate(&part, (size_t)(exclusive - part.data));
		rt_str_trim(&part);
	}
	if (part.len > 11 && part.data[4] == '-' && part.data[10] == ' ')
		part.data[10] = 'T';
	size_t day = day_before_time(part.data);
	rt_str_append_n(out, part.data, day ? day : part.len);
	rt_str_release(&part);
}

/* "(start,end,duration)" is a span as well. */
static void fold_date(struct rt_str *out, const char *text)
{
	const char *first = text + strspn(text, " "), *middle, *end;
	bool bracketed = *first == '(' && (middle = strchr(first, ',')) && (end = strchr(middle + 1, ','));
	if (bracketed) {
		append_date_part(out, first + 1, (size_t)(middle - first) - 1);
		rt_str_append_char(out, '/');
		append_date_part(out, middle + 1, (size_t)(end - middle) - 1);
		return;
	}
	for (const char *at = text, *slash; at; at = slash ? slash + 1 : NULL) {
		slash = strchr(at, '/');
		append_date_part(out, at, slash ? (size_t)(slash - at) : strlen(at));
		if (slash)
			rt_str_append_char(out, '/');
	}
}

static bool digits_agree(const struct rt_str *a, const struct rt_str *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (a->data[i] != b->data[i] && a->data[i] != 'X' && b->data[i] != 'X')
			return false;
	return true;
}

static enum rt_agreement dates_agree(const char *a, const char *b)
{
	struct rt_str left = RT_STR_INIT, right = RT_STR_INIT;
	fold_date(&left, a);
	fold_date(&right, b);
	size_t shorter = left.len < right.len ? left.len : right.len;
	enum rt_agreement agreement = RT_DIFFERENT;
	if (digits_agree(&left, &right))
		agreement = RT_EQUAL;
	else if (shorter >= 4 && !memcmp(left.data, right.data, shorter))
		agreement = RT_PREFIX;
	rt_str_release(&left);
	rt_str_release(&right);
	return agreement;
}

enum rt_agreement rt_value_agreement(const struct rt_gold_entity *gold, const char *type,
	const char *value)
{
	enum rt_agreement best = RT_DIFFERENT;
	bool date = !strcmp(type, "date");
	for (size_t i = 0; value && i < gold->values.count; i++) {
		enum rt_agreement one = date ? dates_agree(gold->values.items[i], value)
					     : references_agree(gold->values.items[i], value);
		if (one == RT_PREFIX && i)
			one = RT_DIFFERENT; /* only the norm itself counts by its beginning */
		if (one > best)
			best = one;
	}
	return best;
}
