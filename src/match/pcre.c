#include "match/pcre.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <pthread.h>
#include <string.h>

#define JIT_STACK_START (32u << 10)
#define JIT_STACK_MAX (1u << 20) /* real rules stay under 64 KiB */

struct rt_pcre_code {
	pcre2_code *code;
	bool jit; /* false: this PCRE2 was built without JIT, or this pattern is better without */
};

/* Compiling at first use is rare and short: one lock for all. */
static pthread_mutex_t compiling = PTHREAD_MUTEX_INITIALIZER;

/* Constructs whose meaning hangs on where a search began, so that the fast way and the reference
 * would part; and those that would undo our options. */
static const struct {
	const char *text;
	const char *why;
} refused[] = {
	{"\\K", "\\K is not taken in a rule: use a lookbehind (?<=…) instead"},
	{"\\G", "\\G is not taken in a rule"},
	{"(*COMMIT", "the verb (*COMMIT) is not taken in a rule"},
	{"(*SKIP", "the verb (*SKIP) is not taken in a rule: use a `type none` rule instead"},
};

/* A pattern that calls a part of itself: what PCRE2 compiles it to does not count those calls, so that no
 * limit ends them; its interpreter does. */
static bool calls_itself(const char *source)
{
	static const char *const calls[] = {"(?R", "(?&", "(?P>", "(?+", "\\g<", "\\g'"};
	for (const char *at = source; *at; at++) {
		for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
			if (!strncmp(at, calls[i], strlen(calls[i])))
				return true;
		if (at[0] == '(' && at[1] == '?' && isdigit((unsigned char)at[2 + (at[2] == '-')]))
			return true;
	}
	return false;
}

bool rt_match_has_jit(void)
{
	uint32_t jit = 0;
	return pcre2_config(PCRE2_CONFIG_JIT, &jit) >= 0 && jit;
}

const char *rt_match_library_version(void)
{
	static char version[64];
	static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
	pthread_mutex_lock(&once);
	if (!version[0] && pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof version)
		pcre2_config(PCRE2_CONFIG_VERSION, version);
	pthread_mutex_unlock(&once);
	return version;
}

static unsigned column_of(const char *source, size_t offset)
{
	unsigned column = 1;
	for (size_t at = 0; at < offset && source[at]; at++)
		column += ((unsigned char)source[at] & 0xc0) != 0x80;
	return column;
}

/* Looks at \Q…\E and at escaped backslashes just enough not to be fooled by them. */
static int refuse(const char *source, unsigned *column_r, struct rt_err *err)
{
	*column_r = 1;
	if (source[0] == '(' && source[1] == '*' && source[2] >= 'A' && source[2] <= 'Z')
		return rt_err_set(err, "a pattern does not begin with a verb (*…)");
	bool literal = false;
	for (const char *at = source; *at; at++) {
		if (literal || !strncmp(at, "\\Q", 2)) {
			literal = strncmp(at, "\\E", 2) != 0;
			continue;
		}
		for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
			if (strncmp(at, refused[i].text, strlen(refused[i].text)))
				continue;
			*column_r = column_of(source, (size_t)(at - source));
			return rt_err_set(err, "%s", refused[i].why);
		}
		if (*at == '\\' && at[1])
			at++;
	}
	return 0;
}

static pcre2_code *compile(
	const char *source, size_t len, uint32_t more, int *number_r, size_t *offset_r)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
	pcre2_set_max_pattern_length(context, RT_MAX_PATTERN_BYTES);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)source, len,
		PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | more, number_r, offset_r,
		context);
	pcre2_compile_context_free(context);
	return code;
}

static int explain(const char *source, int number, size_t offset, unsigned *column_r,
	struct rt_err *err)
{
	PCRE2_UCHAR message[256];
	if (pcre2_get_error_message(number, message, sizeof message) < 0)
		strcpy((char *)message, "unknown error");
	*column_r = column_of(source, offset);
	return rt_err_set(err, "the pattern cannot be used: %s", (const char *)message);
}

static void keep_names(struct rt_pcre *pcre, const pcre2_code *code)
{
	uint32_t count = 0, size = 0;
	PCRE2_SPTR table = NULL;
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &pcre->group_count);
	pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
	if (!count)
		return;
	pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
	pcre->names = rt_alloc_zero(count, sizeof *pcre->names);
	pcre->name_count = count;
	for (uint32_t i = 0; i < count; i++, table += size) {
		pcre->names[i].group = (uint32_t)table[0] << 8 | table[1];
		pcre->names[i].name = rt_strdup((const char *)table + 2);
	}
}

static const uint32_t form_options[RT_PCRE_FORMS] = {
	/* Its start has been settled already: PCRE2 need not look for it again. */
	[RT_PCRE_HERE] = PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE,
	[RT_PCRE_AHEAD] = 0,
};

static struct rt_pcre_code *form_new(pcre2_code *code)
{
	struct rt_pcre_code *form = rt_alloc_zero(1, sizeof *form);
	form->code = code;
	return form;
}

int rt_pcre_init(struct rt_pcre *pcre, const char *source, unsigned *column_r, struct rt_err *err)
{
	int number = 0;
	size_t offset = 0, len = strlen(source);
	memset(pcre, 0, sizeof *pcre);
	if (refuse(source, column_r, err))
		return -1;
	pcre2_code *code =
		compile(source, len, form_options[RT_PCRE_HERE], &number, &offset);
	if (!code)
		return explain(source, number, offset, column_r, err);
	pcre->source = rt_strndup(source, len);
	pcre->source_len = len;
	keep_names(pcre, code);
	uint32_t highest = 0;
	pcre2_pattern_info(code, PCRE2_INFO_BACKREFMAX, &highest);
	pcre->looks_back = highest || strstr(source, "(?(");
	pcre->compiled = code;
	return 0;
}

void rt_pcre_release(struct rt_pcre *pcre)
{
	pcre2_code_free(pcre->compiled);
	for (int i = 0; i < RT_PCRE_FORMS; i++) {
		if (pcre->forms[i])
			pcre2_code_free(pcre->forms[i]->code);
		rt_free(pcre->forms[i]);
	}
	for (size_t i = 0; i < pcre->name_count && !pcre->borrowed; i++)
		rt_free((char *)(uintptr_t)pcre->names[i].name);
	rt_free(pcre->names);
	if (!pcre->borrowed)
		rt_free((char *)(uintptr_t)pcre->source);
	memset(pcre, 0, sizeof *pcre);
}

/* ---- as bytes ---- */

struct frozen {
	uint32_t source_len, group_count, looks_back, name_count; /* the source follows, and a NUL */
};

struct frozen_name {
	uint32_t group, len; /* the name follows, and a NUL */
};

void rt_pcre_freeze(const struct rt_pcre *pcre, struct rt_str *out)
{
	struct frozen frozen = {(uint32_t)pcre->source_len, pcre->group_count, pcre->looks_back,
		(uint32_t)pcre->name_count};
	rt_str_append_n(out, (const char *)&frozen, sizeof frozen);
	rt_str_append_n(out, pcre->source, pcre->source_len + 1);
	for (size_t i = 0; i < pcre->name_count; i++) {
		struct frozen_name name = {pcre->names[i].group, (uint32_t)strlen(pcre->names[i].name)};
		rt_str_append_n(out, (const char *)&name, sizeof name);
		rt_str_append_n(out, pcre->names[i].name, name.len + 1);
	}
}

static bool take(const char **at, const char *end, void *into, size_t size)
{
	if ((size_t)(end - *at) < size)
		return false;
	memcpy(into, *at, size);
	*at += size;
	return true;
}

/* A text of that length and its NUL, where it stands; NULL: it is not there. */
static const char *take_text(const char **at, const char *end, size_t len)
{
	const char *text = *at;
	if ((size_t)(end - text) <= len || text[len])
		return NULL;
	*at += len + 1;
	return text;
}

static bool thaw_names(struct rt_pcre *pcre, const char **at, const char *end)
{
	struct frozen_name name;
	for (size_t i = 0; i < pcre->name_count; i++) {
		if (!take(at, end, &name, sizeof name))
			return false;
		pcre->names[i] = (struct rt_pcre_name){take_text(at, end, name.len), name.group};
		if (!pcre->names[i].name || name.group > pcre->group_count)
			return false;
	}
	return true;
}

int rt_pcre_thaw(struct rt_pcre *pcre, const char **at, const char *end)
{
	struct frozen frozen;
	memset(pcre, 0, sizeof *pcre);
	if (!take(at, end, &frozen, sizeof frozen) || frozen.name_count > (size_t)(end - *at))
		return -1;
	pcre->borrowed = true;
	pcre->source = take_text(at, end, frozen.source_len);
	pcre->source_len = frozen.source_len;
	pcre->group_count = frozen.group_count;
	pcre->looks_back = frozen.looks_back;
	pcre->name_count = frozen.name_count;
	pcre->names = rt_alloc_zero(pcre->name_count + 1, sizeof *pcre->names);
	if (pcre->source && thaw_names(pcre, at, end))
		return 0;
	rt_pcre_release(pcre);
	return -1;
}

/* ---- running ---- */

/* It compiled before, in rt_pcre_init or an earlier run: NULL is want of memory. */
static pcre2_code *code_of(struct rt_pcre *pcre, enum rt_pcre_form which)
{
	int number;
	size_t offset;
	pcre2_code *code = pcre->compiled;
	if (which != RT_PCRE_HERE || !code)
		return compile(pcre->source, pcre->source_len, form_options[which], &number, &offset);
	pcre->compiled = NULL;
	return code;
}

static struct rt_pcre_code *form_compile(struct rt_pcre *pcre, enum rt_pcre_form which)
{
	pthread_mutex_lock(&compiling);
	struct rt_pcre_code *form = __atomic_load_n(&pcre->forms[which], __ATOMIC_RELAXED);
	if (!form) {
		form = form_new(code_of(pcre, which));
		form->jit = form->code && !calls_itself(pcre->source) &&
			    !pcre2_jit_compile(form->code, PCRE2_JIT_COMPLETE);
		__atomic_store_n(&pcre->forms[which], form, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&compiling);
	return form;
}

void rt_pcre_scratch_init(struct rt_pcre_scratch *scratch, uint32_t groups)
{
	scratch->data = pcre2_match_data_create(groups + 1, NULL);
	scratch->context = pcre2_match_context_create(NULL);
	scratch->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, NULL);
	pcre2_set_match_limit(scratch->context, RT_MATCH_LIMIT);
	pcre2_set_depth_limit(scratch->context, RT_DEPTH_LIMIT);
	pcre2_set_heap_limit(scratch->context, RT_HEAP_LIMIT_KIB);
	if (scratch->stack)
		pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
}

void rt_pcre_scratch_release(struct rt_pcre_scratch *scratch)
{
	pcre2_match_data_free(scratch->data);
	pcre2_match_context_free(scratch->context);
	pcre2_jit_stack_free(scratch->stack);
}

static int limit_of(int rc, enum rt_match_limit *limit_r)
{
	switch (rc) {
	case PCRE2_ERROR_DEPTHLIMIT:
		*limit_r = RT_LIMIT_DEPTH;
		return -1;
	case PCRE2_ERROR_HEAPLIMIT:
	case PCRE2_ERROR_NOMEMORY:
		*limit_r = RT_LIMIT_HEAP;
		return -1;
	case PCRE2_ERROR_JIT_STACKLIMIT:
		*limit_r = RT_LIMIT_JIT_STACK;
		return -1;
	default: /* the match limit; an endless recursion and whatever else ends a call count as it */
		*limit_r = RT_LIMIT_MATCH;
		return -1;
	}
}

int rt_pcre_run(struct rt_pcre *pcre, enum rt_pcre_form which, struct rt_pcre_scratch *scratch,
	const char *text, size_t len, size_t from, enum rt_match_limit *limit_r)
{
	struct rt_pcre_code *form = __atomic_load_n(&pcre->forms[which], __ATOMIC_ACQUIRE);
	if (!form)
		form = form_compile(pcre, which);
	int rc = PCRE2_ERROR_NOMEMORY;
	if (form->jit)
		rc = pcre2_jit_match(form->code, (PCRE2_SPTR)text, len, from,
			PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, scratch->data, scratch->context);
	else if (form->code)
		rc = pcre2_match(form->code, (PCRE2_SPTR)text, len, from,
			PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, scratch->data, scratch->context);
	if (rc >= 0)
		return 1;
	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	return limit_of(rc, limit_r);
}

int rt_pcre_runs(const struct rt_str *pattern, const struct rt_str *text,
	void (*run)(void *context, size_t start, size_t end), void *context)
{
	int number;
	size_t offset;
	pcre2_code *code = compile(pattern->data, pattern->len, 0, &number, &offset);
	if (!code)
		return -1;
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	size_t *range = pcre2_get_ovector_pointer(data);
	int rc = 0;
	for (size_t from = 0; from < text->len; from = range[1]) {
		rc = pcre2_match(code, (PCRE2_SPTR)text->data, text->len, from,
			PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, data, NULL);
		if (rc < 0)
			break;
		run(context, range[0], range[1]);
	}
	pcre2_match_data_free(data);
	pcre2_code_free(code);
	return rc >= 0 || rc == PCRE2_ERROR_NOMATCH ? 0 : -1;
}
