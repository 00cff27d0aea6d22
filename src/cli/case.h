/* Opening a case file for a verb that looks into it. */
#ifndef RT_CLI_CASE_H
#define RT_CLI_CASE_H

#include "store/store.h"

/* As rt_store_open for reading; says on standard error where the last scan was cut short, for then
 * not everything is in there. */
struct rt_store *rt_case_open(const char *path, struct rt_err *err);

#endif
