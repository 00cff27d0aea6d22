/*
 * redthread rules import FILE: rules out of a spaCy or Prodigy pattern file (JSON lines with label
 * and pattern) or a Presidio recognizer file (YAML), on standard output. What has no counterpart is
 * left as a comment. The rules have no examples yet: `rules lint` asks for them.
 */
#include "cli/rules_import.h"

#include "base/file.h"
#include "cli/cli.h"
#include "cli/cmd_rules.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES (64u << 20)
#define MAX_NAME 50

/* A word that may stand as part of a rule's name: small letters, digits, hyphens. */
static void append_name(struct rt_str *out, const char *text)
{
	size_t begin = out->len;
	for (; *text && out->len - begin < MAX_NAME; text++) {
		bool hyphen = out->len == begin || out->data[out->len - 1] == '-';
		if (isalnum((unsigned char)*text))
			rt_str_append_char(out, (char)tolower((unsigned char)*text));
		else if (!hyphen)
			rt_str_append_char(out, '-');
	}
	while (out->len > begin && out->data[out->len - 1] == '-')
		rt_str_truncate(out, out->len - 1);
	if (out->len == begin)
		rt_str_append(out, "x");
}

static void append_type(struct rt_str *out, const char *label)
{
	static const struct {
		const char *label, *type;
	} types[] = {{"PERSON", "person"}, {"PER", "person"}, {"ORG", "organisation"},
		{"ORGANIZATION", "organisation"}, {"GPE", "place"}, {"LOC", "place"},
		{"LOCATION", "place"}, {"FAC", "place"}, {"DATE", "date"}, {"DATE_TIME", "date"},
		{"LAW", "law"}, {"EMAIL", "email"}, {"EMAIL_ADDRESS", "email"}, {"URL", "url"},
		{"PHONE", "phone"}, {"PHONE_NUMBER", "phone"}, {"MONEY", "money"}, {"IBAN_CODE", "account"},
		{"CREDIT_CARD", "account"}, {NULL, NULL}};
	for (size_t i = 0; types[i].label; i++)
		if (!strcmp(types[i].label, label)) {
			rt_str_append(out, types[i].type);
			return;
		}
	append_name(out, label);
}

void rt_import_rule(struct rt_import *import, const char *name, const char *label)
{
	struct rt_str id = RT_STR_INIT;
	rt_str_append(&id, "imported-");
	append_name(&id, name ? name : label);
	uint64_t *count = rt_map_at(import->names, id.data, id.len);
	*count += 1;
	rt_str_appendf(&import->out, *count > 1 ? "rule %s-%llu" : "rule %s", id.data,
		(unsigned long long)*count);
	rt_str_append(&import->out, "\n  type    ");
	append_type(&import->out, label);
	rt_str_append_char(&import->out, '\n');
	rt_str_release(&id);
}

void rt_import_text(struct rt_str *out, const char *text)
{
	for (; *text; text++)
		rt_str_append_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

void rt_import_line(struct rt_str *out, const char *keyword, const char *text)
{
	rt_str_appendf(out, "  %-7s ", keyword);
	rt_import_text(out, text);
	rt_str_append_char(out, '\n');
}

void rt_import_literal(struct rt_str *out, const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;
		if (byte < ' ') {
			rt_str_append_char(out, ' ');
			continue;
		}
		if (byte < 0x80 && ispunct(byte) && byte != '_')
			rt_str_append_char(out, '\\');
		rt_str_append_char(out, *text);
	}
}

static int import_text(struct rt_import *import, const struct rt_str *text, struct rt_err *err)
{
	char first = text->data[strspn(text->data, " \t\r\n")];
	if (first == '{' || first == '[')
		return rt_import_spacy(import, text->data, text->len, err);
	return rt_import_presidio(import, text->data, text->len, err);
}

static int tell(const struct rt_import *import)
{
	fwrite(import->out.data, 1, import->out.len, stdout);
	if (!import->left)
		return RT_EXIT_OK;
	fprintf(stderr,
		"redthread rules import: %zu of %zu patterns cannot be said as rules; they stand as comments\n",
		import->left, import->left + import->taken);
	return RT_EXIT_PROBLEMS;
}

static int import_file(const char *path)
{
	struct rt_import import = {
		.source = rt_path_name(path), .out = RT_STR_INIT, .names = rt_map_new()};
	struct rt_str text = RT_STR_INIT;
	struct rt_err err;
	int status = RT_EXIT_FAILED;
	if (rt_file_read(path, MAX_BYTES, &text, &err) || import_text(&import, &text, &err))
		fprintf(stderr, "redthread rules import: %s\n", err.message);
	else
		status = tell(&import);
	rt_str_release(&text);
	rt_str_release(&import.out);
	rt_map_free(import.names);
	return status;
}

int rt_rules_import(int argc, char **argv)
{
	const struct rt_opt opts[] = {{0}};
	struct rt_args args = {.usage = "rules import FILE",
		.summary = "Writes rules out of spaCy or Prodigy patterns (.jsonl) or Presidio recognizers (.yaml) on\n"
			   "standard output.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0)
		return status;
	status = args.count == 1 ? import_file(args.words[0]) :
				   rt_usage_error(&args, "rules import wants one file");
	rt_args_release(&args);
	return status;
}
