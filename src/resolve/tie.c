/*
 * Who wrote to whom. Where the same list stands in two headers, the shown one (X-To) tells the
 * person and the other the mailbox; each place counts once, for the person that both agree on, and
 * where they do not agree, for the one that is shown: programs break addresses, not names.
 */
#include "resolve/resolution_p.h"

#include <stdlib.h>
#include <string.h>

#define MASS_RECIPIENTS 40 /* mail to more says little about any of them */

static uint32_t thing_of(const struct rt_resolution *all, uint32_t sighting)
{
	uint32_t identity = rt_identities_of(all->who, sighting);
	return identity == RT_NOBODY ? RT_NOBODY : all->thing_of_identity[identity];
}

static void place_party(struct rt_resolution *all, struct party *party)
{
	party->entity = thing_of(all, party->sighting);
	if (party->partner == RT_NOBODY)
		return;
	const struct party *other = &all->parties.items[party->partner];
	const struct party *header = party->shown ? other : party, *shown = party->shown ? party : other;
	uint32_t by_header = thing_of(all, header->sighting), by_name = thing_of(all, shown->sighting);
	bool agree = rt_identities_agree(all->who, header->sighting, shown->sighting) &&
		     !rt_identities_is_shared(all->who, header->sighting);
	party->entity = agree && by_header != RT_NOBODY ? by_header
		      : by_name != RT_NOBODY		? by_name
							: by_header;
}

/* The shown list where there is one at least as long, else the header's. */
static bool shown_counts(const struct rt_resolution *all, const struct post *post, enum rt_role role)
{
	size_t shown = 0, header = 0;
	for (size_t i = 0; i < post->party_count; i++) {
		const struct party *party = &all->parties.items[post->first_party + i];
		if (party->role == role)
			*(party->shown ? &shown : &header) += 1;
	}
	return shown && shown >= header;
}

uint32_t rt_resolution_sender(const struct rt_resolution *all, const struct post *post)
{
	static const enum rt_role roles[] = {RT_ROLE_ON_BEHALF, RT_ROLE_FROM, RT_ROLE_SENDER};
	for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
		bool shown = shown_counts(all, post, roles[r]);
		for (size_t i = 0; i < post->party_count; i++) {
			const struct party *party = &all->parties.items[post->first_party + i];
			if (party->role == roles[r] && party->shown == shown &&
				party->entity != RT_NOBODY)
				return party->entity;
		}
	}
	return RT_NOBODY;
}

static void add_tie(struct rt_resolution *all, const struct post *post, uint32_t sender,
	const struct party *party, size_t first_tie)
{
	if (party->entity == RT_NOBODY)
		return;
	for (size_t i = first_tie; i < all->ties.count; i++)
		if (all->ties.items[i].recipient == party->entity)
			return; /* to before cc before bcc: each recipient once */
	rt_vec_push(&all->ties, (struct rt_tie){.message = post->id, .sender = sender,
					.recipient = party->entity,
					.role = rt_role_name(party->role), .date = post->date,
					.embedded = post->position > 0});
}

static void count_message(struct rt_resolution *all, uint32_t entity, const struct post *post)
{
	struct rt_thing *thing = &all->things.items[entity];
	if (thing->last_message == post->id)
		return;
	thing->last_message = post->id;
	thing->messages++;
	rt_resolution_seen_at(thing, post->date);
}


static void tie_post(struct rt_resolution *all, struct post *post, const struct paper *paper)
{
	static const enum rt_role roles[] = {RT_ROLE_TO, RT_ROLE_CC, RT_ROLE_BCC};
	uint32_t sender = rt_resolution_sender(all, post);
	if (post->same_as)
		return;
	if (sender != RT_NOBODY)
		count_message(all, sender, post);
	size_t first = all->ties.count;
	for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
		bool shown = shown_counts(all, post, roles[r]);
		for (size_t i = 0; sender != RT_NOBODY && i < post->party_count; i++) {
			const struct party *party = &all->parties.items[post->first_party + i];
			if (party->role == roles[r] && party->shown == shown)
				add_tie(all, post, sender, party, first);
		}
	}
	post->mass = (paper && !post->position && (paper->automatic || paper->list)) ||
		     all->ties.count - first > MASS_RECIPIENTS ||
		     (sender != RT_NOBODY && !strcmp(all->things.items[sender].kind, "machine"));
	post->first_tie = first;
	post->tie_count = all->ties.count - first;
	for (size_t i = first; i < all->ties.count; i++) {
		struct rt_tie *tie = &all->ties.items[i];
		tie->mass = post->mass || !strcmp(all->things.items[tie->recipient].kind, "list");
		count_message(all, tie->recipient, post);
	}
}

void rt_resolution_place_parties(struct rt_resolution *all)
{
	RT_VEC_FOREACH(party, &all->parties)
		place_party(all, party);
}

void rt_resolution_tie(struct rt_resolution *all)
{
	size_t paper = 0;
	RT_VEC_FOREACH(post, &all->posts)
	{
		while (paper < all->papers.count && all->papers.items[paper].id < post->document)
			paper++;
		tie_post(all, post, paper < all->papers.count ? &all->papers.items[paper] : NULL);
	}
}
