/* National lines that staff confirm or find wrong, without a new build: seen everywhere at once. */
#include <sqlite3.h>

#include "core/time/clock.h"
#include "features/catalogue/catalogue.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

#define BRIS "116 111"

static enum err
say(struct world *w, const char *code, const char *phone, bool is_right)
{
	enum err e = helpline_check(world_begin(w), world_scope(w, ROLE_CATALOGUE_EDITOR),
		w->arena,
		&(struct helpline_checking){ .code = str_of(code), .phone = str_of(phone),
			.is_right = is_right, .how = SOURCE_CALL },
		w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static struct helpline
line(struct world *w, const char *code)
{
	struct helpline *lines;
	size_t n, i;

	CHECK_ERR(OK, helplines_known(w->db, w->arena, &lines, &n));
	for (i = 0; i < n; i++)
		if (str_eq(lines[i].code, str_of(code)))
			return lines[i];
	ck_abort_msg("no line %s", code);
	return lines[0];
}

static bool
is_stale(struct world *w, const char *code, int days)
{
	struct helpline l = line(w, code);

	return helpline_is_stale(&l, date_add_days(w->today, days));
}

TEST(the_later_of_file_and_staff_says_until_when_a_line_is_confirmed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct helpline l = { .source_month = STR("2026-05") };

	CHECK(is_stale(&w, "bris", 0) && !is_stale(&w, "larm", 0));
	CHECK_ERR(OK, say(&w, "bris", BRIS, true));
	CHECK_ERR(OK, say(&w, "larm", "112", true));
	CHECK(!is_stale(&w, "bris", 179) && is_stale(&w, "bris", 180));
	CHECK(!is_stale(&w, "larm", 179) && is_stale(&w, "larm", 180));
	l.checked_on = date_add_days(w.today, -300);
	CHECK(helpline_due(&l).days == month_first_day(month_of(2026, 12)).days);
}

TEST(a_number_and_hours_that_staff_found_right_are_no_longer_unconfirmed)
{
	struct world w WORLD_CLEANUP = world_new();

	CHECK(line(&w, "polis").is_hours_unconfirmed);
	CHECK_ERR(OK, say(&w, "polis", "114 14", true));
	CHECK(!line(&w, "polis").is_hours_unconfirmed);
	CHECK_ERR(OK, say(&w, "polis", "114 14", false));
	CHECK(line(&w, "polis").is_hours_unconfirmed);
}

TEST(what_staff_find_wrong_is_stale_until_they_or_the_program_say_otherwise)
{
	struct world w WORLD_CLEANUP = world_new();

	CHECK_ERR(OK, say(&w, "larm", "112", true));
	CHECK_ERR(OK, say(&w, "larm", "112", false));
	CHECK(is_stale(&w, "larm", 0));
	CHECK_ERR(OK, say(&w, "larm", "112", true));
	CHECK(!is_stale(&w, "larm", 0));
	CHECK(world_rows(&w, "helpline_check") == 3);
}

/* The row is as if an earlier program had had another number. */
TEST(a_word_about_another_number_says_nothing_of_this_one)
{
	struct world w WORLD_CLEANUP = world_new();
	sqlite3 *sql;

	CHECK_ERR(OK, say(&w, "larm", "112", false));
	CHECK(sqlite3_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &sql) == SQLITE_OK);
	CHECK(sqlite3_exec(sql, "UPDATE helpline_check SET phone = '90 000'", NULL, NULL,
		NULL) == SQLITE_OK);
	sqlite3_close(sql);
	CHECK(!is_stale(&w, "larm", 0));
}

TEST(only_a_line_that_there_is_with_the_number_that_was_seen_is_checked)
{
	struct world w WORLD_CLEANUP = world_new();

	CHECK_ERR(ERR_NOT_FOUND, say(&w, "ingen", "112", true));
	CHECK_ERR(ERR_CONFLICT, say(&w, "larm", "113", true));
	CHECK_ERR(ERR_INVALID,
		helpline_check(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
			w.arena,
			&(struct helpline_checking){ .code = STR("larm"),
				.phone = STR("112"), .how = SOURCE_HEARD },
			w.today));
	world_rollback(&w);
}

TEST(an_editor_says_of_one_national_line_after_the_other_how_it_is)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));

	CHECK(visitor_get(&v, "/katalog/att-kontrollera") == 200);
	CHECK(visitor_sees(&v, "action=\"/katalog/att-kontrollera/larm\"") &&
		visitor_sees(&v, "nummer=bris"));
	CHECK(visitor_post(&v, "/katalog/att-kontrollera/larm",
		"svar=ja&nummer=113&hur-linje=call") == 409);
	CHECK(visitor_post(&v, "/katalog/att-kontrollera/larm",
		"svar=ja&nummer=112&hur-linje=call&belagg-linje=19121212-1212") == 422);
	CHECK(visitor_post(&v, "/katalog/att-kontrollera/larm",
		"svar=ja&nummer=112&hur-linje=call") == 303);
	CHECK(str_eq(visitor_location(&v),
		STR("/katalog/att-kontrollera?m=sparat&nummer=polis")));
	CHECK(visitor_get(&v, arena_cstr(w.arena, visitor_location(&v))) == 200);
	CHECK(visitor_sees(&v, "action=\"/katalog/att-kontrollera/polis\"") &&
		visitor_sees(&v, "autofocus") && !visitor_sees(&v, "nummer=larm"));
	CHECK(visitor_post(&v, "/katalog/att-kontrollera/polis",
		"svar=nej&nummer=114+14&hur-linje=call") == 303);
	CHECK(visitor_get(&v, "/katalog/att-kontrollera?m=fel&nummer=polis") == 200);
	CHECK(visitor_sees(&v, "tills det är rättat") && visitor_sees(&v, "att något är fel"));
}

TEST(national_lines_are_among_the_facts_that_an_editor_is_told_to_check)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/katalog") == 200);
	CHECK(visitor_sees(&v, "Uppgifter att kontrollera: 11<"));
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Uppgifter i katalogen att kontrollera: 11 "));
	CHECK(visitor_get(&v, "/katalog/att-kontrollera") == 200);
	CHECK(visitor_post(&v, "/katalog/att-kontrollera/larm",
		"svar=ja&nummer=112&hur-linje=call") == 303);
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Uppgifter i katalogen att kontrollera: 10 "));
}

TEST(a_caseworker_does_not_say_how_a_national_line_is)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_post(&v, "/katalog/att-kontrollera/larm",
		"svar=ja&nummer=112&hur-linje=call") == 403);
	CHECK(world_rows(&w, "helpline_check") == 0);
}

/* Whether the page marks the number of SOS Alarm where it stands first. */
static bool
marks_112(struct visitor *v, const char *page)
{
	struct str body, entry;
	const char *at;

	visitor_get(v, page);
	body = visitor_body(v);
	at = memmem(body.p, body.n, "tel:112\"", 8);
	CHECK(at);
	entry = (struct str){ at, (size_t)(body.p + body.n - at) };
	at = memmem(entry.p, entry.n, "</li>", 5);
	CHECK(at);
	entry.n = (size_t)(at - entry.p);
	return str_contains(entry, STR("data-color=\"warning\""));
}

/* Also on pages that are kept in memory, and on those that belong to no room. */
TEST(a_number_that_staff_find_wrong_is_marked_on_every_public_page_at_once)
{
	static const char *const pages[] = { "/", "/en", "/latt", "/akut", "/k/kort",
		"/personuppgifter", "/in", "/finns-inte" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i, n = sizeof(pages) / sizeof(pages[0]);

	for (i = 0; i < n; i++)
		CHECK(!marks_112(&v, pages[i]));
	CHECK_ERR(OK, say(&w, "larm", "112", false));
	for (i = 0; i < n; i++)
		ck_assert_msg(marks_112(&v, pages[i]), "%s", pages[i]);
}
