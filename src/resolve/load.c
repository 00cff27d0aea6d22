/* Step one: what the case file tells of messages and of who stands in their headers. */
#include "resolve/mailbox.h"
#include "resolve/resolution_p.h"
#include "store/read.h"

#include <string.h>

#define MAX_BESIDE 200 /* people of one message that are held against each other */
#define LOOK_AHEAD 16  /* items that a list may lack before it is out of step */

static const char *keep(struct rt_resolution *all, const char *text)
{
	return text ? rt_arena_strdup(all->arena, text) : NULL;
}

static int load_papers(struct rt_resolution *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_documents(all->store, 0, err);
	struct rt_document_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_documents_next(rows, &row, err)) > 0)
		rt_vec_push(&all->papers, (struct paper){.id = row.id,
						  .message_id = keep(all, row.message_id),
						  .in_reply_to = keep(all, row.in_reply_to),
						  .date = row.dated ? keep(all, row.date) : NULL,
						  .automatic = row.automatic,
						  .mail = !strcmp(row.kind, "mail"),
						  .dated = row.dated,
						  .utc = row.date_utc,
						  .answers = RT_NOBODY,
						  .list = row.list_id && *row.list_id});
	rt_cursor_free(rows);
	return got;
}

static int load_posts(struct rt_resolution *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_messages(all->store, 0, err);
	struct rt_message_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_messages_next(rows, &row, err)) > 0)
		rt_vec_push(&all->posts, (struct post){.id = row.id, .document = row.document,
						 .position = row.position, .parent = row.parent,
						 .date = row.dated ? keep(all, row.date) : NULL,
						 .subject = keep(all, row.subject),
						 .dated = row.dated, .utc = row.date_utc});
	rt_cursor_free(rows);
	return got;
}

static size_t post_of(const struct rt_resolution *all, int64_t message, size_t hint)
{
	for (size_t i = hint; i < all->posts.count; i++)
		if (all->posts.items[i].id == message)
			return i;
	for (size_t i = 0; i < hint && i < all->posts.count; i++)
		if (all->posts.items[i].id == message)
			return i;
	return all->posts.count;
}

/* Each address tells once what domain somebody writes from. */
static void note_domain(struct rt_resolution *all, struct rt_map *seen, const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;
	if (!at)
		return;
	uint64_t *slot = rt_map_at(seen, address, strlen(address));
	if ((*slot)++)
		return;
	struct rt_mailbox mailbox;
	struct rt_arena *scratch = rt_arena_new();
	rt_mailbox_parse(scratch, all->lexicon, address, strlen(address), &mailbox);
	at = mailbox.kind == RT_MAILBOX_SMTP && !mailbox.inner ? strrchr(mailbox.key, '@') : NULL;
	if (at)
		rt_bodies_see_domain(all->bodies, mailbox.house, at + 1);
	rt_arena_free(scratch);
}

static bool is_mail(const struct rt_resolution *all, int64_t document)
{
	size_t at = RT_VEC_FIRST_NOT(&all->papers, paper, paper->id < document);
	return at < all->papers.count && all->papers.items[at].id == document &&
	       all->papers.items[at].mail;
}

static int load_parties(struct rt_resolution *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_participants(all->store, 0, err);
	struct rt_participant_row row;
	int got = rows ? 1 : -1;
	size_t post = 0;
	struct rt_map *addresses = rt_map_new();
	while (got > 0 && (got = rt_participants_next(rows, &row, err)) > 0) {
		struct party party = {.id = row.id, .role = row.role,
			.shown = row.field && !strncmp(row.field, "x-", 2),
			.position = (uint32_t)row.position, .partner = RT_NOBODY, .entity = RT_NOBODY};
		party.sighting = rt_identities_see(all->who, row.name, row.address, row.raw);
		note_domain(all, addresses, row.address);
		post = post_of(all, row.message, post);
		if (post == all->posts.count)
			continue;
		struct post *of = &all->posts.items[post];
		if (is_mail(all, of->document))
			rt_identities_in_mail(all->who, party.sighting);
		if (!of->party_count)
			of->first_party = all->parties.count;
		of->party_count++;
		rt_vec_push(&all->parties, party);
	}
	rt_map_free(addresses);
	rt_cursor_free(rows);
	return got;
}

struct list {
	struct party *items[4096];
	size_t count;
};

static void collect(struct rt_resolution *all, const struct post *post, enum rt_role role, bool shown,
	struct list *list)
{
	list->count = 0;
	for (size_t i = 0; i < post->party_count; i++) {
		struct party *party = &all->parties.items[post->first_party + i];
		if (party->role == role && party->shown == shown &&
			list->count < sizeof list->items / sizeof *list->items)
			list->items[list->count++] = party;
	}
}

static void pair(struct rt_resolution *all, struct party *header, struct party *shown)
{
	header->partner = (uint32_t)(shown - all->parties.items);
	shown->partner = (uint32_t)(header - all->parties.items);
	rt_identities_same_place(all->who, header->sighting, shown->sighting);
}

static bool fits(const struct rt_resolution *all, const struct list *headers, size_t i,
	const struct list *shown, size_t j)
{
	return i < headers->count && j < shown->count &&
	       rt_identities_would_fit(
		       all->who, headers->items[i]->sighting, shown->items[j]->sighting);
}

/* The nearest place behind (i, j) from where the lists run in step again. */
static bool find_step(const struct rt_resolution *all, const struct list *headers, size_t *i,
	const struct list *shown, size_t *j)
{
	for (size_t apart = 1; apart <= LOOK_AHEAD; apart++)
		for (size_t right = 0; right <= apart; right++)
			if (fits(all, headers, *i + apart - right, shown, *j + right)) {
				*i += apart - right;
				*j += right;
				return true;
			}
	return false;
}

/* Lists of one length tell the same people in the same order. Where a writer dropped some, the two
 * run in step between the places that surely fit; gaps of one length on both sides are paired. */
static void pair_lists(struct rt_resolution *all, struct list *headers, struct list *shown)
{
	if (headers->count == shown->count) {
		for (size_t i = 0; i < headers->count; i++)
			pair(all, headers->items[i], shown->items[i]);
		return;
	}
	size_t i = 0, j = 0;
	while (i < headers->count && j < shown->count) {
		size_t from_i = i, from_j = j;
		if (!fits(all, headers, i, shown, j) && !find_step(all, headers, &i, shown, &j))
			return;
		for (size_t k = 0; i - from_i == j - from_j && k < i - from_i; k++)
			pair(all, headers->items[from_i + k], shown->items[from_j + k]);
		pair(all, headers->items[i++], shown->items[j++]);
	}
}

/* Everybody of a message whom one header shows with name and address. */
static void note_beside(struct rt_resolution *all, const struct post *post)
{
	uint32_t sightings[MAX_BESIDE];
	size_t count = 0;
	for (size_t i = 0; i < post->party_count && count < MAX_BESIDE; i++)
		sightings[count++] = all->parties.items[post->first_party + i].sighting;
	rt_identities_beside(all->who, sightings, count);
}

static void pair_parties(struct rt_resolution *all)
{
	static const enum rt_role roles[] = {RT_ROLE_FROM, RT_ROLE_TO, RT_ROLE_CC, RT_ROLE_BCC};
	struct list *headers = rt_alloc(sizeof *headers), *shown = rt_alloc(sizeof *shown);
	RT_VEC_FOREACH(post, &all->posts)
	{
		note_beside(all, post);
		for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
			collect(all, post, roles[i], true, shown);
			if (!shown->count)
				continue;
			collect(all, post, roles[i], false, headers);
			pair_lists(all, headers, shown);
		}
	}
	rt_free(headers);
	rt_free(shown);
}

int rt_resolution_load(struct rt_resolution *all, struct rt_err *err)
{
	if (load_papers(all, err) || load_posts(all, err) || load_parties(all, err))
		return -1;
	pair_parties(all);
	return 0;
}
