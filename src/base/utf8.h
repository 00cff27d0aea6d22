/*
 * Unicode text. ICU is behind this file: no other room includes an ICU header, except where
 * read/ asks for converters through base/charset.h.
 */
#ifndef RT_BASE_UTF8_H
#define RT_BASE_UTF8_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RT_RUNE_BAD 0xfffdu

size_t rt_utf8_encode(uint32_t rune, char bytes_r[4]); /* bytes written; a surrogate gives U+FFFD */

/* Reads one code point at text[*at] and moves *at behind it. A byte that does not belong gives
 * U+FFFD and moves by one. *at must be below len. */
uint32_t rt_utf8_next(const char *text, size_t len, size_t *at);
/* The code point that ends just before *at; moves *at to its start. *at must be above 0. */
uint32_t rt_utf8_previous(const char *text, size_t len, size_t *at);

bool rt_utf8_valid(const char *text, size_t len);
/* Appends text with every maximal bad run's bytes as U+FFFD; returns how many were put in. NUL
 * bytes become U+FFFD as well, so that what is stored is text. */
size_t rt_utf8_repair(struct rt_str *out, const char *text, size_t len);

bool rt_rune_is_letter(uint32_t rune);
bool rt_rune_is_upper(uint32_t rune); /* upper or title case */
bool rt_rune_is_lower(uint32_t rune);
bool rt_rune_is_digit(uint32_t rune); /* decimal digit of any script */
int rt_rune_digit(uint32_t rune);     /* its value, or -1 */
bool rt_rune_is_mark(uint32_t rune);
bool rt_rune_is_space(uint32_t rune);
bool rt_rune_is_control(uint32_t rune); /* Cc and Cf, bidi overrides included */
int rt_rune_width(uint32_t rune);       /* terminal columns: 0, 1 or 2 */
/* ISO 15924 name of the script, as "Latn", "Hebr"; "Zyyy" where it is common. */
const char *rt_rune_script(uint32_t rune);

/* Is the quote mark at text[at] a Hebrew abbreviation's, typed for gershayim, as in ד"ר? */
bool rt_utf8_is_gershayim(const char *text, size_t len, size_t at);

size_t rt_utf8_width(const char *text, size_t len); /* terminal columns */

/* Each appends to out. Bad UTF-8 comes through as U+FFFD. */
void rt_utf8_fold(struct rt_str *out, const char *text, size_t len);  /* full case folding */
void rt_utf8_lower(struct rt_str *out, const char *text, size_t len); /* root locale */
void rt_utf8_upper(struct rt_str *out, const char *text, size_t len); /* root locale */
void rt_utf8_title(struct rt_str *out, const char *text, size_t len); /* root locale */
void rt_utf8_nfc(struct rt_str *out, const char *text, size_t len);
void rt_utf8_nfkc(struct rt_str *out, const char *text, size_t len);
/* Folded, compatibility-decomposed and without combining marks: "Ó Cearbhaill" gives
 * "o cearbhaill". Hebrew points and Arabic vowel signs go as well. */
void rt_utf8_bare(struct rt_str *out, const char *text, size_t len);
/* Latin letters for text of any script (ICU "Any-Latin; Latin-ASCII"). */
void rt_utf8_latin(struct rt_str *out, const char *text, size_t len);

/* What is safe to print on a terminal: control characters, bidi overrides and line breaks become
 * visible (as \x1b or U+2028's number), the rest stays. */
void rt_utf8_printable(struct rt_str *out, const char *text, size_t len);

#endif
