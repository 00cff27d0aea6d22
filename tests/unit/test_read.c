/* Bytes in, documents out: charsets, HTML, MIME, mbox and the walk, hostile ones too. */
#include "config.h" /* for mkdtemp */

#include "base/charset.h"
#include "base/file.h"
#include "base/limits.h"
#include "doc/identity.h"
#include "read/reader.h"
#include "read/sniff.h"
#include "../support/built_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- charsets ---------------------------------------------------------------------------------- */

#define BYTES(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *declared, *text, *charset;
	size_t undecodable;
	bool contradicted;
} charsets[] = {
	{BYTES("plain"), NULL, "plain", "us-ascii", 0, false},
	{BYTES("plain"), "utf-8", "plain", "us-ascii", 0, false},
	{BYTES("caf\xc3\xa9"), "utf-8", "caf\xc3\xa9", "utf-8", 0, false},
	{BYTES("caf\xe9"), "iso-8859-1", "caf\xc3\xa9", "windows-1252", 0, false},
	{BYTES("\x93" "a\x94"), "iso-8859-1", "\xe2\x80\x9c" "a\xe2\x80\x9d", "windows-1252", 0, false},
	{BYTES("\xf9\xec\xe5\xed"), "windows-1255", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "windows-1255",
		0, false},
	{BYTES("caf\xc3\xa9 cr\xc3\xa8me"), "iso-8859-1", "caf\xc3\xa9 cr\xc3\xa8me", "utf-8", 0, true},
	{BYTES("caf\xc3\xa9 cr\xc3\xa8me"), "us-ascii", "caf\xc3\xa9 cr\xc3\xa8me", "utf-8", 0, true},
	{BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xff"), "utf-8",
		"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xef\xbf\xbd", "utf-8", 1, true},
	{BYTES("plain"), "klingon-8", "plain", "us-ascii", 0, false},
	{BYTES("\xef\xbb\xbf" "a"), NULL, "a", "us-ascii", 0, false},
	{BYTES("\xff\xfe" "a\0b\0"), NULL, "ab", "utf-16", 0, false},
	{BYTES("a\0b\0c\0d\0e\0f\0g\0h\0"), NULL, "abcdefgh", "utf-16le", 0, false},
	{BYTES("\0a\0b\0c\0d\0e\0f\0g\0h"), NULL, "abcdefgh", "utf-16be", 0, false},
	{BYTES("a\0b"), NULL, "a\xef\xbf\xbd" "b", "us-ascii", 1, false},
	{BYTES(".from Ana Lev ,(12.5.2019) \xed\xeb\xec" " \xed\xe5\xec\xf9"), "iso-8859-8",
		"שלום לכם (12.5.2019), from Ana Lev.",
		"iso-8859-8", 0, false},
	{BYTES("\xf9\xec\xe5\xed" " \xec\xeb\xed"), "iso-8859-8",
		"שלום לכם",
		"iso-8859-8", 0, false},
	{BYTES("\x1b$B$3\x1b(B"), "iso-2022-jp", "\xe3\x81\x93", "iso-2022-jp", 0, false},
	{BYTES(""), "utf-8", "", "us-ascii", 0, false},
};

static void check_charsets(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
		struct rt_str out = RT_STR_INIT;
		struct rt_decoded got = rt_charset_decode(
			&out, charsets[i].bytes, charsets[i].len, charsets[i].declared);
		if (strcmp(out.data, charsets[i].text) || strcmp(got.charset, charsets[i].charset) ||
			got.undecodable != charsets[i].undecodable ||
			got.contradicted != charsets[i].contradicted)
			fail_msg("row %zu gives \"%s\" from %s, %zu bad, contradicted %d", i, out.data,
				got.charset, got.undecodable, got.contradicted);
		rt_str_release(&out);
	}
}

/* ---- what is read ------------------------------------------------------------------------------ */

static struct rt_batch *read_bytes(const char *bytes, size_t len)
{
	struct rt_item item = {
		.origin = {.path = "a/b", .part = "", .end = len}, .bytes = bytes, .len = len};
	item.reader = rt_sniff(bytes, len < RT_SNIFF_BYTES ? len : RT_SNIFF_BYTES);
	return rt_item_read(&item, rt_ruleset_mail_words(built_in));
}

static struct rt_batch *read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static bool has_problem(const struct rt_document *document, const char *class)
{
	RT_VEC_FOREACH(problem, &document->problems)
		if (!strcmp(problem->class, class))
			return true;
	return false;
}

static const struct {
	const char *html, *text;
} pages[] = {
	{"<html><p>one  two<p>three", "one two\n\nthree\n"},
	{"<html>a<br>b<br><br>c", "a\nb\n\nc\n"},
	{"<html><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc\n"},
	{"<html><ul><li>a<li>b</ul><ol><li>x<li>y</ol>z", "* a\n* b\n\n1. x\n2. y\n\nz\n"},
	{"<html><a href=\"https://x.org/\">here</a> and <a href=\"https://y.org\">https://y.org</a>",
		"here <https://x.org/> and https://y.org\n"},
	{"<html><a href=\"mailto:ana@x.org?subject=s\">Ana</a> <a href=\"javascript:x\">no</a>",
		"Ana <ana@x.org> no\n"},
	{"<html><script>no()</script><style>p{}</style><!-- no -->yes", "yes\n"},
	{"<html><div>a</div><blockquote>b<br>c<blockquote>d</blockquote></blockquote>e",
		"a\n\n> b\n> c\n>\n> > d\n\ne\n"},
	{"<html><pre>a\n  b\n</pre>c", "a\n  b\nc\n"},
	{"<html>&eacute;&nbsp;&lt;x&gt;", "\xc3\xa9 <x>\n"},
	{"<html><title>T</title><body>b", "T\n\nb\n"},
	{"<html><b>un<i>closed", "unclosed\n"},
};

static void check_html(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct rt_batch *batch = read_text(pages[i].html);
		assert_int_equal(batch->items[0]->kind, RT_DOCUMENT_HTML);
		if (strcmp(batch->items[0]->text, pages[i].text))
			fail_msg("%s\n gives %s", pages[i].html, batch->items[0]->text);
		rt_batch_free(batch);
	}
}

static const char mail[] =
	"From: =?utf-8?q?Souza=2C_Ana?= <ana@example.org>\r\n"
	"To: \"Roe, Richard\" <roe@example.org>,\r\n\tjane@example.org\r\n"
	"Date: Tue, 14 May 2019 09:30:00 +0200\r\n"
	"Subject: =?iso-8859-1?q?caf=E9?=\r\n"
	"Message-ID: <1@example.org>\r\nReferences: <a@x> <b@y>\r\nPrecedence: bulk\r\n"
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
	"--B\r\nContent-Type: multipart/alternative; boundary=A\r\n\r\n"
	"--A\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
	"quoted-printable\r\n\r\nd=E9j=E0 vu\r\n"
	"--A\r\nContent-Type: text/html\r\n\r\n<p>d&eacute;j&agrave; vu</p>\r\n--A--\r\n"
	"--B\r\nContent-Type: message/rfc822\r\n\r\n"
	"From: inner@example.org\r\nTo: x@example.org\r\nSubject: inside\r\n\r\ninner words\r\n"
	"--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
	" filename*=utf-8''..%2F..%2Fetc%2Fpl%C3%A4n.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	"JVBERi0x\r\n--B--\r\n";

static void check_mail(void **state)
{
	(void)state;
	struct rt_batch *batch = read_bytes(mail, sizeof mail - 1);
	assert_int_equal(batch->count, 3);
	const struct rt_document *own = batch->items[0], *inner = batch->items[1];
	const struct rt_document *attached = batch->items[2];
	assert_string_equal(own->text,
		"From: Souza, Ana <ana@example.org>\n"
		"To: Roe, Richard <roe@example.org>, jane@example.org\n"
		"Date: Tue, 14 May 2019 09:30:00 +0200\nSubject: caf\xc3\xa9\n\n"
		"d\xc3\xa9j\xc3\xa0 vu");
	const struct rt_message *message = &own->messages.items[0];
	assert_int_equal(message->participants.count, 3);
	assert_string_equal(message->date.iso, "2019-05-14T09:30:00+02:00");
	assert_string_equal(own->message_id, "1@example.org");
	assert_int_equal(own->references.count, 2);
	assert_true(own->automatic);
	RT_VEC_FOREACH(participant, &message->participants)
	{
		const char *shown = participant->name ? participant->name : participant->address;
		assert_memory_equal(own->text + participant->range.start, shown, strlen(shown));
	}
	assert_int_equal(inner->parent, 0);
	assert_string_equal(inner->part, "2");
	assert_string_equal(inner->messages.items[0].subject, "inside");
	assert_int_equal(attached->kind, RT_DOCUMENT_ATTACHMENT);
	assert_string_equal(attached->name, "pl\xc3\xa4n.pdf");
	assert_string_equal(attached->media_type, "application/pdf");
	assert_int_equal(attached->size, 6);
	rt_batch_free(batch);
}

/* "raw" is the item as the file has it, "name" what it says. */
static void check_source_of_names(void **state)
{
	(void)state;
	static const char bytes[] =
		"From: roe@example.org\r\nTo: ana@example.org\r\nSubject: FW: dates\r\n"
		"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
		"Please see below.\r\n\r\n-----Original Message-----\r\n"
		"From:=09Lee, Jane=20\r\nSent:=09Tuesday, May 14, 2019 9:30 AM\r\n"
		"To:=09Roe, Richard Maximi=\r\nlian\r\n"
		"Cc: Moreau, Claire\r\nSubject:=09dates\r\n\r\nNo.\r\n";
	struct rt_batch *batch = read_bytes(bytes, sizeof bytes - 1);
	const struct rt_document *document = batch->items[0];
	assert_int_equal(document->messages.count, 2);
	const struct rt_message *inner = &document->messages.items[1];
	assert_int_equal(inner->participants.count, 3);
	assert_string_equal(inner->participants.items[0].name, "Lee, Jane");
	assert_string_equal(inner->participants.items[0].raw, "=09Lee, Jane");
	assert_string_equal(inner->participants.items[1].raw, "=09Roe, Richard Maximilian");
	assert_string_equal(inner->participants.items[2].raw, "Moreau, Claire");
	rt_batch_free(batch);
}

static void check_flowed(void **state)
{
	(void)state;
	struct rt_batch *batch = read_text(
		"From: a@b.c\nTo: d@e.f\nContent-Type: text/plain; format=flowed\n\n"
		"one \ntwo\n>> quoted \n>> on\n  stuffed\n-- \nAna\n");
	assert_non_null(strstr(batch->items[0]->text, "one two\n>> quoted on\n stuffed\n-- \nAna\n"));
	rt_batch_free(batch);
}

/* A plain part that only says that there is HTML gives way to it. */
static void check_stub(void **state)
{
	(void)state;
	struct rt_batch *batch = read_text(
		"From: a@b.c\nTo: d@e.f\nContent-Type: multipart/alternative; boundary=A\n\n"
		"--A\nContent-Type: text/plain\n\nPlease view as HTML.\n"
		"--A\nContent-Type: text/html\n\n<p>The minister met the contractor three times in "
		"March and once more in April, at the house of the deputy.</p>\n--A--\n");
	assert_non_null(strstr(batch->items[0]->text, "The minister met"));
	assert_null(strstr(batch->items[0]->text, "Please view"));
	rt_batch_free(batch);
}

static void check_kinds(void **state)
{
	(void)state;
	assert_string_equal(rt_sniff(BYTES("")), "empty");
	assert_string_equal(rt_sniff(BYTES("%PDF-1.4")), "pdf");
	assert_string_equal(rt_sniff(BYTES("PK\3\4rest")), "archive");
	assert_string_equal(rt_sniff(BYTES("{\\rtf1 a}")), "rtf");
	assert_string_equal(rt_sniff(BYTES("\x78\x9f\x3e\x22")), "tnef");
	assert_string_equal(rt_sniff(BYTES("\x89PNG\r\n")), "binary");
	assert_string_equal(rt_sniff(BYTES("From a@b.c Tue May 14 09:30:00 2019\nFrom: a\n")), "mbox");
	assert_string_equal(rt_sniff(BYTES("From here on it rains\n")), "text");
	assert_string_equal(rt_sniff(BYTES("a,b,c\n1,\"2,\n3\",4\n")), "csv");
	assert_string_equal(rt_sniff(BYTES("a;b\n1;2")), "csv");
	assert_string_equal(rt_sniff(BYTES("\xef\xbb\xbf\"a\",\"b,c\"\n\"1\",\"2\"\n")), "csv");
	assert_string_equal(rt_sniff(BYTES("a,b,c\n1,2\n")), "text");		  /* not of one shape */
	assert_string_equal(rt_sniff(BYTES("Ana, Bob, Eve\nDan, Fay, Gil\n")), "text"); /* a sentence's commas */
	assert_string_equal(rt_sniff(BYTES("int f(int a);\nint g(int b);\n")), "text");
	assert_string_equal(rt_sniff(BYTES("Stone,Ana\nReis,Otto\n")), "text"); /* two fields may be a name */
	assert_string_equal(rt_sniff(BYTES("Note: this is\nno mail\n")), "text");
	assert_string_equal(rt_sniff(BYTES("From: a\nSent: Monday\nTo: b\nSubject: c\n\nd")), "text");
	assert_string_equal(rt_sniff(BYTES("Received: by x\nFrom: a\n\nb")), "mail");
	assert_string_equal(rt_sniff(BYTES("<!-- x --> <HTML>")), "html");
	assert_string_equal(rt_sniff(BYTES("\1\2\3\4\5\6\7")), "binary");
	assert_string_equal(rt_sniff(BYTES("\xff\xfe" "a\0b\0")), "text");
}

static void check_hostile(void **state)
{
	(void)state;
	struct rt_str text = RT_STR_INIT;
	rt_str_append(&text, "From: a@b.c\nTo: d@e.f\n");
	for (int i = 0; i < 3000; i++)
		rt_str_appendf(&text, "X-%d: y\n", i);
	rt_str_append(&text, "\nwords\n");
	struct rt_batch *batch = read_text(text.data);
	assert_true(has_problem(batch->items[0], "too-many-headers"));
	assert_non_null(strstr(batch->items[0]->text, "words"));
	rt_batch_free(batch);

	rt_str_clear(&text);
	rt_str_append(&text, "From: a@b.c\nTo: d@e.f\n");
	for (int i = 0; i < 1000; i++)
		rt_str_appendf(&text, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	rt_str_append(&text, "\nwords\n");
	batch = read_text(text.data);
	assert_true(has_problem(batch->items[0], "too-deep"));
	assert_true(has_problem(batch->items[0], "truncated"));
	rt_batch_free(batch);

	rt_str_clear(&text);
	for (int i = 0; i < 1000; i++)
		rt_str_append(&text, "From: a@b.c\nTo: d@e.f\nContent-Type: message/rfc822\n\n");
	batch = read_text(text.data);
	assert_true(batch->count < 3 * RT_MAX_PART_DEPTH);
	rt_batch_free(batch);

	rt_str_clear(&text);
	rt_str_append(&text, "<html>");
	for (int i = 0; i < 100000; i++)
		rt_str_append(&text, "<div><blockquote>");
	rt_str_append(&text, "words");
	batch = read_text(text.data);
	assert_true(has_problem(batch->items[0], "too-deep"));
	assert_non_null(strstr(batch->items[0]->text, "words"));
	rt_batch_free(batch);
	rt_str_release(&text);
}

/* Two copies that differ in what the way put in are one; another word makes two. */
static void check_identity(void **state)
{
	(void)state;
	char one[RT_SHA256_HEX], two[RT_SHA256_HEX], three[RT_SHA256_HEX];
	const char *texts[] = {
		"Message-ID: <1@x>\nFrom: a@b.c\nTo: d@e.f\nDate: 14 May 2019 09:30:00 +0200\n\nw  x\n",
		"Received: by z\nFrom: a@b.c\nTo: d@e.f\nDate: 14 May 2019 07:30:00 +0000\n\nw\nx\n",
		"From: a@b.c\nTo: d@e.f\nDate: 14 May 2019 07:30:00 +0000\n\nw y\n",
	};
	char *hashes[] = {one, two, three};
	for (size_t i = 0; i < 3; i++) {
		struct rt_batch *batch = read_text(texts[i]);
		rt_document_identity(batch->items[0], hashes[i]);
		rt_batch_free(batch);
	}
	assert_string_equal(one, two);
	assert_string_not_equal(one, three);
}

/* ---- the walk ---------------------------------------------------------------------------------- */

static char folder[64];

static void put(const char *name, const char *text)
{
	struct rt_str path = RT_STR_INIT;
	rt_str_appendf(&path, "%s/%s", folder, name);
	assert_int_equal(rt_file_write(path.data, text, strlen(text), NULL), 0);
	rt_str_release(&path);
}

static int make_folder(void **state)
{
	(void)state;
	struct rt_str path = RT_STR_INIT;
	strcpy(folder, "/tmp/rt-read-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	rt_str_appendf(&path, "%s/a", folder);
	mkdir(path.data, 0700);
	put("a.txt", "after the folder? no: '.' sorts before '/'");
	put("a/z", "words");
	put("b.mbox",
		"From a@b.c Tue May 14 09:30:00 2019\r\nFrom: a@b.c\r\nTo: d@e.f\r\n\r\n"
		"one\r\n>From here\r\nFrom there\r\n\r\n"
		"From d@e.f Tue May 14 09:31:00 2019\r\nFrom: d@e.f\r\nTo: a@b.c\r\n\r\ntwo\r\n");
	put("c.mbox",
		"From a@b.c Tue May 14 09:30:00 2019\nFrom: a@b.c\nTo: d@e.f\nContent-Length: 44\n\n"
		"\nFrom a@b.c Tue May 14 09:30:00 2019\nquoted\n"
		"\nFrom d@e.f Tue May 14 09:31:00 2019\nFrom: d@e.f\nTo: a@b.c\n\ntwo\n");
	rt_str_clear(&path);
	rt_str_appendf(&path, "%s/fifo", folder);
	mkfifo(path.data, 0600);
	rt_str_clear(&path);
	rt_str_appendf(&path, "%s/inside", folder);
	if (symlink("a/z", path.data))
		return -1;
	rt_str_clear(&path);
	rt_str_appendf(&path, "%s/outside", folder);
	if (symlink("/etc/passwd", path.data))
		return -1;
	rt_str_release(&path);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	static const char *const names[] = {"a/z", "a.txt", "b.mbox", "c.mbox", "fifo", "inside",
		"outside", "a", ""};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct rt_str path = RT_STR_INIT;
		rt_str_appendf(&path, "%s/%s", folder, names[i]);
		remove(path.data);
		rt_str_release(&path);
	}
	return 0;
}

static void walk_all(const char *const *roots, size_t count, struct rt_str *out)
{
	struct rt_walk *walk = rt_walk_new(roots, count);
	struct rt_item *item;
	struct rt_err err;
	int state;
	while ((state = rt_walk_next(walk, &item, &err)) > 0) {
		rt_str_appendf(out, "%s%s#%s%s ", out->len ? "" : " ",
			item->origin.path + strlen(folder) + 1, item->origin.part,
			item->problem ? item->problem->class : item->last ? "." : "");
		rt_item_free(item);
	}
	assert_int_equal(state, 0);
	rt_walk_free(walk);
}

static void check_walk(void **state)
{
	(void)state;
	struct rt_str once = RT_STR_INIT, twice = RT_STR_INIT, path = RT_STR_INIT;
	const char *root = folder;
	walk_all(&root, 1, &once);
	assert_string_equal(once.data,
		" a.txt#. a/z#. b.mbox#1 b.mbox#2. c.mbox#1 c.mbox#2. fifo#not-a-file "
		"outside#link-outside ");
	/* What is named twice is read once, in the same order. */
	rt_str_appendf(&path, "%s/b.mbox", folder);
	const char *roots[] = {path.data, folder, folder};
	walk_all(roots, 3, &twice);
	assert_string_equal(once.data, twice.data);
	rt_str_release(&once);
	rt_str_release(&twice);
	rt_str_release(&path);
	const char *missing = "/nowhere/at/all";
	struct rt_walk *walk = rt_walk_new(&missing, 1);
	struct rt_item *item;
	struct rt_err err;
	assert_int_equal(rt_walk_next(walk, &item, &err), -1);
	assert_non_null(strstr(err.message, missing));
	rt_walk_free(walk);
}

static void check_mbox(void **state)
{
	(void)state;
	static const char *const expected[] = {"one\nFrom here\nFrom there\n", "two\n", "quoted\n",
		"two\n"};
	const char *names[] = {"b.mbox", "c.mbox"};
	size_t seen = 0;
	for (size_t i = 0; i < 2; i++) {
		struct rt_str path = RT_STR_INIT;
		rt_str_appendf(&path, "%s/%s", folder, names[i]);
		const char *root = path.data;
		struct rt_walk *walk = rt_walk_new(&root, 1);
		struct rt_item *item;
		while (rt_walk_next(walk, &item, NULL) > 0) {
			struct rt_batch *batch = rt_item_read(item, rt_ruleset_mail_words(built_in));
			const char *want = expected[seen];
			if (!strstr(batch->items[0]->text, want))
				fail_msg("message %zu is %s", seen, batch->items[0]->text);
			seen++;
			rt_batch_free(batch);
			rt_item_free(item);
		}
		rt_walk_free(walk);
		rt_str_release(&path);
	}
	assert_int_equal(seen, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_charsets),
		cmocka_unit_test(check_html),
		cmocka_unit_test(check_mail),
		cmocka_unit_test(check_source_of_names),
		cmocka_unit_test(check_flowed),
		cmocka_unit_test(check_stub),
		cmocka_unit_test(check_kinds),
		cmocka_unit_test(check_hostile),
		cmocka_unit_test(check_identity),
		cmocka_unit_test_setup_teardown(check_walk, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(check_mbox, make_folder, remove_folder),
	};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
