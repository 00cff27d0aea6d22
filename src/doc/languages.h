/*
 * The languages that texts are told to be in (lang.h), and what speaks for each: small words where
 * letters are Latin, else the script, and letters that others of that script do not have. All of it
 * comes from lists, which whoever loads them hands on entry by entry; the code knows scripts, and
 * no language.
 *
 * Each of these takes the name of a list, which begins with the language's code ("de", "de-more"),
 * and an entry of it. False where it is none, or nothing more fits in.
 */
#ifndef RT_DOC_LANGUAGES_H
#define RT_DOC_LANGUAGES_H

#include <stdbool.h>
#include <stdint.h>

struct rt_languages;

struct rt_languages *rt_languages_new(void);
void rt_languages_free(struct rt_languages *languages);

/* Another number where other entries were added. */
uint64_t rt_languages_sum(const struct rt_languages *languages);

/* A frequent small word of a language in Latin letters, in lower case, of at most eight bytes. */
bool rt_languages_add_word(struct rt_languages *languages, const char *list, const char *word);
/* The name of a script, "Cyrillic", and then the codes of the languages that are written in it, the
 * one that is meant where nothing tells first. Of those that follow one name, few letters tell
 * none. */
bool rt_languages_add_script(struct rt_languages *languages, const char *list, const char *name);
/* A letter of two bytes that the language has and those before it in its script have not. */
bool rt_languages_add_letter(struct rt_languages *languages, const char *list, const char *letter);

#endif
