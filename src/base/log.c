#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static enum rt_log_level threshold = RT_LOG_WARN;

void rt_log_set_level(enum rt_log_level level)
{
	threshold = level;
}

void rt_log(enum rt_log_level level, const char *format, ...)
{
	if (level > threshold)
		return;
	char line[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	fprintf(stderr, "redthread: %s\n", line);
}
