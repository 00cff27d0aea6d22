#include "value/value.h"

#include <string.h>

const struct rt_value_group *rt_value_group(const struct rt_value_input *input, const char *name)
{
	for (size_t i = 0; i < input->group_count; i++) {
		const struct rt_value_group *group = &input->groups[i];
		if (group->len && *group->name == *name && !strcmp(group->name, name))
			return group;
	}
	return NULL;
}

/* Takes out the line of that name. */
static void drop(struct rt_str *lines, const char *name)
{
	size_t len = strlen(name), rest;
	for (char *line = lines->data; *line; line += rest) {
		rest = strcspn(line, "\n") + 1;
		if (strncmp(line, name, len) || line[len] != '\t')
			continue;
		memmove(line, line + rest, lines->len + 1 - (size_t)(line + rest - lines->data));
		rt_str_truncate(lines, lines->len - rest);
		return;
	}
}

void rt_value_set(struct rt_value_output *out, const char *name, const char *value)
{
	drop(&out->attributes, name);
	rt_str_append(&out->attributes, name);
	rt_str_append_char(&out->attributes, '\t');
	rt_str_append(&out->attributes, value);
	rt_str_append_char(&out->attributes, '\n');
}

unsigned rt_value_known(const struct rt_value_input *input, const char *text, size_t len)
{
	return input->known ? input->known(input->context, text, len) : ~0u;
}
