#include "config.h" /* for memmem */

#include "doc/signature_p.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_WIDTH 80

static bool has_letters(const char *words, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (isalpha((unsigned char)words[i]) || (unsigned char)words[i] >= 0x80)
			return true;
	return false;
}

static size_t count_digits(const char *words, size_t len)
{
	size_t digits = 0;
	for (size_t i = 0; i < len; i++)
		digits += isdigit((unsigned char)words[i]) != 0;
	return digits;
}

static bool opens_with(const char *words, size_t len, const char *word)
{
	size_t n = strlen(word);
	return len >= n && !strncasecmp(words, word, n) &&
		(len == n || !isalpha((unsigned char)words[n]));
}

static bool is_contact(const char *words, size_t len)
{
	static const char *const labels[] = {"phone", "ph", "tel", "telephone", "fax", "cell",
		"mobile", "mob", "office", "work", "home", "pager", "direct", "e-mail", "email",
		"voice", "fon", "telefon", "handy", "mobil", "tél", "téléphone", "móvil", "telefono",
		"cel", "тел", "טל", "טלפון", "נייד", "פקס", "هاتف", "جوال", "www", "http", "https",
		"skype", "p.o", "po box", NULL};
	size_t digits = count_digits(words, len);
	if (len > MAX_WIDTH)
		return false;
	if (memchr(words, '@', len) && (!memchr(words, ' ', len) || len < 60))
		return true;
	int first = tolower((unsigned char)*words);
	for (const char *const *label = labels; *label; label++)
		if ((unsigned char)**label == first && opens_with(words, len, *label) && (digits >= 3 || **label == 'w' || **label == 'h'))
			return true;
	if (memmem(words, len, "http://", 7) || memmem(words, len, "www.", 4))
		return true;
	/* A telephone number, a street with its number and post code. */
	return digits >= 7 || (digits >= 2 && digits * 2 > len);
}

static void count_capitals(const char *words, size_t len, size_t *capital, size_t *total)
{
	*capital = *total = 0;
	for (size_t i = 0; i < len;) {
		while (i < len && !isalnum((unsigned char)words[i]) && !(words[i] & 0x80))
			i++;
		size_t start = i;
		while (i < len && words[i] != ' ' && words[i] != '\t')
			i++;
		if (i == start)
			break;
		bool small = i - start <= 3 && islower((unsigned char)words[start]);
		*total += !small;
		*capital += !small && !islower((unsigned char)words[start]);
	}
}

static bool ends_a_sentence(const char *words, size_t len)
{
	return len > 70 || strchr("?!:,;", words[len - 1]) != NULL;
}

static bool is_all_capital(const char *words, size_t len)
{
	size_t capital, total;
	count_capitals(words, len, &capital, &total);
	return total && capital == total && !ends_a_sentence(words, len);
}

/* Words that begin with a capital or a figure, as against a sentence. */
static bool is_title(const char *words, size_t len)
{
	size_t capital, total;
	if (ends_a_sentence(words, len))
		return false;
	count_capitals(words, len, &capital, &total);
	char last = words[len - 1];
	if (last == '.' && total > 4)
		return false;
	/* "Denver branch office": most words, where there are few. */
	return total && total <= 9 && (capital == total || (total <= 4 && capital * 2 > total));
}

static bool is_name_like(const char *words, size_t len)
{
	size_t total = 0;
	if (len > 40 || count_digits(words, len) || memchr(words, '@', len))
		return false;
	for (size_t i = 0; i < len; i++)
		total += i == 0 || (words[i - 1] == ' ' && words[i] != ' ');
	return total <= 4 && is_all_capital(words, len) && has_letters(words, len);
}

/* "Thanks - Mark", "Regards, Mark": what stands behind the words of parting. */
static bool are_capitals(const char *words, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (words[i] < 'A' || words[i] > 'Z')
			return false;
	return len == 2 || len == 3;
}

static bool is_signed(const struct rt_mail_words *known, const char *words, size_t len,
	const struct rt_parties *parties)
{
	size_t end;
	if (len > 60 || !rt_phrase_opens(known, RT_PHRASE_SIGN_OFF, words, len, &end))
		return false;
	while (end < len && !strchr(",-.!~", words[end]) && (unsigned char)words[end] < 0x80)
		end++;
	size_t behind = end;
	bool dash = false, comma = false;
	while (behind < len && (strchr(" ,-.!~", words[behind]))) {
		dash |= words[behind] == '-' || words[behind] == '~';
		comma |= words[behind] == ',';
		behind++;
	}
	if (behind == len || behind == end)
		return false;
	words += behind;
	len -= behind;
	if (rt_sender_matches(&parties->sender, words, len) || are_capitals(words, len))
		return true;
	/* "Thanks, Bo" may thank the one who is written to. */
	return is_name_like(words, len) && !memchr(words, ' ', len) &&
		(dash || (comma && parties->others.count &&
				!rt_sender_matches(&parties->others, words, len)));
}

static bool is_sign_off(const struct rt_mail_words *known, const char *words, size_t len)
{
	size_t end;
	if (len > 45)
		return false;
	return rt_phrase_opens(known, RT_PHRASE_SIGN_OFF, words, len, &end) ||
		(len < 30 && words[len - 1] == ',');
}

bool rt_line_is_marks(const char *words, size_t len)
{
	return !has_letters(words, len) && !count_digits(words, len);
}

/* "Ana Souza, Head of Legal" */
static bool is_sender_with_title(
	const struct rt_sender *sender, const char *words, size_t len)
{
	const char *comma = memchr(words, ',', len);
	size_t name = comma ? (size_t)(comma - words) : 0;
	return name && memchr(words, ' ', name) && len < MAX_WIDTH &&
		rt_sender_matches(sender, words, name);
}

enum look rt_signature_look(
	const struct rt_lines *lines, size_t i, const struct rt_parties *parties)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	const struct rt_sender *sender = &parties->sender;
	/* Question marks stand where blanks without break were lost. */
	while (!lines->items[i].blank && len && words[len - 1] == '?' &&
		(len < 2 || words[len - 2] == '?'))
		len--;
	if (lines->items[i].blank || !len)
		return LOOK_BLANK;
	if (rt_line_is_marks(words, len))
		return LOOK_MARKS;
	while (len > 1 && (*words == '-' || *words == '~' || *words == '*' || *words == ' ')) {
		words++;
		len--;
	}
	if (rt_sender_matches(sender, words, len) || is_sender_with_title(sender, words, len))
		return LOOK_SENDER;
	if (is_signed(lines->words, words, len, parties))
		return LOOK_SIGNED;
	if (is_sign_off(lines->words, words, len))
		return LOOK_SIGN_OFF;
	if (is_contact(words, len))
		return LOOK_CONTACT;
	if (is_name_like(words, len))
		return rt_sender_shares_family(sender, words, len) ? LOOK_SENDER : LOOK_NAME;
	return is_title(words, len) ? LOOK_TITLE : LOOK_OTHER;
}

bool rt_signature_own_address(
	const struct rt_lines *lines, size_t i, const struct rt_parties *parties)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	for (size_t at = 0; at + 1 < len; at++) {
		size_t end = at;
		while (end < len && (isalnum((unsigned char)words[end]) || strchr("._-+", words[end])))
			end++;
		if (end > at && end < len && words[end] == '@')
			return rt_sender_matches(&parties->sender, words + at, end - at) ||
				rt_sender_has_local(&parties->sender, words + at, end - at);
		at = end > at ? end : at;
	}
	return false;
}
