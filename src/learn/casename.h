/*
 * The name of a case belongs to its number: in "Roe v. Wade, 410 U.S. 113 (1973)" the names of the
 * parties are no second reference but what the first is called. A mention of a case by name that
 * stands just before a numbered one in the same sentence, or right behind it as Hebrew has it, goes,
 * and the numbered one gets the attribute "name". A case that has nothing but its name keeps it.
 */
#ifndef RT_LEARN_CASENAME_H
#define RT_LEARN_CASENAME_H

#include "engine/engine.h"

/*
 * "Mancari at 665": a party's name and a page stand for a case that the document has named before.
 * Candidates of kind "reference" whose name is of a party in a case named further up become sure;
 * the others stay the weak candidates that they are. mentions: candidates, in order of start.
 */
void rt_case_names_teach(const struct rt_document *document, struct rt_mentions *mentions);

/* mentions: settled, in order of start; of the document. */
void rt_case_names_join(struct rt_document *document, struct rt_mentions *mentions);

/* "Id. at 89" where no case stands before it is of a report or a book, and goes. mentions: settled, in order
 * of start. */
void rt_case_ids_settle(struct rt_mentions *mentions);

#endif
