#include "words/rule_error.h"

#include "base/str.h"
#include "base/vec.h"

#include <stdarg.h>
#include <stdio.h>

#define MAX_ERRORS 1000 /* more than anyone reads */

void rt_rule_error(struct rt_rule_errors *errors, const char *file, unsigned line, unsigned column,
	const char *format, ...)
{
	char message[512];
	va_list args;
	if (!errors || errors->count >= MAX_ERRORS)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	struct rt_rule_error error = {rt_strdup(file), line, column, rt_strdup(message)};
	rt_vec_push(errors, error);
}

void rt_rule_errors_release(struct rt_rule_errors *errors)
{
	RT_VEC_FOREACH(error, errors)
	{
		rt_free(error->file);
		rt_free(error->message);
	}
	rt_vec_release(errors);
}
