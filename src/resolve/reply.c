/*
 * How long an answer took: from the moment of the message that is answered to that of the answer.
 *
 * Only what goes back to the one who is answered counts, so a forward is none; both must be in the
 * dump themselves, for what a quote prints is the clock of some place that it does not name. What
 * comes after two months was not waited for.
 */
#include "resolve/resolution_p.h"

#define LONGEST (60 * 86400) /* seconds */

static bool is_written_to(const struct rt_resolution *all, const struct post *post, uint32_t entity)
{
	for (size_t i = 0; i < post->tie_count; i++)
		if (all->ties.items[post->first_tie + i].recipient == entity)
			return true;
	return false;
}

/* The own message of each paper, or NULL. */
static const struct post **own_posts(const struct rt_resolution *all)
{
	const struct post **own = rt_alloc_zero(all->papers.count + 1, sizeof *own);
	RT_VEC_FOREACH(post, &all->posts)
		if (!post->position)
			own[rt_resolution_paper(all, post->document)] = post;
	return own;
}

void rt_resolution_reply(struct rt_resolution *all)
{
	const struct post **own = own_posts(all);
	for (uint32_t i = 0; i < all->papers.count; i++) {
		uint32_t to = all->papers.items[i].answers;
		const struct post *answer = own[i], *asked = to == RT_NOBODY ? NULL : own[to];
		if (!answer || !asked || !answer->dated || !asked->dated || all->papers.items[i].automatic)
			continue;
		struct rt_reply reply = {.message = answer->id, .answers = asked->id,
			.seconds = answer->utc - asked->utc,
			.sender = rt_resolution_sender(all, answer),
			.recipient = rt_resolution_sender(all, asked)};
		if (reply.seconds > 0 && reply.seconds <= LONGEST && reply.sender != RT_NOBODY &&
			reply.sender != reply.recipient &&
			is_written_to(all, answer, reply.recipient))
			rt_vec_push(&all->replies, reply);
	}
	rt_free(own);
}
