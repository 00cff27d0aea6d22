#include "config.h" /* for memmem */

#include "doc/signature.h"

#include "base/str.h"
#include "doc/sender.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_LINES 18	 /* of a signature */
#define MAX_DELIMITED 30 /* … below a "-- " */
#define MAX_BOILERPLATE 80
#define MAX_PARAGRAPH 20000 /* bytes of one that is looked at */
#define MAX_WIDTH 80
#define MAX_POSTSCRIPT 60

enum look {
	LOOK_BLANK,
	LOOK_OTHER,    /* a sentence or something else */
	LOOK_SIGN_OFF, /* "Regards," */
	LOOK_SENDER,   /* the sender's name or initials */
	LOOK_SIGNED,   /* "Thanks - Mark" */
	LOOK_NAME,     /* could be a name */
	LOOK_TITLE,    /* a short line in capitals: a role, a firm, a town */
	LOOK_CONTACT,  /* telephone, address, web */
	LOOK_MARKS,    /* "+++++" */
};

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
	for (const char *const *label = labels; *label; label++)
		if (opens_with(words, len, *label) && (digits >= 3 || **label == 'w' || **label == 'h'))
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
static bool is_signed(const char *words, size_t len, const struct rt_sender *sender)
{
	size_t end;
	if (len > 60 || !rt_phrase_opens(RT_PHRASE_SIGN_OFF, words, len, &end))
		return false;
	while (end < len && !strchr(",-.!~", words[end]) && (unsigned char)words[end] < 0x80)
		end++;
	size_t behind = end;
	bool dash = false;
	while (behind < len && (strchr(" ,-.!~", words[behind]))) {
		dash |= words[behind] == '-' || words[behind] == '~';
		behind++;
	}
	if (behind == len || behind == end)
		return false;
	if (rt_sender_matches(sender, words + behind, len - behind))
		return true;
	return dash && is_name_like(words + behind, len - behind);
}

static bool is_sign_off(const char *words, size_t len)
{
	size_t end;
	if (len > 45)
		return false;
	return rt_phrase_opens(RT_PHRASE_SIGN_OFF, words, len, &end) ||
		(len < 30 && words[len - 1] == ',');
}

static enum look look_at(const struct rt_lines *lines, size_t i, const struct rt_sender *sender)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	if (lines->items[i].blank)
		return LOOK_BLANK;
	if (!has_letters(words, len) && !count_digits(words, len))
		return LOOK_MARKS;
	while (len > 1 && (*words == '-' || *words == '~' || *words == '*' || *words == ' ')) {
		words++;
		len--;
	}
	if (rt_sender_matches(sender, words, len))
		return LOOK_SENDER;
	if (is_signed(words, len, sender))
		return LOOK_SIGNED;
	if (is_sign_off(words, len))
		return LOOK_SIGN_OFF;
	if (is_contact(words, len))
		return LOOK_CONTACT;
	if (is_name_like(words, len))
		return LOOK_NAME;
	return is_title(words, len) ? LOOK_TITLE : LOOK_OTHER;
}

static size_t trim_blank(const struct rt_lines *lines, size_t first, size_t end)
{
	while (end > first && lines->items[end - 1].blank)
		end--;
	return end;
}

static size_t paragraph_start(const struct rt_lines *lines, size_t first, size_t end)
{
	size_t start = end;
	while (start > first && !lines->items[start - 1].blank && end - start < MAX_BOILERPLATE)
		start--;
	return start;
}

static bool has_phrase(
	const struct rt_lines *lines, size_t first, size_t end, enum rt_phrase kind)
{
	struct rt_str text = RT_STR_INIT;
	size_t from, to;
	if (lines->items[end - 1].to - lines->items[first].start > MAX_PARAGRAPH)
		return false;
	for (size_t i = first; i < end; i++) {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		rt_str_append_n(&text, words, len);
		rt_str_append_char(&text, ' ');
	}
	bool found = rt_phrase_find(kind, text.data, text.len, &from, &to);
	rt_str_release(&text);
	return found;
}

static bool is_only_marks(const struct rt_lines *lines, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		if (has_letters(words, len) || count_digits(words, len))
			return false;
	}
	return true;
}

/* " - minutes.doc", "<<File: minutes.doc>>": names of what is attached, as Notes and Outlook leave
 * them at the end of a text. */
static bool is_attachment_name(const struct rt_lines *lines, size_t i)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	if (len > 6 && !memcmp(words, "<<", 2) && !memcmp(words + len - 2, ">>", 2))
		return true;
	if (opens_with(words, len, "(See attached file"))
		return true;
	size_t dot = len;
	while (dot > 2 && len - dot < 5 && isalnum((unsigned char)words[dot - 1]))
		dot--;
	return len > 6 && len < 120 && !memcmp(words, "- ", 2) && words[dot - 1] == '.' &&
		len - dot >= 2 && len - dot <= 4;
}

/* Where the boilerplate at the end begins: whole paragraphs, or a last line by itself. */
static size_t find_boilerplate(const struct rt_lines *lines, size_t first, size_t end)
{
	size_t start = end, at = trim_blank(lines, first, end);
	while (at > first) {
		size_t above = paragraph_start(lines, first, at);
		size_t last = lines->items[at - 1].to - lines->items[at - 1].from;
		if (has_phrase(lines, above, at, RT_PHRASE_DISCLAIMER) ||
			(at - above <= 8 && has_phrase(lines, above, at, RT_PHRASE_FOOTER) &&
				at - above > 1 && is_only_marks(lines, above, above + 1)))
			start = above;
		else if (is_attachment_name(lines, at - 1))
			start = above = at - 1;
		else if (last < 90 && has_phrase(lines, at - 1, at, RT_PHRASE_FOOTER))
			start = above = at - 1;
		else if (start < end && is_only_marks(lines, above, at))
			start = above;
		else
			break;
		at = trim_blank(lines, first, above);
	}
	return start;
}

static bool is_delimiter(const struct rt_lines *lines, size_t i)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	return (len == 2 && !memcmp(words, "--", 2)) || (len == 3 && !memcmp(words, "—", 3));
}

static size_t find_delimiter(const struct rt_lines *lines, size_t first, size_t end)
{
	for (size_t i = end; i > first && end - i < MAX_DELIMITED; i--)
		if (is_delimiter(lines, i - 1) && i < end)
			return i - 1;
	return end;
}

/* What the lines above the end look like, from the top one that could belong to a signature. */
struct block {
	size_t top;	 /* first line that could belong */
	size_t sender;	 /* first line that names the sender; SIZE_MAX: none */
	size_t name;	 /* first that could be a name */
	size_t contacts; /* lines of contact */
	bool signed_off; /* "Regards," stands above */
	size_t signed_line;
};

/* A gap inside a signature: what is below it must be contact, not words. */
static bool may_cross_gap(const struct block *block, size_t below, size_t end)
{
	return block->contacts > 0 || below == end;
}

static struct block find_block(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_sender *sender)
{
	struct block block = {end, SIZE_MAX, SIZE_MAX, 0, false, SIZE_MAX};
	size_t words = 0, gap = 0;
	for (size_t i = end; i > first && words < MAX_LINES; i--) {
		enum look look = look_at(lines, i - 1, sender);
		if (look == LOOK_BLANK) {
			gap++;
			continue;
		}
		if (look == LOOK_SIGNED && block.sender == SIZE_MAX && gap <= 2)
			block.signed_line = i - 1;
		block.signed_off = look == LOOK_SIGN_OFF;
		if (look == LOOK_OTHER || look == LOOK_SIGN_OFF || look == LOOK_SIGNED)
			break;
		if (gap > 2 || (gap && !may_cross_gap(&block, i, end)))
			break;
		gap = 0;
		words++;
		block.top = i - 1;
		block.contacts += look == LOOK_CONTACT || look == LOOK_MARKS;
		if (look == LOOK_SENDER)
			block.sender = i - 1;
		if (look == LOOK_NAME || look == LOOK_SENDER)
			block.name = i - 1;
	}
	return block;
}

static bool stands_apart(const struct rt_lines *lines, size_t first, size_t i)
{
	return i > first && lines->items[i - 1].blank;
}

static size_t line_width(const struct rt_lines *lines, size_t i)
{
	return lines->items[i].to - lines->items[i].from;
}

/* Where the signature in the block starts; `end` where it is none. */
static size_t choose_start(const struct rt_lines *lines, size_t first, size_t end,
	const struct block *block, const struct rt_sender *sender)
{
	if (block->sender != SIZE_MAX)
		return block->sender;
	if (block->signed_line != SIZE_MAX)
		return block->signed_line;
	if (block->name == SIZE_MAX)
		return end;
	if (block->signed_off || block->contacts > 1)
		return block->signed_off ? block->top : block->name;
	/* A single name at the very end, apart from the words above. */
	if (block->name + 1 == end && stands_apart(lines, first, block->name) &&
		line_width(lines, block->name) <= (sender->count ? 12 : 24) &&
		trim_blank(lines, first, block->name) > first)
		return block->name;
	return end;
}

/* The sender's name on a line of its own, with words below it: a postscript, or what he pasted in. */
static bool find_above_postscript(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_sender *sender, struct rt_signature_lines *out)
{
	size_t words = 0;
	for (size_t i = end; i > first && words < MAX_POSTSCRIPT; i--) {
		if (lines->items[i - 1].blank)
			continue;
		words++;
		bool apart = stands_apart(lines, first, i - 1) && i < end && lines->items[i].blank;
		if (!apart || look_at(lines, i - 1, sender) != LOOK_SENDER)
			continue;
		out->start = i - 1;
		out->end = i;
		return true;
	}
	return false;
}

struct rt_signature_lines rt_signature_find(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_message *whose)
{
	struct rt_signature_lines out = {.start = end, .end = end};
	struct rt_sender sender;
	out.disclaimer = find_boilerplate(lines, first, end);
	size_t stop = trim_blank(lines, first, out.disclaimer);
	out.start = out.end = stop;
	size_t delimiter = find_delimiter(lines, first, stop);
	if (delimiter < stop) {
		out.start = delimiter;
		return out;
	}
	rt_sender_names(&sender, whose);
	struct block block = find_block(lines, first, stop, &sender);
	out.start = choose_start(lines, first, stop, &block, &sender);
	if (out.start == stop)
		find_above_postscript(lines, first, stop, &sender, &out);
	rt_sender_release(&sender);
	return out;
}
