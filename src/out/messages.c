/*
 * Who wrote what, a JSON line each place where a message was met: {"file","from","to":[…],"cc":[…],
 * "date","embedded":[{"from","to","cc","date"}],"signature_lines":[first,last]|null}. Names are
 * those of the entities; lines count from 1 in the body.
 */
#include "base/arena.h"
#include "base/json.h"
#include "base/vec.h"
#include "out/out.h"
#include "store/entity.h"
#include "store/read.h"

#include <stdlib.h>
#include <string.h>

struct party {
	int64_t message;
	enum rt_role role;
	bool shown;
	const char *name;
};

struct post {
	int64_t id, document;
	int32_t position;
	struct rt_range range;
	const char *date;
	size_t first, count; /* in parties */
};

struct whole {
	struct rt_store *store;
	struct rt_arena *arena;
	struct rt_str *out;
	struct rt_err *err;
	const char **names;    /* of entities, by id */
	int64_t *entity_of;    /* by participant */
	size_t name_count, participant_count;
	RT_VEC(struct party) parties;
	RT_VEC(struct post) posts;
	RT_VEC(struct rt_signature_row) signatures;
	size_t prefix; /* bytes that all paths share, up to a slash */
};

static int load_names(struct whole *whole)
{
	struct rt_cursor *rows = rt_store_entities(whole->store, NULL, true, whole->err);
	struct rt_entity_row row;
	RT_VEC(const char *) names = {0};
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_entities_next(rows, &row, whole->err)) > 0) {
		while (names.count < (size_t)row.id)
			rt_vec_push(&names, NULL);
		rt_vec_push(&names, rt_arena_strdup(whole->arena, row.name));
	}
	rt_cursor_free(rows);
	whole->names = names.items;
	whole->name_count = names.count;
	return got;
}

static int load_belongings(struct whole *whole)
{
	struct rt_cursor *rows = rt_store_participant_entities(whole->store, whole->err);
	struct rt_belonging_row row;
	RT_VEC(int64_t) entities = {0};
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_belongings_next(rows, &row, whole->err)) > 0) {
		while (entities.count < (size_t)row.of)
			rt_vec_push(&entities, 0);
		rt_vec_push(&entities, row.entity);
	}
	rt_cursor_free(rows);
	whole->entity_of = entities.items;
	whole->participant_count = entities.count;
	return got;
}

/* The entity's name; of nobody, what was written. */
static const char *name_of(struct whole *whole, const struct rt_participant_row *row)
{
	size_t id = (size_t)row->id;
	size_t entity = id < whole->participant_count ? (size_t)whole->entity_of[id] : 0;
	if (entity && entity < whole->name_count && whole->names[entity])
		return whole->names[entity];
	return rt_arena_strdup(whole->arena, row->address ? row->address : row->name ? row->name : row->raw);
}

static int load_posts(struct whole *whole)
{
	struct rt_cursor *rows = rt_store_messages(whole->store, 0, whole->err);
	struct rt_message_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_messages_next(rows, &row, whole->err)) > 0)
		rt_vec_push(&whole->posts,
			(struct post){.id = row.id, .document = row.document,
				.position = row.position,
				.range = row.range,
				.date = row.date ? rt_arena_strdup(whole->arena, row.date) : NULL});
	rt_cursor_free(rows);
	return got;
}

/* Participants come in the order of messages. */
static int load_parties(struct whole *whole)
{
	struct rt_cursor *rows = rt_store_participants(whole->store, 0, whole->err);
	struct rt_participant_row row;
	size_t post = 0;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_participants_next(rows, &row, whole->err)) > 0) {
		size_t from = post;
		while (post < whole->posts.count && whole->posts.items[post].id != row.message)
			post++;
		if (post == whole->posts.count) {
			post = from;
			continue;
		}
		struct post *of = &whole->posts.items[post];
		if (!of->count++)
			of->first = whole->parties.count;
		rt_vec_push(&whole->parties, (struct party){.message = row.message, .role = row.role,
						     .shown = !strncmp(row.field, "x-", 2),
						     .name = name_of(whole, &row)});
	}
	rt_cursor_free(rows);
	return got;
}

static int load_signatures(struct whole *whole)
{
	struct rt_cursor *rows = rt_store_signatures(whole->store, 0, whole->err);
	struct rt_signature_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_signatures_next(rows, &row, whole->err)) > 0)
		rt_vec_push(&whole->signatures, row);
	rt_cursor_free(rows);
	return got;
}

static int find_prefix(struct whole *whole)
{
	struct rt_cursor *rows = rt_store_places(whole->store, 0, whole->err);
	struct rt_place_row row;
	char *common = NULL;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_places_next(rows, &row, whole->err)) > 0) {
		if (!common) {
			common = rt_arena_strdup(whole->arena, row.path);
			whole->prefix = strlen(common);
		}
		size_t same = 0;
		while (same < whole->prefix && common[same] == row.path[same])
			same++;
		whole->prefix = same;
	}
	while (whole->prefix && common[whole->prefix - 1] != '/')
		whole->prefix--;
	rt_cursor_free(rows);
	return got;
}

/* The shown list where there is one at least as long, as resolve counts. */
static bool takes_shown(const struct whole *whole, const struct post *post, enum rt_role role)
{
	size_t shown = 0, header = 0;
	for (size_t i = 0; i < post->count; i++) {
		const struct party *party = &whole->parties.items[post->first + i];
		if (party->role == role)
			*(party->shown ? &shown : &header) += 1;
	}
	return shown && shown >= header;
}

static const char *sender(const struct whole *whole, const struct post *post)
{
	static const enum rt_role roles[] = {RT_ROLE_ON_BEHALF, RT_ROLE_FROM, RT_ROLE_SENDER};
	for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
		bool shown = takes_shown(whole, post, roles[r]);
		for (size_t i = 0; i < post->count; i++) {
			const struct party *party = &whole->parties.items[post->first + i];
			if (party->role == roles[r] && party->shown == shown)
				return party->name;
		}
	}
	return NULL;
}

static void write_role(struct rt_json *json, const struct whole *whole, const struct post *post,
	const char *key, enum rt_role role)
{
	bool shown = takes_shown(whole, post, role);
	rt_json_array(json, key);
	for (size_t i = 0; i < post->count; i++) {
		const struct party *party = &whole->parties.items[post->first + i];
		bool again = false;
		for (size_t j = 0; j < i && !again; j++) {
			const struct party *before = &whole->parties.items[post->first + j];
			again = before->role == role && before->shown == shown &&
				!strcmp(before->name, party->name);
		}
		if (party->role == role && party->shown == shown && !again)
			rt_json_text(json, NULL, party->name);
	}
	rt_json_end(json);
}

static void write_post(struct rt_json *json, const struct whole *whole, const struct post *post)
{
	rt_json_text(json, "from", sender(whole, post));
	write_role(json, whole, post, "to", RT_ROLE_TO);
	write_role(json, whole, post, "cc", RT_ROLE_CC);
	rt_json_text(json, "date", post->date);
}

static int64_t lines_before(const char *text, size_t start, size_t end)
{
	int64_t lines = 0;
	for (size_t i = start; i < end; i++)
		lines += text[i] == '\n';
	return lines;
}

static const struct rt_signature_row *signature_of(
	const struct whole *whole, const struct post *post, size_t at)
{
	const struct rt_signature_row *found = NULL;
	for (; at < whole->signatures.count; at++) {
		const struct rt_signature_row *row = &whole->signatures.items[at];
		if (row->document != post->document)
			break;
		if (row->message == post->id)
			found = row;
	}
	return found;
}

/* Someone who only sends an earlier mail of his own again signs by what stands in that. */
static const struct rt_signature_row *signature_sent_again(const struct whole *whole,
	const struct post *own, size_t at, const char *text)
{
	const struct post *inner = own + 1, *end = whole->posts.items + whole->posts.count;
	const char *empty = strstr(text, "\n\n");
	if (inner == end || inner->document != own->document || !empty)
		return NULL;
	size_t body = (size_t)(empty - text);
	const char *mine = sender(whole, own), *theirs = sender(whole, inner);
	if (!mine || !theirs || strcmp(mine, theirs) || inner->range.start < body ||
		strspn(empty, " \t\n") < inner->range.start - body)
		return NULL;
	return signature_of(whole, inner, at);
}

/* The message's own signature in lines of the body, which stands behind the first empty line. */
static int write_signature(struct rt_json *json, struct whole *whole, const struct post *post, size_t *at)
{
	while (*at < whole->signatures.count && whole->signatures.items[*at].document < post->document)
		++*at;
	struct rt_str text = RT_STR_INIT;
	int got = rt_store_text(whole->store, post->document, &text, whole->err);
	const struct rt_signature_row *found = signature_of(whole, post, *at);
	if (!found)
		found = signature_sent_again(whole, post, *at, text.data);
	if (!found) {
		rt_json_text(json, "signature_lines", NULL);
		rt_str_release(&text);
		return got < 0 ? -1 : 0;
	}
	const char *empty = strstr(text.data, "\n\n");
	size_t body = empty ? (size_t)(empty - text.data) + 2 : 0;
	size_t end = found->range.end < text.len ? found->range.end : text.len;
	while (end > found->range.start && strchr(" \n\t", text.data[end - 1]))
		end--;
	rt_json_array(json, "signature_lines");
	rt_json_int(json, NULL, lines_before(text.data, body, found->range.start) + 1);
	rt_json_int(json, NULL, lines_before(text.data, body, end) + 1);
	rt_json_end(json);
	rt_str_release(&text);
	return got < 0 ? -1 : 0;
}

/* The line of a message without its file: from its own post to the last of its document. */
static int message_line(struct whole *whole, size_t first, size_t *signature, struct rt_str *line)
{
	struct rt_json json = {.out = line};
	const struct post *own = &whole->posts.items[first];
	rt_json_object(&json, NULL);
	rt_json_text(&json, "file", "");
	write_post(&json, whole, own);
	rt_json_array(&json, "embedded");
	for (size_t i = first + 1;
		i < whole->posts.count && whole->posts.items[i].document == own->document; i++) {
		rt_json_object(&json, NULL);
		write_post(&json, whole, &whole->posts.items[i]);
		rt_json_end(&json);
	}
	rt_json_end(&json);
	int result = write_signature(&json, whole, own, signature);
	rt_json_end(&json);
	return result;
}

/* Once for each place where the message was met. */
static int write_places(struct whole *whole, int64_t document, const char *line)
{
	static const char head[] = "{\"file\":\"\"";
	struct rt_cursor *rows = rt_store_places(whole->store, document, whole->err);
	struct rt_place_row row;
	int got = rows ? 1 : -1;
	while (got > 0 && (got = rt_places_next(rows, &row, whole->err)) > 0) {
		struct rt_str file = RT_STR_INIT, quoted = RT_STR_INIT;
		struct rt_json json = {.out = &quoted};
		rt_str_append(&file, row.path + whole->prefix);
		if (*row.part)
			rt_str_appendf(&file, "#%s", row.part);
		rt_json_object(&json, NULL);
		rt_json_text(&json, "file", file.len ? file.data : row.path);
		rt_str_appendf(whole->out, "%s%s\n", quoted.data, line + sizeof head - 1);
		rt_str_release(&file);
		rt_str_release(&quoted);
	}
	rt_cursor_free(rows);
	return got;
}

static int write_all(struct whole *whole)
{
	size_t signature = 0;
	struct rt_str line = RT_STR_INIT;
	int result = 0;
	for (size_t i = 0; !result && i < whole->posts.count; i++) {
		if (whole->posts.items[i].position)
			continue;
		rt_str_clear(&line);
		result = message_line(whole, i, &signature, &line);
		if (!result)
			result = write_places(whole, whole->posts.items[i].document, line.data);
	}
	rt_str_release(&line);
	return result;
}

static int write_messages(struct rt_store *store, struct rt_str *out, struct rt_err *err)
{
	struct whole whole = {.store = store, .arena = rt_arena_new(), .out = out, .err = err};
	int result = load_names(&whole) || load_belongings(&whole) || load_posts(&whole) ||
				     load_parties(&whole) || load_signatures(&whole) ||
				     find_prefix(&whole) || write_all(&whole)
			     ? -1
			     : 0;
	rt_vec_release(&whole.parties);
	rt_vec_release(&whole.posts);
	rt_vec_release(&whole.signatures);
	rt_free(whole.names);
	rt_free(whole.entity_of);
	rt_arena_free(whole.arena);
	return result;
}

int rt_export_messages(const struct rt_export *export, struct rt_err *err)
{
	struct rt_str out = RT_STR_INIT;
	int failed = write_messages(export->store, &out, err) || rt_export_text(export, &out, err);
	rt_str_release(&out);
	return failed ? -1 : 0;
}
