/* Texts taken apart into messages and segments, and the moments that their headers tell. */
#include "base/str.h"
#include "doc/moment.h"
#include "doc/plain.h"
#include "doc/segment.h"
#include "../support/built_in.h"
#include "../support/every.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NONE RT_MOMENT_NEAR_NONE
#define JULY_2001 994000000 /* 1 July 2001 */
#define MAY_2001 990900000  /* 26 May 2001 */

static const struct {
	const char *text;
	int64_t near;
	const char *iso; /* NULL: none */
} moments[] = {
	{"Tue, 14 May 2019 09:30:00 +0200", NONE, "2019-05-14T09:30:00+02:00"},
	{"Mon, 25 Sep 2000 07:01:00 -0700 (PDT)", NONE, "2000-09-25T07:01:00-07:00"},
	{"Monday, July 02, 2001 1:55 PM", NONE, "2001-07-02T13:55"},
	{"Tue May 14 09:30:00 2019", NONE, "2019-05-14T09:30:00"},
	{"Tue May 14 09:30:00 PDT 2019", NONE, "2019-05-14T09:30:00-07:00"},
	{"Tue May 14 09:30:00 NZST 2019", NONE, "2019-05-14T09:30:00+12:00"},
	{"10/03/2000 02:49:01 PM", NONE, "2000-10-03T14:49:01"},
	{"12/25/2001 12:05 AM", NONE, "2001-12-25T00:05"},
	{"25/12/2001 14:05", NONE, "2001-12-25T14:05"},
	{"06/07/2001 10:35", JULY_2001, "2001-06-07T10:35"},
	{"04/05/2001 10:35", MAY_2001, "2001-05-04T10:35"},
	{"14.05.2019 um 09:30", NONE, "2019-05-14T09:30"},
	{"2019-05-14 09:30", NONE, "2019-05-14T09:30"},
	{"2019-05-14T09:30:00Z", NONE, "2019-05-14T09:30:00+00:00"},
	{"mardi 14 mai 2019 \xc3\xa0 09:30", NONE, "2019-05-14T09:30"},
	{"14 de mayo de 2019, 9:30", NONE, "2019-05-14T09:30"},
	{"14 \xd0\xbc\xd0\xb0\xd1\x8f 2019 \xd0\xb3., 9:30", NONE, "2019-05-14T09:30"},
	{"14 \xd7\x91\xd7\x9e\xd7\x90\xd7\x99 2019", NONE, "2019-05-14"},
	{"2019\xe5\xb9\xb4" "5\xe6\x9c\x88" "14\xe6\x97\xa5 9:30", NONE, "2019-05-14T09:30"},
	{"At 12:33 PM 5/15/2001 -0700", NONE, "2001-05-15T12:33-07:00"},
	{"Friday, April 18, 200810:36 AM", NONE, "2008-04-18T10:36"},
	{"31 February 2001", NONE, NULL},
	{"version 1.2.3", NONE, NULL},
	{"", NONE, NULL},
};

static void check_moments(void **state)
{
	(void)state;
	struct rt_arena *arena = rt_arena_new();
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		struct rt_moment got = rt_moment_parse(rt_ruleset_mail_words(built_in), 
			arena, moments[i].text, strlen(moments[i].text), moments[i].near);
		const char *iso = got.iso ? got.iso : "none";
		if (strcmp(iso, moments[i].iso ? moments[i].iso : "none"))
			fail_msg("%s gives %s", moments[i].text, iso);
	}
	struct rt_moment utc = rt_moment_parse(rt_ruleset_mail_words(built_in), arena, "1 Jan 1970 01:00 +0100", 22, NONE);
	assert_int_equal(utc.utc, 0);
	rt_arena_free(arena);
}

#define OWN "From: Bo Roe\nTo: Cy Lee\nSubject: s\n\n"

/*
 * A letter and the message's number for each segment: header, body, quote, forward, signature,
 * disclaimer; behind "/" each message's sender and date.
 */
static const struct {
	const char *text, *shape;
} texts[] = {
	{"just words\n", "b0 /"},
	{"", " /"},
	{"no line end", "b0 /"},
	{"I agree.\n\nOn Tue, 14 May 2019 at 09:30, Ana de Souza <ana@example.org> wrote:\n> Shall we?\n",
		"b0 h1 q1 / Ana de Souza@2019-05-14T09:30"},
	{"Yes.\n\nAm 14.05.2019 um 09:30 schrieb Ana de Souza:\n> Gehen wir?\n",
		"b0 h1 q1 / Ana de Souza@2019-05-14T09:30"},
	{"Oui.\n\nLe mar. 14 mai 2019 \xc3\xa0 09:30, Ana de Souza <ana@example.org> a\n\xc3\xa9" "crit :\n> On y va ?\n",
		"b0 h1 q1 / Ana de Souza@2019-05-14T09:30"},
	{"S\xc3\xad.\n\nEl 14 de mayo de 2019, Ana de Souza escribi\xc3\xb3:\n> Vamos?\n",
		"b0 h1 q1 / Ana de Souza@2019-05-14"},
	{"Fine.\n\nOn 14 May 2019 you wrote:\n> Shall we?\n", "b0 h1 q1 / -@2019-05-14"},
	{"Gut.\n\nAm 14. Mai 2019 schriebst du:\n> Gehen wir?\n", "b0 h1 q1 / -@2019-05-14"},
	{"see below\n\n--- ana@example.org wrote:\n> Shall we?\n", "b0 h1 q1 / ana@example.org@-"},
	{">>> \"Ana Souza\" <ana@example.org> 05/14/19 09:34AM >>>\nShall we?\n",
		"h1 q1 / Ana Souza@2019-05-14T09:34"},
	/* answers between the lines: the same message goes on */
	{"Ana wrote:\n> one?\n\nYes.\n\n> two?\n\nNo.\n", "h1 q1 b0 q1 b0 / Ana@-"},
	{">> deeper\n> deep\nflat\n", "q2 q1 b0 / -@- -@-"},
	/* a sentence that only looks like it */
	{"As I wrote:\n\nit is late.\n", "b0 /"},
	/* printed headers */
	{"fyi\n\n-----Original Message-----\nFrom: Souza, Ana\nSent: Tuesday, May 14, 2019 9:30 AM\n"
	 "To: Roe, Richard; Doe, Jane\nSubject: the contract\n\nPlease sign.\n",
		"b0 h1 f1 / Souza, Ana@2019-05-14T09:30"},
	{OWN "zK\n\nVon: Souza, Ana\nGesendet: Dienstag, 14. Mai 2019 09:30\nAn: Roe, Richard\n"
	 "Betreff: Vertrag\n\nBitte.\n",
		"h0 b0 h1 f1 / Souza, Ana@2019-05-14T09:30"},
	{"fyi\n\n-------- Forwarded by Richard Roe/NA/Acme on 05/14/2019 \n10:00 AM --------\n\n\n"
	 "Ana Souza@ACME\n05/14/2019 09:30 AM\nTo: Richard Roe/NA/Acme@ACME\ncc:  \nSubject: the contract\n\n"
	 "Please sign.\n",
		"b0 h1 f1 / Ana Souza@2019-05-14T09:30"},
	{OWN "fyi\n\n\"Ana Souza\" <ana@example.org> on 05/14/2019 \n09:30:00 AM\nTo: rroe@example.org\ncc: \n"
	 "Subject: the contract\n\nPlease sign.\n",
		"h0 b0 h1 f1 / Ana Souza@2019-05-14T09:30:00"},
	{"a\n\n-----Original Message-----\nFrom: Ana\nSent: 14 May 2019\nSubject: x\n\nb\n\n"
	 "-----Original Message-----\nFrom: Bo\nSent: 13 May 2019\nSubject: x\n\nc\n",
		"b0 h1 f1 h2 f2 / Ana@2019-05-14 Bo@2019-05-13"},
	{"> From: Ana <ana@example.org>\n> To: Bo <bo@example.org>\n> Subject: x\n>\n> words\n\nmine\n",
		"h1 f1 b0 / Ana@-"},
	{OWN "\xd7\x9e\xd7\xa6\xd7\x95\xd7\xa8\xd7\xa3\n\n\xd7\x9e\xd7\x90\xd7\xaa: Ana Souza\n"
	 "\xd7\xa0\xd7\xa9\xd7\x9c\xd7\x97: 14/05/2019 09:30\n\xd7\x90\xd7\x9c: Bo Roe\n"
	 "\xd7\xa0\xd7\x95\xd7\xa9\xd7\x90: x\n\nwords\n",
		"h0 b0 h1 f1 / Ana Souza@2019-05-14T09:30"},
	/* one line, two blanks between the cells; "Sent by" with no one behind it */
	{OWN "x\n\nAna Souza@ACME Sent by: Bo Roe@ACME 04/20/19 10:45 AM   To: Cy Lee  cc:   Subject: y\n\nz\n",
		"h0 b0 h1 f1 / Ana Souza@2019-04-20T10:45"},
	{OWN "x\n\nAna Souza@ACME Gesendet von: Bo Roe@ACME 04/20/19 10:45 AM   To: Cy Lee  cc:   Subject: y\n\nz\n",
		"h0 b0 h1 f1 / Ana Souza@2019-04-20T10:45"},
	{OWN "x\n\nAna Souza Sent by:  04/20/19 10:45 AM   To: Cy Lee  cc:   Subject: y\n\nz\n",
		"h0 b0 /"},
	/* a scanned page: its own header, torn */
	{"Page 1 of 1\n\n  From :   Souza, Ana (LEG)\n\n  Sent:   Tuesday, May 14, 2019 9:30 AM\n"
	 "  To;     Roe; Richard (FIN)\n  Subject :  the contract\n\n  Please sign.\n",
		"b0 h0 b0 /"},
	/* a travel plan is no header */
	{"From: Houston\nTo: Dallas\n\nSee you there.\n", "h0 b0 /"},
	{"Your trip:\nis booked and paid for in full by the office of the chairman of the board.\n"
	 "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nFrom: Houston\nTo: Dallas\n\nSee you.\n",
		"b0 /"},
	{"words\n\n-- \nAna de Souza\nLegal\n", "b0 s0 /"},
	{"words here and there\n\nRegards,\nAna de Souza\nHead of Legal\nPhone: +1 555 010 0199\n",
		"b0 s0 /"},
	{"words\n\nThis message is intended only for the addressee. If you are not the intended "
	 "recipient, delete it.\n",
		"b0 d0 /"},
};

static void describe(const struct rt_document *document, struct rt_str *out)
{
	static const char letters[] = "hbqfsd";
	RT_VEC_FOREACH(segment, &document->segments)
		rt_str_appendf(out, "%s%c%d", out->len ? " " : "", letters[segment->kind],
			segment->message);
	rt_str_append(out, " /");
	for (size_t i = 1; i < document->messages.count; i++) {
		const struct rt_message *message = &document->messages.items[i];
		const struct rt_participant *from =
			message->participants.count ? message->participants.items : NULL;
		const char *who = !from ? "-" : from->name ? from->name : from->address;
		rt_str_appendf(out, " %s@%s", who, message->date.iso ? message->date.iso : "-");
	}
}

/* Segments cover the text, in order, without gap or overlap; messages stand in their parents. */
static void check_cover(const struct rt_document *document)
{
	uint32_t at = 0;
	RT_VEC_FOREACH(segment, &document->segments)
	{
		assert_int_equal(segment->range.start, at);
		assert_true(segment->range.end > at);
		at = segment->range.end;
		assert_true((size_t)segment->message < document->messages.count);
	}
	assert_int_equal(at, document->len);
	for (size_t i = 1; i < document->messages.count; i++)
		assert_true(document->messages.items[i].parent < (int32_t)i);
}

static void check_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct rt_arena *arena = rt_arena_new();
		struct rt_str got = RT_STR_INIT;
		struct rt_document *document =
			rt_document_from_text(arena, rt_ruleset_mail_words(built_in), texts[i].text, strlen(texts[i].text));
		check_cover(document);
		describe(document, &got);
		if (strcmp(got.data, texts[i].shape))
			fail_msg("%s\n  gives %s\n  not   %s", texts[i].text, got.data, texts[i].shape);
		rt_str_release(&got);
		rt_document_release(document);
		rt_arena_free(arena);
	}
}

/* Where a participant is printed, the text says so. */
static void check_places(void **state)
{
	(void)state;
	const char *text = "x\n\n> -----Original Message-----\n> From: Souza, Ana\n> To: Roe, Richard;\n"
			   "> Doe, Jane\n> Cc: Ana Quill\n>\n> Cc: Bo Quill\n> Subject: y\n>\n> z\n";
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, rt_ruleset_mail_words(built_in), text, strlen(text));
	const struct rt_message *message = &document->messages.items[1];
	assert_int_equal(message->participants.count, 5);
	RT_VEC_FOREACH(participant, &message->participants)
	{
		size_t len = participant->range.end - participant->range.start;
		assert_int_equal(len, strlen(participant->name));
		assert_memory_equal(text + participant->range.start, participant->name, len);
	}
	rt_document_release(document);
	rt_arena_free(arena);
}

/* Ten thousand marks, a thousand levels: bounded, and quick. */
static void check_hostile(void **state)
{
	(void)state;
	struct rt_str text = RT_STR_INIT;
	for (size_t i = 0; i < few(20000); i++)
		rt_str_append(&text, "-----Original Message-----\nFrom: a@b.c\nTo: d@e.f\nSubject: x\n\n");
	for (int i = 0; i < 1000; i++)
		rt_str_append(&text, "> ");
	rt_str_append(&text, "deep\nTo: \nFrom:");
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, rt_ruleset_mail_words(built_in), text.data, text.len);
	check_cover(document);
	assert_true(document->messages.count <= 10200);
	rt_document_release(document);
	rt_arena_free(arena);
	rt_str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_moments),
		cmocka_unit_test(check_texts),
		cmocka_unit_test(check_places),
		cmocka_unit_test(check_hostile),
	};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
