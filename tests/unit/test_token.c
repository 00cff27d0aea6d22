/* Tokens: where text is cut, what a word looks like, where a token stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/vec.h"
#include "words/gazetteer.h"
#include "words/signature.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/words.h"

/* Text and its tokens, joined by bars. */
static const struct {
	const char *text, *tokens;
} cuts[] = {
	{"", ""},
	{"Ana met Bob.", "Ana|met|Bob|."},
	{"O'Brien's d'Alembert Al-Masri AT&T F-16", "O'Brien|'s|d'Alembert|Al-Masri|AT&T|F-16"},
	{"O’Brien’s", "O’Brien|’s"},
	{"d'avril jusqu'\u00e0 l'an", "d'|avril|jusqu'|\u00e0|l'|an"},
	{"James' don't 'quoted'", "James|'|don't|'|quoted|'"},
	{"l'État qu’Anne dell'Arte", "l'|État|qu’|Anne|dell'|Arte"},
	{"J. K. Rowling, J.K.R.", "J.|K.|Rowling|,|J.|K.|R."},
	{"Ltd. 12:30 4th 2019-05-14", "Ltd|.|12|:|30|4th|2019|-|05|-|14"},
	{"((a)) --- ... >>>", "(|(|a|)|)|---|...|>>>"},
	{"to ana.b@example.org, now", "to|ana.b@example.org|,|now"},
	{"see https://example.org/x?y=1).", "see|https://example.org/x?y=1|)|."},
	{"a @ b", "a|@|b"},
	{"צה\"ל צה״ל ג'ורג' בג״ץ", "צה\"ל|צה״ל|ג'ורג'|בג״ץ"},
	{"תל-אביב", "תל|-|אביב"},
	{"\"שלום\"", "\"|שלום|\""},
	{"السيد محمد", "السيد|محمد"},
	{"東京都 Tokyo", "東|京|都|Tokyo"},
	{"Ó Cearbhaill e\xcc\x81te\xcc\x81", "Ó|Cearbhaill|e\xcc\x81te\xcc\x81"},
	{"> quoted\n> > twice\n", "quoted|twice"},
};

struct fixture {
	struct rt_gazetteer *gazetteer;
	struct rt_word_terms *terms;
	struct rt_signatures *signatures;
	struct rt_vocabulary *vocabulary;
	struct rt_tokens tokens;
};

static void open_fixture(struct fixture *fixture)
{
	memset(fixture, 0, sizeof *fixture);
	fixture->gazetteer = rt_gazetteer_new();
	const char *list = "Dr.\nMr.\n";
	rt_gazetteer_add(fixture->gazetteer, "honorific", "en", "x", list, strlen(list), NULL);
	fixture->terms = rt_word_terms_new(fixture->gazetteer);
	rt_word_terms_finish(fixture->terms);
	fixture->signatures = rt_signatures_new(fixture->terms);
	fixture->vocabulary = rt_vocabulary_new(fixture->gazetteer, fixture->signatures);
}

static void close_fixture(struct fixture *fixture)
{
	rt_vec_release(&fixture->tokens);
	rt_vocabulary_free(fixture->vocabulary);
	rt_signatures_free(fixture->signatures);
	rt_word_terms_free(fixture->terms);
	rt_gazetteer_free(fixture->gazetteer);
}

static void cut(struct fixture *fixture, const char *text)
{
	struct rt_range all = {0, (uint32_t)strlen(text)};
	rt_vec_clear(&fixture->tokens);
	rt_tokenise(fixture->vocabulary, text, all, RT_SEGMENT_BODY, 0, &fixture->tokens);
}

static void text_is_cut_as_told(void **state)
{
	(void)state;
	struct fixture fixture;
	struct rt_str joined = RT_STR_INIT;
	open_fixture(&fixture);
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		cut(&fixture, cuts[i].text);
		rt_str_clear(&joined);
		for (size_t n = 0; n < fixture.tokens.count; n++) {
			const struct rt_token *token = &fixture.tokens.items[n];
			rt_str_append(&joined, n ? "|" : "");
			rt_str_append_n(&joined, cuts[i].text + token->start, token->end - token->start);
		}
		assert_string_equal(joined.data, cuts[i].tokens);
	}
	rt_str_release(&joined);
	close_fixture(&fixture);
}

static const struct {
	const char *word;
	uint32_t has, lacks;
} shapes[] = {
	{"Ana", RT_SHAPE_CAPITAL | RT_SHAPE_LATIN, RT_SHAPE_CAPS | RT_SHAPE_LOWER | RT_SHAPE_INITIAL},
	{"McKay", RT_SHAPE_CAPITAL, RT_SHAPE_MIXED},
	{"d'Urville", RT_SHAPE_CAPITAL, RT_SHAPE_MIXED | RT_SHAPE_LOWER},
	{"al-Masri", RT_SHAPE_CAPITAL | RT_SHAPE_HYPHEN, RT_SHAPE_MIXED},
	{"IBM", RT_SHAPE_CAPS, RT_SHAPE_CAPITAL},
	{"AT&T", RT_SHAPE_CAPS, RT_SHAPE_CAPITAL},
	{"M.", RT_SHAPE_INITIAL, RT_SHAPE_CAPS | RT_SHAPE_CAPITAL},
	{"É", RT_SHAPE_INITIAL, RT_SHAPE_LOWER},
	{"iPhone", RT_SHAPE_MIXED, RT_SHAPE_CAPITAL},
	{"said", RT_SHAPE_LOWER, RT_SHAPE_CAPITAL},
	{"4th", RT_SHAPE_ALNUM | RT_SHAPE_LETTER, RT_SHAPE_LOWER | RT_SHAPE_DIGITS},
	{"F-16", RT_SHAPE_ALNUM, RT_SHAPE_CAPS | RT_SHAPE_INITIAL},
	{"2019", RT_SHAPE_DIGITS, RT_SHAPE_LETTER | RT_SHAPE_PUNCT},
	{"הבית", RT_SHAPE_HEBREW | RT_SHAPE_WITH_THE, RT_SHAPE_ARABIC},
	{"ורבין", RT_SHAPE_HEBREW | RT_SHAPE_WITH_THE, RT_SHAPE_ARABIC},
	{"ווילסון", RT_SHAPE_HEBREW, RT_SHAPE_WITH_THE},
	{"٣٤", RT_SHAPE_DIGITS, RT_SHAPE_LETTER},
	{",", RT_SHAPE_PUNCT | RT_SHAPE_ANY, RT_SHAPE_LETTER},
	{"'s", RT_SHAPE_PUNCT, RT_SHAPE_LETTER},
	{"שלום", RT_SHAPE_UNCASED | RT_SHAPE_HEBREW, RT_SHAPE_LOWER | RT_SHAPE_CAPITAL},
	{"محمد", RT_SHAPE_UNCASED | RT_SHAPE_ARABIC, RT_SHAPE_LATIN},
	{"Москва", RT_SHAPE_CAPITAL | RT_SHAPE_CYRILLIC, RT_SHAPE_LATIN},
	{"Αθήνα", RT_SHAPE_CAPITAL | RT_SHAPE_GREEK, RT_SHAPE_LATIN},
	{"京", RT_SHAPE_HAN | RT_SHAPE_UNCASED, RT_SHAPE_LATIN},
	{"É\xcc\x81t\xc3\xa9", RT_SHAPE_CAPITAL, RT_SHAPE_LOWER},
};

/* The pass has short ways for what is common; they must end where rt_token_next does. */
static void short_ways_end_where_the_long_one_does(void **state)
{
	(void)state;
	static const char *const pieces[] = {"a", "s", "S", "B", "7", "word", "ABC", "seventeenletters1", " ", " ", " ",
		"\t", "'", "'", "-", "&", ".", ".", "\"", ",", ":", "(", ")", "_", "/", "é", "ש", "’", "東"};
	struct fixture fixture;
	uint32_t seed = 20261122;
	open_fixture(&fixture);
	for (int round = 0; round < 20000; round++) {
		char text[400] = "";
		struct rt_range range;
		size_t at = 0, count = 0;
		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525 + 1013904223;
			strcat(text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		if (strstr(text, "://"))
			continue;
		cut(&fixture, text);
		for (; rt_token_next(text, strlen(text), &at, &range); count++) {
			assert_true(count < fixture.tokens.count);
			assert_int_equal(range.start, fixture.tokens.items[count].start);
			assert_int_equal(range.end, fixture.tokens.items[count].end);
		}
		assert_int_equal(count, fixture.tokens.count);
	}
	close_fixture(&fixture);
}

static void words_have_their_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		uint32_t shape = rt_shape_of(shapes[i].word, strlen(shapes[i].word));
		if ((shape & shapes[i].has) != shapes[i].has || shape & shapes[i].lacks)
			fail_msg("%s has the shape %x", shapes[i].word, (unsigned)shape);
	}
}

/* Text, and the numbers of the tokens that begin a sentence. */
static const struct {
	const char *text, *starts;
} sentences[] = {
	{"Ana left. Bob came.", "0 3"},
	{"Dr. Who met Mr. No. He ran.", "0 8"},
	{"J. Smith of U.S. Steel spoke.", "0"},
	{"Really?! Yes… no.", "0 3"},
	{"He said \"stop.\" She did.", "0 6"},
	{"One line\nof a longer text that is wrapped at some column, and so it\ngoes on.", "0"},
	{"Ana Smith\nAcme Ltd\n\nBody text.", "0 2 4"},
	{"it costs 3.5 million. and so on", "0"},
	{"ana\tis here\nbob\tis there\nand so", "0 3"}, /* rows of a table; the last line is none */
	{"1.\ta line that begins\nas an item goes on", "0"},
};

static void sentences_begin_where_they_should(void **state)
{
	(void)state;
	struct fixture fixture;
	struct rt_str starts = RT_STR_INIT;
	open_fixture(&fixture);
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		cut(&fixture, sentences[i].text);
		rt_str_clear(&starts);
		for (size_t n = 0; n < fixture.tokens.count; n++)
			if (fixture.tokens.items[n].place & RT_AT_SENTENCE_START)
				rt_str_appendf(&starts, "%s%zu", starts.len ? " " : "", n);
		assert_string_equal(starts.data, sentences[i].starts);
	}
	rt_str_release(&starts);
	close_fixture(&fixture);
}

static void an_empty_line_begins_a_block(void **state)
{
	(void)state;
	struct fixture fixture;
	open_fixture(&fixture);
	cut(&fixture, "a b\nc\n> \n> d");
	assert_int_equal(fixture.tokens.count, 4);
	assert_true(fixture.tokens.items[0].place & RT_AT_BLOCK_START);
	assert_true(fixture.tokens.items[1].place & RT_AT_LINE_END);
	assert_false(fixture.tokens.items[2].place & RT_AT_BLOCK_START);
	assert_true(fixture.tokens.items[2].place & RT_AT_LINE_START);
	assert_true(fixture.tokens.items[3].place & RT_AT_BLOCK_START);
	assert_int_equal(fixture.tokens.items[3].paragraph, 1);
	close_fixture(&fixture);
}

/* The text, the word that begins its last line, and whether the line before was ended on purpose. */
static const struct {
	const char *text, *word;
	bool broken;
} line_ends[] = {
	{"met Ana\nQwynter", "Qwynter", true},
	{"the board has met with everyone who had asked to, with Ana\nQwynter", "Qwynter", false},
	{"a quite profound shift in how the people think of it, so she says,\nAna\nQwynter", "Qwynter", false},
	{"a quite profound shift in how the people think of it, so she says.\nAna\nQwynter", "Qwynter", true},
	{"see\nhttp://haver.example/a-page-with-a-long-name-that-nobody-can-wrap-anywhere-and-that-is-longer-than-a-line\n"
	 "the board has met with everyone who had asked to, with Ana\nQwynter", "Qwynter", false},
	{"a paragraph that stands in one line, as programs write that leave all wrapping to those who read, as some do\n"
	 "the board has met with everyone who had asked to, with Ana\nQwynter", "Qwynter", true},
};

static void full_lines_go_on(void **state)
{
	(void)state;
	struct fixture fixture;
	open_fixture(&fixture);
	for (size_t i = 0; i < sizeof line_ends / sizeof *line_ends; i++) {
		cut(&fixture, line_ends[i].text);
		const struct rt_token *last = &fixture.tokens.items[fixture.tokens.count - 1];
		size_t len = strlen(line_ends[i].word);
		assert_memory_equal(line_ends[i].text + last->end - len, line_ends[i].word, len);
		assert_int_equal(!!(last->place & RT_AT_BREAK), line_ends[i].broken);
	}
	close_fixture(&fixture);
}

/* Spellings that a list must find as one. */
static const char *const alike[][2] = {
	{"Ó Cearbhaill", "o cearbhaill"},
	{"O’Brien", "O'BRIEN"},
	{"בג״ץ", "בג\"ץ"},
	{"בג״ץ", "בגץ"},
	{"שָׁלוֹם", "שלום"},
	{"مكتبة", "مكتبه"},
	{"أحمد", "احمد"},
	{"Straße", "STRASSE"},
	{"Al‐Masri", "al-masri"},
};

static void folding_joins_spellings(void **state)
{
	(void)state;
	struct rt_str left = RT_STR_INIT, right = RT_STR_INIT;
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
		rt_str_clear(&left);
		rt_str_clear(&right);
		rt_token_fold(&left, alike[i][0], strlen(alike[i][0]));
		rt_token_fold(&right, alike[i][1], strlen(alike[i][1]));
		assert_string_equal(left.data, right.data);
	}
	rt_str_release(&left);
	rt_str_release(&right);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_as_told),
		cmocka_unit_test(short_ways_end_where_the_long_one_does),
		cmocka_unit_test(words_have_their_shapes),
		cmocka_unit_test(sentences_begin_where_they_should),
		cmocka_unit_test(an_empty_line_begins_a_block),
		cmocka_unit_test(full_lines_go_on),
		cmocka_unit_test(folding_joins_spellings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
