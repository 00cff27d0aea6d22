#include "resolve/body_script.h"

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "resolve/name.h"
#include "resolve/spelling.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 8
#define WORD_BYTES 64
#define MIN_SPELT 2 /* letters of a key, of the word that tells bodies apart */
#define PASSED_OVER UINT64_MAX

struct rt_body_words {
	struct rt_map *meaning; /* word -> its line's number */
};

static void take_line(struct rt_body_words *words, char *line, uint64_t number)
{
	if (*line == '-')
		number = PASSED_OVER;
	for (char *rest = NULL, *word = strtok_r(line, "|", &rest); word;
		word = strtok_r(NULL, "|", &rest)) {
		struct rt_str bare = RT_STR_INIT;
		rt_utf8_bare(&bare, word, strlen(word));
		uint64_t *slot = rt_map_at(words->meaning, bare.data, bare.len);
		*slot = *slot ? *slot : number;
		rt_str_release(&bare);
	}
}

struct rt_body_words *rt_body_words_load(const char *rules_folder)
{
	struct rt_body_words *words = rt_alloc_zero(1, sizeof *words);
	struct rt_str path = RT_STR_INIT, text = RT_STR_INIT;
	uint64_t number = 0;
	words->meaning = rt_map_new();
	rt_str_appendf(&path, "%s/identity/body-word.txt", rules_folder);
	if (!rt_file_read(path.data, 0, &text, NULL))
		for (char *rest = NULL, *line = strtok_r(text.data, "\r\n", &rest); line;
			line = strtok_r(NULL, "\r\n", &rest))
			if (*line != '#')
				take_line(words, line, ++number);
	rt_str_release(&path);
	rt_str_release(&text);
	return words;
}

void rt_body_words_free(struct rt_body_words *words)
{
	if (!words)
		return;
	rt_map_free(words->meaning);
	rt_free(words);
}

bool rt_body_is_foreign(const char *name)
{
	for (size_t at = 0, len = strlen(name); at < len;) {
		uint32_t rune = rt_utf8_next(name, len, &at);
		if (rt_rune_is_letter(rune) && rune > 0x24f)
			return true;
	}
	return false;
}

struct word {
	uint64_t meaning; /* 0: it is spelt */
	char spelt[WORD_BYTES]; /* in Latin letters */
	char key[WORD_BYTES];
};

/* The meaning of the word, or of what stands behind a letter that is glued on: the article of Hebrew
 * and Arabic. */
static uint64_t meaning_of(const struct rt_body_words *words, const char *text, size_t len)
{
	static const char *const glued[] = {"", "ה", "ال", "לל", "ל", "לה"};
	for (size_t i = 0; i < sizeof glued / sizeof *glued; i++) {
		size_t cut = strlen(glued[i]);
		const uint64_t *slot = cut < len && !memcmp(text, glued[i], cut)
					       ? rt_map_find(words->meaning, text + cut, len - cut)
					       : NULL;
		if (slot)
			return *slot;
	}
	return 0;
}

/* The meaning of the word at the start of the name, which is *len_r bytes long; 0: none. */
static uint64_t meaning_at(const struct rt_body_words *words, const char *name, size_t *len_r)
{
	*len_r = strcspn(name, " ");
	uint64_t meaning = *len_r ? meaning_of(words, name, *len_r) : 0;
	return meaning == PASSED_OVER ? 0 : meaning;
}

uint64_t rt_body_noun(const struct rt_body_words *words, const char *name)
{
	size_t len;
	return meaning_at(words, name, &len);
}

bool rt_body_means(const struct rt_body_words *words, const char *name, uint64_t meaning)
{
	for (size_t len; *name; name += len + (name[len] == ' '))
		if (meaning_at(words, name, &len) == meaning)
			return true;
	return false;
}

/* In Latin letters; false where it is too long. */
static bool spell(const char *text, size_t len, struct word *word)
{
	struct rt_str bare = RT_STR_INIT, key = RT_STR_INIT;
	rt_name_word(&bare, text, len);
	rt_spelling_key(&key, bare.data, false);
	bool fits = bare.len < WORD_BYTES; /* the key is no longer than the word */
	if (fits) {
		strcpy(word->spelt, bare.data);
		strcpy(word->key, key.data);
	}
	rt_str_release(&bare);
	rt_str_release(&key);
	return fits;
}

/* -> how many; 0 where there are too many, or one is too long. */
static size_t take_words(const struct rt_body_words *words, const char *name, struct word list[MAX_WORDS])
{
	size_t count = 0, len;
	for (; *name; name += len + (name[len] == ' ')) {
		len = strcspn(name, " ");
		uint64_t meaning = len ? meaning_of(words, name, len) : PASSED_OVER;
		if (meaning == PASSED_OVER)
			continue;
		if (count == MAX_WORDS)
			return 0;
		struct word *word = &list[count++];
		*word = (struct word){.meaning = meaning};
		if (!word->meaning && !spell(name, len, word))
			return 0;
	}
	return count;
}

static int by_key(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	if (x->meaning != y->meaning)
		return x->meaning < y->meaning ? -1 : 1;
	return strcmp(x->key, y->key);
}

/* A word that is spelt and long enough, and another one beside it. */
static bool says_enough(const struct word *list, size_t count)
{
	bool spelt = false;
	for (size_t i = 0; i < count; i++)
		spelt |= !list[i].meaning && strlen(list[i].key) >= MIN_SPELT;
	return spelt && count > 1;
}

bool rt_body_signature(const struct rt_body_words *words, const char *name, struct rt_str *out)
{
	struct word list[MAX_WORDS];
	size_t count = take_words(words, name, list);
	if (!says_enough(list, count))
		return false;
	qsort(list, count, sizeof *list, by_key);
	for (size_t i = 0; i < count; i++)
		rt_str_appendf(out, "%llu%s ", (unsigned long long)list[i].meaning, list[i].key);
	return true;
}

static bool same_word(const struct word *foreign, const struct word *latin)
{
	if (foreign->meaning || latin->meaning)
		return foreign->meaning == latin->meaning;
	return rt_spelt_alike(foreign->spelt, latin->spelt);
}

bool rt_body_alike(const struct rt_body_words *words, const char *foreign, const char *latin)
{
	struct word here[MAX_WORDS], there[MAX_WORDS];
	size_t count = take_words(words, foreign, here);
	unsigned taken = 0;
	if (!count || take_words(words, latin, there) != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t j = 0;
		while (j < count && (taken & 1u << j || !same_word(&here[i], &there[j])))
			j++;
		if (j == count)
			return false;
		taken |= 1u << j;
	}
	return true;
}
