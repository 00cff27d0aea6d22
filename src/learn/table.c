/*
 * Columns of a table whose head says what stands in them, in any language that the lists have heads of:
 *
 *	No | Firm              | Representative
 *	1  | Quxley Africa Ltd | Ona Qwynter
 *	2  | Symphony          | R. Haverford
 *
 * Cells are parted by strokes or tabs, or by blanks, where they stand below the head of their column. A
 * cell of a column of firms is a body, one of a column of people someone, where its words may be a name at
 * all.
 */
#include "learn/steps.h"

#include <string.h>

#define MOST_CELLS 12
#define LONGEST_HEAD 40 /* bytes of a column's head */
#define MOST_WORDS 6    /* of a name in a cell */
#define ASIDE 2		/* columns of characters that a cell may stand beside its head */

static const char rule[] = "column-of-table";

enum column { NO_HEAD, PEOPLE, BODIES, OTHER }; /* OTHER: names nobody */

struct row {
	struct rt_range cells[MOST_CELLS];
	size_t count;
	uint32_t start; /* of its line */
	char sign;	/* that parts them; ' ' stands for two blanks or more */
};

/* Lists of what stands at the head of a column, in any language. */
static const char people_heads[] = "column-people", body_heads[] = "column-body";
static const char other_heads[] = "column-other";
static const char empty_cells[] = "column-empty"; /* what stands in a cell instead of a name */

static struct rt_range trim(const char *text, struct rt_range cell)
{
	while (cell.start < cell.end && memchr(" \t>*-", text[cell.start], 5))
		cell.start++;
	while (cell.end > cell.start && memchr(" \t\r*", text[cell.end - 1], 4))
		cell.end--;
	return cell;
}

static void add_cell(struct row *row, struct rt_range cell)
{
	if (cell.start < cell.end && row->count < MOST_CELLS)
		row->cells[row->count++] = cell;
}

/* Of cells that are parted by blanks. */
static struct row cut_at_blanks(const char *text, uint32_t start, uint32_t end)
{
	struct row row = {.start = start, .sign = ' '};
	uint32_t from = start;
	for (uint32_t at = start; at + 1 < end; at++) {
		if (text[at] != ' ' || text[at + 1] != ' ')
			continue;
		add_cell(&row, trim(text, (struct rt_range){from, at}));
		while (at + 1 < end && text[at + 1] == ' ')
			at++;
		from = at + 1;
	}
	add_cell(&row, trim(text, (struct rt_range){from, end}));
	return row;
}

static struct row cut_at_signs(const char *text, uint32_t start, uint32_t end)
{
	struct row row = {.start = start, .sign = memchr(text + start, '|', end - start) ? '|' : '\t'};
	uint32_t from = start;
	for (uint32_t at = start; at <= end; at++) {
		if (at < end && text[at] != row.sign)
			continue;
		struct rt_range cell = trim(text, (struct rt_range){from, at});
		/* A tab before the first cell is one that is empty, a stroke is the frame. */
		bool edge = cell.start == cell.end && (at == end || (from == start && row.sign == '|'));
		if (!edge && row.count < MOST_CELLS)
			row.cells[row.count++] = cell;
		from = at + 1;
	}
	return row;
}

/* The first of the lists that has what stands in the cell; count: none. */
static size_t list_of(const struct rt_text *text, struct rt_range cell, const char *const *lists, size_t count)
{
	size_t len = cell.end - cell.start;
	return len && len <= LONGEST_HEAD
		       ? rt_ruleset_first_of(text->rules, lists, count, text->document->text + cell.start, len)
		       : count;
}

static enum column column_of(const struct rt_text *text, struct rt_range head)
{
	static const char *const lists[] = {body_heads, people_heads, other_heads};
	static const enum column columns[] = {BODIES, PEOPLE, OTHER, NO_HEAD};
	return columns[list_of(text, head, lists, 3)];
}

/* A form has the heads of other columns as cells. */
static bool is_no_name(const struct rt_text *text, struct rt_range cell)
{
	static const char *const lists[] = {other_heads, empty_cells};
	return list_of(text, cell, lists, 2) < 2;
}

static bool names(enum column column)
{
	return column == PEOPLE || column == BODIES;
}

/* -> does the row head a table? */
static bool read_heads(const struct rt_text *text, const struct row *row, enum column *columns)
{
	enum column found[MOST_CELLS] = {NO_HEAD};
	bool any = false;
	size_t heads = 0;
	for (size_t i = 0; i < row->count; i++) {
		found[i] = column_of(text, row->cells[i]);
		any |= names(found[i]);
		heads += found[i] != NO_HEAD;
	}
	if (!any || heads < 2)
		return false;
	memcpy(columns, found, sizeof found);
	return true;
}

/* Letters as a name has them: with a capital, or of a script that has none. */
static bool is_written_as_name(const struct rt_text *text, size_t i)
{
	return rt_text_capital(text, i) || text->tokens[i].shape & RT_SHAPE_UNCASED;
}

/* May the token stand in someone's name; in a body's? */
static bool fits(const struct rt_text *text, size_t i, bool person)
{
	uint32_t shape = text->tokens[i].shape, flags = text->words[i].flags;
	if (shape & RT_SHAPE_ADDRESS)
		return false;
	if (shape & RT_SHAPE_INITIAL || flags & RT_WORD_PARTICLE || rt_text_is(text, i, '.'))
		return true;
	if (person)
		return is_written_as_name(text, i) &&
		       !(flags & (RT_WORD_TAIL | RT_WORD_LEGAL | RT_WORD_NONE | RT_WORD_FUNCTION));
	return is_written_as_name(text, i) || rt_text_is(text, i, '&') || rt_text_is(text, i, ',') ||
	       rt_text_is(text, i, '-') || flags & RT_WORD_FUNCTION;
}

/* Does the word speak for a name, where it stands below the head of such? */
static bool tells(const struct rt_text *text, size_t i, bool person)
{
	uint32_t flags = text->words[i].flags;
	if (!person)
		return !(flags & (RT_WORD_PLACE | RT_WORD_NO_ACRONYM | RT_WORD_NONE | RT_WORD_FUNCTION));
	bool listed = flags & (RT_WORD_GIVEN | RT_WORD_SURNAME);
	return !rt_text_is_initial(text, i) && text->tokens[i].end - text->tokens[i].start > 1 &&
	       (listed || !(flags & (RT_WORD_COMMON_OWN | RT_WORD_PLACE)));
}

/* "מי-ים": a word of grammar that a stroke ties to the next is a part of the name. */
static bool is_tied(const struct rt_text *text, size_t i, size_t last)
{
	return i + 2 <= last && rt_text_is(text, i + 1, '-') && text->tokens[i].end == text->tokens[i + 1].start &&
	       text->tokens[i + 1].end == text->tokens[i + 2].start;
}

static bool is_name(const struct rt_text *text, size_t first, size_t last, bool person)
{
	bool telling = false;
	if (last >= text->count || last < first || last - first >= MOST_WORDS ||
		!is_written_as_name(text, first) ||
		(text->words[first].flags & RT_WORD_FUNCTION && !is_tied(text, first, last)))
		return false;
	for (size_t i = first; i <= last; i++) {
		if (!fits(text, i, person))
			return false;
		telling |= tells(text, i, person);
	}
	return telling;
}

/* Where the next one is of what parts cells; most texts have none, most lines no two blanks. */
struct parting {
	const char *text, *end;
	const char *stroke, *tab, *blanks; /* NULL: none is left */
};

static const char *next_sign(const struct parting *in, const char *at, char sign)
{
	return memchr(at, sign, (size_t)(in->end - at));
}

static const char *next_blanks(const struct parting *in, const char *at)
{
	for (at++; at < in->end; at += 2) /* of two neighbours one stands here */
		if (*at == ' ' && (at[-1] == ' ' || (at + 1 < in->end && at[1] == ' ')))
			return at[-1] == ' ' ? at - 1 : at;
	return NULL;
}

static struct parting new_parting(const char *text, size_t len)
{
	struct parting in = {.text = text, .end = text + len};
	in.stroke = next_sign(&in, text, '|');
	in.tab = next_sign(&in, text, '\t');
	in.blanks = next_blanks(&in, text);
	return in;
}

/* Lines come one behind the other. */
static struct row cut(struct parting *in, uint32_t start, uint32_t end)
{
	const char *from = in->text + start, *behind = in->text + end;
	if (in->stroke && in->stroke < from)
		in->stroke = next_sign(in, from, '|');
	if (in->tab && in->tab < from)
		in->tab = next_sign(in, from, '\t');
	if ((in->stroke && in->stroke < behind) || (in->tab && in->tab < behind))
		return cut_at_signs(in->text, start, end);
	while (from < behind && memchr(" >", *from, 2))
		from++;
	if (in->blanks && in->blanks < from)
		in->blanks = next_blanks(in, from);
	if (!in->blanks || in->blanks + 2 > behind)
		return (struct row){.count = 0};
	return cut_at_blanks(in->text, start, end);
}

/* Empty cells at the end of a row have no tabs. */
static bool may_be_below(const struct row *row, const struct row *head)
{
	if (row->sign == '|')
		return row->count == head->count;
	return row->count > 1 && (row->sign == ' ' || row->count <= head->count);
}

/* The head that a cell stands below; the count of heads: none. */
static size_t head_of(const struct row *head, const struct row *row, size_t cell)
{
	if (row->sign != ' ')
		return cell;
	uint32_t at = row->cells[cell].start - row->start;
	for (size_t i = 0; i < head->count; i++) {
		uint32_t below = head->cells[i].start - head->start;
		if (at <= below + ASIDE && below <= at + ASIDE)
			return i;
	}
	return head->count;
}

/* "Haverford, Gerald": a family of one word, particles aside, and the given name behind it. */
static bool is_turned_name(const struct rt_text *text, size_t first, size_t last)
{
	size_t family = first;
	while (family < last && text->words[family].flags & RT_WORD_PARTICLE)
		family++;
	return family + 1 < last && rt_text_is(text, family + 1, ',') && is_name(text, first, family, true) &&
	       is_name(text, family + 2, last, true);
}

static void read_cell(struct rt_text *text, struct rt_range cell, enum column column)
{
	if (!names(column) || cell.start >= cell.end || is_no_name(text, cell))
		return;
	bool person = column == PEOPLE;
	size_t first = rt_text_token_at(text, cell.start), last = rt_text_token_at(text, cell.end - 1);
	while (first < last && person && text->words[first].flags & RT_WORD_HONORIFIC)
		first += 1 + rt_text_is(text, first + 1, '.');
	if (!is_name(text, first, last, person) && !(person && is_turned_name(text, first, last)))
		return;
	rt_text_add(text, first, last, person ? "person" : "organisation", rule, person ? 0.9 : 0.92);
}

/* "Firma", "Ort": the words of a head are no names, whatever stands beside them. */
static void take_away_heads(struct rt_text *text, const struct row *row, const enum column *columns)
{
	for (size_t i = 0; i < row->count; i++)
		if (columns[i] != NO_HEAD)
			rt_text_add(text, rt_text_token_at(text, row->cells[i].start),
				rt_text_token_at(text, row->cells[i].end - 1), "none", rule, 0.9);
}

void rt_learn_tables(struct rt_text *text)
{
	const char *bytes = text->document->text;
	uint32_t len = (uint32_t)text->document->len;
	enum column columns[MOST_CELLS] = {NO_HEAD};
	struct row head = {.count = 0};
	if (text->technical)
		return;
	struct parting parting = new_parting(bytes, len);
	for (uint32_t start = 0, end; start < len; start = end + 1) {
		const char *stop = memchr(bytes + start, '\n', len - start);
		end = stop ? (uint32_t)(stop - bytes) : len;
		struct row row = cut(&parting, start, end);
		if (row.count > 1 && read_heads(text, &row, columns)) {
			head = row;
			take_away_heads(text, &row, columns);
			continue;
		}
		if (row.sign != head.sign || !may_be_below(&row, &head))
			head.count = 0;
		for (size_t i = 0; i < row.count && head.count; i++) {
			size_t below = head_of(&head, &row, i);
			if (below < head.count)
				read_cell(text, row.cells[i], columns[below]);
		}
	}
}
