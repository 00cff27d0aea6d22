#include "match/guess.h"

#include "base/vec.h"

#include <string.h>

#define DEPTH 9		/* code points of a walk that are looked at, at most … */
#define DEPTH_LEAST 3	/* … and at least … */
#define VISITS 3000	/* … while no more parts than these have to be looked at */
#define VISITS_MOST 30000 /* for the least depth */
#define NESTED_MOST 2000
#define DEPTH_KNOWN 5	/* behind a word that is known */
#define STEPS_BEYOND 3	/* that a walk takes where it gets deeper, and more within a long repeat … */
#define REPEAT_USUAL 50 /* … of so many times */
#define ARRIVE_BEYOND .1 /* … and the chance that it comes to its end */

enum kind { LOWER, UPPER, DIGIT, BLANK, LINE, SIGN, OTHER, KINDS };

/* The share of each kind of byte in mail, and what follows it there. */
static const double shares[KINDS] = {.58, .11, .045, .13, .02, .105, .01};
static const double follows[KINDS][KINDS] = {
	{.775, .003, .003, .115, .01, .09, .004},
	{.355, .425, .006, .03, .01, .17, .004},
	{.035, .02, .64, .09, .03, .18, .005},
	{.475, .21, .04, .17, .035, .06, .01},
	{.125, .455, .02, .145, .17, .075, .01},
	{.235, .225, .07, .25, .045, .17, .005},
	{.3, .02, .02, .15, .02, .09, .4},
};

/* Of a hundred small letters, of a hundred signs: how many are this one. */
static const double letters[26] = {8, 1.5, 2.8, 4, 12.5, 2.2, 2, 5, 7, .2, .7, 4, 2.5, 7, 7.5, 2,
	.1, 6, 6.3, 9, 2.8, 1, 2, .2, 2, .1};
static const struct {
	char sign;
	double rate;
} signs[] = {{'.', 18}, {',', 13}, {'-', 14}, {'/', 10}, {':', 9}, {'@', 5}, {'=', 4}, {'>', 4},
	{'<', 3}, {'_', 3}, {'*', 2}, {'(', 1.6}, {')', 1.6}, {'"', 1.2}, {'\'', 1.2}};
#define OTHER_SIGN .5

/* Letters do not stand side by side by chance: "the" comes a hundred times as often as its letters tell.
 * The commonest words of mail, with the blank behind them: how many in 10,000 bytes. */
static const struct {
	const char *text;
	double rate;
} words[] = {{"the ", 72}, {"to ", 48}, {"and ", 38}, {"of ", 36}, {"a ", 28}, {"in ", 27}, {"for ", 20},
	{"you ", 16}, {"is ", 16}, {"I ", 15}, {"on ", 15}, {"that ", 14}, {"this ", 11}, {"be ", 11},
	{"with ", 11}, {"have ", 9}, {"we ", 9}, {"will ", 9}, {"it ", 9}, {"from ", 9}, {"at ", 8},
	{"are ", 8}, {"by ", 8}, {"as ", 7}, {"not ", 7}, {"your ", 7}, {"or ", 6}, {"our ", 5},
	{"has ", 4}, {"was ", 4}, {"an ", 4}, {"his ", 3}, {"their ", 3}, {"The ", 5}, {"In ", 2}};
#define FEW_LEADS 2	/* a class with so few lead bytes is one of few characters, … */
#define FEW_OF_LEAD .05 /* … and they are so many of those that begin with the byte */

struct fit {
	bool known;
	double share[KINDS]; /* of the bytes of each kind that belong to the class */
};

struct rt_guess {
	const struct rt_classes *classes;
	RT_VEC(struct fit) fits; /* by class */
	bool script[256]; /* lead bytes of the text's letters, where these are not Latin */
	bool is_latin;
	enum kind kind[256];
	double weight[256];	 /* of a byte within its kind */
	unsigned visits;	 /* of parts */
	bool may_give_up;	 /* for want of visits */
	unsigned nested;	 /* parts that are being looked at, one within the other */
};

static enum kind kind_in_latin(unsigned byte)
{
	if (byte >= 0x80)
		return OTHER;
	if (byte >= 'a' && byte <= 'z')
		return LOWER;
	if (byte >= 'A' && byte <= 'Z')
		return UPPER;
	if (byte >= '0' && byte <= '9')
		return DIGIT;
	if (byte == '\n' || byte == '\r')
		return LINE;
	return byte <= ' ' ? BLANK : SIGN;
}

static double rate_in_latin(unsigned byte)
{
	switch (kind_in_latin(byte)) {
	case LOWER:
		return letters[byte - 'a'] / 100;
	case UPPER:
		return 1 / 26.;
	case DIGIT:
		return .1;
	case BLANK:
		return byte == ' ' ? .98 : byte == '\t' ? .02 : .0001;
	case LINE:
		return byte == '\n' ? .99 : .01;
	case OTHER:
		return byte < 0xc0 ? 0 : 1 / 40.;
	default:
		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if ((unsigned char)signs[i].sign == byte)
				return signs[i].rate / 100;
		return OTHER_SIGN / 100;
	}
}

static void speak_latin(struct rt_guess *guess)
{
	guess->is_latin = true;
	memset(guess->script, 0, sizeof guess->script);
	for (unsigned byte = 0; byte < 256; byte++) {
		guess->kind[byte] = kind_in_latin(byte);
		guess->weight[byte] = rate_in_latin(byte);
	}
}

struct rt_guess *rt_guess_new(const struct rt_classes *classes)
{
	struct rt_guess *guess = rt_alloc_zero(1, sizeof *guess);
	guess->classes = classes;
	speak_latin(guess);
	return guess;
}

void rt_guess_free(struct rt_guess *guess)
{
	if (!guess)
		return;
	rt_vec_release(&guess->fits);
	rt_free(guess);
}

/* --- the text's script ------------------------------------------------------------------------ */

#define LEADS_MOST 6 /* a script has no more */
#define LEADS_LATIN 0xc5u /* é, ž: letters of Latin up to here */
#define ALPHABET 27. /* letters of a script, about */

/* A pattern that begins with Hebrew letters, say, and with no others, is for texts in Hebrew: there these letters are
 * what small letters are in English. Digits are no sign, for \d has those of all scripts. -> how many lead bytes the
 * script has, or 0 */
static unsigned script_of(const bool first[256], bool script_r[256])
{
	unsigned leads = 0;
	for (unsigned byte = 0; byte < 256; byte++) {
		enum kind kind = kind_in_latin(byte);
		bool latin = kind == LOWER || kind == UPPER || kind == DIGIT ||
			(kind == OTHER && byte >= 0xc0 && byte <= LEADS_LATIN);
		if (first[byte] && latin)
			return 0;
		script_r[byte] = first[byte] && byte > LEADS_LATIN && byte < 0xe0;
		leads += script_r[byte];
	}
	return leads <= LEADS_MOST ? leads : 0;
}

void rt_guess_begin(struct rt_guess *guess, const struct rt_tree *tree)
{
	bool first[256] = {false}, script[256];
	unsigned leads = rt_tree_first(tree, guess->classes, first) ? 0 : script_of(first, script);
	if (leads ? !memcmp(script, guess->script, sizeof script) : guess->is_latin)
		return;
	rt_vec_clear(&guess->fits);
	speak_latin(guess);
	if (!leads)
		return;
	guess->is_latin = false;
	memcpy(guess->script, script, sizeof script);
	for (unsigned byte = 0; byte < 256; byte++) {
		bool letter = guess->kind[byte] == LOWER || guess->kind[byte] == UPPER;
		guess->kind[byte] = script[byte] ? LOWER : letter ? OTHER : guess->kind[byte];
		guess->weight[byte] = script[byte] ? 1. / leads : letter ? .01 : guess->weight[byte];
	}
}

/* --- what may come next ----------------------------------------------------------------------- */

static bool has_byte(const struct rt_class *class, unsigned byte)
{
	if (byte < 0x80)
		return class->ascii[byte / 64] >> byte % 64 & 1;
	return byte >= 0xc0 && class->lead[byte & 63] != RT_NODE_NONE;
}

/* Of the letters that begin with the byte: the share that the class has. */
static double share_of_lead(const struct rt_guess *guess, uint32_t id, unsigned lead)
{
	bool whole = false;
	uint32_t node = rt_classes_step(guess->classes, id, RT_NODE_NONE, (unsigned char)lead, &whole);
	unsigned has = 0;
	for (unsigned byte = 0x80; byte < 0xc0 && node != RT_NODE_NONE; byte++) {
		rt_classes_step(guess->classes, id, node, (unsigned char)byte, &whole);
		has += whole;
	}
	return has < ALPHABET ? has / ALPHABET : 1;
}

/* next: the bytes that a lookahead lets pass, or NULL. */
static void fit_of(
	const struct rt_guess *guess, uint32_t id, const bool *next, double share_r[KINDS])
{
	const struct rt_class *class = rt_classes_get(guess->classes, id);
	unsigned leads = 0;
	memset(share_r, 0, KINDS * sizeof *share_r);
	for (unsigned byte = 0; byte < 256; byte++) {
		if (!has_byte(class, byte) || (next && !next[byte]))
			continue;
		double share = guess->script[byte] ? share_of_lead(guess, id, byte) : 1;
		share_r[guess->kind[byte]] += share * guess->weight[byte];
		leads += byte >= 0x80 && !guess->script[byte];
	}
	share_r[OTHER] *= leads <= FEW_LEADS ? FEW_OF_LEAD : 1;
	for (size_t i = 0; i < KINDS; i++)
		share_r[i] = share_r[i] < 1 ? share_r[i] : 1;
}

static const double *known_fit(struct rt_guess *guess, uint32_t id)
{
	while (guess->fits.count <= id)
		rt_vec_push(&guess->fits, (struct fit){.known = false});
	struct fit *fit = &guess->fits.items[id];
	if (!fit->known)
		fit_of(guess, id, NULL, fit->share);
	fit->known = true;
	return fit->share;
}

/* --- walks ------------------------------------------------------------------------------------ */

/* What is left to be matched: some items, then what stands behind them. */
struct rest {
	struct rt_tree *const *items;
	size_t count;
	const struct rest *behind;
};

struct place {
	double before[KINDS]; /* the chance that such a byte stands before it */
	double within_first;  /* the chance that the walk is still in its first word */
	const struct rt_assertion *edge; /* a \b or \B that stands here, or NULL */
	bool next[256]; /* bytes that lookaheads let pass … */
	bool filtered;	/* … if there are any */
	int depth;	/* code points that are still looked at … */
	const char *known; /* … behind these, of which it is known that they come next */
};

static struct rt_guessed walk(
	struct rt_guess *guess, const struct rest *rest, const struct place *place);

static bool is_word(enum kind kind)
{
	return kind != BLANK && kind != LINE && kind != SIGN;
}

static bool edge_holds(const struct rt_assertion *edge, enum kind before, enum kind next)
{
	if (!edge)
		return true;
	return (is_word(before) != is_word(next)) == (edge->look == RT_LOOK_BOUNDARY);
}

static struct rt_guessed scaled(double by, struct rt_guessed guessed)
{
	return (struct rt_guessed){by * guessed.steps, by * guessed.arrives};
}

static struct rt_guessed sum(struct rt_guessed a, struct rt_guessed b)
{
	double arrives = a.arrives + b.arrives;
	return (struct rt_guessed){a.steps + b.steps, arrives < 1 ? arrives : 1};
}

static double normalise(double chances[KINDS])
{
	double all = 0;
	for (size_t i = 0; i < KINDS; i++)
		all += chances[i];
	for (size_t i = 0; i < KINDS && all > 0; i++)
		chances[i] /= all;
	return all;
}

static struct rt_guessed walk_class(struct rt_guess *guess, uint32_t class,
	const struct rest *behind, const struct place *place)
{
	double filtered[KINDS], in_word = 0;
	const double *fit = filtered;
	struct place on = {.depth = place->depth - 1, .known = ""};
	if (place->filtered)
		fit_of(guess, class, place->next, filtered);
	else
		fit = known_fit(guess, class);
	for (enum kind next = 0; next < KINDS; next++)
		for (enum kind before = 0; before < KINDS && fit[next] > 0; before++)
			if (edge_holds(place->edge, before, next))
				on.before[next] +=
					place->before[before] * follows[before][next] * fit[next];
	double all = normalise(on.before);
	if (all <= 0)
		return (struct rt_guessed){0, 0};
	for (enum kind kind = 0; kind < KINDS; kind++)
		in_word += is_word(kind) ? on.before[kind] : 0;
	on.within_first = place->within_first * in_word;
	struct rt_guessed guessed = walk(guess, behind, &on);
	guessed.steps += 1 - on.within_first;
	return scaled(all, guessed);
}

/* That a byte which is known comes next here. */
static double chance_of(const struct rt_guess *guess, const struct place *place, unsigned byte)
{
	double chance = 0;
	if (place->filtered && !place->next[byte])
		return 0;
	for (enum kind before = 0; before < KINDS; before++)
		if (edge_holds(place->edge, before, guess->kind[byte]))
			chance += place->before[before];
	return chance;
}

static struct rt_guessed walk_known(struct rt_guess *guess, uint32_t class,
	const struct rest *behind, const struct place *place)
{
	unsigned byte = (unsigned char)*place->known;
	struct place on = {.depth = place->depth, .known = place->known + 1};
	if (!has_byte(rt_classes_get(guess->classes, class), byte))
		return (struct rt_guessed){0, 0};
	on.before[guess->kind[byte]] = 1;
	on.within_first = is_word(guess->kind[byte]) ? place->within_first : 0;
	struct rt_guessed guessed = walk(guess, behind, &on);
	guessed.steps += 1 - on.within_first;
	return scaled(chance_of(guess, place, byte), guessed);
}

/* That what stands behind the whole match lets it pass. */
static double chance_at_end(const struct rt_guess *guess, const struct place *place)
{
	double chance = 0;
	if (*place->known)
		return chance_of(guess, place, (unsigned char)*place->known);
	if (!place->filtered && !place->edge)
		return 1;
	for (unsigned byte = 0; byte < 256; byte++)
		for (enum kind before = 0; before < KINDS; before++)
			if ((!place->filtered || place->next[byte]) &&
				edge_holds(place->edge, before, guess->kind[byte]))
				chance += place->before[before] * follows[before][guess->kind[byte]] *
					guess->weight[byte];
	return chance < 1 ? chance : 1;
}

static struct rt_guessed walk_repeat(struct rt_guess *guess, const struct rt_tree *tree,
	const struct rest *behind, const struct place *place)
{
	struct rt_tree again = *tree, *item = &again;
	const struct rest once_more = {&item, tree->max > 1, behind};
	struct rt_guessed guessed = {0, 0};
	bool eats = rt_tree_shortest(tree->items[0]) > 0; /* or it could be gone round without end */
	again.min = tree->min ? tree->min - 1 : 0;
	again.max = tree->max == RT_TREE_ENDLESS ? tree->max : tree->max - 1;
	if (tree->max)
		guessed = walk(guess,
			&(struct rest){tree->items, 1, eats ? &once_more : behind}, place);
	return tree->min ? guessed : sum(guessed, walk(guess, behind, place));
}

/* Narrows down what stands before the place; -> the chance of it. */
static double look_before(
	const struct rt_guess *guess, const struct rt_assertion *what, struct place *place)
{
	double holds[KINDS] = {0};
	for (unsigned byte = 0; byte < 128; byte++)
		holds[guess->kind[byte]] += what->before[byte] ? guess->weight[byte] : 0;
	holds[guess->is_latin ? OTHER : LOWER] = what->before[RT_BEFORE_WORD];
	for (size_t i = 0; i < KINDS; i++)
		place->before[i] *= holds[i];
	return normalise(place->before);
}

static struct rt_guessed walk_assert(struct rt_guess *guess, const struct rt_assertion *what,
	const struct rest *behind, const struct place *place)
{
	struct place narrowed = *place;
	double chance = 1;
	switch (what->look) {
	case RT_LOOK_BEFORE:
		chance = look_before(guess, what, &narrowed);
		break;
	case RT_LOOK_NEXT:
		for (size_t i = 0; i < 256; i++)
			narrowed.next[i] = what->next[i] && (!place->filtered || place->next[i]);
		narrowed.filtered = true;
		break;
	default:
		narrowed.edge = what;
		break;
	}
	return chance > 0 ? scaled(chance, walk(guess, behind, &narrowed)) : (struct rt_guessed){0, 0};
}

static struct rt_guessed walk_item(struct rt_guess *guess, const struct rt_tree *item,
	const struct rest *behind, const struct place *place)
{
	struct rt_guessed guessed = {0, 0};
	switch (item->kind) {
	case RT_TREE_CLASS:
		return *place->known ? walk_known(guess, item->class, behind, place)
				     : walk_class(guess, item->class, behind, place);
	case RT_TREE_SEQUENCE:
		return walk(guess, &(struct rest){item->items, item->count, behind}, place);
	case RT_TREE_CHOICE:
		for (size_t i = 0; i < item->count; i++)
			guessed = sum(guessed,
				walk(guess, &(struct rest){&item->items[i], 1, behind}, place));
		return guessed;
	case RT_TREE_REPEAT:
		return walk_repeat(guess, item, behind, place);
	case RT_TREE_ASSERT:
		return walk_assert(guess, item->assertion, behind, place);
	case RT_TREE_ANYTHING:
		return (struct rt_guessed){0, 1};
	default:
		return walk(guess, behind, place);
	}
}

/* The steps of a walk that goes deeper than is looked at. */
static double steps_beyond(struct rt_guess *guess, const struct rt_tree *item)
{
	double share = 0, most = item->max < REPEAT_USUAL ? item->max : REPEAT_USUAL;
	if (item->kind != RT_TREE_REPEAT || item->items[0]->kind != RT_TREE_CLASS)
		return STEPS_BEYOND;
	const double *fit = known_fit(guess, item->items[0]->class);
	for (enum kind kind = 0; kind < KINDS; kind++)
		share += shares[kind] * fit[kind];
	double usual = share < 1 ? share / (1 - share) : most;
	return STEPS_BEYOND + (usual < most ? usual : most);
}

static struct rt_guessed walk(
	struct rt_guess *guess, const struct rest *rest, const struct place *place)
{
	while (rest && !rest->count)
		rest = rest->behind;
	if (!rest)
		return (struct rt_guessed){0, chance_at_end(guess, place)};
	if (!place->depth)
		return (struct rt_guessed){steps_beyond(guess, rest->items[0]), ARRIVE_BEYOND};
	unsigned most = guess->may_give_up ? VISITS : VISITS_MOST;
	if (++guess->visits > most || guess->nested > NESTED_MOST)
		return (struct rt_guessed){0, 0};
	const struct rest behind = {rest->items + 1, rest->count - 1, rest->behind};
	guess->nested++;
	struct rt_guessed guessed = walk_item(guess, rest->items[0], &behind, place);
	guess->nested--;
	return guessed;
}

/* What the walks from the commonest words cost. */
static struct rt_guessed walk_words(struct rt_guess *guess, struct rt_tree *const *parts, size_t count)
{
	struct rt_guessed all = {0, 0};
	guess->may_give_up = true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct place place = {
			.before[BLANK] = 1, .within_first = 1, .depth = DEPTH_KNOWN, .known = words[i].text};
		guess->visits = 0;
		struct rt_guessed one = walk(guess, &(struct rest){parts, count, NULL}, &place);
		all = sum(all, scaled(words[i].rate / 10000, one));
	}
	return all;
}

struct rt_guessed rt_guess_walk(struct rt_guess *guess, struct rt_tree *const *parts, size_t count)
{
	struct place place = {.within_first = 1, .known = ""};
	struct rt_guessed best = {0, 0};
	memcpy(place.before, shares, sizeof shares);
	guess->visits = 0;
	for (place.depth = DEPTH_LEAST; place.depth <= DEPTH; place.depth++) {
		guess->may_give_up = place.depth > DEPTH_LEAST;
		struct rt_guessed deeper = walk(guess, &(struct rest){parts, count, NULL}, &place);
		if (guess->visits > VISITS && guess->may_give_up)
			break;
		best = deeper;
	}
	return guess->is_latin ? sum(best, walk_words(guess, parts, count)) : best;
}
