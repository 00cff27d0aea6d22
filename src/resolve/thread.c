/*
 * Which messages belong together, and which quoted ones are in the dump themselves.
 *
 * A message answers another where its In-Reply-To or References say so, or where it quotes it.
 * Mail programs of old wrote neither: then a subject with "Re:" joins the newest earlier message of
 * that subject within a month whose sender or recipients it shares.
 *
 * A quoted message is in the dump where one of the same sender has its subject and its moment. The
 * moment is printed in local time and the zone is seldom told, so whole and half hours do not count.
 */
#include "resolve/resolution_p.h"
#include "store/read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ZONES (15 * 3600)	 /* seconds between the clocks of two places, at most */
#define SLACK 90		 /* seconds that printing in minutes takes off */
#define MONTH (31 * 86400)
#define MIN_SUBJECT 4

struct dated {
	uint32_t sender, post, paper;
	int64_t utc;
	const char *subject; /* bare */
};
struct dates {
	struct dated *items;
	size_t count, cap;
};

static uint32_t find(uint32_t *parent, uint32_t at)
{
	while (parent[at] != at)
		at = parent[at] = parent[parent[at]];
	return at;
}

static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = find(parent, a);
	b = find(parent, b);
	if (a != b)
		parent[a < b ? b : a] = a < b ? a : b;
}

/* "Re: Fwd: AW: the contract" without its marks; re_r: there was one. */
static const char *bare_subject(struct rt_resolution *all, const char *subject, bool *re_r)
{
	static const char *const marks[] = {"re", "fw", "fwd", "aw", "wg", "sv", "vs", "tr", "rv", "rif",
		"antw", "odp", "res", "enc", "השב", "הועבר", "رد", "ответ", "отв"};
	*re_r = false;
	for (bool again = true; again && subject;) {
		again = false;
		subject += strspn(subject, " \t");
		for (size_t i = 0; i < sizeof marks / sizeof *marks && !again; i++) {
			size_t len = strlen(marks[i]);
			if (strncasecmp(subject, marks[i], len) != 0)
				continue;
			const char *colon = subject + len + strspn(subject + len, "[]0123456789 ");
			if (*colon == ':') {
				subject = colon + 1;
				again = *re_r = true;
			}
		}
	}
	struct rt_str bare = RT_STR_INIT;
	rt_latin_bare(&bare, subject ? subject : "", subject ? strlen(subject) : 0);
	size_t to = 0;
	for (size_t i = 0; i < bare.len; i++)
		if (!strchr(" \t\n\r", bare.data[i]))
			bare.data[to++] = bare.data[i];
	const char *kept = rt_arena_strndup(all->arena, bare.data, to);
	rt_str_release(&bare);
	return kept;
}

static int by_sender(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	if (x->sender != y->sender)
		return x->sender < y->sender ? -1 : 1;
	if (x->utc != y->utc)
		return x->utc < y->utc ? -1 : 1;
	return x->post < y->post ? -1 : x->post > y->post;
}

static int by_subject(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	int order = strcmp(x->subject, y->subject);
	if (order)
		return order;
	if (x->utc != y->utc)
		return x->utc < y->utc ? -1 : 1;
	return x->post < y->post ? -1 : x->post > y->post;
}

uint32_t rt_resolution_paper(const struct rt_resolution *all, int64_t document)
{
	return (uint32_t)RT_VEC_FIRST_NOT(&all->papers, paper, paper->id < document);
}

static void collect(struct rt_resolution *all, bool own, struct dates *dates)
{
	for (uint32_t i = 0; i < all->posts.count; i++) {
		const struct post *post = &all->posts.items[i];
		bool re;
		if ((post->position == 0) != own || !post->dated)
			continue;
		struct dated dated = {.sender = rt_resolution_sender(all, post), .post = i,
			.paper = rt_resolution_paper(all, post->document), .utc = post->utc,
			.subject = bare_subject(all, post->subject, &re)};
		if (dated.sender != RT_NOBODY)
			rt_vec_push(dates, dated);
	}
	if (dates->count)
		qsort(dates->items, dates->count, sizeof *dates->items, by_sender);
}

static bool same_moment(int64_t a, int64_t b)
{
	int64_t apart = a > b ? a - b : b - a;
	int64_t rest = apart % 1800;
	return apart <= ZONES && (rest <= SLACK || rest >= 1800 - SLACK);
}

static bool same_subject(const char *a, const char *b)
{
	return !*a || !*b || !strcmp(a, b);
}

/* The first message of the sender at or behind a moment. */
static size_t first_from(const struct dates *dates, uint32_t sender, int64_t utc)
{
	return RT_VEC_FIRST_NOT(dates, dated,
		dated->sender < sender || (dated->sender == sender && dated->utc < utc));
}

/* Quoted messages that are in the dump; and of those that are not, the second and later quotes. */
static void match_quotes(struct rt_resolution *all, uint32_t *parent)
{
	struct dates own = {0}, quoted = {0};
	struct rt_map *first = rt_map_new();
	collect(all, true, &own);
	collect(all, false, &quoted);
	RT_VEC_FOREACH(quote, &quoted)
	{
		struct post *post = &all->posts.items[quote->post];
		for (size_t i = first_from(&own, quote->sender, quote->utc - ZONES);
			i < own.count && own.items[i].sender == quote->sender &&
			own.items[i].utc <= quote->utc + ZONES && !post->same_as;
			i++) {
			const struct dated *candidate = &own.items[i];
			if (candidate->paper == quote->paper ||
				!same_moment(candidate->utc, quote->utc) ||
				!same_subject(candidate->subject, quote->subject))
				continue;
			post->same_as = all->posts.items[candidate->post].id;
			unite(parent, quote->paper, candidate->paper);
			if (post->position == 1) /* the others are what this one quotes in turn */
				all->papers.items[quote->paper].answers = candidate->paper;
		}
		if (post->same_as || !*quote->subject)
			continue;
		const char *key = rt_arena_printf(all->arena, "%u %lld %s", quote->sender,
			(long long)(quote->utc / 60), quote->subject);
		uint64_t *slot = rt_map_at(first, key, strlen(key));
		if (*slot) {
			const struct dated *before = &quoted.items[*slot - 1];
			post->same_as = all->posts.items[before->post].id;
			unite(parent, quote->paper, before->paper);
		} else {
			*slot = (uint64_t)(quote - quoted.items) + 1;
		}
	}
	rt_map_free(first);
	rt_vec_release(&own);
	rt_vec_release(&quoted);
}

/* The paper of that id, put into one thread with this one; or RT_NOBODY. */
static uint32_t follow(
	const struct rt_map *by_id, uint32_t *parent, uint32_t paper, const char *message_id)
{
	uint64_t *slot = message_id && *message_id
				 ? rt_map_find(by_id, message_id, strlen(message_id))
				 : NULL;
	if (!slot || !*slot)
		return RT_NOBODY;
	unite(parent, paper, (uint32_t)*slot - 1);
	return (uint32_t)*slot - 1;
}

static int match_ids(struct rt_resolution *all, uint32_t *parent, struct rt_err *err)
{
	struct rt_map *by_id = rt_map_new();
	struct rt_cursor *places = rt_store_places(all->store, 0, err), *references = NULL;
	struct rt_place_row place;
	struct rt_reference_row reference;
	int got = places ? 1 : -1;
	while (got > 0 && (got = rt_places_next(places, &place, err)) > 0) {
		if (!place.message_id || !*place.message_id)
			continue;
		uint64_t *slot = rt_map_at(by_id, place.message_id, strlen(place.message_id));
		if (!*slot)
			*slot = (uint64_t)rt_resolution_paper(all, place.document) + 1;
	}
	rt_cursor_free(places);
	for (uint32_t i = 0; i < all->papers.count; i++) {
		uint32_t to = follow(by_id, parent, i, all->papers.items[i].in_reply_to);
		if (to != RT_NOBODY)
			all->papers.items[i].answers = to;
	}
	if (!got) {
		references = rt_store_references(all->store, 0, err);
		got = references ? 1 : -1;
	}
	while (got > 0 && (got = rt_references_next(references, &reference, err)) > 0)
		follow(by_id, parent, rt_resolution_paper(all, reference.document), reference.message_id);
	rt_cursor_free(references);
	rt_map_free(by_id);
	return got;
}

static bool is_party(const struct rt_resolution *all, const struct post *post, uint32_t entity)
{
	for (size_t i = 0; i < post->party_count; i++)
		if (all->parties.items[post->first_party + i].entity == entity)
			return true;
	return false;
}

/* One thread with the newest earlier message of the subject in which the sender had a part; an answer
 * to the newest of these that somebody else wrote. */
static void join_earlier(
	struct rt_resolution *all, uint32_t *parent, const struct dated *own, size_t i)
{
	const struct dated *answer = &own[i];
	bool joined = false;
	for (size_t j = i; j-- && !strcmp(own[j].subject, answer->subject) &&
			   own[j].utc >= answer->utc - MONTH;) {
		if (!is_party(all, &all->posts.items[own[j].post], answer->sender))
			continue;
		if (!joined)
			unite(parent, answer->paper, own[j].paper);
		joined = true;
		if (own[j].sender == answer->sender)
			continue;
		if (all->papers.items[answer->paper].answers == RT_NOBODY)
			all->papers.items[answer->paper].answers = own[j].paper;
		return;
	}
}

/* "Re: the contract" answers the newest earlier "the contract" in which its sender had a part. */
static void match_subjects(struct rt_resolution *all, uint32_t *parent)
{
	struct dates own = {0};
	collect(all, true, &own);
	if (own.count)
		qsort(own.items, own.count, sizeof *own.items, by_subject);
	for (size_t i = 0; i < own.count; i++) {
		const struct dated *answer = &own.items[i];
		bool re;
		bare_subject(all, all->posts.items[answer->post].subject, &re);
		if (!re || strlen(answer->subject) < MIN_SUBJECT)
			continue;
		join_earlier(all, parent, own.items, i);
	}
	rt_vec_release(&own);
}

/* The thread is called by its earliest document. */
static void name_threads(struct rt_resolution *all, uint32_t *parent)
{
	uint32_t *first = rt_alloc((all->papers.count + 1) * sizeof *first);
	for (uint32_t i = 0; i < all->papers.count; i++)
		first[i] = RT_NOBODY;
	for (uint32_t i = 0; i < all->papers.count; i++) {
		uint32_t root = find(parent, i);
		const struct paper *paper = &all->papers.items[i];
		if (!paper->mail)
			continue;
		const struct paper *now = first[root] == RT_NOBODY ? NULL : &all->papers.items[first[root]];
		if (!now || (paper->dated && (!now->dated || paper->utc < now->utc)))
			first[root] = i;
	}
	for (uint32_t i = 0; i < all->papers.count; i++) {
		uint32_t root = find(parent, i);
		if (all->papers.items[i].mail && first[root] != RT_NOBODY)
			all->papers.items[i].thread = all->papers.items[first[root]].id;
	}
	rt_free(first);
}

int rt_resolution_thread(struct rt_resolution *all, struct rt_err *err)
{
	uint32_t *parent = rt_alloc((all->papers.count + 1) * sizeof *parent);
	for (uint32_t i = 0; i < all->papers.count; i++)
		parent[i] = i;
	match_quotes(all, parent);
	int result = match_ids(all, parent, err);
	match_subjects(all, parent);
	name_threads(all, parent);
	rt_free(parent);
	return result;
}
