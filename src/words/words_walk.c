/*
 * Walks the wake automaton (words_wake.h) from every token of a chunk on.
 *
 * The automaton is larger than the processor's caches, and what a walk asks for next hangs on what it was
 * told before. So the walks are made side by side, a token further each round: while the memory
 * answers one of them, the others ask. The first round, in which most of them end, is a loop over all tokens
 * of the chunk that notes only those that live: each is a LANE from then on. A later round passes over the
 * lanes twice: all take their step, which was fetched in the round before; then each looks at the state that it
 * has come to: has a program matched, is anything left?
 *
 * Where an entry of several tokens begins that some program waits for, a lane branches: one goes on behind
 * the first token, one behind each entry. Places are counted from the piece's first token.
 */
#include "words/words_run_p.h"

#include <string.h>

#define MAX_BRANCHES 32 /* of the walk from one token; more wake what could take their entries */
#define MANY_STATES 40000 /* made while lanes are under way; their numbers have 16 bits */

static inline uint32_t view_at(const struct rt_words_runner *in, uint32_t at)
{
	return rt_words_view_of(&in->tokens[in->piece + at]);
}

/* ---- codes ---- */

static void put_codes(struct rt_words_runner *in)
{
	const struct rt_token *tokens = in->tokens + in->piece;
	uint32_t count = in->piece_end - in->piece;
	rt_vec_clear(&in->codes);
	rt_vec_reserve(&in->codes, count + 2);
	uint32_t *codes = in->codes.items;
	for (uint32_t i = 0; i < count; i++)
		codes[i] = rt_symbols_code(&in->symbols, rt_words_view_of(&tokens[i]), tokens[i].signature);
	codes[count] = codes[count + 1] = RT_CODE_END; /* a walk that has come to the end looks behind it */
	in->codes.count = count + 2;
}

/* Tokens where entries begin are no usual ones. */
static void mark_spans(struct rt_words_runner *in)
{
	RT_VEC_FOREACH(at, &in->openers)
		in->codes.items[*at] = rt_code_without_rank(in->codes.items[*at]);
}

void rt_words_read(struct rt_words_runner *in)
{
	in->opener = 0;
	put_codes(in);
	mark_spans(in);
}

/* ---- lanes ---- */

static void put_waking(struct rt_words_runner *in, uint32_t state, uint32_t start)
{
	rt_vec_push(&in->wakings, (struct rt_waking){state, start - in->chunk, 0});
}

/* Begins a lane behind each entry that begins at a token. from: the state before it; START: a walk begins
 * here. */
static void branch(struct rt_words_runner *in, uint32_t from, uint32_t at, uint32_t start)
{
	struct rt_spans spans = in->span_of.items[at];
	unsigned view = view_at(in, at);
	uint8_t *left = &in->branches_left[start - in->chunk];
	for (uint32_t i = 0; i < spans.count; i++) {
		const struct rt_span *span = &in->spans.items[spans.first + i];
		uint32_t code = rt_symbols_code(&in->symbols, view, span->signature), next;
		if (!*left) {
			next = rt_words_wake_by_entry(in->wake, from, rt_code_symbol(code), in->signatures);
			put_waking(in, next, start);
			continue;
		}
		next = from == RT_WAKE_START
			? rt_words_wake_first(in->wake, rt_code_symbol(code), in->signatures)
			: rt_words_wake_step(in->wake, from, code, in->signatures);
		if (next == RT_WAKE_DEAD || at + span->tokens - start > RT_WORDS_MAX_TOKENS)
			continue;
		--*left;
		rt_vec_push(&in->branches, (struct rt_lane){next, at + span->tokens, start});
	}
}

/* Notes the programs that have matched in the lanes from `first` on, which have just come to a state, and keeps the lanes in
 * which something is left. Which do is hard to foresee: it is answered without a branch. */
static void look(struct rt_words_runner *in, size_t first)
{
	struct rt_lane *lanes = in->lanes.items;
	size_t count = in->lanes.count, kept = first;
	rt_vec_reserve(&in->wakings, count);
	struct rt_waking *wakings = in->wakings.items + in->wakings.count;
	for (size_t i = first; i < count; i++) {
		const struct rt_lane lane = lanes[i];
		const struct rt_wake_state *state = &in->wake->states[lane.state];
		uint32_t code = in->codes.items[lane.at];
		*wakings = (struct rt_waking){lane.state, lane.start - in->chunk, 0};
		wakings += state->ended_count != 0;
		if (state->steps)
			__builtin_prefetch(&state->steps[rt_wake_slot(state, rt_code_symbol(code))]);
		lanes[kept] = lane;
		kept += !rt_wake_kills(state, code);
	}
	in->wakings.count = (size_t)(wakings - in->wakings.items);
	in->lanes.count = kept;
}

/* A lane takes its token; one that has taken as many as a match may have is told of the place alone. */
static inline void step(struct rt_words_runner *in, struct rt_lane *lane)
{
	uint32_t code = in->codes.items[lane->at];
	if (lane->at - lane->start >= RT_WORDS_MAX_TOKENS && code != RT_CODE_END)
		code = rt_symbols_code(&in->symbols, view_at(in, lane->at), 0);
	else if (rt_code_rank(code) == RT_RANKS && in->wake->states[lane->state].kind & RT_WAKE_WAITS &&
		in->span_of.items[lane->at].count && view_at(in, lane->at) & RT_VIEW_BEGUN)
		branch(in, lane->state, lane->at, lane->start);
	lane->state = rt_words_wake_step(in->wake, lane->state, code, in->signatures);
	lane->at++;
	__builtin_prefetch(&in->wake->states[lane->state]);
}

static void take_branches(struct rt_words_runner *in)
{
	rt_vec_reserve(&in->lanes, in->branches.count);
	RT_VEC_FOREACH(lane, &in->branches)
		in->lanes.items[in->lanes.count++] = *lane;
	rt_vec_clear(&in->branches);
}

/* Takes all lanes a token further. */
static void next_round(struct rt_words_runner *in)
{
	RT_VEC_FOREACH(lane, &in->lanes)
		step(in, lane);
	take_branches(in);
	look(in, 0);
}

/* ---- the first round ---- */

/* The states behind the chunk's tokens. */
static void find_firsts(struct rt_words_runner *in, uint32_t count, uint16_t *states)
{
	const uint32_t *codes = in->codes.items + in->chunk;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t state = rt_words_wake_first(in->wake, rt_code_symbol(codes[i]), in->signatures);
		__builtin_prefetch(&in->wake->states[state]);
		states[i] = (uint16_t)state;
	}
}

static void begin_branches(struct rt_words_runner *in, uint32_t behind)
{
	memset(in->branches_left, MAX_BRANCHES, behind - in->chunk);
	rt_vec_clear(&in->branches);
	for (; in->opener < in->openers.count && in->openers.items[in->opener] < behind; in->opener++) {
		uint32_t at = in->openers.items[in->opener];
		if (at >= in->chunk)
			branch(in, RT_WAKE_START, at, at);
	}
}

/* The same as look, of walks that are no lanes yet. */
static void first_round(struct rt_words_runner *in, uint32_t behind)
{
	uint16_t states[RT_WORDS_CHUNK];
	uint32_t count = behind - in->chunk;
	find_firsts(in, count, states);
	rt_vec_reserve(&in->lanes, count);
	rt_vec_reserve(&in->wakings, count);
	struct rt_lane *lane = in->lanes.items;
	struct rt_waking *waking = in->wakings.items + in->wakings.count;
	const uint32_t *codes = in->codes.items + in->chunk + 1;
	for (uint32_t i = 0; i < count; i++) {
		const struct rt_wake_state *state = &in->wake->states[states[i]];
		*waking = (struct rt_waking){states[i], i, 0};
		waking += state->ended_count != 0;
		*lane = (struct rt_lane){states[i], in->chunk + i + 1, in->chunk + i};
		lane += !rt_wake_kills(state, codes[i]);
	}
	in->wakings.count = (size_t)(waking - in->wakings.items);
	in->lanes.count = (size_t)(lane - in->lanes.items);
}

/* ---- what has matched ---- */

/* Strings the wakings of each token of the chunk together. */
static void string_wakings(struct rt_words_runner *in)
{
	memset(in->awake, 0, sizeof in->awake);
	for (uint32_t i = 1; i < in->wakings.count; i++) {
		struct rt_waking *waking = &in->wakings.items[i];
		uint64_t *awake = &in->awake[waking->start / 64], bit = (uint64_t)1 << waking->start % 64;
		waking->next = *awake & bit ? in->waking_of[waking->start] : 0;
		*awake |= bit;
		in->waking_of[waking->start] = i;
	}
}

bool rt_words_gather(struct rt_words_runner *in, uint32_t first, uint32_t behind)
{
	rt_words_wake_trim(in->wake, RT_WAKE_STATES);
	in->chunk = first;
	rt_vec_clear(&in->wakings);
	rt_vec_push(&in->wakings, (struct rt_waking){0});
	rt_vec_clear(&in->lanes);
	size_t opener = in->opener;
	begin_branches(in, behind);
	first_round(in, behind);
	size_t looked = in->lanes.count;
	take_branches(in);
	look(in, looked);
	while (in->lanes.count) {
		if (behind - first > 1 && rt_words_wake_trim(in->wake, MANY_STATES)) {
			in->opener = opener;
			return false;
		}
		next_round(in);
	}
	string_wakings(in);
	return true;
}

/* Puts a program in where its number says, as the reference tries them, and each once. They are a few. */
static void put_woken(struct rt_words_runner *in, uint32_t program)
{
	size_t at = in->woken.count;
	while (at && in->woken.items[at - 1] > program)
		at--;
	if (at && in->woken.items[at - 1] == program)
		return;
	rt_vec_push(&in->woken, program);
	uint32_t *place = in->woken.items + at;
	memmove(place + 1, place, (in->woken.count - 1 - at) * sizeof *place);
	*place = program;
}

void rt_words_woken_at(struct rt_words_runner *in, uint32_t at)
{
	rt_vec_clear(&in->woken);
	for (uint32_t i = in->waking_of[at - in->chunk]; i; i = in->wakings.items[i].next) {
		const struct rt_wake_state *state = &in->wake->states[in->wakings.items[i].state];
		for (size_t j = 0; j < state->ended_count; j++)
			put_woken(in, state->ended[j]);
	}
}
