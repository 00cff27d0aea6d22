/* The words of mail programs, out of the lists: a row is "=use|word|word". */
#include "engine/ruleset_p.h"

#include <string.h>

#define LEAST_WEEKDAY                                                                              \
	3 /* bytes: shorter ones ("so", "di") stand in mail-date where mail prints them */

struct taking {
	struct rt_mail_words *words;
	const struct rt_gazetteer *lists;
	struct rt_rule_errors *errors;
};

typedef bool add_fn(struct rt_mail_words *words, const char *use, const char *text);

/* Hands on the words of each row of the list or class. A row begins with its use behind "=". */
static void add_rows(const struct taking *in, const char *list, add_fn *add)
{
	const char *use = "";
	int set = rt_gazetteer_set(in->lists, list, strlen(list));
	struct rt_str entries = RT_STR_INIT, path = RT_STR_INIT;
	rt_str_appendf(&path, "gazetteer/%s", list);
	if (set >= 0)
		rt_gazetteer_spellings(in->lists, set, &entries);
	for (size_t at = 0; at < entries.len; at += strlen(entries.data + at) + 1) {
		const char *entry = entries.data + at;
		if (*entry == '=')
			use = entry + 1;
		else if (!add(in->words, use, entry))
			rt_rule_error(in->errors, path.data, 1, 1,
				"\"%s\" of \"=%s\" is no word of mail programs that can be used",
				entry, use);
	}
	rt_str_release(&path);
	rt_str_release(&entries);
}

static bool add_weekday(struct rt_mail_words *words, const char *use, const char *text)
{
	(void)use;
	return strlen(text) < LEAST_WEEKDAY || rt_mail_words_add(words, "weekday", text);
}

/* The months and weekdays of the language in which the list has words of dates. */
static void add_calendar(const struct taking *in, const char *lang)
{
	static const struct {
		const char *class;
		add_fn *add;
	} lists[] = {{"month", rt_mail_words_add}, {"weekday", add_weekday}};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct rt_str name = RT_STR_INIT;
		rt_str_appendf(&name, "%s/%s", lists[i].class, lang);
		add_rows(in, name.data, lists[i].add);
		rt_str_release(&name);
	}
}

struct rt_mail_words *rt_mail_words_of_lists(
	const struct rt_gazetteer *lists, struct rt_rule_errors *errors)
{
	static const char *const classes[] = {
		"mail-field", "mail-phrase", "mail-word", "mail-date"};
	static const char dates[] = "mail-date/";
	struct taking in = {rt_mail_words_new(), lists, errors};
	const char *name;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		add_rows(&in, classes[i], rt_mail_words_add);
	for (size_t set = 0; (name = rt_gazetteer_set_name(lists, set)); set++)
		if (!strncmp(name, dates, strlen(dates)))
			add_calendar(&in, name + strlen(dates));
	rt_mail_words_finish(in.words);
	return in.words;
}
