#include "learn/learn.h"

#include "base/mem.h"
#include "base/sha256.h"
#include "doc/plain.h"

struct rt_dictionary {
	const struct rt_ruleset *rules;
	char stamp[RT_SHA256_HEX];
};

struct rt_dictionary *rt_dictionary_new(const struct rt_ruleset *rules)
{
	struct rt_dictionary *dictionary = rt_alloc_zero(1, sizeof *dictionary);
	dictionary->rules = rules;
	return dictionary;
}

void rt_dictionary_free(struct rt_dictionary *dictionary)
{
	rt_free(dictionary);
}

void rt_dictionary_observe(struct rt_dictionary *dictionary, const struct rt_document *document)
{
	(void)dictionary;
	(void)document;
}

void rt_dictionary_merge(struct rt_dictionary *into, const struct rt_dictionary *from)
{
	(void)into;
	(void)from;
}

void rt_dictionary_finish(struct rt_dictionary *dictionary)
{
	rt_sha256("", 0, dictionary->stamp);
}

const char *rt_dictionary_stamp(const struct rt_dictionary *dictionary)
{
	return dictionary->stamp;
}

struct rt_extractor {
	const struct rt_ruleset *rules;
	struct rt_scanner *scanner;
};

struct rt_extractor *rt_extractor_new(
	const struct rt_ruleset *rules, const struct rt_dictionary *dictionary)
{
	struct rt_extractor *extractor = rt_alloc_zero(1, sizeof *extractor);
	(void)dictionary;
	extractor->rules = rules;
	extractor->scanner = rt_scanner_new(rules);
	return extractor;
}

void rt_extractor_free(struct rt_extractor *extractor)
{
	if (!extractor)
		return;
	rt_scanner_free(extractor->scanner);
	rt_free(extractor);
}

void rt_extractor_run(
	struct rt_extractor *extractor, struct rt_document *document, struct rt_mentions *mentions)
{
	rt_scanner_candidates(extractor->scanner, document, rt_document_date(document), mentions);
	rt_overlap_settle(extractor->rules, mentions);
}
