/*
 * What is known of words: which walks through a word survive it, worked out once for each distinct
 * word of a text. automaton.c tells why.
 *
 * A walk's fate hangs on what stands before its first byte and on what stands behind the word. From
 * within a word all that is known, but for what stands behind; from its first byte on, a blank or a
 * line's end before it is the usual thing, and for the rest one answer must do for all.
 */
#include "match/automaton_p.h"

#include <string.h>

const uint8_t rt_walks_before_of[256] = {[' '] = RT_WALKS_BLANK, ['\n'] = RT_WALKS_LINE};
const uint8_t rt_walks_behind_of[256] = {[' '] = RT_WALKS_USUAL | RT_WALKS_SPACED,
	['\n'] = RT_WALKS_USUAL, ['.'] = RT_WALKS_USUAL, [','] = RT_WALKS_USUAL};

/* The bytes for which these tables have something. */
static const char usual_before[] = " \n", usual_behind[] = " \n.,";

/* The entry behind a byte, built where need be. */
static uint32_t step(struct rt_automaton *automaton, uint32_t entry, unsigned char byte)
{
	uint32_t next = rt_automaton_look_up(automaton, entry, byte);
	return next != RT_STATE_UNKNOWN ? next : rt_automaton_build(automaton, entry, byte);
}

/* A walk dies in the word or behind it, it dies if what stands behind is usual, or it must be made. */
enum fate { FATE_DIES, FATE_OPEN, FATE_LIVES };

/* What becomes of a walk that has come to word[at], alive. behind_r: where it has come to behind the word;
 * 0 where it wakes a rule before, or is dead. */
static enum fate fate_of(struct rt_automaton *automaton, uint32_t entry, const char *word, size_t len,
	size_t at, uint32_t *behind_r)
{
	uint32_t dead = RT_STATE_DEAD * automaton->row_length;
	uint32_t waking = automaton->waking_first * automaton->row_length;
	uint32_t full = RT_STATE_FULL * automaton->row_length;
	*behind_r = 0;
	for (; at < len && entry < waking && entry > full; at++)
		entry = step(automaton, entry, (unsigned char)word[at]);
	if (entry == dead)
		return FATE_DIES;
	if (entry >= waking || entry == full)
		return FATE_LIVES;
	*behind_r = entry;
	for (const char *byte = usual_behind; *byte; byte++)
		if (step(automaton, entry, (unsigned char)*byte) != dead)
			return FATE_LIVES;
	return FATE_OPEN;
}

static void note(struct rt_walks *walks, size_t at, enum fate fate)
{
	walks->usual |= fate == FATE_LIVES ? 1u << at : 0;
	walks->open |= fate == FATE_OPEN ? 1u << at : 0;
}

/* behind: the entry behind the word, or 0. */
static void note_behind(struct rt_automaton *automaton, uint32_t behind,
	enum rt_walks_before before, struct rt_walks *walks)
{
	uint32_t blank = behind ? step(automaton, behind, ' ') : 0;
	bool goes_on = blank >= RT_STATE_FIRST * automaton->row_length &&
		blank < automaton->waking_first * automaton->row_length;
	walks->behind[before] = (uint16_t)rt_state_of(automaton, behind);
	walks->behind_blank[before] = goes_on ? (uint16_t)rt_state_of(automaton, blank) : 0;
}

static void note_first(struct rt_automaton *automaton, const struct rt_dialect *dialect, enum rt_start start,
	const char *word, size_t len, struct rt_walks *walks)
{
	for (size_t i = 0; i < 2; i++) {
		unsigned char before = (unsigned char)usual_before[i];
		uint32_t from = dialect->starts[automaton->layout.context_of[before]][start], behind;
		note(walks, 0, fate_of(automaton, from, word, len, 0, &behind));
		note_behind(automaton, behind, rt_walks_before_of[before], walks);
	}
}

/* The first byte's walk, whatever else stands before it: one walk with all that may begin in any such
 * context, so that a rule that could not begin is woken in vain now and then. */
static void note_elsewhere(struct rt_automaton *automaton, const struct rt_dialect *dialect, enum rt_start start,
	const char *word, size_t len, struct rt_walks *walks)
{
	uint32_t from = dialect->starts[automaton->layout.context_count][start], behind;
	enum fate fate = fate_of(automaton, from, word, len, 0, &behind);
	walks->elsewhere = fate == FATE_DIES ? 0u : fate == FATE_LIVES ? 1u : 2u;
	note_behind(automaton, fate == FATE_DIES ? 0 : behind, RT_WALKS_ELSEWHERE, walks);
}

bool rt_automaton_walks(struct rt_automaton *automaton, const struct rt_dialect *dialect,
	const char *word, size_t len, struct rt_walks *walks_r)
{
	const unsigned char *text = (const unsigned char *)word;
	if (!len || len > RT_WALKS_WORD)
		return false;
	memset(walks_r, 0, sizeof *walks_r);
	dialect = rt_dialect_or_all(automaton, dialect);
	size_t size;
	enum rt_start start = rt_automaton_start_at(automaton, text, len, 0, &size);
	note_first(automaton, dialect, start, word, len, walks_r);
	note_elsewhere(automaton, dialect, start, word, len, walks_r);
	for (size_t i = size; i < len; i += size) {
		uint32_t from = rt_dialect_start(automaton, dialect, text, len, i, &size), behind;
		note(walks_r, i, fate_of(automaton, from, word, len, i, &behind));
	}
	return true;
}

static bool begins_nothing(struct rt_automaton *automaton, unsigned before, unsigned char sign)
{
	unsigned context = automaton->layout.context_of[before];
	uint32_t start = automaton->dialects[0]->starts[context][RT_START_ASCII];
	return start < automaton->waking_first * automaton->row_length &&
		step(automaton, start, sign) == RT_STATE_DEAD * automaton->row_length;
}

void rt_automaton_quiet(struct rt_automaton *automaton, const char *signs, bool at_line_r[256], bool quiet_r[256])
{
	memset(at_line_r, 0, 256 * sizeof *at_line_r);
	memset(quiet_r, 0, 256 * sizeof *quiet_r);
	for (; *signs; signs++) {
		unsigned char sign = (unsigned char)*signs;
		bool quiet = true;
		for (unsigned before = 0; before < RT_BEFORE_START; before++)
			quiet &= before == '\n' || begins_nothing(automaton, before, sign);
		quiet_r[sign] = quiet;
		at_line_r[sign] = begins_nothing(automaton, '\n', sign);
	}
}
