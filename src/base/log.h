/*
 * Messages to a person, on standard error. Nothing of a dump (name, path, text) goes into a line
 * above debug level.
 */
#ifndef RT_BASE_LOG_H
#define RT_BASE_LOG_H

enum rt_log_level { RT_LOG_ERROR, RT_LOG_WARN, RT_LOG_INFO, RT_LOG_DEBUG };

void rt_log_set_level(enum rt_log_level level); /* RT_LOG_WARN at first */
__attribute__((format(printf, 2, 3))) void rt_log(
	enum rt_log_level level, const char *format, ...); /* a line end is put behind */

#endif
