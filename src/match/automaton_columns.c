/*
 * Columns: bytes that no position of an automaton tells apart share one entry of each row. Some 250
 * rules tell about a hundred apart, so that a row takes half the room.
 */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <string.h>

#define CACHE_LINE 64 /* bytes of the processor's cache that are loaded together */

/* What is known of each byte, mixed into one number: bytes with equal numbers are alike. */
static void mix(uint64_t marks[256], unsigned byte, uint64_t what)
{
	uint64_t mixed = (marks[byte] ^ what) * 0x9e3779b97f4a7c15u + 1;
	marks[byte] = mixed ^ mixed >> 29;
}

static void mark_class(const struct rt_classes *classes, uint32_t id, uint64_t marks[256])
{
	const struct rt_class *class = rt_classes_get(classes, id);
	for (unsigned i = 0; i < 128; i++)
		mix(marks, i, class->ascii[i / 64] >> i % 64 & 1);
	for (unsigned i = 0; i < 64; i++)
		mix(marks, 0xc0 + i, class->lead[i]);
}

static void mark_assertion(const struct rt_assertion *assertion, uint64_t marks[256])
{
	for (unsigned i = 0; i < 256; i++)
		mix(marks, i, assertion->next[i]);
	for (unsigned i = 0; i < 128; i++)
		mix(marks, i, assertion->before[i]);
}

static void mark_all(const struct rt_automaton *automaton, uint64_t marks[256])
{
	bool *seen = rt_alloc_zero(rt_classes_count(automaton->classes) + 1, sizeof *seen);
	seen[automaton->layout.word] = true;
	mark_class(automaton->classes, automaton->layout.word, marks);
	RT_VEC_FOREACH(assertion, &automaton->positions.assertions)
		mark_assertion(assertion, marks);
	RT_VEC_FOREACH(position, &automaton->positions.items) {
		if (position->kind != RT_POSITION_CLASS || seen[position->class])
			continue;
		seen[position->class] = true;
		mark_class(automaton->classes, position->class, marks);
	}
	rt_free(seen);
}

/* The bytes within a character are each their own: classes tell nearly all of them apart. Letters
 * come first, so that the columns of running text lie side by side. */
static void number_columns(struct rt_automaton *automaton, const uint64_t marks[256])
{
	bool done[256] = {false};
	for (unsigned i = 0; i < 256; i++) {
		unsigned byte = (i + 'a') % 256;
		if (done[byte])
			continue;
		bool within = byte >= 0x80 && byte < 0xc0;
		automaton->layout.byte_of[automaton->layout.columns] = (unsigned char)byte;
		for (unsigned other = 0; other < 256; other++) {
			bool alike = other == byte || (!within && marks[other] == marks[byte] &&
				(other < 0x80) == (byte < 0x80) && (other < 0x80 || other >= 0xc0));
			if (!alike || done[other])
				continue;
			automaton->layout.column_of[other] = (uint8_t)automaton->layout.columns;
			done[other] = true;
		}
		automaton->layout.columns++;
	}
}

void rt_automaton_make_columns(struct rt_automaton *automaton)
{
	uint64_t marks[256] = {0};
	mark_all(automaton, marks);
	number_columns(automaton, marks);
}

/* Rows begin at a cache line and are an odd number of lines long: with a power of two, the same
 * letters' entries of all rows would fight for a few places of the cache. */
void rt_automaton_make_rows(struct rt_automaton *automaton)
{
	uint32_t per_line = CACHE_LINE / sizeof *automaton->rows;
	uint32_t lines = (automaton->layout.columns + per_line - 1) / per_line;
	automaton->row_length = (lines | 1) * per_line;
	automaton->row_memory = rt_alloc_zero(
		(size_t)automaton->states_max * automaton->row_length + per_line, sizeof *automaton->rows);
	uintptr_t first = ((uintptr_t)automaton->row_memory + CACHE_LINE - 1) / CACHE_LINE;
	automaton->rows = (uint16_t *)(first * CACHE_LINE);
}
