#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

int rt_err_set(struct rt_err *err, const char *format, ...)
{
	if (err) {
		va_list args;
		va_start(args, format);
		vsnprintf(err->message, sizeof err->message, format, args);
		va_end(args);
	}
	return -1;
}
