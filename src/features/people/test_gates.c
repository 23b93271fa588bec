/* What stands before a session's pages: a handed-out password, the lock, and the ends of a session. */
#include "core/auth/locked_hash.h"
#include "core/auth/notice.h"
#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

#define RIGHT "en+hel+h%C3%B6g+tranor"
#define FRESH "gurka+lampa+tidvatten"
#define TWICE "&new=" FRESH "&again=" FRESH

/* The administrator gives the account the world's password anew: it is a handed-out one now. */
static void
hand_out(struct world *w, account_id account)
{
	char hash[LOCKED_HASH_TEXT];

	CHECK_ERR(OK, locked_hash_of(WORLD_PASSWORD, hash));
	CHECK_ERR(OK, account_set_password(world_begin(w), world_job(w, w->party), account,
		str_of(hash)));
	world_commit(w);
}

/* Every route that is not public, except those that lie before the gate, leads to its page. */
static void
expect_shut(struct world *w, struct visitor *v, enum gate gate, const char *page)
{
	struct str token = v->session, csrf = v->csrf;
	size_t i;

	CHECK(visitor_get(v, "/healthz") == 200);
	for (i = 0; i < site_n_routes(&v->site); i++) {
		const struct route *route = site_route(&v->site, i);
		const char *hole = strchr(route->pattern, ':');
		const char *path = route->pattern;
		int status;

		/* hiding closes another gate on top of the one that is looked at */
		if (route->perm == PERM_PUBLIC || route->gates & gate || route->locks)
			continue;
		if (hole)
			path = arena_printf(w->arena, "%.*s1%s", (int)(hole - path), path,
				strchr(hole, '/') ? strchr(hole, '/') : "").p;
		v->session = token;
		v->csrf = csrf;
		status = route->method == METHOD_GET ? visitor_get(v, path)
						     : visitor_post(v, path, "");
		ck_assert_msg(status == 303 && visitor_led_to(v, page),
			"%s is open behind the gate", route->pattern);
	}
	v->session = token;
	v->csrf = csrf;
}

TEST(a_handed_out_password_opens_nothing_but_its_own_change)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	hand_out(&w, w.accounts[ROLE_CASEWORKER]);
	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in/losenord"));
	CHECK(visitor_get(&v, "/in/losenord") == 200);
	CHECK(visitor_sees(&v, "Någon annan har sett lösenordet"));
	CHECK(!visitor_sees(&v, "site-nav") && !visitor_sees(&v, "/lotsningar"));
	expect_shut(&w, &v, GATE_PASSWORD, "/in/losenord");
	CHECK(visitor_post(&v, "/in/losenord", "present=" RIGHT "&new=" RIGHT "&again=" RIGHT)
		== 422);
	CHECK(visitor_sees(&v, "Välj ett annat lösenord"));
	CHECK(visitor_post(&v, "/in/losenord", "present=fel" TWICE) == 403);
	CHECK(visitor_post(&v, "/in/losenord", "present=" RIGHT TWICE) == 303);
	CHECK(visitor_led_to(&v, "/hem"));
	CHECK(visitor_get(&v, "/hem") == 200 && visitor_sees(&v, "Team Norr"));
	CHECK(visitor_get(&v, "/in/losenord") == 303 && visitor_led_to(&v, "/hem"));
}

TEST(somebody_with_two_places_changes_a_handed_out_password_before_choosing)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	hand_out(&w, w.both);
	v.session = world_token(&w, w.both);
	CHECK(visitor_get(&v, "/plats") == 303 && visitor_led_to(&v, "/in/losenord"));
	CHECK(visitor_get(&v, "/in/losenord") == 200);
	CHECK(visitor_post(&v, "/in/losenord", "present=" RIGHT TWICE) == 303);
	CHECK(visitor_led_to(&v, "/plats"));
	CHECK(visitor_get(&v, "/plats") == 200 && visitor_sees(&v, "Regionen"));
}

/* ---- the lock ---- */

static void
lock(struct world *w, struct visitor *v)
{
	CHECK_ERR(OK, session_lock(world_begin(w), v->session));
	world_commit(w);
}

TEST(a_locked_session_answers_nothing_in_any_tab_before_the_pin)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_TEAM_LEAD]));

	CHECK(visitor_get(&v, "/hem") == 200);
	lock(&w, &v);
	expect_shut(&w, &v, GATE_PIN, "/samtal/dold");
	CHECK(visitor_get(&v, "/akut") == 200 && !visitor_sees(&v, "team-lead"));
	CHECK(visitor_get(&v, "/samtal/dold") == 200);
	CHECK(!visitor_sees(&v, "team-lead") && !visitor_sees(&v, "site-nav"));
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=481625") == 303);
	CHECK(visitor_led_to(&v, "/hem") && visitor_get(&v, "/hem") == 200);
}

TEST(five_wrong_pins_at_the_lock_end_the_session)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_TEAM_LEAD]));
	struct str token = v.session;
	struct session s;
	int i;

	CHECK(visitor_get(&v, "/hem") == 200);
	lock(&w, &v);
	for (i = 0; i < 4; i++)
		CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=111112") == 403);
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=111112") == 303);
	CHECK(visitor_led_to(&v, "/in"));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
	v.session = token;
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=481625") == 303);
	CHECK(visitor_led_to(&v, "/in?m=slut"));
}

TEST(leaving_in_a_hurry_wipes_what_was_open_and_locks_the_session)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct vault_key drawer = world_session(&w, v.session).vault;
	struct str kept;

	CHECK_ERR(OK, vault_put(drawer, STR("open")));
	CHECK(visitor_get(&v, "/ut") == 303);
	CHECK(!v.response.clears_cookies);
	CHECK_ERR(ERR_NOT_FOUND, vault_get(drawer, w.arena, &kept));
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
	v.session = STR_NULL;
	CHECK(visitor_get(&v, "/ut") == 303 && v.response.clears_cookies);
}

TEST(a_session_locked_stays_so_under_a_fresh_token_and_logging_in_anew_is_the_way_without_a_pin)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, world_token(&w, w.both));
	struct session_change change;

	CHECK(visitor_get(&v, "/plats") == 200);
	lock(&w, &v);
	CHECK_ERR(OK, session_choose_place(world_begin(&w), w.arena, v.session, w.party, w.team,
		&change));
	world_commit(&w);
	v.session = str_of(change.token);
	CHECK(world_session(&w, v.session).gate == GATE_PIN);
	CHECK(visitor_get(&v, "/samtal/dold") == 200);
	CHECK(visitor_post(&v, "/logga-ut", "") == 303 && visitor_led_to(&v, "/in?m=ute"));
}

/* ---- places and tabs ---- */

TEST(a_form_opened_in_one_place_and_posted_after_switching_to_another_is_refused)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, world_token(&w, w.both));
	int64_t cards = world_rows(&w, "card");
	const char *first, *second, *new_card;
	struct str csrf_of_first;

	first = arena_printf(w.arena, "place=%lld-%lld", (long long)w.party.v,
		(long long)w.team.v).p;
	second = arena_printf(w.arena, "place=%lld-%lld", (long long)w.other_party.v,
		(long long)w.other_team.v).p;
	CHECK(visitor_get(&v, "/plats") == 200 && visitor_post(&v, "/plats", first) == 303);
	CHECK(visitor_get(&v, "/samtal/kort/nytt") == 200);
	csrf_of_first = v.csrf;
	new_card = arena_printf(w.arena,
		"team=%lld&kon=woman&alder=25-39&start=2026-10&nyckel=%.*s",
		(long long)w.team.v, STR_ARG(visitor_field(&v, "nyckel"))).p;
	CHECK(visitor_post(&v, "/samtal/kort/nytt", new_card) == 303);
	CHECK(world_rows(&w, "card") == ++cards);
	CHECK(visitor_get(&v, "/plats") == 200 && visitor_post(&v, "/plats", second) == 303);
	v.csrf = csrf_of_first;
	CHECK(visitor_post(&v, "/samtal/kort/nytt", new_card) == 403);
	CHECK(visitor_sees(&v, "byta plats") && world_rows(&w, "card") == cards);
	v.csrf = csrf_of_first;
	CHECK(visitor_post(&v, "/plats", first) == 403);
	CHECK(scope_org(world_session(&w, v.session).scope).v == w.other_party.v);
}

/* ---- the ends of a session ---- */

TEST(logging_out_everywhere_ends_the_own_sessions_and_nobody_elses)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str other = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	struct str lead = world_token(&w, w.accounts[ROLE_TEAM_LEAD]);
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct session s;

	CHECK(visitor_get(&v, "/konto") == 200);
	CHECK(visitor_sees(&v, "den här inräknad: 2."));
	CHECK(visitor_post(&v, "/konto/ut", "") == 303 && visitor_led_to(&v, "/in?m=overallt"));
	CHECK(v.session.n == 0 && visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in"));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, other, &s));
	CHECK_ERR(OK, session_load(w.db, w.arena, lead, &s));
}

TEST(an_idle_session_is_kept_by_asking_and_not_after_its_end)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/hem") == 200 && visitor_sees(&v, "data-stay hidden"));
	clock_fix(clock_now() + 29 * 60);
	CHECK(visitor_post(&v, "/konto/kvar", "") == 303 && visitor_led_to(&v, "/konto/kvar"));
	CHECK(visitor_get(&v, "/konto/kvar") == 200);
	clock_fix(clock_now() + 29 * 60);
	CHECK(visitor_post(&v, "/konto/kvar", "") == 303 && visitor_led_to(&v, "/konto/kvar"));
	clock_fix(clock_now() + 31 * 60);
	CHECK(visitor_post(&v, "/konto/kvar", "") == 303 && visitor_led_to(&v, "/in?m=slut"));
	CHECK(visitor_get(&v, "/in?m=slut") == 200);
	CHECK(visitor_sees(&v, "efter 30 minuter"));
}

/* Without a script the page says so itself; with one the line waits hidden. */
TEST(the_end_after_twelve_hours_is_told_ten_minutes_before_and_cannot_be_put_off)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	int64_t start = clock_now();
	int i;

	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "<p data-ends=\"43200\" hidden>"));
	CHECK(visitor_sees(&v, "Du loggas ut om 10 minuter, klockan 01:00."));
	for (i = 1; i <= 24; i++) {
		clock_fix(start + i * 1790);
		CHECK(visitor_post(&v, "/konto/kvar", "") == 303);
		CHECK(visitor_led_to(&v, "/konto/kvar"));
	}
	clock_fix(start + 43200 - 240);
	CHECK(visitor_get(&v, "/hem") == 200 && visitor_sees(&v, "<p data-ends=\"240\">"));
	CHECK(visitor_sees(&v, "Du loggas ut om 4 minuter, klockan 01:00."));
	clock_fix(start + 43200 - 60);
	CHECK(visitor_post(&v, "/konto/kvar", "") == 303);
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Du loggas ut om en minut, klockan 01:00."));
	CHECK(visitor_get(&v, "/hem?lang=en") == 200);
	CHECK(visitor_sees(&v, "You will be logged out in one minute, at 01:00."));
	clock_fix(start + 43201);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in?m=slut"));
}

TEST(the_log_in_before_this_one_is_shown_and_the_first_has_none)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(visitor_get(&v, "/hem") == 200 && !visitor_sees(&v, "Inloggningen före"));
	v.session = STR_NULL;
	clock_fix(clock_now() + 2 * 24 * 3600);
	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Inloggningen före den här: 22 november 2026."));
	CHECK(visitor_post(&v, "/konto/losenord", "present=" RIGHT TWICE) == 303);
	CHECK(visitor_get(&v, "/konto") == 200);
	CHECK(visitor_sees(&v, "Inloggningen före den här: 22 november 2026."));
}

TEST(notices_are_shown_after_log_in_until_they_have_been_read)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	VISITOR_CLEANUP struct visitor lead = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_TEAM_LEAD]));
	const struct notice_new in = { .account = w.accounts[ROLE_CASEWORKER],
		.kind = NOTICE_ROLE_GRANTED, .role = ROLE_TEAM_LEAD, .place = w.party,
		.by = w.accounts[ROLE_ADMINISTRATOR],
		.confirmed_by = w.accounts[ROLE_TEAM_LEAD] };
	struct notice *rows;
	const char *read;
	size_t n;

	CHECK_ERR(OK, notice_put(world_begin(&w), &in));
	world_commit(&w);
	CHECK_ERR(OK, notice_list(w.db, w.arena, in.account, &rows, &n));
	read = arena_printf(w.arena, "/konto/handelser/%lld/last", (long long)rows[0].id.v).p;
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Du har fått rollen Teamsamordnare: Kommunen."));
	CHECK(visitor_sees(&v, "och team-lead bekräftade det."));
	CHECK(visitor_get(&lead, "/hem") == 200 && !visitor_sees(&lead, "Du har fått rollen"));
	CHECK(visitor_post(&lead, read, "") == 404);
	CHECK(visitor_post(&v, read, "") == 303 && visitor_led_to(&v, "/hem"));
	CHECK(visitor_get(&v, "/hem") == 200 && !visitor_sees(&v, "Du har fått rollen"));
}

TEST(wrong_codes_while_turning_the_second_step_on_are_delayed_like_other_guesses)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	int i;

	CHECK(visitor_get(&v, "/konto") == 200);
	CHECK(visitor_post(&v, "/konto/kod", "kod-password=" RIGHT) == 303);
	CHECK(visitor_get(&v, "/konto/kod") == 200);
	for (i = 0; i < 4; i++)
		CHECK(visitor_post(&v, "/konto/kod/pa", "kod=000000") == 403);
	CHECK(world_rows(&w, "login_delay") == 1);
	CHECK(visitor_post(&v, "/konto/kod/pa", "kod=000000") == 422);
	CHECK(visitor_sees(&v, "många försök"));
	clock_fix(clock_now() + 6);
	CHECK(visitor_post(&v, "/konto/kod/pa", "kod=000000") == 403);
}
