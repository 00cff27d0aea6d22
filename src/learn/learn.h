/*
 * What the document and the whole dump teach about names.
 *
 * Rules see one place. A dump teaches more: the names in its headers, how a word is spelt elsewhere
 * (a capital within a sentence, or never), which acronyms stand for organisations, what a document
 * has called a person before. The dictionary is collected over all documents in a first pass and
 * does not depend on their order; the extractor is the second pass over each document: candidates
 * from the engine, evidence from document and dictionary, then the overlap settled.
 */
#ifndef RT_LEARN_LEARN_H
#define RT_LEARN_LEARN_H

#include "engine/engine.h"

struct rt_dictionary;

struct rt_dictionary *rt_dictionary_new(const struct rt_ruleset *rules);
void rt_dictionary_free(struct rt_dictionary *dictionary);
/* One dictionary a thread; merge them, then finish. */
void rt_dictionary_observe(struct rt_dictionary *dictionary, const struct rt_document *document);
void rt_dictionary_merge(struct rt_dictionary *into, const struct rt_dictionary *from);
void rt_dictionary_finish(struct rt_dictionary *dictionary);
/* SHA-256 in hexadecimal over all that it would tell an extractor. Borrowed. */
const char *rt_dictionary_stamp(const struct rt_dictionary *dictionary);

struct rt_extractor;

/* One a thread. dictionary: finished, shared, or NULL where each document stands alone. */
struct rt_extractor *rt_extractor_new(
	const struct rt_ruleset *rules, const struct rt_dictionary *dictionary);
void rt_extractor_free(struct rt_extractor *extractor);
/* The mentions of a document, settled, in order of start. Strings are in the document's arena. */
void rt_extractor_run(
	struct rt_extractor *extractor, struct rt_document *document, struct rt_mentions *mentions);
/* Behind it, of the same document: adds what is no name but means a body that was named, "the
 * Ministry" (noun.h). For the map; not for those who want names. */
void rt_extractor_nouns(
	struct rt_extractor *extractor, struct rt_document *document, struct rt_mentions *mentions);

#endif
