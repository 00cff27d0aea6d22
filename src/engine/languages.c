/* The languages that texts are told to be in, out of the lists that speak for them. */
#include "engine/ruleset_p.h"

#include <string.h>

/* In this order: letters belong to languages that a script has. */
static const struct {
	const char *class;
	bool (*add)(struct rt_languages *languages, const char *list, const char *entry);
} classes[] = {
	{"small-word/", rt_languages_add_word},
	{"script/", rt_languages_add_script},
	{"own-letter/", rt_languages_add_letter},
};

static void add_list(struct rt_languages *languages, const struct rt_gazetteer *lists, size_t set,
	size_t class, struct rt_rule_errors *errors)
{
	const char *name = rt_gazetteer_set_name(lists, set);
	struct rt_str entries = RT_STR_INIT, path = RT_STR_INIT;
	rt_str_appendf(&path, "gazetteer/%s.txt", name);
	rt_gazetteer_spellings(lists, (int)set, &entries);
	for (size_t at = 0; at < entries.len; at += strlen(entries.data + at) + 1)
		if (!classes[class].add(
			    languages, name + strlen(classes[class].class), entries.data + at))
			rt_rule_error(errors, path.data, 1, 1,
				"\"%s\" tells no language: the list takes no such entry",
				entries.data + at);
	rt_str_release(&path);
	rt_str_release(&entries);
}

struct rt_languages *rt_languages_of_lists(
	const struct rt_gazetteer *lists, struct rt_rule_errors *errors)
{
	struct rt_languages *languages = rt_languages_new();
	for (size_t class = 0; class < sizeof classes / sizeof *classes; class ++) {
		const char *name, *wanted = classes[class].class;
		for (size_t set = 0; (name = rt_gazetteer_set_name(lists, set)); set++)
			if (!strncmp(name, wanted, strlen(wanted)))
				add_list(languages, lists, set, class, errors);
	}
	return languages;
}
