#include "resolve/identities.h"

#include "resolve/identities_p.h"
#include "resolve/misread.h"

#include <stdlib.h>
#include <string.h>

struct rt_identities *rt_identities_new(const struct rt_lexicon *lexicon)
{
	struct rt_identities *who = rt_alloc_zero(1, sizeof *who);
	who->lexicon = lexicon;
	who->arena = rt_arena_new();
	who->text_ids = rt_map_new();
	who->name_ids = rt_map_new();
	who->unit_ids = rt_map_new();
	who->sighting_ids = rt_map_new();
	who->pair_ids = rt_map_new();
	who->beside_ids = rt_map_new();
	who->family_people = rt_map_new();
	who->given_people = rt_map_new();
	return who;
}

void rt_identities_free(struct rt_identities *who)
{
	if (!who)
		return;
	RT_VEC_FOREACH(unit, &who->units)
		rt_vec_release(&unit->names);
	rt_vec_release(&who->texts);
	rt_vec_release(&who->names);
	rt_vec_release(&who->units);
	rt_vec_release(&who->sightings);
	rt_vec_release(&who->pairs);
	rt_vec_release(&who->verdicts);
	rt_vec_release(&who->besides);
	rt_vec_release(&who->order);
	rt_vec_release(&who->identities);
	rt_vec_release(&who->proposals);
	rt_vec_release(&who->aliases);
	struct rt_map *maps[] = {who->text_ids, who->name_ids, who->unit_ids, who->sighting_ids,
		who->pair_ids, who->beside_ids, who->family_people, who->given_people};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		rt_map_free(maps[i]);
	rt_free(who->parent);
	rt_free(who->identity_of_unit);
	rt_free(who->sighting_order);
	rt_free(who->sighting_start);
	rt_arena_free(who->arena);
	rt_free(who);
}

/* The parsed name of a text; texts with the same parts share one. */
uint32_t rt_who_name(struct rt_identities *who, const char *text, size_t len)
{
	uint64_t *slot = rt_map_at(who->text_ids, text, len);
	if (*slot)
		return (uint32_t)*slot - 1;
	struct name_text entry = {.text = rt_arena_strndup(who->arena, text, len)};
	struct rt_name parsed;
	rt_name_parse(who->arena, who->lexicon, text, len, &parsed);
	entry.clean = parsed.clean;
	struct rt_str id = RT_STR_INIT;
	rt_str_appendf(&id, "%d\t%s\t%s\t%s\t%d", (int)parsed.kind, parsed.key,
		parsed.kind == RT_NAME_PERSON ? parsed.family : "", parsed.nick ? parsed.nick : "",
		parsed.latin);
	uint64_t *name = rt_map_at(who->name_ids, id.data, id.len);
	rt_str_release(&id);
	if (!*name) {
		rt_vec_push(&who->names, (struct known_name){.parsed = parsed});
		*name = who->names.count;
	}
	struct known_name *known = &who->names.items[*name - 1];
	known->parsed.certain |= parsed.certain;
	entry.name = (uint32_t)*name - 1;
	rt_vec_push(&who->texts, entry);
	*slot = who->texts.count;
	return (uint32_t)*slot - 1;
}

void rt_who_hold(struct unit *unit, uint32_t name, uint32_t count)
{
	RT_VEC_FOREACH(held, &unit->names)
		if (held->name == name) {
			held->count += count;
			return;
		}
	rt_vec_push(&unit->names, (struct held_name){.name = name, .count = count});
}

uint32_t rt_who_unit(struct rt_identities *who, const char *prefix, const char *key,
	const struct rt_mailbox *mailbox)
{
	const char *whole = rt_arena_printf(who->arena, "%s%s", prefix, key);
	uint64_t *slot = rt_map_at(who->unit_ids, whole, strlen(whole));
	if (!*slot) {
		static const struct rt_mailbox none = {.key = "", .local = "", .house = ""};
		struct unit unit = {.key = whole, .joined_to = RT_NOBODY,
			.mailbox = mailbox ? *mailbox : none};
		rt_vec_push(&who->units, unit);
		*slot = who->units.count;
	}
	return (uint32_t)*slot - 1;
}

/* A name that is nothing but an address names that address. */
static const char *address_in_name(const struct rt_identities *who, uint32_t text)
{
	const char *clean = text == RT_NOBODY ? "" : who->texts.items[text].clean;
	return rt_misread_is_address(clean, strlen(clean)) ? clean : NULL;
}

static uint32_t place_sighting(struct rt_identities *who, const struct sighting *seen)
{
	struct rt_mailbox mailbox = {0};
	const char *address = seen->address, *named = address_in_name(who, seen->text);
	if (address)
		rt_mailbox_parse(who->arena, who->lexicon, address, strlen(address), &mailbox);
	if (named && mailbox.kind == RT_MAILBOX_NONE)
		rt_mailbox_parse(who->arena, who->lexicon, named, strlen(named), &mailbox);
	/* "Claire Moreau <ClaireMoreau@ACME>": a Notes name pressed into the form of an address */
	bool pressed = mailbox.kind == RT_MAILBOX_SMTP && seen->text != RT_NOBODY &&
		       !strchr(strrchr(mailbox.key, '@'), '.');
	if (mailbox.kind == RT_MAILBOX_SMTP && !pressed)
		return rt_who_unit(who, "a:", mailbox.key, &mailbox);
	if (mailbox.kind == RT_MAILBOX_DIRECTORY)
		return rt_who_unit(who, "d:", mailbox.key, &mailbox);
	if (seen->text != RT_NOBODY) {
		uint32_t name = who->texts.items[seen->text].name;
		const char *key = who->names.items[name].parsed.key;
		return rt_who_unit(who, "n:", *key ? key : who->texts.items[seen->text].text, NULL);
	}
	return rt_who_unit(who, "n:", seen->address ? seen->address : seen->raw ? seen->raw : "", NULL);
}

/* "Claire Moreau/Legal/Acme@ACME": an address of Notes is a name. */
static const char *name_in_address(struct rt_identities *who, const char *address)
{
	struct rt_mailbox mailbox;
	if (!address || !*address)
		return NULL;
	rt_mailbox_parse(who->arena, who->lexicon, address, strlen(address), &mailbox);
	return mailbox.kind == RT_MAILBOX_NONE ? address : NULL;
}

static void append_part(struct rt_str *key, const char *part)
{
	if (part)
		rt_str_append(key, part);
	rt_str_append_char(key, '\x1f');
}

uint32_t rt_identities_see(
	struct rt_identities *who, const char *name, const char *address, const char *raw)
{
	struct rt_str key = RT_STR_INIT;
	append_part(&key, name);
	append_part(&key, address);
	append_part(&key, raw);
	uint64_t *slot = rt_map_at(who->sighting_ids, key.data, key.len);
	rt_str_release(&key);
	if (!*slot) {
		struct sighting seen = {
			.name = name ? rt_arena_strdup(who->arena, name) : NULL,
			.address = address ? rt_arena_strdup(who->arena, address) : NULL,
			.raw = raw ? rt_arena_strdup(who->arena, raw) : NULL,
			.text = RT_NOBODY,
		};
		const char *text = name && *name ? name : name_in_address(who, address);
		if (text)
			seen.text = rt_who_name(who, text, strlen(text));
		seen.unit = place_sighting(who, &seen);
		rt_vec_push(&who->sightings, seen);
		*slot = who->sightings.count;
	}
	uint32_t number = (uint32_t)*slot - 1;
	who->sightings.items[number].count++;
	return number;
}

void rt_identities_in_mail(struct rt_identities *who, uint32_t sighting)
{
	who->sightings.items[sighting].in_mail = true;
}

void rt_identities_same_place(struct rt_identities *who, uint32_t header, uint32_t shown)
{
	uint32_t key[2] = {header, shown};
	uint64_t *slot = rt_map_at(who->pair_ids, (const char *)key, sizeof key);
	if (!*slot) {
		rt_vec_push(&who->pairs, (struct place_pair){.header = header, .shown = shown});
		*slot = who->pairs.count;
	}
	who->pairs.items[*slot - 1].count++;
}

/* The person's name of a sighting with a mailbox, or NULL. */
static const struct rt_name *person_at(const struct rt_identities *who, uint32_t sighting)
{
	const struct sighting *seen = &who->sightings.items[sighting];
	if (seen->text == RT_NOBODY || who->units.items[seen->unit].mailbox.kind != RT_MAILBOX_SMTP)
		return NULL;
	const struct rt_name *name = &who->names.items[who->texts.items[seen->text].name].parsed;
	return name->kind == RT_NAME_PERSON ? name : NULL;
}

/* "Mark K. Lay" and "Mark Lay" in one list: the one leaves out what the other says, which is as
 * often one person under two addresses as two people. */
static void note_beside(struct rt_identities *who, uint32_t a, uint32_t b)
{
	const struct rt_name *x = person_at(who, a), *y = person_at(who, b);
	uint32_t unit_a = who->sightings.items[a].unit, unit_b = who->sightings.items[b].unit;
	if (!x || !y || unit_a == unit_b || x == y || strcmp(x->family, y->family) != 0 ||
		!strcmp(who->units.items[unit_a].mailbox.house, who->units.items[unit_b].mailbox.house) ||
		rt_name_compare(who->lexicon, x, y) == RT_REL_WHOLE)
		return;
	uint32_t key[2] = {unit_a < unit_b ? unit_a : unit_b, unit_a < unit_b ? unit_b : unit_a};
	uint64_t *slot = rt_map_at(who->beside_ids, (const char *)key, sizeof key);
	if (!(*slot)++)
		rt_vec_push(&who->besides, (struct beside){key[0], key[1]});
}

#define MAX_BESIDE 200 /* people of a list that are held against each other */

void rt_identities_beside(struct rt_identities *who, const uint32_t *sightings, size_t count)
{
	for (size_t i = 0; i < count && count <= MAX_BESIDE; i++)
		for (size_t j = i + 1; person_at(who, sightings[i]) && j < count; j++)
			note_beside(who, sightings[i], sightings[j]);
}

bool rt_identities_agree(const struct rt_identities *who, uint32_t header, uint32_t shown)
{
	uint32_t key[2] = {header, shown};
	uint64_t *slot = rt_map_find(who->pair_ids, (const char *)key, sizeof key);
	return slot && who->pairs.items[*slot - 1].agree;
}

bool rt_identities_would_fit(const struct rt_identities *who, uint32_t header, uint32_t shown)
{
	const struct sighting *seen = &who->sightings.items[shown];
	const struct unit *unit = &who->units.items[who->sightings.items[header].unit];
	if (seen->text == RT_NOBODY)
		return who->sightings.items[header].unit == seen->unit;
	const struct rt_name *name = &who->names.items[who->texts.items[seen->text].name].parsed;
	return unit->mailbox.kind == RT_MAILBOX_SMTP &&
	       rt_local_fit(who->lexicon, name, unit->mailbox.local) >= RT_FIT_INITIAL;
}

bool rt_identities_is_shared(const struct rt_identities *who, uint32_t sighting)
{
	return who->units.items[who->sightings.items[sighting].unit].shared;
}

bool rt_identities_decide(struct rt_identities *who, uint32_t a, uint32_t b, bool same)
{
	if (!same && who->sightings.items[a].unit == who->sightings.items[b].unit)
		return false;
	rt_vec_push(&who->verdicts, (struct verdict){a, b, same});
	return true;
}

/* The most frequent sighting on a unit, or RT_NOBODY. */
static uint32_t sighting_on(const struct rt_identities *who, uint32_t unit)
{
	uint32_t best = RT_NOBODY;
	for (uint32_t i = 0; i < who->sightings.count; i++)
		if (who->sightings.items[i].unit == unit &&
			(best == RT_NOBODY ||
				who->sightings.items[i].count > who->sightings.items[best].count))
			best = i;
	return best;
}

static uint32_t find_unit(const struct rt_identities *who, const char *prefix, const char *key)
{
	struct rt_str whole = RT_STR_INIT;
	rt_str_appendf(&whole, "%s%s", prefix, key);
	uint64_t *slot = rt_map_find(who->unit_ids, whole.data, whole.len);
	rt_str_release(&whole);
	return slot ? sighting_on(who, (uint32_t)*slot - 1) : RT_NOBODY;
}

/* By the name that a sighting bears, where no name stands by itself. */
static uint32_t find_named(const struct rt_identities *who, const char *key)
{
	uint32_t best = RT_NOBODY;
	for (uint32_t i = 0; i < who->sightings.count; i++) {
		const struct sighting *seen = &who->sightings.items[i];
		if (seen->text == RT_NOBODY)
			continue;
		const char *of = who->names.items[who->texts.items[seen->text].name].parsed.key;
		if (!strcmp(of, key) && (best == RT_NOBODY ||
						seen->count > who->sightings.items[best].count))
			best = i;
	}
	return best;
}

uint32_t rt_identities_lookup(struct rt_identities *who, const char *typed)
{
	struct rt_mailbox mailbox;
	struct rt_name name;
	rt_mailbox_parse(who->arena, who->lexicon, typed, strlen(typed), &mailbox);
	uint32_t found = find_unit(who, "a:", mailbox.key);
	if (found == RT_NOBODY)
		found = find_unit(who, "d:", mailbox.key);
	if (found == RT_NOBODY)
		found = find_unit(who, "n:", typed);
	if (found != RT_NOBODY)
		return found;
	rt_name_parse(who->arena, who->lexicon, typed, strlen(typed), &name);
	if (!*name.key)
		return RT_NOBODY;
	found = find_unit(who, "n:", name.key);
	return found != RT_NOBODY ? found : find_named(who, name.key);
}

/* Rounds: each makes clusters larger, and with them what is known of each. */
#define MAX_ROUNDS 6

static void join_rounds(struct rt_identities *who, struct edges *edges, bool far)
{
	for (int round = 0; round < MAX_ROUNDS; round++) {
		rt_vec_clear(edges);
		rt_who_name_edges(who, edges);
		size_t joins = rt_who_apply(who, edges, far);
		rt_vec_clear(edges);
		rt_who_local_edges(who, edges);
		joins += rt_who_apply(who, edges, far);
		if (!joins)
			break;
	}
}

void rt_identities_settle(struct rt_identities *who)
{
	struct edges edges = {0};
	rt_who_profiles(who);
	rt_who_rarity(who);
	rt_who_clusters_begin(who);
	join_rounds(who, &edges, false);
	join_rounds(who, &edges, true);
	if (rt_who_join_displayed(who))
		join_rounds(who, &edges, true);
	rt_vec_clear(&edges);
	rt_who_name_edges(who, &edges);
	rt_who_local_edges(who, &edges);
	rt_who_weigh(who, &edges);
	rt_who_present(who, &edges);
	rt_who_clusters_end(who);
	rt_vec_release(&edges);
}
