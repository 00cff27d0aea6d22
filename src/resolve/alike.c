/*
 * Mailboxes and names that are one because they look alike.
 *
 * Before any name is compared: on scanned pages a machine misreads addresses (misread.h). Those that come to the same without
 * such slips, one of which stands on scanned pages alone, are one where they also bear one name, or
 * where the other is seen far more often. In real mail "john1@" and "johnl@" are two people, so
 * nobody whom a mail's own bytes name is joined to another of them.
 *
 * And behind that: Exchange shows the people of a house with their department behind the name, "Roe, Anna K
 * (GOV)", no two alike. Who bears the same such text is one person, though the address be a
 * directory entry here, a plain one there and missing elsewhere.
 */
#include "base/utf8.h"
#include "resolve/identities_p.h"
#include "resolve/misread.h"

#include <stdlib.h>
#include <string.h>

#define OUTWEIGHS 4	 /* times as often seen: enough where there is no name to compare */
#define MIN_DEPARTMENT 2 /* capitals: "(E-mail)" and "(Home)" are what an address book says */

struct look {
	const char *text;
	uint32_t unit;
};
struct looks {
	struct look *items;
	size_t count, cap;
};

static const struct rt_identities *sorting;

/* Of one look what mail names comes first, then the most frequent. */
static int by_look(const void *a, const void *b)
{
	const struct look *x = a, *y = b;
	const struct unit *left = &sorting->units.items[x->unit];
	const struct unit *right = &sorting->units.items[y->unit];
	int order = strcmp(x->text, y->text);
	if (!order)
		order = right->in_mail - left->in_mail;
	if (!order)
		order = left->count < right->count ? 1 : left->count > right->count ? -1 : 0;
	return order ? order : rt_who_by_key(sorting, x->unit, y->unit);
}

typedef bool may_be_fn(const struct unit *seldom, const struct unit *often);

/* Joins what looks alike, each to the first that it may be. -> how many were not one before. */
static size_t join_looks(
	struct rt_identities *who, struct looks *looks, may_be_fn *may_be, const char *rule)
{
	sorting = who;
	if (looks->count)
		qsort(looks->items, looks->count, sizeof *looks->items, by_look);
	size_t start = 0, joins = 0;
	for (size_t i = 1; i < looks->count; i++) {
		const struct look *one = &looks->items[i];
		if (strcmp(one->text, looks->items[start].text) != 0)
			start = i;
		for (size_t j = start; j < i; j++) {
			uint32_t other = looks->items[j].unit;
			if (!may_be(&who->units.items[one->unit], &who->units.items[other]))
				continue;
			bool apart = rt_who_find(who, other) != rt_who_find(who, one->unit);
			if (!rt_who_join(who, other, one->unit, rule))
				continue;
			joins += apart;
			break;
		}
	}
	rt_vec_release(looks);
	return joins;
}

static bool share_name(const struct unit *a, const struct unit *b)
{
	RT_VEC_FOREACH(left, &a->names)
		RT_VEC_FOREACH(right, &b->names)
			if (left->name == right->name)
				return true;
	return false;
}

static bool may_be_misread(const struct unit *seldom, const struct unit *often)
{
	if (seldom->in_mail || seldom->shared || often->shared)
		return false;
	return share_name(seldom, often) || ((!seldom->names.count || !often->names.count) &&
						    seldom->count * OUTWEIGHS <= often->count);
}

void rt_who_join_misread(struct rt_identities *who)
{
	struct looks looks = {0};
	for (uint32_t i = 0; i < who->units.count; i++) {
		const struct unit *unit = &who->units.items[i];
		if (*unit->look && unit->count)
			rt_vec_push(&looks, (struct look){unit->look, i});
	}
	join_looks(who, &looks, may_be_misread, "misread");
}

/* "Roe, Anna K (GOV)": its letters and digits in order; nothing of any other form. */
static void append_display(struct rt_str *out, const char *text)
{
	size_t family = strcspn(text, ",;");
	const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
	if (!close || open < text + family)
		return;
	const char *department = open + 1 + strspn(open + 1, " ");
	if (strspn(department, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") < MIN_DEPARTMENT)
		return;
	for (size_t at = 0; at < (size_t)(close - text);) {
		uint32_t rune = rt_utf8_next(text, (size_t)(close - text), &at);
		if (rt_rune_is_letter(rune) || rt_rune_is_digit(rune) || rune == '(')
			rt_str_append_rune(out, rune);
	}
}

static bool may_be_entry(const struct unit *seldom, const struct unit *often)
{
	return !seldom->shared && !often->shared && seldom->sort == RT_NAME_PERSON &&
	       often->sort == RT_NAME_PERSON;
}

size_t rt_who_join_displayed(struct rt_identities *who)
{
	struct looks looks = {0};
	struct rt_str shown = RT_STR_INIT;
	RT_VEC_FOREACH(seen, &who->sightings)
	{
		rt_str_clear(&shown);
		if (seen->text != RT_NOBODY)
			append_display(&shown, who->texts.items[seen->text].text);
		if (shown.len)
			rt_vec_push(&looks, (struct look){rt_arena_strdup(who->arena, shown.data),
						    seen->unit});
	}
	rt_str_release(&shown);
	return join_looks(who, &looks, may_be_entry, "same-display");
}

void rt_who_looks(struct rt_identities *who)
{
	struct rt_str look = RT_STR_INIT;
	bool scanned = false;
	RT_VEC_FOREACH(unit, &who->units)
		scanned = scanned || (!unit->in_mail && unit->mailbox.kind != RT_MAILBOX_NONE);
	RT_VEC_FOREACH(unit, &who->units)
	{
		rt_str_clear(&look);
		if (scanned)
			rt_misread_key(&look, unit->mailbox.key);
		unit->look = look.len ? rt_arena_strdup(who->arena, look.data) : "";
	}
	rt_str_release(&look);
}

