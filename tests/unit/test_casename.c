/* The name of a case goes to the number that it is the name of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/vec.h"
#include "doc/document.h"
#include "learn/casename.h"

struct made {
	struct rt_arena *arena;
	struct rt_document *document;
	struct rt_mentions mentions;
};

static struct made make(const char *text)
{
	struct made made = {.arena = rt_arena_new()};
	made.document = rt_document_new(made.arena);
	made.document->text = text;
	made.document->len = strlen(text);
	return made;
}

static void add(struct made *made, const char *type, const char *surface, const char *attributes)
{
	const char *at = strstr(made->document->text, surface);
	uint32_t start = (uint32_t)(at - made->document->text);
	struct rt_mention mention = {.range = {start, start + (uint32_t)strlen(surface)},
		.type = type, .rule = "r", .attributes = attributes, .part_of = -1};
	rt_vec_push(&made->mentions, mention);
}

static void release(struct made *made)
{
	rt_vec_release(&made->mentions);
	rt_document_release(made->document);
	rt_arena_free(made->arena);
}

static void a_name_before_its_number_goes(void **state)
{
	(void)state;
	struct made made = make("see Roe v. Wade, 410 U.S. 113 (1973)");
	add(&made, "person", "Roe", NULL);
	add(&made, "case", "Roe v. Wade", "kind\tname\n");
	add(&made, "case", "410 U.S. 113", "kind\treporter\n");
	rt_case_names_join(made.document, &made.mentions);
	assert_int_equal(made.mentions.count, 2);
	assert_string_equal(made.mentions.items[0].type, "person");
	assert_string_equal(
		made.mentions.items[1].attributes, "kind\treporter\nname\tRoe v. Wade\n");
	release(&made);
}

static void a_name_behind_its_number_goes_too(void **state)
{
	(void)state;
	struct made made = make("CrimA 4424/98 Silgado v. Israel");
	add(&made, "case", "CrimA 4424/98", "kind\tdocket\n");
	add(&made, "person", "Silgado", NULL);
	add(&made, "case", "Silgado v. Israel", "kind\tname\n");
	rt_case_names_join(made.document, &made.mentions);
	assert_int_equal(made.mentions.count, 2);
	assert_non_null(strstr(made.mentions.items[0].attributes, "name\tSilgado v. Israel\n"));
	release(&made);
}

static void a_name_alone_and_one_of_another_sentence_stay(void **state)
{
	(void)state;
	struct made made = make("So held Roe v. Wade long before. Then came 410 U.S. 113 again");
	add(&made, "case", "Roe v. Wade", "kind\tname\n");
	add(&made, "case", "410 U.S. 113", "kind\treporter\n");
	rt_case_names_join(made.document, &made.mentions);
	assert_int_equal(made.mentions.count, 2);
	assert_string_equal(made.mentions.items[1].attributes, "kind\treporter\n");
	release(&made);
}

static void a_party_and_a_page_need_the_case_before(void **state)
{
	(void)state;
	struct made made = make("Morton v. Mancari held it. In Mancari at 665 and Doe at 5");
	add(&made, "case", "Morton v. Mancari", "kind\tname\n");
	add(&made, "case", "Mancari at 665", "kind\treference\n");
	add(&made, "case", "Doe at 5", "kind\treference\n");
	rt_case_names_teach(made.document, &made.mentions);
	assert_true(made.mentions.items[1].score > 0.9);
	assert_true(made.mentions.items[2].score < 0.5);
	release(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_before_its_number_goes),
		cmocka_unit_test(a_name_behind_its_number_goes_too),
		cmocka_unit_test(a_party_and_a_page_need_the_case_before),
		cmocka_unit_test(a_name_alone_and_one_of_another_sentence_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
