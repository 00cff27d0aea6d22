/* What spaCy's conditions on a token are in a rule. */
#include "cli/rules_import_token.h"

#include "cli/rules_import.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct flag {
	const char *key, *shape, *regex; /* shape: NULL where `words` has none that is the same */
	bool is_sign;
} flags[] = {
	{"IS_ALPHA", "letter", "\\p{L}+", false},
	{"IS_ASCII", NULL, "[!-~]+", true},
	{"IS_DIGIT", "digits", "\\d+", false},
	{"IS_LOWER", "lower", "\\p{Ll}[\\p{Ll}\\d]*", false},
	{"IS_UPPER", "caps", "\\p{Lu}[\\p{Lu}\\d]*", false},
	{"IS_TITLE", "capital", "\\p{Lu}\\p{Ll}*", false},
	{"IS_PUNCT", "punct", "\\p{P}", true},
	{"IS_BRACKET", NULL, "[][(){}<>]", true},
	{"IS_QUOTE", NULL, "[\"'`\\p{Pi}\\p{Pf}]", true},
	{"IS_CURRENCY", NULL, "\\p{Sc}", true},
	{"LIKE_NUM", "digits", "\\d[\\d.,/]*", false},
	{"LIKE_EMAIL", "address", "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", false},
	{"LIKE_URL", "address", "(?:https?://|www\\.)[^\\s<>]+", true},
	{NULL, NULL, NULL, false},
};

/* One more condition: the first that says what the token is takes it, the others look ahead. */
static void add_condition(struct rt_import_token *token, const char *regex, bool holds)
{
	if (holds && !token->regex.len)
		rt_str_append(&token->regex, regex);
	else
		rt_str_appendf(&token->ahead, "(?%s%s" RT_IMPORT_NOT_WITHIN ")", holds ? "=" : "!", regex);
}

static void add_flag(struct rt_import_token *token, const struct flag *flag, bool holds)
{
	if (flag->shape)
		rt_str_appendf(&token->shapes, "%s%s%s", token->shapes.len ? "&" : "", holds ? "" : "!", flag->shape);
	else
		token->others = true;
	token->any_sign |= flag->is_sign || !holds;
	add_condition(token, flag->regex, holds);
}

/* "Xxdd": a sign for each letter or digit; four of a kind are four or more. */
static void add_shape(struct rt_import_token *token, const char *shape)
{
	struct rt_str regex = RT_STR_INIT;
	for (size_t run; *shape; shape += run) {
		for (run = 1; shape[run] == *shape; run++)
			;
		if (!strchr("Xxd", *shape)) {
			char sign[2] = {*shape, '\0'};
			run = 1;
			rt_import_literal(&regex, sign);
			token->any_sign |= (unsigned char)*shape < 0x80;
			continue;
		}
		rt_str_append(&regex, *shape == 'X' ? "\\p{Lu}" : *shape == 'x' ? "\\p{Ll}" : "\\d");
		if (run > 1)
			rt_str_appendf(&regex, run >= 4 ? "{%zu,}" : "{%zu}", run);
	}
	token->others = true;
	add_condition(token, regex.data, true);
	rt_str_release(&regex);
}

/* LENGTH: a number, or {">=": 3, "<": 9}. */
static void add_length(struct rt_import_token *token, const struct rt_json_value *value)
{
	int64_t least = 0, most = 0;
	if (rt_json_is_int(value))
		least = most = rt_json_as_int(value, 0);
	for (const char *key = NULL; rt_json_is_object(value) && (key = rt_json_next_key(value, key));) {
		int64_t number = rt_json_as_int(rt_json_get(value, key), 0);
		if (!strcmp(key, "==") || *key == '>')
			least = number + !strcmp(key, ">");
		if (!strcmp(key, "==") || *key == '<')
			most = number - !strcmp(key, "<");
	}
	char regex[64];
	if (most > 0)
		snprintf(regex, sizeof regex, "\\w{%d,%d}", (int)least, (int)most);
	else
		snprintf(regex, sizeof regex, "\\w{%d,}", (int)least);
	if (least < 0 || least > 255 || most < 0 || most > 255)
		token->missing = "LENGTH";
	token->others = true;
	add_condition(token, regex, true);
}

static bool is_plain_word(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x80 && !isalnum((unsigned char)*text))
			return false;
	return true;
}

/* A regular expression that is looked for within the token: unless it says so itself, it need be neither at its
 * beginning nor at its end. */
static void append_searched(struct rt_str *out, const char *regex)
{
	size_t len = strlen(regex);
	bool from = *regex == '^', to = len > 1 && regex[len - 1] == '$' && regex[len - 2] != '\\';
	rt_str_appendf(out, "%s(?:%.*s)%s", from ? "" : "\\w*?", (int)(len - from - to), regex + from,
		to ? "" : "\\w*");
}

static void append_choices(
	struct rt_import_token *token, struct rt_str *regex, const struct rt_json_value *list, bool any_case)
{
	for (size_t i = 0; i < rt_json_count(list); i++) {
		const char *text = rt_json_as_text(rt_json_at(list, i), NULL);
		if (!text)
			token->missing = "a choice that is no text";
		else if (strpbrk(text, "\"\n") || !*text)
			token->others = true;
		token->any_sign |= text && !is_plain_word(text);
		rt_str_append(regex, i ? "|" : "");
		rt_import_literal(regex, text ? text : "");
		rt_str_appendf(&token->words, "%s\"%s\"%s", i ? " | " : "", text ? text : "", any_case ? "i" : "");
	}
}

/* Another condition on the text than a text: {"IN": […]}, {"REGEX": "…"}. */
static void add_condition_on_text(
	struct rt_import_token *token, const char *key, const struct rt_json_value *value, bool any_case)
{
	struct rt_str inner = RT_STR_INIT, regex = RT_STR_INIT;
	const char *searched = rt_json_as_text(value, NULL);
	bool choice = !strcmp(key, "IN"), not = !strcmp(key, "NOT_IN");
	if (choice || not) {
		bool several = rt_json_count(value) > 1;
		rt_str_append(&token->words, several ? "(" : "");
		append_choices(token, &inner, value, any_case);
		rt_str_append(&token->words, several ? ")" : "");
		token->others |= not;
	} else if (!strcmp(key, "REGEX") && searched && *searched) {
		append_searched(&inner, searched);
		token->others = token->any_sign = true;
	} else {
		token->missing = key;
	}
	rt_str_appendf(&regex, any_case ? "(?i:%s)" : "(?:%s)", inner.data);
	add_condition(token, regex.data, !not);
	rt_str_release(&inner);
	rt_str_release(&regex);
}

static void add_text(struct rt_import_token *token, const struct rt_json_value *value, bool any_case)
{
	const char *text = rt_json_as_text(value, NULL);
	token->texts++;
	if (!text) {
		for (const char *key = NULL; (key = rt_json_next_key(value, key));)
			add_condition_on_text(token, key, rt_json_get(value, key), any_case);
		return;
	}
	struct rt_str regex = RT_STR_INIT;
	rt_str_append(&regex, any_case ? "(?i:" : "");
	rt_import_literal(&regex, text);
	rt_str_append(&regex, any_case ? ")" : "");
	add_condition(token, regex.data, true);
	rt_str_appendf(&token->words, "\"%s\"%s", text, any_case ? "i" : "");
	token->others |= strpbrk(text, "\"\n") || !*text;
	token->any_sign |= !is_plain_word(text);
	rt_str_release(&regex);
}

static void add_key(struct rt_import_token *token, const char *key, const struct rt_json_value *value)
{
	const struct flag *flag = flags;
	while (flag->key && strcmp(flag->key, key) != 0)
		flag++;
	if (!strcmp(key, "OP"))
		return;
	if (!strcmp(key, "LOWER") || !strcmp(key, "TEXT") || !strcmp(key, "ORTH"))
		add_text(token, value, *key == 'L');
	else if (flag->key)
		add_flag(token, flag, rt_json_is_true(value));
	else if (!strcmp(key, "SHAPE") && rt_json_as_text(value, NULL))
		add_shape(token, rt_json_as_text(value, NULL));
	else if (!strcmp(key, "LENGTH"))
		add_length(token, value);
	else
		token->missing = key;
}

void rt_import_token_release(struct rt_import_token *token)
{
	rt_str_release(&token->words);
	rt_str_release(&token->shapes);
	rt_str_release(&token->ahead);
	rt_str_release(&token->regex);
}

void rt_import_token_read(struct rt_import_token *token, const struct rt_json_value *json)
{
	*token = (struct rt_import_token){
		.words = RT_STR_INIT, .shapes = RT_STR_INIT, .ahead = RT_STR_INIT, .regex = RT_STR_INIT};
	for (const char *key = NULL; (key = rt_json_next_key(json, key));)
		add_key(token, key, rt_json_get(json, key));
	bool anything = !token->texts && !token->shapes.len && !token->others;
	if (token->others || token->texts > 1 || (token->texts && token->shapes.len))
		rt_str_clear(&token->words);
	else if (!token->texts)
		rt_str_appendf(&token->words, "<%s>", anything ? "any" : token->shapes.data);
	token->any_sign |= !token->regex.len;
	if (!token->regex.len)
		rt_str_append(&token->regex, RT_IMPORT_TOKEN);
}
