/* Names taken apart and compared, addresses fitted, sightings joined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/vec.h"
#include "resolve/compare.h"
#include "resolve/decisions.h"
#include "resolve/identities.h"
#include "resolve/sheet.h"
#include "../support/every.h"
#include "../support/identity_words.h"

static struct rt_name parsed(const char *text)
{
	struct rt_name name;
	rt_name_parse(arena, lexicon, text, strlen(text), &name);
	return name;
}

static void names_come_apart(void **state)
{
	(void)state;
	static const struct {
		const char *text, *key, *clean;
	} rows[] = {
		{"Moreau, Claire L.", "claire l moreau", "Claire L. Moreau"},
		{"'Moreau, Claire'", "claire moreau", "Claire Moreau"},
		{"Claire Moreau/Legal/Acme@ACME", "claire moreau", "Claire Moreau"},
		{"Claire Moreau \\(E-mail\\)", "claire moreau", "Claire Moreau"},
		{"=09Moreau, Claire", "claire moreau", "Claire Moreau"},
		{"CLAIRE MOREAU", "claire moreau", "Claire Moreau"},
		{"ד\"ר יעל אברהמי (לשכה)", "yl 'brhmy", "יעל אברהמי"},
		{"Hon. Dr. Claire L. Moreau", "claire l moreau", "Claire L. Moreau"},
		{"Ortega Jr., Luis", "luis ortega jr", "Luis Ortega Jr."},
		{"Legal - Luis Ortega Jr.", "luis ortega jr", "Luis Ortega Jr."},
		{"Ortega, Luis W.- HR Exec", "luis w ortega", "Luis W. Ortega"},
		{"Luis Ortega, HR VP", "luis ortega", "Luis Ortega"},
		{"(bcc: Luis Ortega/NA/Acme)", "luis ortega", "Luis Ortega"},
		{"Anna van der Berg", "anna vanderberg", "Anna van der Berg"},
		{"McGee, The Hon. Anna K.", "anna k mcgee", "Anna K. McGee"},
		{"Anna A.Berg", "anna a berg", "Anna A. Berg"},
		{"Миша Петров", "misa petrov", "Миша Петров"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rt_name name = parsed(rows[i].text);
		assert_int_equal(name.kind, RT_NAME_PERSON);
		assert_string_equal(name.key, rows[i].key);
		assert_string_equal(name.clean, rows[i].clean);
	}
}

static void offices_lists_and_machines_are_no_persons(void **state)
{
	(void)state;
	assert_int_equal(parsed("Office of the Director").kind, RT_NAME_ROLE);
	assert_int_equal(parsed("Claire Moreau - Office of the Director").kind, RT_NAME_ROLE);
	assert_int_equal(parsed("dl-ga-all_staff").kind, RT_NAME_LIST);
	assert_int_equal(parsed("Mailer-Daemon").kind, RT_NAME_MACHINE);
	assert_int_equal(parsed("Acme Holdings Inc").kind, RT_NAME_ORGANISATION);
	assert_int_equal(parsed("undisclosed-recipients:;").kind == RT_NAME_PERSON, 0);
	assert_int_equal(parsed("claire@example.org").kind == RT_NAME_PERSON, 0);
	assert_int_equal(parsed("Claire®Example . Org").kind, RT_NAME_NONE);
	assert_int_equal(parsed("Claire® Moreau").kind, RT_NAME_PERSON);
	assert_int_equal(parsed("").kind, RT_NAME_NONE);
}

static void names_agree_or_contradict(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		enum rt_relation relation;
	} rows[] = {
		{"Moreau, Claire", "Claire Moreau", RT_REL_EXACT},
		{"Claire Moreau", "Claire L. Moreau", RT_REL_WHOLE},
		{"Claire R. Moreau", "Claire L. Moreau", RT_REL_CONTRADICT},
		{"C. Moreau", "Claire Moreau", RT_REL_INITIAL},
		{"Bill Ortega", "William Ortega", RT_REL_NICKNAME},
		{"Bill W. Ortega", "William E. Ortega", RT_REL_CONTRADICT},
		{"Lawrence G. (Greg) Ortega", "Greg Ortega", RT_REL_NICKNAME},
		{"J. Steven Ortega", "Steven J Ortega", RT_REL_REORDERED},
		{"Robert Beau Ortega", "Beau Ortega", RT_REL_MIDDLE},
		{"Elizabeth Moreau", "Elizabeth Moreau Ortega", RT_REL_MARRIED},
		{"Claire Willamson", "Claire Williamson", RT_REL_TYPO},
		{"Gabrielle Moreau", "Gavrielle Moreau", RT_REL_TYPO},
		{"Luis Ortega Jr.", "Luis Ortega Sr.", RT_REL_CONTRADICT},
		{"Luis Ortega", "Pedro Ortega", RT_REL_CONTRADICT},
		{"Eric Moreau", "Erin Moreau", RT_REL_CONTRADICT},
		{"Claire Moreau", "Claire Ortega", RT_REL_NONE},
		{"Михаил Петров", "Misha Petrov", RT_REL_NICKNAME},
		{"יוסי כהן", "Yosef Kohen", RT_REL_SCRIPT},
		{"מרים הלוי", "Miriam Halevi", RT_REL_SCRIPT},
		{"نور حداد", "Noor Haddad", RT_REL_SCRIPT},
		{"מרים כהן", "Miriam Halevi", RT_REL_NONE},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rt_name a = parsed(rows[i].a), b = parsed(rows[i].b);
		assert_int_equal(rt_name_compare(lexicon, &a, &b), rows[i].relation);
		assert_int_equal(rt_name_compare(lexicon, &b, &a), rows[i].relation);
	}
}

static void addresses_spell_names(void **state)
{
	(void)state;
	static const struct {
		const char *name, *local;
		enum rt_fit fit;
	} rows[] = {
		{"Claire L. Moreau", "claire.moreau", RT_FIT_FULL},
		{"Claire L. Moreau", "moreau_claire", RT_FIT_FULL},
		{"Claire L. Moreau", "clairemoreau", RT_FIT_FULL},
		{"Claire L. Moreau", "cmoreau2", RT_FIT_INITIAL},
		{"Claire L. Moreau", "c.l.moreau", RT_FIT_INITIAL},
		{"Claire L. Moreau", "moreauc", RT_FIT_INITIAL},
		{"Claire L. Moreau", "l..moreau", RT_FIT_MIDDLE},
		{"Claire L. Moreau", "moreau", RT_FIT_FAMILY},
		{"Claire L. Moreau", "claire", RT_FIT_GIVEN},
		{"Claire L. Moreau", "pierre.moreau", RT_FIT_NONE},
		{"Jeff Skellington", "jskelli", RT_FIT_INITIAL},
		{"William Ortega", "bill.ortega", RT_FIT_FULL},
		{"Murray P. O'Hara", "murray.o'hara", RT_FIT_FULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rt_name name = parsed(rows[i].name);
		assert_int_equal(rt_local_fit(lexicon, &name, rows[i].local), rows[i].fit);
	}
}

static const struct {
	const char *name, *address;
} crowd[] = {
	{"Moreau, Claire", "claire.moreau@acme.com"},
	{"Claire L. Moreau", NULL},
	{NULL, "cmoreau@acme.com"},
	{"Mark A. Ortega", "mark.a.ortega@acme.com"},
	{"Mark S. Ortega", "mark.s.ortega@acme.com"},
	{"Mark Ortega", NULL},
	{"Office of the Director", "office.director@acme.com"},
	{"Claire Moreau", "no.address@acme.com"},
	{"Mark A. Ortega", "no.address@acme.com"},
	{"Ana Souza", "no.address@acme.com"},
	{"Joe Roe", "no.address@acme.com"},
	{"Jane Doe", "no.address@acme.com"},
};
#define CROWD (sizeof crowd / sizeof *crowd)

/* Sees the crowd from `start` on, round; seen_r[i] is the sighting of crowd[i]. */
static struct rt_identities *settled(size_t start, size_t step, uint32_t seen_r[CROWD])
{
	struct rt_identities *who = rt_identities_new(lexicon);
	for (size_t i = 0; i < CROWD; i++) {
		size_t at = (start + i * step) % CROWD;
		seen_r[at] = rt_identities_see(who, crowd[at].name, crowd[at].address, NULL);
	}
	rt_identities_settle(who);
	return who;
}

static void sightings_of_one_person_are_one(void **state)
{
	(void)state;
	uint32_t seen[CROWD];
	struct rt_identities *who = settled(0, 1, seen);
	assert_int_equal(rt_identities_of(who, seen[0]), rt_identities_of(who, seen[1]));
	assert_int_equal(rt_identities_of(who, seen[0]), rt_identities_of(who, seen[2]));
	assert_int_equal(rt_identities_of(who, seen[0]), rt_identities_of(who, seen[7]));
	assert_string_equal(rt_identities_at(who, rt_identities_of(who, seen[6]))->kind, "role");
	rt_identities_free(who);
}

static void two_of_one_name_stay_two(void **state)
{
	(void)state;
	uint32_t seen[CROWD];
	struct rt_identities *who = settled(0, 1, seen);
	uint32_t a = rt_identities_of(who, seen[3]), s = rt_identities_of(who, seen[4]);
	uint32_t bare = rt_identities_of(who, seen[5]);
	assert_int_not_equal(a, s);
	assert_int_not_equal(bare, a);
	assert_int_not_equal(bare, s);
	size_t count;
	const struct rt_identity_proposal *proposals = rt_identities_proposals(who, &count);
	size_t of_bare = 0;
	for (size_t i = 0; i < count; i++)
		of_bare += proposals[i].a == bare || proposals[i].b == bare;
	assert_int_equal(of_bare, 2);
	rt_identities_free(who);
}

static void order_of_sightings_does_not_matter(void **state)
{
	(void)state;
	uint32_t seen[CROWD], again[CROWD];
	static const size_t steps[] = {1, 5, 7, 11};
	struct rt_identities *who = settled(0, 1, seen);
	for (size_t start = 0; start < CROWD; start += every())
		for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
			struct rt_identities *other = settled(start, steps[s], again);
			assert_int_equal(rt_identities_count(who), rt_identities_count(other));
			for (size_t i = 0; i < CROWD; i++)
				assert_int_equal(rt_identities_of(who, seen[i]),
					rt_identities_of(other, again[i]));
			rt_identities_free(other);
		}
	rt_identities_free(who);
}

/* ---- a crowd made by chance, seen in many orders ---- */

#define CHANCE_PEOPLE 160

struct chance {
	char name[64], address[64];
};

static uint32_t next_number(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Few names and few houses, so that namesakes, nicknames, initials and shared mailboxes abound. */
static void make_crowd(uint32_t seed, struct chance *people)
{
	static const char *const givens[] = {"Robert", "Bob", "Rob", "Anna", "Ann", "Mark", "M.", "Tamsin"};
	static const char *const middles[] = {"", "", " A.", " S.", " Lee"};
	static const char *const families[] = {"Quillon", "Quilon", "Jones", "Marlowe", "Quillon-Marlowe"};
	static const char *const houses[] = {"acme.com", "harbour.example", "gmail.com"};
	for (size_t i = 0; i < CHANCE_PEOPLE; i++) {
		const char *given = givens[next_number(&seed) % 8], *family = families[next_number(&seed) % 5];
		const char *middle = middles[next_number(&seed) % 5], *house = houses[next_number(&seed) % 3];
		bool turned = next_number(&seed) % 3 == 0;
		if (turned)
			snprintf(people[i].name, sizeof people[i].name, "%s, %s%s", family, given, middle);
		else
			snprintf(people[i].name, sizeof people[i].name, "%s%s %s", given, middle, family);
		*people[i].address = '\0';
		switch (next_number(&seed) % 4) {
		case 0:
			snprintf(people[i].address, sizeof people[i].address, "%s.%s@%s", given, family, house);
			break;
		case 1:
			snprintf(people[i].address, sizeof people[i].address, "%c%s@%s", *given, family, house);
			break;
		case 2:
			snprintf(people[i].address, sizeof people[i].address, "office@%s", house);
			break;
		default:
			break;
		}
		if (next_number(&seed) % 5 == 0 && *people[i].address)
			*people[i].name = '\0';
	}
}

/* Sees the crowd in an order of its own; pairs and lists are told as they come. */
static struct rt_identities *settled_crowd(
	const struct chance *people, uint32_t order, uint32_t seen_r[CHANCE_PEOPLE])
{
	struct rt_identities *who = rt_identities_new(lexicon);
	uint32_t place[CHANCE_PEOPLE];
	for (uint32_t i = 0; i < CHANCE_PEOPLE; i++)
		place[i] = i;
	for (uint32_t i = CHANCE_PEOPLE; order && i-- > 1;) {
		uint32_t j = next_number(&order) % (i + 1), swap = place[i];
		place[i] = place[j];
		place[j] = swap;
	}
	for (size_t i = 0; i < CHANCE_PEOPLE; i++) {
		const struct chance *one = &people[place[i]];
		seen_r[place[i]] = rt_identities_see(who, *one->name ? one->name : NULL,
			*one->address ? one->address : NULL, NULL);
	}
	for (size_t i = 0; i < CHANCE_PEOPLE; i++) {
		uint32_t at = place[i];
		if (at % 4 == 0)
			rt_identities_same_place(who, seen_r[at], seen_r[(at + 1) % CHANCE_PEOPLE]);
		uint32_t list[3] = {seen_r[at], seen_r[(at + 7) % CHANCE_PEOPLE], seen_r[(at + 11) % CHANCE_PEOPLE]};
		if (at % 9 == 0)
			rt_identities_beside(who, list, 3);
	}
	rt_identities_decide(who, seen_r[3], seen_r[50], true);
	rt_identities_decide(who, seen_r[5], seen_r[60], false);
	rt_identities_settle(who);
	return who;
}

static void the_order_of_a_crowd_does_not_matter(void **state)
{
	(void)state;
	struct chance people[CHANCE_PEOPLE];
	uint32_t seen[CHANCE_PEOPLE], again[CHANCE_PEOPLE];
	for (uint32_t seed = 1; seed <= 12; seed += (uint32_t)every()) {
		make_crowd(seed, people);
		struct rt_identities *who = settled_crowd(people, 0, seen);
		for (uint32_t order = 1; order <= 6; order++) {
			struct rt_identities *other = settled_crowd(people, order * 77, again);
			size_t count, count_other;
			rt_identities_proposals(who, &count);
			rt_identities_proposals(other, &count_other);
			assert_int_equal(count, count_other);
			for (size_t i = 0; i < CHANCE_PEOPLE; i++) {
				uint32_t a = rt_identities_of(who, seen[i]);
				assert_int_equal(a, rt_identities_of(other, again[i]));
				if (a == RT_NOBODY)
					continue;
				assert_string_equal(rt_identities_at(who, a)->key, rt_identities_at(other, a)->key);
				assert_string_equal(rt_identities_at(who, a)->name, rt_identities_at(other, a)->name);
			}
			rt_identities_free(other);
		}
		rt_identities_free(who);
	}
}

/* Whatever else is seen later, what was decided to be one stays one, and two stay two. */
static void what_was_decided_holds_when_more_is_seen(void **state)
{
	(void)state;
	struct chance people[CHANCE_PEOPLE];
	for (uint32_t seed = 1; seed <= 12; seed += (uint32_t)every()) {
		make_crowd(seed, people);
		struct rt_identities *who = rt_identities_new(lexicon);
		uint32_t a = rt_identities_see(who, "Robert Quillon", "rq@acme.com", NULL);
		uint32_t b = rt_identities_see(who, "Zelda Marlowe", "zelda@harbour.example", NULL);
		uint32_t c = rt_identities_see(who, "Robert A. Quillon", "r.a.quillon@acme.com", NULL);
		for (size_t i = 0; i < seed * 12; i++)
			rt_identities_see(who, *people[i].name ? people[i].name : NULL,
				*people[i].address ? people[i].address : NULL, NULL);
		assert_true(rt_identities_decide(who, a, b, true));
		assert_true(rt_identities_decide(who, a, c, false));
		rt_identities_settle(who);
		assert_int_equal(rt_identities_of(who, a), rt_identities_of(who, b));
		assert_int_not_equal(rt_identities_of(who, a), rt_identities_of(who, c));
		rt_identities_free(who);
	}
}

static void what_a_person_decides_holds(void **state)
{
	(void)state;
	struct rt_identities *who = rt_identities_new(lexicon);
	uint32_t a = rt_identities_see(who, "Mark A. Ortega", "mark.a.ortega@acme.com", NULL);
	uint32_t s = rt_identities_see(who, "Mark S. Ortega", "mark.s.ortega@acme.com", NULL);
	uint32_t bare = rt_identities_see(who, "Mark Ortega", NULL, NULL);
	uint32_t one = rt_identities_see(who, "Ana Souza", "ana.souza@acme.com", NULL);
	uint32_t two = rt_identities_see(who, "Ana Souza", "asouza@acme.com", NULL);
	assert_int_equal(rt_identities_lookup(who, "mark.a.ortega@acme.com"), a);
	assert_int_equal(rt_identities_lookup(who, "Ortega, Mark"), bare);
	assert_int_equal(rt_identities_lookup(who, "Nobody Atall"), RT_NOBODY);
	assert_true(rt_identities_decide(who, a, bare, true));
	assert_true(rt_identities_decide(who, one, two, false));
	assert_false(rt_identities_decide(who, a, a, false));
	rt_identities_settle(who);
	assert_int_equal(rt_identities_of(who, a), rt_identities_of(who, bare));
	assert_int_not_equal(rt_identities_of(who, a), rt_identities_of(who, s));
	assert_int_not_equal(rt_identities_of(who, one), rt_identities_of(who, two));
	rt_identities_free(who);
}

static void what_stands_in_quotes_is_what_one_is_called(void **state)
{
	(void)state;
	struct rt_identities *who = rt_identities_new(lexicon);
	uint32_t whole = rt_identities_see(who, "Robert \"Bosun\" Ortega", NULL, NULL);
	uint32_t called = rt_identities_see(who, "Bosun Ortega", "bosun@acme.com", NULL);
	uint32_t gateway = rt_identities_see(who, NULL, "IMCEANOTES-Bosun+20Ortega+40ACME@acme.com", NULL);
	uint32_t other = rt_identities_see(who, "Rita \"the boss\" Ortega", NULL, NULL);
	rt_identities_settle(who);
	assert_int_equal(rt_identities_of(who, whole), rt_identities_of(who, called));
	assert_int_equal(rt_identities_of(who, gateway), rt_identities_of(who, called));
	assert_int_not_equal(rt_identities_of(who, other), rt_identities_of(who, called));
	rt_identities_free(who);
}

/* One list with a person's two addresses does not keep them apart, two initials do. */
static void a_name_left_out_is_no_contradiction(void **state)
{
	(void)state;
	struct rt_identities *who = rt_identities_new(lexicon);
	uint32_t list[3];
	list[0] = rt_identities_see(who, "Tamsin K. Ortegal", "tamsin.ortegal@acme.com", NULL);
	list[1] = rt_identities_see(who, "Tamsin Ortegal", "tamsin@ortegal.example", NULL);
	list[2] = rt_identities_see(who, "Tamsin B. Ortegal", "tbo@harbour.example", NULL);
	rt_identities_beside(who, list, 2);
	uint32_t j = rt_identities_see(who, "J. Wisely", "wisely@harbour.example", NULL);
	uint32_t jp = rt_identities_see(who, "J. P. Wisely", "jpw@acme.com", NULL);
	rt_identities_settle(who);
	assert_int_not_equal(rt_identities_of(who, list[0]), rt_identities_of(who, list[2]));
	assert_int_not_equal(rt_identities_of(who, j), rt_identities_of(who, jp));
	rt_identities_free(who);
}

#define ENTRY "/o=acme/ou=harbour/cn=recipients/cn="

/* Of scanned pages alone; what mail names is two, however alike, and so is what a person keeps apart. */
static void what_a_machine_misread_is_one(void **state)
{
	(void)state;
	struct rt_identities *who = rt_identities_new(lexicon);
	uint32_t entry = rt_identities_see(who, "Wisely, T", ENTRY "TWISELY", NULL);
	uint32_t bracket = rt_identities_see(who, "Wisely, T", ENTRY "TWISELYJ", NULL);
	uint32_t slip = rt_identities_see(who, "Wisely, T", ENTRY "TW1SELY", NULL);
	uint32_t apart = rt_identities_see(who, "Wisely, T", ENTRY "TWISE1Y", NULL);
	uint32_t one = rt_identities_see(who, "Ortega, J", ENTRY "JORTEGA1", NULL);
	uint32_t other = rt_identities_see(who, "Ortega, J", ENTRY "JORTEGAI", NULL);
	uint32_t named = rt_identities_see(who, "Moreau, C", ENTRY "CMOREAU", NULL);
	uint32_t stranger = rt_identities_see(who, "Lopes, A", ENTRY "CM0REAU", NULL);
	uint32_t whole = rt_identities_see(who, NULL, "zelda@harbour.example", NULL);
	uint32_t sign = rt_identities_see(who, "Zelda®harbour .example", NULL, NULL);
	rt_identities_in_mail(who, entry);
	rt_identities_in_mail(who, one);
	rt_identities_in_mail(who, other);
	assert_true(rt_identities_decide(who, entry, apart, false));
	rt_identities_settle(who);
	assert_int_equal(rt_identities_of(who, entry), rt_identities_of(who, bracket));
	assert_int_equal(rt_identities_of(who, entry), rt_identities_of(who, slip));
	assert_int_not_equal(rt_identities_of(who, entry), rt_identities_of(who, apart));
	assert_int_not_equal(rt_identities_of(who, one), rt_identities_of(who, other));
	assert_int_not_equal(rt_identities_of(who, named), rt_identities_of(who, stranger));
	assert_int_equal(rt_identities_of(who, whole), rt_identities_of(who, sign));
	rt_identities_free(who);
}

static void who_a_directory_shows_alike_is_one(void **state)
{
	(void)state;
	struct rt_identities *who = rt_identities_new(lexicon);
	uint32_t entry = rt_identities_see(who, "Wisely, T (GOV)", ENTRY "TWISELY", NULL);
	uint32_t plain = rt_identities_see(who, "Wisely ; T ( GOV)", "t.wisely@harbour.example", NULL);
	uint32_t bare = rt_identities_see(who, "Wisely, T (GOV)", NULL, NULL);
	uint32_t law = rt_identities_see(who, "Wisely, T (LAW)", "tw@quarter.example", NULL);
	uint32_t home = rt_identities_see(who, "Ortega, J (Home)", "jo@quarter.example", NULL);
	uint32_t other = rt_identities_see(who, "Ortega, J (Home)", "ortega9@harbour.example", NULL);
	rt_identities_settle(who);
	assert_int_equal(rt_identities_of(who, entry), rt_identities_of(who, plain));
	assert_int_equal(rt_identities_of(who, entry), rt_identities_of(who, bare));
	assert_int_not_equal(rt_identities_of(who, entry), rt_identities_of(who, law));
	assert_int_not_equal(rt_identities_of(who, home), rt_identities_of(who, other));
	rt_identities_free(who);
}

static void the_later_word_of_two_holds(void **state)
{
	(void)state;
	static const char text[] = "merge\tperson:ana@x.example\tAna Souza\n"
				   "merge\tjoe@x.example\tJoe Roe\n"
				   "split\tAna souza\tana@x.example\n"
				   "split\tjoe@x.example\tJane Roe\n";
	struct rt_decisions decisions;
	rt_decisions_parse(text, sizeof text - 1, &decisions);
	assert_int_equal(decisions.items.count, 4);
	assert_true(decisions.items.items[0].withdrawn);
	for (size_t i = 1; i < 4; i++)
		assert_false(decisions.items.items[i].withdrawn);
	rt_decisions_release(&decisions);
}

static void a_wrong_line_of_decisions_is_named_and_the_rest_hold(void **state)
{
	(void)state;
	static const char text[] = "\xef\xbb\xbf# a comment\n"
				   "merge\tana@x.example\tAna Souza\tsame signature\trk\t2024-05-14\r\n"
				   "marry\ta\tb\n"
				   "\n"
				   "rename\tana@x.example\n"
				   "ignore\tperson:joe\n"
				   "split\ta\t\xff\n"
				   "retype\tinfo@x.example\trole";
	struct rt_decisions decisions;
	rt_decisions_parse(text, sizeof text - 1, &decisions);
	assert_int_equal(decisions.items.count, 3);
	assert_int_equal(decisions.items.items[0].verb, RT_DECISION_MERGE);
	assert_string_equal(decisions.items.items[0].subject, "ana@x.example");
	assert_string_equal(decisions.items.items[0].object, "Ana Souza");
	assert_string_equal(decisions.items.items[0].date, "2024-05-14");
	assert_int_equal(decisions.items.items[1].verb, RT_DECISION_IGNORE);
	assert_string_equal(decisions.items.items[2].object, "role");
	assert_int_equal(decisions.errors.count, 3);
	assert_int_equal(decisions.errors.items[0].line, 3);
	assert_int_equal(decisions.errors.items[1].line, 5);
	assert_int_equal(decisions.errors.items[2].line, 7);
	rt_decisions_release(&decisions);
}

static void sheets_come_back_from_spreadsheets(void **state)
{
	(void)state;
	static const char *const forms[] = {
		"decision,a,b\nmerge,\"person:\"\"x\"\"\",\"two\nlines\"\n,c,d\n",
		"\xef\xbb\xbf" "decision;a;b\r\nmerge;\"person:\"\"x\"\"\";\"two\nlines\"\r\n;c;d\r\n",
		"decision\ta\tb\nmerge\tperson:\"x\"\t\"two\nlines\"\n\tc\td",
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct rt_sheet sheet;
		rt_sheet_parse(forms[i], strlen(forms[i]), &sheet);
		assert_int_equal(sheet.rows.count, 3);
		int a = rt_sheet_column(&sheet, "A"), b = rt_sheet_column(&sheet, "b");
		assert_string_equal(rt_sheet_cell(&sheet.rows.items[1], a), "person:\"x\"");
		assert_string_equal(rt_sheet_cell(&sheet.rows.items[1], b), "two\nlines");
		assert_int_equal(sheet.rows.items[2].line, 4);
		assert_string_equal(rt_sheet_cell(&sheet.rows.items[2], 0), "");
		assert_string_equal(rt_sheet_cell(&sheet.rows.items[2], 7), "");
		assert_int_equal(rt_sheet_column(&sheet, "none"), -1);
		rt_sheet_release(&sheet);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_apart),
		cmocka_unit_test(offices_lists_and_machines_are_no_persons),
		cmocka_unit_test(names_agree_or_contradict),
		cmocka_unit_test(addresses_spell_names),
		cmocka_unit_test(sightings_of_one_person_are_one),
		cmocka_unit_test(two_of_one_name_stay_two),
		cmocka_unit_test(order_of_sightings_does_not_matter),
		cmocka_unit_test(the_order_of_a_crowd_does_not_matter),
		cmocka_unit_test(what_was_decided_holds_when_more_is_seen),
		cmocka_unit_test(what_a_person_decides_holds),
		cmocka_unit_test(what_stands_in_quotes_is_what_one_is_called),
		cmocka_unit_test(a_name_left_out_is_no_contradiction),
		cmocka_unit_test(what_a_machine_misread_is_one),
		cmocka_unit_test(who_a_directory_shows_alike_is_one),
		cmocka_unit_test(the_later_word_of_two_holds),
		cmocka_unit_test(a_wrong_line_of_decisions_is_named_and_the_rest_hold),
		cmocka_unit_test(sheets_come_back_from_spreadsheets),
	};
	return cmocka_run_group_tests(tests, identity_words_load, identity_words_unload);
}
