/* Address fields as mail programs write them, and what each item was read as. */
#include "base/str.h"
#include "doc/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* "name|address" of each item, "-" where one is missing, items parted by " + ". */
static const struct {
	const char *value, *items;
} fields[] = {
	{"ana@example.org", "-|ana@example.org"},
	{"<ana@example.org>", "-|ana@example.org"},
	{"Ana de Souza <ana@example.org>", "Ana de Souza|ana@example.org"},
	{"\"Souza, Ana\" <ana@example.org>", "Souza, Ana|ana@example.org"},
	{"\"'Ana'\" <ana@example.org>", "Ana|ana@example.org"},
	{"\"Ana \\\"Nan\\\" Souza\" <ana@example.org>", "Ana \"Nan\" Souza|ana@example.org"},
	{"ד\"ר אנה קווינטר; עו\"ד בני לוי <b@example.org>", "ד\"ר אנה קווינטר|- + עו\"ד בני לוי|b@example.org"},
	{"\"ד\"ר אנה קווינטר\" <ana@example.org>, Max <m@example.org>",
		"ד\"ר אנה קווינטר|ana@example.org + Max|m@example.org"},
	{"ana@example.org (Ana de Souza)", "Ana de Souza|ana@example.org"},
	{"ana@example.org <ana@example.org>", "-|ana@example.org"},
	{"Souza, Ana [mailto:ana@example.org]", "Souza, Ana|ana@example.org"},
	{"Souza, Ana <:ana@ example.org>", "Souza, Ana|ana@example.org"},
	{"Ana Souza (mailto:ana@example.org)", "Ana Souza|ana@example.org"},
	{"SMTP:ana@example.org", "-|ana@example.org"},
	{"a@x.org, b@y.org", "-|a@x.org + -|b@y.org"},
	{"a@x.org b@y.org", "-|a@x.org + -|b@y.org"},
	{"Ana <a@x.org>, Roe <b@y.org>,", "Ana|a@x.org + Roe|b@y.org"},
	/* a comma inside a name */
	{"Souza, Ana", "Souza, Ana|-"},
	{"Souza, Ana, Roe, Richard M.", "Souza, Ana|- + Roe, Richard M.|-"},
	{"Ana Souza, Richard Roe", "Ana Souza|- + Richard Roe|-"},
	{"Souza, Ana <a@x.org>, Roe, Richard <b@y.org>", "Souza, Ana|a@x.org + Roe, Richard|b@y.org"},
	{"Roe Jr., Richard; Souza, Ana", "Roe Jr., Richard|- + Souza, Ana|-"},
	/* a name and the next one's address are two; a comma typed behind the own name is none */
	{"Ana Souza, rroe@example.org", "Ana Souza|- + -|rroe@example.org"},
	{"Office of the Clerk, </O=ACME/CN=CLERK>, Roe, R. </O=ACME/CN=RROE>",
		"Office of the Clerk|/O=ACME/CN=CLERK + Roe, R.|/O=ACME/CN=RROE"},
	{"Office of the Clerk, <clerk@x.org>", "Office of the Clerk|clerk@x.org"},
	{"Ana Souza, <r@x.org>, <j@x.org>", "Ana Souza|- + -|r@x.org + -|j@x.org"},
	{"Ana; Roe; Lee", "Ana|- + Roe|- + Lee|-"},
	/* scanned Exchange mail: the comma in a name came out as a semicolon */
	{"Souza; Ana B (LEG); Roe ; Richard (FIN); Lee Major",
		"Souza, Ana B (LEG)|- + Roe, Richard (FIN)|- + Lee Major|-"},
	/* Exchange and Notes */
	{"Souza, Ana </O=ACME/OU=NA/CN=RECIPIENTS/CN=ASOUZA>, Roe, R. </O=ACME/CN=RROE>",
		"Souza, Ana|/O=ACME/OU=NA/CN=RECIPIENTS/CN=ASOUZA + Roe, R.|/O=ACME/CN=RROE"},
	{"Souza, Ana [/O=ACME/OU=FIRST GROUP/CN=RECIPIENTS/CN=ASOUZA]",
		"Souza, Ana|/O=ACME/OU=FIRST GROUP/CN=RECIPIENTS/CN=ASOUZA"},
	{"Ana Souza/Legal/Acme@ACME, Richard Roe/NA/Acme@Acme",
		"Ana Souza|Ana Souza/Legal/Acme@ACME + Richard Roe|Richard Roe/NA/Acme@Acme"},
	{"Ana Souza@ACME", "Ana Souza|Ana Souza@ACME"},
	{"Ana Souza <ana@example.org>@ACME", "Ana Souza|ana@example.org"},
	{"\"Souza, Ana\" <ana@x.org>@ACME <IMCEANOTES-x+40ACME@ACME.com>", "Souza, Ana|ana@x.org"},
	/* groups, broken and torn ones */
	{"undisclosed-recipients:;", ""},
	{"friends: a@x.org, b@y.org;", "-|a@x.org + -|b@y.org"},
	{"k..allen@example.org", "-|k..allen@example.org"},
	{"\"never closed <a@x.org>", "never closed|a@x.org"},
	{"ana . souza@example .org", "-|ana.souza@example.org"},
	{"\"Souza, Ana\" cana@example.org>", "Souza, Ana|cana@example.org"},
	{"", ""},
	{" , ;, ", ""},
};

static void check_fields(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct rt_arena *arena = rt_arena_new();
		struct rt_addresses items = {0};
		struct rt_str got = RT_STR_INIT;
		rt_address_split(arena, fields[i].value, strlen(fields[i].value), &items);
		RT_VEC_FOREACH(item, &items)
			rt_str_appendf(&got, "%s%s|%s", got.len ? " + " : "",
				item->name ? item->name : "-", item->address ? item->address : "-");
		if (strcmp(got.data, fields[i].items))
			fail_msg("%s\n  gives %s\n  not   %s", fields[i].value, got.data,
				fields[i].items);
		rt_str_release(&got);
		rt_vec_release(&items);
		rt_arena_free(arena);
	}
}

/* Each item's range is where it stands in the value. */
static void check_ranges(void **state)
{
	(void)state;
	const char *value = " Ana <a@x.org> ,\n\tRoe, Richard <b@y.org>";
	struct rt_arena *arena = rt_arena_new();
	struct rt_addresses items = {0};
	rt_address_split(arena, value, strlen(value), &items);
	assert_int_equal(items.count, 2);
	assert_memory_equal(value + items.items[0].start, "Ana <a@x.org>", 13);
	assert_int_equal(items.items[0].end - items.items[0].start, 13);
	assert_memory_equal(value + items.items[1].start, "Roe, Richard <b@y.org>", 22);
	assert_string_equal(items.items[1].raw, "Roe, Richard <b@y.org>");
	rt_vec_release(&items);
	rt_arena_free(arena);
}

static void check_behalf(void **state)
{
	(void)state;
	const char *value = "Press Office [mailto:press@example.org] On Behalf Of Souza, Ana";
	struct rt_arena *arena = rt_arena_new();
	struct rt_address item = rt_address_parse(arena, value, strlen(value));
	assert_string_equal(item.name, "Press Office");
	assert_string_equal(item.address, "press@example.org");
	assert_string_equal(item.on_behalf, "Souza, Ana");
	rt_arena_free(arena);
}

static void check_forms(void **state)
{
	(void)state;
	struct rt_arena *arena = rt_arena_new();
	assert_int_equal(rt_address_form("ana@example.org"), RT_ADDRESS_SMTP);
	assert_int_equal(rt_address_form("/O=ACME/CN=ASOUZA"), RT_ADDRESS_EXCHANGE);
	assert_int_equal(rt_address_form("Ana Souza/Legal/Acme@ACME"), RT_ADDRESS_NOTES);
	assert_int_equal(rt_address_form("Ana Souza@ACME"), RT_ADDRESS_NOTES);
	assert_int_equal(rt_address_form("Ana"), RT_ADDRESS_NONE);
	assert_string_equal(rt_address_smtp(arena, "Ana@Example.ORG"), "ana@example.org");
	assert_string_equal(rt_address_smtp(arena,
		"IMCEANOTES-ana+40example+2Eorg+40ACME@ACME.com"), "ana@example.org");
	assert_null(rt_address_smtp(arena, "Ana Souza/Legal/Acme@ACME"));
	assert_null(rt_address_smtp(arena, "/O=ACME/CN=ASOUZA"));
	assert_string_equal(rt_address_local(arena, "/O=ACME/OU=NA/CN=RECIPIENTS/CN=ASOUZA"), "ASOUZA");
	assert_string_equal(rt_address_local(arena, "Ana Souza/Legal/Acme@ACME"), "Ana Souza");
	assert_string_equal(rt_address_local(arena,
		"IMCEANOTES-Ana+20Souza_Legal_Acme+40ACME@ACME.com"), "Ana Souza");
	assert_string_equal(rt_address_local(arena, "ana.souza@example.org"), "ana.souza");
	rt_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_fields),
		cmocka_unit_test(check_ranges),
		cmocka_unit_test(check_behalf),
		cmocka_unit_test(check_forms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
