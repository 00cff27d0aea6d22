/* "the Ministry" after "Ministry of Justice": the body that a document means by its noun. */
#ifndef RT_LEARN_NOUN_H
#define RT_LEARN_NOUN_H

#include "engine/engine.h"

/* Adds mentions of type organisation with the full name as value. The scanner has looked at the
 * document last; mentions are settled, and in order again afterwards. */
void rt_learn_nouns(const struct rt_ruleset *rules, struct rt_scanner *scanner,
	const struct rt_document *document, struct rt_mentions *mentions);

#endif
