/* Names in two scripts: which can be one, which cannot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "resolve/compare.h"
#include "resolve/spelling.h"
#include "../support/identity_words.h"

static enum rt_relation compared(const char *a, const char *b)
{
	struct rt_name x, y;
	rt_name_parse(arena, lexicon, a, strlen(a), &x);
	rt_name_parse(arena, lexicon, b, strlen(b), &y);
	enum rt_relation relation = rt_name_compare(lexicon, &x, &y);
	assert_int_equal(rt_name_compare(lexicon, &y, &x), relation);
	return relation;
}

static void one_name_in_two_scripts(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"יעל ברקת", "Yael Barkat"},
		{"אבי נחמיאס", "Avi Nachmias"},
		{"כהן-לוינגר תמר", "Tamar Cohen-Levinger"},
		{"עודד פישביין", "Oded Fishbein"},
		{"יצחק צור", "Itzhak Tzur"},
		{"יצחק צור", "Yitshak Tsur"},
		{"חיים שוורץ", "Chaim Schwartz"},
		{"משה קאופמן", "Moshe Kaufman"},
		{"שרה לאופר", "Sarah Laufer"},
		{"ג'ורג' ח'ורי", "George Khoury"},
		{"נועה יעקובי", "Noa Yaacobi"},
		{"אורי עמית", "Uri Amit"},
		{"وديع صباغ", "Wadih Sabbagh"},
		{"فيصل الحارثي", "Faisal Al-Harthi"},
		{"Юлия Жукова", "Yulia Zhukova"},
		{"Сергей Кузнецов", "Sergei Kuznetsov"},
		{"Михаил Щукин", "Mikhail Shchukin"},
		{"Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"},
		{"יוסי כהן", "Yosef Cohen"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (compared(rows[i][0], rows[i][1]) < RT_REL_WHOLE)
			fail_msg("%s is not %s", rows[i][0], rows[i][1]);
}

static void other_given_names_are_other_people(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"אלי ברקת", "Yael Barkat"},
		{"יעל ברקת", "Eli Barkat"},
		{"דן כספי", "Dana Caspi"},
		{"דנה כספי", "Dan Caspi"},
		{"רן שפיצר", "Eran Shpitzer"},
		{"ערן שפיצר", "Ran Shpitzer"},
		{"מיכל לוי", "Michael Lavan"},
		{"יוסי כהן", "Sivan Cohen"},
		{"أحمد حسن", "Mahmoud Hassan"},
		{"Иван Петров", "Stepan Petrov"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum rt_relation relation = compared(rows[i][0], rows[i][1]);
		if (relation != RT_REL_NONE && relation != RT_REL_CONTRADICT)
			fail_msg("%s is no %s", rows[i][0], rows[i][1]);
	}
}

static void words_of_vowels_end_soon(void **state)
{
	(void)state;
	assert_false(rt_spelt_alike("aeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiou",
		"aeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouq"));
	assert_true(rt_spelt_alike("aeiouaeiouaeiouaeiou", "aeiouaeiouaeiouaeiou"));
}

static void an_initial_stands_for_a_name_in_another_script(void **state)
{
	(void)state;
	assert_int_equal(compared("יעל ברקת", "Y. Barkat"), RT_REL_INITIAL);
	assert_int_equal(compared("ערן שפיצר", "E. Shpitzer"), RT_REL_INITIAL);
	assert_int_equal(compared("Юлия Жукова", "Y. Zhukova"), RT_REL_NONE); /* nor with U. */
	assert_int_equal(compared("ערן שפיצר", "R. Shpitzer"), RT_REL_NONE);
	assert_int_equal(compared("יעל ברקת", "D. Barkat"), RT_REL_NONE);
}

static void a_family_name_with_its_particle_is_one_word(void **state)
{
	(void)state;
	struct rt_name name;
	rt_name_parse(arena, lexicon, "De Castro", strlen("De Castro"), &name);
	assert_int_equal(name.kind, RT_NAME_SINGLE);
	assert_string_equal(name.key, "decastro");
	rt_name_parse(arena, lexicon, "Ben Castro", strlen("Ben Castro"), &name);
	assert_int_equal(name.kind, RT_NAME_PERSON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_name_in_two_scripts),
		cmocka_unit_test(other_given_names_are_other_people),
		cmocka_unit_test(words_of_vowels_end_soon),
		cmocka_unit_test(an_initial_stands_for_a_name_in_another_script),
		cmocka_unit_test(a_family_name_with_its_particle_is_one_word),
	};
	return cmocka_run_group_tests(tests, identity_words_load, identity_words_unload);
}
