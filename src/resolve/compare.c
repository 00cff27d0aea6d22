#include "resolve/compare.h"

#include "resolve/spelling.h"

#include <string.h>

#define MIN_TYPO 5 /* shorter words one letter apart are two names: Eric, Erin */

bool rt_one_letter_off(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b), start = 0, end = 0;
	if (la > lb + 1 || lb > la + 1)
		return false;
	while (a[start] && a[start] == b[start])
		start++;
	while (end < la - start && end < lb - start && a[la - 1 - end] == b[lb - 1 - end])
		end++;
	size_t left_a = la - start - end, left_b = lb - start - end;
	if (left_a + left_b == 0)
		return false;
	if (left_a <= 1 && left_b <= 1)
		return true;
	return left_a == 2 && left_b == 2 && a[start] == b[start + 1] && a[start + 1] == b[start];
}

static bool is_initial(const char *word)
{
	return word[0] && !word[1];
}

static bool typo(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);
	return (la > lb ? la : lb) >= MIN_TYPO && a[0] == b[0] && rt_one_letter_off(a, b);
}

/* A word of each, in two scripts. */
static bool spelt_alike(const struct rt_name *a, const char *of_a, const struct rt_name *b, const char *of_b)
{
	if (a->latin == b->latin)
		return false;
	return a->latin ? rt_spelt_alike(of_b, of_a) : rt_spelt_alike(of_a, of_b);
}

/* Hebrew and Arabic write v with the letter of o and u: it may be missing on either side. */
static bool same_sound(const char *a, const char *b)
{
	struct rt_str sound_a = RT_STR_INIT, sound_b = RT_STR_INIT;
	rt_skeleton(&sound_a, a);
	rt_skeleton(&sound_b, b);
	bool same = sound_a.len && strlen(a) > 2 && strlen(b) > 2 &&
		    !strcmp(sound_a.data, sound_b.data);
	if (!same && strlen(a) > 2 && strlen(b) > 2) {
		rt_skeleton_bare(&sound_a);
		rt_skeleton_bare(&sound_b);
		same = sound_a.len && !strcmp(sound_a.data, sound_b.data);
	}
	rt_str_release(&sound_a);
	rt_str_release(&sound_b);
	return same;
}

/* Two given names or initials: can they be one person's? */
static bool goes_with(const struct rt_lexicon *lexicon, const char *a, const char *b)
{
	if (is_initial(a) || is_initial(b))
		return a[0] == b[0];
	return !strcmp(a, b) || rt_lexicon_nicknames(lexicon, a, b) || typo(a, b);
}

static bool has_given(const struct rt_lexicon *lexicon, const struct rt_name *name, const char *word)
{
	for (unsigned i = 0; i < name->given_count; i++)
		if (goes_with(lexicon, name->given[i], word))
			return true;
	return name->nick && goes_with(lexicon, name->nick, word);
}

/* Both have middle names from `from` on, and no two of them go together. */
static bool middles_contradict(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	if (a->given_count < 2 || b->given_count < 2)
		return false;
	for (unsigned i = 1; i < a->given_count; i++)
		for (unsigned j = 1; j < b->given_count; j++)
			if (goes_with(lexicon, a->given[i], b->given[j]))
				return false;
	return true;
}

static bool exactly(const struct rt_name *a, const struct rt_name *b)
{
	return !strcmp(a->key, b->key);
}

static bool shares_half(const struct rt_name *a, const struct rt_name *b)
{
	for (unsigned i = 0; i < a->family_count; i++)
		for (unsigned j = 0; j < b->family_count; j++)
			if (!strcmp(a->families[i], b->families[j]) && strlen(a->families[i]) > 2)
				return true;
	return false;
}

/* b's family name stands among a's later given names: a maiden name. */
static bool family_among(const struct rt_name *a, const struct rt_name *b)
{
	for (unsigned i = 1; i < a->given_count; i++)
		if (!is_initial(a->given[i]) && !strcmp(a->given[i], b->family))
			return true;
	return false;
}

/* The given names of one family, in two scripts; "Y. Barkat" is יעל ברקת. */
static enum rt_relation compare_first_in_script(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	const struct rt_name *latin = a->latin ? a : b, *foreign = a->latin ? b : a;
	char initial = latin->given[0][0];
	if (!strcmp(a->given[0], b->given[0]))
		return RT_REL_WHOLE;
	if (rt_lexicon_nicknames(lexicon, a->given[0], b->given[0]))
		return RT_REL_NICKNAME;
	if (is_initial(foreign->given[0]))
		return RT_REL_CONTRADICT;
	if (!is_initial(latin->given[0]))
		return rt_spelt_alike(foreign->given[0], latin->given[0]) ? RT_REL_SCRIPT
									  : RT_REL_CONTRADICT;
	return rt_spelt_initial(foreign->given[0], initial) ? RT_REL_INITIAL : RT_REL_CONTRADICT;
}

/* The first given names, where the families agree. */
static enum rt_relation compare_first(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	const char *first_a = a->given[0], *first_b = b->given[0];
	if (a->latin != b->latin)
		return compare_first_in_script(lexicon, a, b);
	if (!strcmp(first_a, first_b))
		return RT_REL_WHOLE;
	const struct rt_name *short_one = is_initial(first_a) ? a : b;
	if (is_initial(first_a) != is_initial(first_b) && first_a[0] == first_b[0] &&
		(short_one->given_count < 2 || is_initial(short_one->given[1])))
		return RT_REL_INITIAL; /* "J. Steven" goes by Steven: no Jean */
	if (is_initial(first_a) && is_initial(first_b))
		return RT_REL_CONTRADICT;
	if (rt_lexicon_nicknames(lexicon, first_a, first_b))
		return RT_REL_NICKNAME;
	if ((a->nick && !strcmp(a->nick, first_b)) || (b->nick && !strcmp(b->nick, first_a)))
		return RT_REL_NICKNAME;
	return RT_REL_CONTRADICT;
}

/* Where the first names do not agree: the used name may stand second. */
static enum rt_relation compare_order(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	const struct rt_name *longer = a->given_count >= b->given_count ? a : b;
	const struct rt_name *other = longer == a ? b : a;
	if (longer->given_count < 2)
		return RT_REL_CONTRADICT;
	const char *used = is_initial(other->given[0]) && other->given_count > 1 ? other->given[1]
										   : other->given[0];
	if (is_initial(used))
		return RT_REL_CONTRADICT;
	for (unsigned i = 1; i < longer->given_count; i++) {
		const char *later = longer->given[i];
		if (is_initial(later) ||
			(strcmp(later, used) && !rt_lexicon_nicknames(lexicon, later, used)))
			continue;
		/* Every other part that both have must go together. */
		if (other->given_count > 1 && !has_given(lexicon, longer, other->given[other->given[0] == used]))
			return RT_REL_CONTRADICT;
		return is_initial(longer->given[0]) ? RT_REL_REORDERED : RT_REL_MIDDLE;
	}
	/* "Steven J" against "J Steven", seen from the shorter side. */
	if (is_initial(other->given[0]) && other->given_count > 1 &&
		!strcmp(other->given[1], longer->given[0]))
		return RT_REL_REORDERED;
	return RT_REL_CONTRADICT;
}

/* Given names one letter apart; both spelt so, "Gabrielle" and "Gavrielle". */
static bool given_typo(const struct rt_name *a, const struct rt_name *b)
{
	return typo(a->given[0], b->given[0]);
}

static enum rt_relation compare_givens(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	if (a->suffix && b->suffix && strcmp(a->suffix, b->suffix))
		return RT_REL_CONTRADICT;
	enum rt_relation relation = compare_first(lexicon, a, b);
	if (relation == RT_REL_CONTRADICT) {
		relation = compare_order(lexicon, a, b);
		if (relation != RT_REL_CONTRADICT)
			return relation;
		if (given_typo(a, b) && !middles_contradict(lexicon, a, b))
			return RT_REL_TYPO;
		return RT_REL_CONTRADICT;
	}
	if (middles_contradict(lexicon, a, b))
		return RT_REL_CONTRADICT;
	return relation;
}

/* Another family name: a maiden name, a half of a double one, a slip, another script, or nothing. */
static enum rt_relation compare_families(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	bool married = shares_half(a, b) || family_among(a, b) || family_among(b, a);
	bool slip = typo(a->family, b->family);
	bool script = spelt_alike(a, a->family, b, b->family) ||
		      (a->latin != b->latin && same_sound(a->family, b->family));
	if (!married && !slip && !script)
		return RT_REL_NONE;
	if (a->suffix && b->suffix && strcmp(a->suffix, b->suffix))
		return RT_REL_NONE;
	enum rt_relation first = compare_first(lexicon, a, b);
	bool near = married && first == RT_REL_CONTRADICT && given_typo(a, b);
	if (script)
		return first == RT_REL_WHOLE || first == RT_REL_NICKNAME || first == RT_REL_SCRIPT
			       ? RT_REL_SCRIPT
		     : first == RT_REL_INITIAL			       ? RT_REL_INITIAL
								       : RT_REL_NONE;
	if (first != RT_REL_WHOLE && first != RT_REL_NICKNAME && !near)
		return RT_REL_NONE;
	if (is_initial(a->given[0]))
		return RT_REL_NONE;
	if (married)
		return RT_REL_MARRIED;
	return middles_contradict(lexicon, a, b) ? RT_REL_NONE : RT_REL_TYPO;
}

/* "Kenneth Lay" and "Lay Kenneth", both without a comma. */
static bool turned(const struct rt_name *a, const struct rt_name *b)
{
	return !a->certain && !b->certain && a->given_count == 1 && b->given_count == 1 &&
	       !strcmp(a->given[0], b->family) && !strcmp(b->given[0], a->family);
}

/* "כהן תמר", as Exchange lists people of an office, and "Tamar Cohen". */
static bool turned_in_script(const struct rt_name *a, const struct rt_name *b)
{
	return !a->certain && !b->certain && a->given_count == 1 && b->given_count == 1 &&
	       spelt_alike(a, a->given[0], b, b->family) && spelt_alike(a, a->family, b, b->given[0]);
}

enum rt_relation rt_name_compare(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b)
{
	if (a->kind != b->kind)
		return RT_REL_NONE;
	if (exactly(a, b))
		return a->kind == RT_NAME_NONE && !*a->key ? RT_REL_NONE : RT_REL_EXACT;
	if (a->kind != RT_NAME_PERSON)
		return RT_REL_NONE;
	if (!strcmp(a->family, b->family))
		return compare_givens(lexicon, a, b);
	if (turned(a, b))
		return RT_REL_REORDERED;
	if (turned_in_script(a, b))
		return RT_REL_SCRIPT;
	return compare_families(lexicon, a, b);
}
