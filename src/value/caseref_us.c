/*
 * US federal dockets. PACER prints office:year-kind-serial, "4:19-cv-07123"; before it, and in
 * every brief since, people typed "C 19-07123", "19 Civ. 7123", "Cr. No. H-04-25". The form that
 * comes out is PACER's, with what was not typed left out: "19-cv-07123".
 */
#include "value/caseref.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SERIAL_DIGITS = 5 };

/* Every spelling of a kind of federal case by its first letters; the longest that fits wins. */
static const struct {
	const char *typed, *kind;
} kinds[] = {
	{"civ", "cv"}, {"cv", "cv"}, {"ca", "cv"}, {"c", "cv"}, {"v", "cv"},
	{"crim", "cr"}, {"cr", "cr"}, {"misc", "mc"}, {"mc", "mc"}, {"ms", "mc"},
	{"mdl", "md"}, {"md", "md"}, {"mag", "mj"}, {"mj", "mj"}, {"m", "mj"},
	{"bankr", "bk"}, {"bk", "bk"}, {"adv", "ap"}, {"ap", "ap"}, {"po", "po"},
	{"gj", "gj"}, {"sw", "sw"}, {"mb", "mb"}, {"mr", "mr"}, {"rj", "rj"}, {"vv", "vv"},
};

static void append_kind(struct rt_str *out, const struct rt_value_group *typed)
{
	char letters[8] = "";
	size_t used = 0;
	for (size_t i = 0; i < typed->len && used < sizeof(letters) - 1; i++)
		if (isalpha((unsigned char)typed->text[i]))
			letters[used++] = (char)tolower((unsigned char)typed->text[i]);
	const char *best = letters;
	size_t best_len = 0;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].typed);
		if (len > best_len && !strncmp(kinds[i].typed, letters, len)) {
			best = kinds[i].kind;
			best_len = len;
		}
	}
	rt_str_append(out, best);
}

static void append_serial(struct rt_str *out, const struct rt_value_group *serial)
{
	size_t at = 0;
	while (at + 1 < serial->len && serial->text[at] == '0')
		at++;
	for (size_t digits = serial->len - at; digits < SERIAL_DIGITS; digits++)
		rt_str_append_char(out, '0');
	rt_str_append_n(out, serial->text + at, serial->len - at);
}

/* `value us-docket [KIND]`: groups office, year, kind or other, serial. KIND is what the case is
 * where the rule itself tells it ("Civil Action No. 04-1234"). */
enum rt_value_result rt_caseref_us_docket(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	const struct rt_value_group *office = rt_value_group(input, "office");
	const struct rt_value_group *year = rt_value_group(input, "year");
	const struct rt_value_group *kind = rt_value_group(input, "kind");
	const struct rt_value_group *serial = rt_value_group(input, "serial");
	if (!kind)
		kind = rt_value_group(input, "other");
	if (!year || !serial || !rt_caseref_set_year(out_r, input, "year"))
		return RT_VALUE_REFUSED;
	if (office) {
		rt_str_append_n(&out_r->normal, office->text, office->len);
		rt_str_append_char(&out_r->normal, isdigit((unsigned char)*office->text) ? ':' : '-');
	}
	rt_str_append_n(&out_r->normal, year->text + year->len - 2, 2);
	rt_str_append_char(&out_r->normal, '-');
	if (*input->argument)
		rt_str_append(&out_r->normal, input->argument);
	else if (kind)
		append_kind(&out_r->normal, kind);
	else
		return RT_VALUE_REFUSED;
	rt_str_append_char(&out_r->normal, '-');
	append_serial(&out_r->normal, serial);
	struct rt_cleaned court = rt_caseref_cleaned(input, "court");
	if (court.len)
		rt_caseref_set_court(out_r, input, "court/us", court.text, court.len);
	rt_cleaned_release(&court);
	return RT_VALUE_OK;
}
