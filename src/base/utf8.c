#include "base/utf8.h"

#include "base/mem.h"

#include <unicode/uchar.h>
#include <unicode/ucasemap.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

size_t rt_utf8_encode(uint32_t rune, char bytes_r[4])
{
	if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff))
		rune = RT_RUNE_BAD;
	size_t len = 0;
	U8_APPEND_UNSAFE((uint8_t *)bytes_r, len, rune);
	return len;
}

uint32_t rt_utf8_next(const char *text, size_t len, size_t *at)
{
	size_t before = *at;
	UChar32 rune;
	U8_NEXT((const uint8_t *)text, *at, len, rune);
	if (rune >= 0)
		return (uint32_t)rune;
	*at = before + 1;
	return RT_RUNE_BAD;
}

uint32_t rt_utf8_previous(const char *text, size_t len, size_t *at)
{
	(void)len;
	size_t start = *at;
	UChar32 rune;
	do {
		start--;
	} while (start && *at - start < 4 && ((unsigned char)text[start] & 0xc0) == 0x80);
	size_t end = start;
	U8_NEXT((const uint8_t *)text, end, *at, rune);
	if (rune < 0 || end != *at) {
		--*at;
		return RT_RUNE_BAD;
	}
	*at = start;
	return (uint32_t)rune;
}

static size_t ascii_run(const char *text, size_t len)
{
	size_t at = 0;
	uint64_t word;
	for (; at + 8 <= len; at += 8) {
		memcpy(&word, text + at, 8);
		if (word & 0x8080808080808080u)
			break;
	}
	while (at < len && !((unsigned char)text[at] & 0x80))
		at++;
	return at;
}

bool rt_utf8_valid(const char *text, size_t len)
{
	size_t at = 0;
	while ((at += ascii_run(text + at, len - at)) < len) {
		UChar32 rune;
		U8_NEXT((const uint8_t *)text, at, len, rune);
		if (rune < 0)
			return false;
	}
	return true;
}

size_t rt_utf8_repair(struct rt_str *out, const char *text, size_t len)
{
	size_t at = 0, bad = 0;
	rt_str_reserve(out, len);
	while (at < len) {
		size_t start = at;
		UChar32 rune;
		U8_NEXT((const uint8_t *)text, at, len, rune);
		if (rune > 0) {
			rt_str_append_n(out, text + start, at - start);
		} else {
			rt_str_append(out, "\xef\xbf\xbd");
			bad++;
		}
	}
	return bad;
}

bool rt_rune_is_letter(uint32_t rune)
{
	return u_isalpha((UChar32)rune);
}

bool rt_rune_is_upper(uint32_t rune)
{
	return u_isUUppercase((UChar32)rune) || u_istitle((UChar32)rune);
}

bool rt_rune_is_lower(uint32_t rune)
{
	return u_isULowercase((UChar32)rune);
}

bool rt_rune_is_digit(uint32_t rune)
{
	return u_isdigit((UChar32)rune);
}

int rt_rune_digit(uint32_t rune)
{
	return u_charDigitValue((UChar32)rune);
}

bool rt_rune_is_mark(uint32_t rune)
{
	return U_GET_GC_MASK((UChar32)rune) & U_GC_M_MASK;
}

bool rt_rune_is_space(uint32_t rune)
{
	return u_isUWhiteSpace((UChar32)rune);
}

bool rt_rune_is_control(uint32_t rune)
{
	return U_GET_GC_MASK((UChar32)rune) & (U_GC_CC_MASK | U_GC_CF_MASK);
}

int rt_rune_width(uint32_t rune)
{
	if (rt_rune_is_mark(rune) || rt_rune_is_control(rune))
		return 0;
	int east_asian = u_getIntPropertyValue((UChar32)rune, UCHAR_EAST_ASIAN_WIDTH);
	return east_asian == U_EA_FULLWIDTH || east_asian == U_EA_WIDE ? 2 : 1;
}

const char *rt_rune_script(uint32_t rune)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)rune, &status);
	return U_SUCCESS(status) ? uscript_getShortName(script) : "Zyyy";
}

static bool is_hebrew_letter(const char *text)
{
	return (unsigned char)text[0] == 0xd7 && (unsigned char)text[1] >= 0x90 &&
	       (unsigned char)text[1] <= 0xaa;
}

bool rt_utf8_is_gershayim(const char *text, size_t len, size_t at)
{
	return at >= 2 && at + 2 < len && text[at] == '"' && is_hebrew_letter(text + at - 2) &&
	       is_hebrew_letter(text + at + 1);
}

size_t rt_utf8_width(const char *text, size_t len)
{
	size_t at = 0, width = 0;
	while (at < len)
		width += (size_t)rt_rune_width(rt_utf8_next(text, len, &at));
	return width;
}

/* UTF-16 on the way through ICU. */
struct wide {
	UChar *data;
	int32_t len;
};

static struct wide wide_from(const char *text, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	struct wide wide = {.data = rt_alloc((len + 1) * sizeof(UChar))};
	u_strFromUTF8WithSub(wide.data, (int32_t)len + 1, &wide.len, text, (int32_t)len,
		(UChar32)RT_RUNE_BAD, NULL, &status);
	if (U_FAILURE(status))
		wide.len = 0;
	return wide;
}

static void append_wide(struct rt_str *out, const UChar *data, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t written = 0;
	rt_str_reserve(out, (size_t)len * 3);
	u_strToUTF8WithSub(out->data + out->len, len * 3, &written, data, len, (UChar32)RT_RUNE_BAD,
		NULL, &status);
	out->len += (size_t)written;
	out->data[out->len] = '\0';
}

typedef int32_t wide_change(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *);

static void change(struct rt_str *out, const char *text, size_t len, wide_change *how)
{
	struct wide from = wide_from(text, len);
	int32_t cap = from.len * 3 + 16;
	UErrorCode status = U_ZERO_ERROR;
	UChar *to = rt_alloc((size_t)cap * sizeof *to);
	int32_t made = how(to, cap, from.data, from.len, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		cap = made + 1;
		to = rt_realloc(to, (size_t)cap * sizeof *to);
		made = how(to, cap, from.data, from.len, &status);
	}
	if (U_SUCCESS(status))
		append_wide(out, to, made);
	rt_free(to);
	rt_free(from.data);
}

static int32_t to_folded(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return u_strFoldCase(to, cap, from, len, U_FOLD_CASE_DEFAULT, status);
}

static int32_t to_lower(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return u_strToLower(to, cap, from, len, "", status);
}

static int32_t to_upper(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return u_strToUpper(to, cap, from, len, "", status);
}

static int32_t to_title(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return u_strToTitle(to, cap, from, len, NULL, "", status);
}

static int32_t to_nfc(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return unorm2_normalize(unorm2_getNFCInstance(status), from, len, to, cap, status);
}

static int32_t to_nfkc(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return unorm2_normalize(unorm2_getNFKCInstance(status), from, len, to, cap, status);
}

static int32_t to_nfkd(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	return unorm2_normalize(unorm2_getNFKDInstance(status), from, len, to, cap, status);
}

static char small(char byte)
{
	return (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
}

static char capital(char byte)
{
	return (char)(byte >= 'a' && byte <= 'z' ? byte - 32 : byte);
}

/* Eight letters of ASCII at a time. */
static uint64_t small_ones(uint64_t word)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t from_a = word + ones * (0x80 - 'A'), behind_z = word + ones * (0x7f - 'Z');
	return word | (from_a & ~behind_z & ones * 0x80) >> 2;
}

static void append_small(struct rt_str *out, const char *text, size_t len)
{
	rt_str_reserve(out, len + 1);
	for (; len >= 8; len -= 8, text += 8, out->len += 8) {
		uint64_t word;
		memcpy(&word, text, 8);
		word = small_ones(word);
		memcpy(out->data + out->len, &word, 8);
	}
	for (; len; len--)
		out->data[out->len++] = small(*text++);
	out->data[out->len] = '\0';
}

void rt_utf8_fold(struct rt_str *out, const char *text, size_t len)
{
	if (ascii_run(text, len) == len)
		append_small(out, text, len);
	else
		change(out, text, len, to_folded);
}

void rt_utf8_lower(struct rt_str *out, const char *text, size_t len)
{
	if (ascii_run(text, len) == len)
		append_small(out, text, len);
	else
		change(out, text, len, to_lower);
}

static void append_capital(struct rt_str *out, const char *text, size_t len)
{
	rt_str_reserve(out, len);
	for (size_t i = 0; i < len; i++)
		out->data[out->len++] = capital(text[i]);
	out->data[out->len] = '\0';
}

void rt_utf8_upper(struct rt_str *out, const char *text, size_t len)
{
	if (ascii_run(text, len) == len)
		append_capital(out, text, len);
	else
		change(out, text, len, to_upper);
}

/* A Latin letter whose other forms are one letter each, wherever it stands. */
static bool is_plain_letter(uint32_t rune)
{
	if (rune < 0x80)
		return small((char)rune) >= 'a' && small((char)rune) <= 'z';
	return rune >= 0xc0 && rune < 0x180 && rune != 0xd7 && rune != 0xf7 && rune != 0xdf && rune != 0x130 &&
		rune != 0x149;
}

/* Only letters, blanks, hyphens, commas, and a full stop that joins nothing: there it is plain where words
 * begin. ICU takes long to tell. */
static bool words_are_plain(const char *text, size_t len)
{
	bool stop = false;
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		bool letter = is_plain_letter(rune);
		if ((letter && stop) || (!letter && rune != ' ' && rune != '-' && rune != ',' && rune != '.'))
			return false;
		stop = rune == '.';
	}
	return true;
}

void rt_utf8_title(struct rt_str *out, const char *text, size_t len)
{
	bool inside = false;
	if (!words_are_plain(text, len)) {
		change(out, text, len, to_title);
		return;
	}
	rt_str_reserve(out, len);
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		rt_str_append_rune(out, (uint32_t)(inside ? u_tolower((UChar32)rune) : u_totitle((UChar32)rune)));
		inside = is_plain_letter(rune);
	}
}

void rt_utf8_nfc(struct rt_str *out, const char *text, size_t len)
{
	if (ascii_run(text, len) == len)
		rt_str_append_n(out, text, len);
	else
		change(out, text, len, to_nfc);
}

void rt_utf8_nfkc(struct rt_str *out, const char *text, size_t len)
{
	if (ascii_run(text, len) == len)
		rt_str_append_n(out, text, len);
	else
		change(out, text, len, to_nfkc);
}

/* In the scripts of India and South-East Asia a mark is a vowel, without which कल is कॉल: only the dot
 * below, which people leave out (फ़ and फ), is an accent. */
static bool is_accent(uint32_t rune)
{
	if (rune < 0x900 || rune > 0x17ff || (rune >= 0x10a0 && rune < 0x1780))
		return rt_rune_is_mark(rune);
	return rune < 0xd80 && (rune & 0x7f) == 0x3c; /* the same place in each block */
}

/* The dashes and quote marks of print, which stand in every text and are as they should be. */
static bool is_print_mark(const char *text, size_t len)
{
	return len == 3 && !memcmp(text, "\xe2\x80", 2) && strchr("\x93\x94\x98\x99\x9c\x9d", text[2]);
}

static void bare_wide(struct rt_str *out, const char *text, size_t len)
{
	struct rt_str folded = RT_STR_INIT, decomposed = RT_STR_INIT;
	if (is_print_mark(text, len)) {
		rt_str_append_n(out, text, len);
		return;
	}
	change(&folded, text, len, to_folded);
	change(&decomposed, folded.data, folded.len, to_nfkd);
	for (size_t at = 0; at < decomposed.len;) {
		uint32_t rune = rt_utf8_next(decomposed.data, decomposed.len, &at);
		if (!is_accent(rune))
			rt_str_append_rune(out, rune);
	}
	rt_str_release(&decomposed);
	rt_str_release(&folded);
}

/* Letters of two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic) become the same whatever stands beside them, for
 * all of their marks are accents. So each is asked for once: what becomes of it, up to seven bytes, and in the
 * highest byte how many of them there are and one more. */
#define TWO_BYTES_FIRST 0x80u
#define TWO_BYTES_END 0x800u
#define BARE_MOST 7
static _Atomic uint64_t bare_letters[TWO_BYTES_END - TWO_BYTES_FIRST];

/* 0: it becomes more than that. */
static uint64_t ask_letter(const char *letter)
{
	struct rt_str bare = RT_STR_INIT;
	uint64_t packed = 0;
	bare_wide(&bare, letter, 2);
	for (size_t i = 0; i < bare.len && i < BARE_MOST; i++)
		packed |= (uint64_t)(unsigned char)bare.data[i] << 8 * i;
	packed |= (uint64_t)(bare.len + 1) << 8 * BARE_MOST;
	packed = bare.len > BARE_MOST ? 0 : packed;
	rt_str_release(&bare);
	return packed;
}

static uint64_t bare_letter(const char *letter)
{
	uint32_t rune = ((unsigned char)letter[0] & 0x1fu) << 6 | ((unsigned char)letter[1] & 0x3fu);
	_Atomic uint64_t *known = &bare_letters[rune - TWO_BYTES_FIRST];
	uint64_t packed = atomic_load_explicit(known, memory_order_relaxed);
	if (!packed)
		atomic_store_explicit(known, packed = ask_letter(letter), memory_order_relaxed);
	return packed;
}

static bool is_letter_of_two_bytes(const char *text, size_t len)
{
	return len > 1 && (unsigned char)text[0] >= 0xc2 && (unsigned char)text[0] <= 0xdf &&
		((unsigned char)text[1] & 0xc0) == 0x80;
}

/* -> false: it has others; nothing is appended then. */
static bool bare_by_letter(struct rt_str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i += 2)
		if (!is_letter_of_two_bytes(text + i, len - i) || !bare_letter(text + i))
			return false;
	rt_str_reserve(out, len / 2 * BARE_MOST);
	for (size_t i = 0; i < len; i += 2) {
		uint64_t packed = bare_letter(text + i);
		for (size_t at = 0; at < BARE_MOST; at++)
			out->data[out->len + at] = (char)(packed >> 8 * at);
		out->len += (size_t)(packed >> 8 * BARE_MOST) - 1;
	}
	out->data[out->len] = '\0';
	return true;
}

/* What is not ASCII changes by itself, whatever stands around it: nothing is put together, and marks
 * change their order only among themselves. */
void rt_utf8_bare(struct rt_str *out, const char *text, size_t len)
{
	while (len) {
		size_t plain = ascii_run(text, len), wide = plain;
		append_small(out, text, plain);
		while (wide < len && (unsigned char)text[wide] & 0x80)
			wide++;
		if (wide > plain && !bare_by_letter(out, text + plain, wide - plain))
			bare_wide(out, text + plain, wide - plain);
		text += wide;
		len -= wide;
	}
}

static UTransliterator *latin;
static pthread_once_t latin_once = PTHREAD_ONCE_INIT;
static pthread_mutex_t latin_lock = PTHREAD_MUTEX_INITIALIZER;

static void close_latin(void)
{
	utrans_close(latin);
}

static void open_latin(void)
{
	static const UChar id[] = u"Any-Latin; Latin-ASCII";
	UErrorCode status = U_ZERO_ERROR;
	latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, -1, NULL, &status);
	if (U_FAILURE(status))
		latin = NULL;
	else
		atexit(close_latin);
}

static int32_t to_latin(UChar *to, int32_t cap, const UChar *from, int32_t len, UErrorCode *status)
{
	int32_t made = len, limit = len;
	if (len > cap) {
		*status = U_BUFFER_OVERFLOW_ERROR;
		return len;
	}
	memcpy(to, from, (size_t)len * sizeof *to);
	pthread_mutex_lock(&latin_lock); /* a transliterator is not shared between threads */
	utrans_transUChars(latin, to, &made, cap, 0, &limit, status);
	pthread_mutex_unlock(&latin_lock);
	return made;
}

void rt_utf8_latin(struct rt_str *out, const char *text, size_t len)
{
	pthread_once(&latin_once, open_latin);
	if (ascii_run(text, len) == len || !latin)
		rt_str_append_n(out, text, len);
	else
		change(out, text, len, to_latin);
}

static bool unsafe_on_terminal(uint32_t rune)
{
	if (rune == 0x200c || rune == 0x200d) /* joiners are part of spelling */
		return false;
	return rt_rune_is_control(rune) || rune == 0x2028 || rune == 0x2029;
}

void rt_utf8_printable(struct rt_str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		if (rune == '\n')
			rt_str_append(out, "\\n");
		else if (rune == '\t')
			rt_str_append_char(out, ' ');
		else if (unsafe_on_terminal(rune))
			rt_str_appendf(out, rune < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)rune);
		else
			rt_str_append_rune(out, rune);
	}
}
