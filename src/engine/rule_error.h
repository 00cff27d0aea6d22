/* Errors in rule files and lists: collected, so that the rest still loads. */
#ifndef RT_ENGINE_RULE_ERROR_H
#define RT_ENGINE_RULE_ERROR_H

#include "engine/engine.h"

/* errors may be NULL. */
__attribute__((format(printf, 5, 6))) void rt_rule_error(struct rt_rule_errors *errors,
	const char *file, unsigned line, unsigned column, const char *format, ...);

#endif
