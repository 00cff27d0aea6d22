/*
 * The name of a case belongs to its number: in "Roe v. Wade, 410 U.S. 113 (1973)" the names of the
 * parties are no second reference but what the first is called. A mention of a case by name that
 * stands just before a numbered one in the same sentence, or right behind it as Hebrew has it, goes,
 * and the numbered one gets the attribute "name". A case that has nothing but its name keeps it.
 */
#ifndef RT_LEARN_CASENAME_H
#define RT_LEARN_CASENAME_H

#include "engine/engine.h"

/* mentions: settled, in order of start; of the document. */
void rt_case_names_join(struct rt_document *document, struct rt_mentions *mentions);

#endif
