/* What the verbs of deciding share: a line put into the decisions file, then who is who and the
 * ties worked out anew. */
#ifndef RT_CLI_DECIDE_H
#define RT_CLI_DECIDE_H

#include "base/err.h"
#include "resolve/decisions.h"

/* Fills in the author ($USER) and today's date where they are missing, and appends the line. */
int rt_decide_note(const char *case_path, struct rt_decision *decision, struct rt_err *err);
/* Replays all decisions. */
int rt_decide_replay(const char *case_path, struct rt_err *err);

#endif
