/* Mentions: a person's full name joins who bears it, and an address who writes under it; an organisation's names join
 * their body; any other type is one entity a normal form. */
#include "base/utf8.h"
#include "resolve/body_pair.h"
#include "resolve/resolution_p.h"
#include "store/read.h"

#include <string.h>

/* What sort of name: FULL joins by itself, ONE_WORD by who takes part; the spot keeps the word, bare. */
enum sort { NO_NAME = 1, FULL, ONE_WORD };

static enum sort sort_of(struct rt_resolution *all, const char *text, struct spot *spot)
{
	struct rt_name name;
	rt_name_parse(all->arena, all->lexicon, text, strlen(text), &name);
	spot->word = name.kind == RT_NAME_SINGLE ? name.key : NULL;
	spot->latin = name.latin;
	return name.kind == RT_NAME_PERSON ? FULL : name.kind == RT_NAME_SINGLE ? ONE_WORD : NO_NAME;
}

static bool is_party(const char *type)
{
	return !strcmp(type, "person");
}

/* The organisation that was named last, for "Distributed Denial of Secrets (DDoSecrets)". */
struct last_body {
	int64_t document;
	uint32_t end, number;
};

static uint32_t see_body(struct rt_resolution *all, const struct rt_mention_row *row, const char *value,
	struct last_body *last)
{
	uint32_t number = rt_bodies_see(all->bodies, value);
	if (last->document == row->document && row->range.start == last->end + strlen(" ("))
		rt_bodies_introduce(all->bodies, last->number, number);
	if (!strcmp(row->segment, "signature"))
		rt_bodies_see_signed(all->bodies,
			&(struct rt_body_place){row->document, row->message_position, row->range},
			number);
	*last = (struct last_body){row->document, row->range.end, number};
	return number;
}

/* " Kagan", " KAGAN": a capital and another letter behind one blank. */
static bool goes_on(const struct rt_behind_row *row)
{
	size_t at = 1;
	if (row->len < 3 || row->text[0] != ' ')
		return false;
	uint32_t first = rt_utf8_next(row->text, row->len, &at);
	uint32_t second = at < row->len ? rt_utf8_next(row->text, row->len, &at) : 0;
	return rt_rune_is_upper(first) && rt_rune_is_letter(second);
}

static bool ends_line(const struct rt_behind_row *row)
{
	size_t at = 0;
	while (at < row->len && strchr(" ,.\r\t-", row->text[at]))
		at++;
	return at == row->len || row->text[at] == '\n';
}

/* The "Robert" of "Robert Kagan", where finding got no further, is no bare name: another Robert of the
 * message is not meant. */
static int look_behind_words(struct rt_resolution *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_behind_words(all->store, err);
	struct rt_behind_row row;
	size_t i = 0;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_behind_words_next(rows, &row, err)) > 0) {
		while (i < all->spots.count && all->spots.items[i].id != row.mention)
			i++;
		if (i == all->spots.count)
			continue;
		if (goes_on(&row))
			all->spots.items[i].word = NULL;
		all->spots.items[i].alone = !row.len || ends_line(&row);
	}
	rt_cursor_free(rows);
	return got;
}

#define LONGEST_BRIDGE 10 /* bytes between a name and its address: " [mailto:" */

/* The person's name that was met last. */
struct last_person {
	int64_t document;
	uint32_t end, spot;
};

/* Is it an address right behind a person's name? Gives one more than that name's spot, or 0. */
static uint32_t name_before(struct rt_resolution *all, const struct rt_mention_row *row, struct last_person *last)
{
	if (!strcmp(row->type, "email"))
		return last->document == row->document && row->range.start >= last->end &&
					       row->range.start - last->end <= LONGEST_BRIDGE
			       ? last->spot + 1
			       : 0;
	if (is_party(row->type))
		*last = (struct last_person){row->document, row->range.end, (uint32_t)all->spots.count};
	return 0;
}

int rt_resolution_load_mentions(struct rt_resolution *all, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_mentions(all->store, 0, NULL, err);
	struct rt_mention_row row;
	struct rt_map *sorts = rt_map_new(); /* name -> sort */
	struct last_body last = {0};
	struct last_person person = {0};
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_mentions_next(rows, &row, err)) > 0) {
		struct spot spot = {.id = row.id, .document = row.document,
			.post = row.message_position, .sighting = RT_NOBODY, .entity = RT_NOBODY,
			.body = RT_NOBODY,
			.score = row.score, .why = "the same normal form"};
		const char *value = row.value && *row.value ? row.value : row.surface;
		spot.beside = name_before(all, &row, &person);
		if (is_party(row.type)) {
			uint64_t *slot = rt_map_at(sorts, value, strlen(value));
			if (!*slot || *slot == ONE_WORD)
				*slot = sort_of(all, value, &spot);
			if (*slot == FULL) {
				spot.sighting = rt_identities_see(all->who, value, NULL, NULL);
				spot.why = "the same full name";
			}
		}
		if (!strcmp(row.type, "organisation"))
			spot.body = see_body(all, &row, value, &last);
		else if (spot.sighting == RT_NOBODY)
			spot.entity = rt_resolution_thing(all, row.type, value, value);
		if (spot.word)
			all->things.items[spot.entity].kind = "partial";
		rt_vec_push(&all->spots, spot);
	}
	rt_map_free(sorts);
	rt_cursor_free(rows);
	return got ? got : look_behind_words(all, err);
}

/* Each body becomes a thing; each mention of one of its names belongs to it. */
void rt_resolution_place_bodies(struct rt_resolution *all)
{
	rt_bodies_settle(all->bodies);
	RT_VEC_FOREACH(spot, &all->spots)
	{
		if (spot->body == RT_NOBODY)
			continue;
		uint32_t main = rt_bodies_main(all->bodies, spot->body);
		const char *name = rt_bodies_name(all->bodies, main);
		spot->entity = rt_resolution_thing(all, "organisation", name, name);
		all->things.items[spot->entity].body = main;
		spot->why = rt_bodies_why(all->bodies, spot->body);
	}
}

/* "ana@quxley.example" in a text is Ana, who would else be tied to her own address. */
static void find_owners(struct rt_resolution *all)
{
	RT_VEC_FOREACH(thing, &all->things)
	{
		if (strcmp(thing->type, "email") != 0)
			continue;
		uint32_t identity = rt_identities_owner(all->who, thing->name);
		if (identity != RT_NOBODY)
			thing->owner = all->thing_of_identity[identity] + 1;
	}
}

/* To what a person has decided, or the owner of the address. */
static void lead_on(struct rt_resolution *all, struct spot *spot)
{
	uint32_t becomes = rt_resolution_becomes(all, spot->entity);
	uint32_t owner = all->things.items[becomes].owner;
	if (becomes != spot->entity)
		spot->why = "a person decided so";
	else if (owner)
		spot->why = "an address of theirs";
	spot->entity = owner ? rt_resolution_becomes(all, owner - 1) : becomes;
}

void rt_resolution_place_mentions(struct rt_resolution *all)
{
	size_t paper = 0;
	find_owners(all);
	RT_VEC_FOREACH(spot, &all->spots)
	{
		if (spot->sighting != RT_NOBODY && spot->entity == RT_NOBODY) {
			uint32_t identity = rt_identities_of(all->who, spot->sighting);
			if (identity != RT_NOBODY)
				spot->entity = all->thing_of_identity[identity];
		}
		if (spot->entity == RT_NOBODY)
			continue;
		lead_on(all, spot);
		if (spot->beside && all->spots.items[spot->beside - 1].entity == spot->entity)
			continue; /* "Ana <ana@quxley.example>" counts once */
		struct rt_thing *thing = &all->things.items[spot->entity];
		thing->mentions++;
		if (thing->last_document == spot->document)
			continue;
		thing->last_document = spot->document;
		thing->documents++;
		while (paper < all->papers.count && all->papers.items[paper].id < spot->document)
			paper++;
		if (paper < all->papers.count)
			rt_resolution_seen_at(thing, all->papers.items[paper].date);
	}
}
