/*
 * Writes the gazetteers of number words and ordinals (0 … 100, thousand; ordinals to 31) of every
 * language that ICU can spell, from its rule sets for all genders and cases.
 *
 *	cc icu-numbers.c -o icu-numbers $(pkg-config --cflags --libs icu-i18n icu-uc) &&
 *	./icu-numbers rules/gazetteer
 */
#include <unicode/unum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FORMS 400

struct list {
	char forms[FORMS][96];
	int count;
};

static void add(struct list *list, const char *form)
{
	for (int i = 0; i < list->count; i++)
		if (!strcmp(list->forms[i], form))
			return;
	if (list->count < FORMS && strlen(form) < 96 && !strpbrk(form, "0123456789|=#"))
		strcpy(list->forms[list->count++], form);
}

/* Soft hyphens out; a hyphen may as well be a blank. */
static void add_spelling(struct list *list, const UChar *text, int32_t len)
{
	UChar plain[96];
	char form[300];
	int32_t kept = 0, bytes;
	UErrorCode status = U_ZERO_ERROR;
	for (int32_t i = 0; i < len && kept < 95; i++)
		if (text[i] != 0xad)
			plain[kept++] = text[i];
	u_strToUTF8(form, sizeof form, &bytes, plain, kept, &status);
	if (U_FAILURE(status) || bytes >= 96)
		return;
	form[bytes] = '\0';
	add(list, form);
	for (char *hyphen = strchr(form, '-'); hyphen; hyphen = strchr(hyphen, '-'))
		*hyphen = ' ';
	add(list, form);
}

static void write_list(const char *folder, const char *kind, const char *locale, int ordinal,
	UNumberFormat *format, char names[][64], int name_count)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, kind);
	mkdir(path, 0777);
	snprintf(path, sizeof path, "%s/%s/%s.txt", folder, kind, locale);
	FILE *out = NULL;
	for (int number = 0; number <= 1000; number += number < 100 ? 1 : 900) {
		struct list list = {.count = 0};
		if (ordinal && (number == 0 || number > 31))
			continue;
		for (int i = 0; i < name_count; i++) {
			UErrorCode status = U_ZERO_ERROR;
			UChar name[64], text[96];
			int is_ordinal = strstr(names[i], "ordinal") != NULL;
			if (is_ordinal != ordinal || strstr(names[i], "year") || strstr(names[i], "verbose"))
				continue;
			u_charsToUChars(names[i], name, (int32_t)strlen(names[i]) + 1);
			unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &status);
			int32_t len = unum_format(format, number, text, 96, NULL, &status);
			if (U_SUCCESS(status))
				add_spelling(&list, text, len);
		}
		if (!list.count)
			continue;
		if (!out) {
			out = fopen(path, "w");
			fprintf(out, "# source: Unicode CLDR number spelling, by ICU %s and "
				"scripts/lists/icu-numbers.c\n# licence: Unicode-3.0\n# lang: %s\n# only: %s\n",
				U_ICU_VERSION, locale, locale);
		}
		fprintf(out, ordinal ? "=ordinal%02d" : "=number%02d", number);
		for (int i = 0; i < list.count; i++)
			fprintf(out, "|%s", list.forms[i]);
		fputc('\n', out);
	}
	if (out)
		fclose(out);
}

static int rule_sets(UNumberFormat *format, char names[][64])
{
	UErrorCode status = U_ZERO_ERROR;
	UChar all[4096];
	char plain[4096];
	int count = 0;
	int32_t len = unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, all, 4095, &status);
	if (U_FAILURE(status))
		return 0;
	u_UCharsToChars(all, plain, len);
	plain[len] = '\0';
	for (char *name = strtok(plain, ";"); name && count < 64; name = strtok(NULL, ";"))
		if (strlen(name) < 64 && strstr(name, "spellout"))
			strcpy(names[count++], name);
	return count;
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "rules/gazetteer";
	char english[64] = "";
	for (int32_t i = 0; i < uloc_countAvailable(); i++) {
		const char *locale = uloc_getAvailable(i);
		UErrorCode status = U_ZERO_ERROR;
		char names[64][64];
		UChar text[96];
		char plain[200];
		if (strchr(locale, '_'))
			continue;
		UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
		if (U_FAILURE(status))
			continue;
		int32_t len = unum_format(format, 27, text, 96, NULL, &status), bytes;
		u_strToUTF8(plain, sizeof plain, &bytes, text, len, &status);
		if (!strcmp(locale, "en"))
			strcpy(english, plain);
		int spelt = !strpbrk(plain, "0123456789") && (strcmp(plain, "twenty-seven") != 0 ||
			!strcmp(locale, "en"));
		int count = rule_sets(format, names);
		if (spelt) {
			write_list(folder, "date-number", locale, 0, format, names, count);
			write_list(folder, "date-ordinal", locale, 1, format, names, count);
		}
		unum_close(format);
	}
	return 0;
}
