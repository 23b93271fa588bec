/* Attacks on the way in: chosen tokens, replays, guesses of codes and PINs, and a hidden conversation. */
#include <stdio.h>

#include "core/auth/link.h"
#include "core/auth/locked_hash.h"
#include "core/auth/second_step.h"
#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

#define RIGHT "en+hel+h%C3%B6g+tranor"
#define FRESH "gurka+lampa+tidvatten"
#define TWICE "&new=" FRESH "&again=" FRESH

static void
expect_dead(struct world *w, struct str token)
{
	struct session s;

	CHECK_ERR(ERR_NOT_FOUND, session_load(w->db, w->arena, token, &s));
}

/* ---- fixation: whoever knows the token before a step knows nothing after it ---- */

TEST(every_step_up_gives_a_token_that_nobody_knew_before)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str chosen = STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), before;
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	visitor_get(&v, "/in");
	v.session = chosen;
	CHECK(visitor_post(&v, "/in", "login=both&password=" RIGHT) == 303);
	CHECK(v.session.n == 43 && !str_eq(v.session, chosen));
	expect_dead(&w, chosen);
	before = v.session;
	CHECK(visitor_get(&v, "/plats") == 200);
	CHECK(visitor_post(&v, "/plats", arena_printf(w.arena, "place=%lld-%lld",
		(long long)w.party.v, (long long)w.team.v).p) == 303);
	CHECK(!str_eq(v.session, before));
	expect_dead(&w, before);
	before = v.session;
	CHECK(visitor_get(&v, "/konto") == 200);
	CHECK(visitor_post(&v, "/konto/losenord", "present=" RIGHT TWICE) == 303);
	CHECK(!str_eq(v.session, before));
	expect_dead(&w, before);
	before = v.session;
	CHECK(visitor_get(&v, "/konto") == 200);
	CHECK(visitor_post(&v, "/logga-ut", "") == 303);
	expect_dead(&w, before);
}

TEST(a_session_planted_in_somebodys_browser_is_not_the_one_she_logs_in_to)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str planted = world_token(&w, w.elsewhere);
	VISITOR_CLEANUP struct visitor victim = visitor_new(&w, STR_NULL);
	VISITOR_CLEANUP struct visitor attacker = visitor_new(&w, planted);

	visitor_get(&victim, "/in");
	victim.session = planted;
	CHECK(visitor_post(&victim, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(!str_eq(victim.session, planted));
	CHECK(visitor_get(&attacker, "/hem") == 303 && visitor_led_to(&attacker, "/in?m=slut"));
	CHECK(visitor_get(&victim, "/hem") == 200 && visitor_sees(&victim, "Team Norr"));
}

TEST(the_form_token_of_one_browser_logs_nobody_in_with_another)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor attacker = visitor_new(&w, STR_NULL);
	VISITOR_CLEANUP struct visitor victim = visitor_new(&w, STR_NULL);

	visitor_get(&victim, "/in");
	visitor_get(&attacker, "/in");
	victim.csrf = attacker.csrf;
	/* both servers were made anew here, so the key is the later one's; the cookie differs still */
	CHECK(visitor_post(&victim, "/in", "login=caseworker&password=" RIGHT) == 403);
	CHECK(str_is_empty(victim.session));
}

/* ---- replay ---- */

TEST(of_two_postings_of_one_link_at_the_same_time_one_sets_the_password)
{
	WORLD_CLEANUP struct world w = world_new();
	char token[LINK_TOKEN_TEXT], first[LOCKED_HASH_TEXT], second[LOCKED_HASH_TEXT];
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct link_found one, other;
	struct login_attempt attempt;

	CHECK_ERR(OK, link_make(world_begin(&w), admin, w.accounts[ROLE_CASEWORKER], LINK_RESET,
		token));
	world_commit(&w);
	/* both have looked before either has written */
	CHECK_ERR(OK, link_find(w.db, w.arena, str_of(token), &one));
	CHECK_ERR(OK, link_find(w.db, w.arena, str_of(token), &other));
	CHECK_ERR(OK, locked_hash_of(STR("gurka lampa tidvatten"), first));
	CHECK_ERR(OK, locked_hash_of(STR("korv segel ugnsvante"), second));
	CHECK_ERR(OK, link_use(world_begin(&w), w.arena, str_of(token), str_of(first)));
	world_commit(&w);
	CHECK_ERR(ERR_NOT_FOUND, link_use(world_begin(&w), w.arena, str_of(token),
		str_of(second)));
	world_rollback(&w);
	CHECK_ERR(OK, login_check(w.db, w.arena, STR("caseworker"),
		STR("gurka lampa tidvatten"), &attempt));
	CHECK(attempt.account.v == w.accounts[ROLE_CASEWORKER].v);
}

TEST(a_cookie_that_was_copied_is_worth_nothing_after_log_out_everywhere_reset_or_closing)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id mine = w.accounts[ROLE_CASEWORKER];
	struct str copied = world_token(&w, mine);
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);
	struct session_change change;
	char token[LINK_TOKEN_TEXT];

	CHECK_ERR(OK, session_close_everywhere(world_begin(&w), w.party, mine, STR_NULL,
		&change));
	world_commit(&w);
	expect_dead(&w, copied);
	copied = world_token(&w, mine);
	CHECK_ERR(OK, link_make(world_begin(&w), admin, mine, LINK_RESET, token));
	CHECK_ERR(OK, link_use(w.tx, w.arena, str_of(token), STR("hash")));
	world_commit(&w);
	expect_dead(&w, copied);
	copied = world_token(&w, mine);
	CHECK_ERR(OK, account_set_disabled(world_begin(&w), admin, mine, true));
	world_commit(&w);
	expect_dead(&w, copied);
}

/* ---- enumeration ---- */

/* Main part, status and work of a refusal; the form token differs between two forms anyway. */
struct refusal {
	int status;
	size_t size;
	int64_t calls;
};

static struct refusal
refuse(struct world *w, const char *login)
{
	VISITOR_CLEANUP struct visitor v = visitor_new(w, STR_NULL);
	int64_t before = crypto_password_calls();
	struct refusal r;

	visitor_get(&v, "/in");
	r.status = visitor_post(&v, "/in",
		arena_printf(w->arena, "login=%s&password=fel+fel+fel+fel", login).p);
	r.calls = crypto_password_calls() - before;
	/* the name comes back in its field */
	r.size = visitor_body(&v).n - strlen(login);
	return r;
}

TEST(known_invited_handed_out_and_closed_accounts_are_refused_like_unknown_ones)
{
	static const char *const logins[] = { "caseworker", "inbjuden", "utdelad", "auditor" };
	WORLD_CLEANUP struct world w = world_new();
	struct refusal unknown = refuse(&w, "ingen.alls");
	struct account_new in = { .login = STR("inbjuden"), .display_name = STR("Inbjuden"),
		.password_hash = STR(""), .pin_hash = STR("") };
	char hash[LOCKED_HASH_TEXT];
	account_id id;
	size_t i;

	CHECK_ERR(OK, locked_hash_of(WORLD_PASSWORD, hash));
	CHECK_ERR(OK, account_create(world_begin(&w), world_job(&w, w.party), &in, &id));
	in.login = STR("utdelad");
	in.password_hash = str_of(hash);
	CHECK_ERR(OK, account_create(w.tx, world_job(&w, w.party), &in, &id));
	CHECK_ERR(OK, account_set_disabled(w.tx, world_job(&w, w.party),
		w.accounts[ROLE_AUDITOR], true));
	world_commit(&w);
	CHECK(unknown.status == 403 && unknown.calls == 1);
	for (i = 0; i < sizeof(logins) / sizeof(logins[0]); i++) {
		struct refusal r = refuse(&w, logins[i]);

		ck_assert_msg(r.status == unknown.status && r.size == unknown.size &&
			r.calls == unknown.calls, "%s is refused unlike others", logins[i]);
	}
}

/* ---- the PIN ---- */

static int
give_pin(struct visitor *v, int number)
{
	char body[16];

	snprintf(body, sizeof(body), "pin=%06d", number);
	return visitor_post(v, "/samtal/dold/fortsatt", body);
}

static void
lock(struct world *w, struct visitor *v)
{
	CHECK(visitor_get(v, "/hem") == 200);
	CHECK_ERR(OK, session_lock(world_begin(w), v->session));
	world_commit(w);
}

TEST(a_pin_has_five_tries_however_many_sessions_and_doors_they_are_spread_over)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor one = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	VISITOR_CLEANUP struct visitor two = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	int64_t before;

	lock(&w, &one);
	CHECK(visitor_get(&two, "/samtal/personal") == 200);
	CHECK(give_pin(&one, 111112) == 403 && give_pin(&one, 111113) == 403);
	CHECK(visitor_post(&two, "/samtal/personal", "pin=111114") == 403);
	CHECK(visitor_post(&two, "/samtal/personal", "pin=111115") == 403);
	CHECK(give_pin(&one, 111116) == 303 && visitor_led_to(&one, "/in"));
	expect_dead(&w, one.session);
	/* the other is over at its next try, even the right one, and nothing is computed for it */
	before = crypto_password_calls();
	CHECK(visitor_post(&two, "/samtal/personal", "pin=481625") == 303);
	CHECK(visitor_led_to(&two, "/in") && crypto_password_calls() == before);
	expect_dead(&w, two.session);
}

TEST(an_account_without_a_pin_is_opened_by_no_pin_at_all)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK_ERR(OK, account_set_pin(world_begin(&w), world_job(&w, w.party),
		w.accounts[ROLE_CASEWORKER], STR("")));
	world_commit(&w);
	lock(&w, &v);
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=") == 422);
	CHECK(visitor_post(&v, "/samtal/dold/fortsatt", "pin=481625") == 403);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
	CHECK(visitor_post(&v, "/logga-ut", "") == 303);
}

/* ---- the hidden conversation ---- */

TEST(a_locked_session_cannot_be_talked_out_of_its_lock)
{
	static const char *const posts[] = { "/plats", "/konto/kvar", "/konto/ut", "/konto/pin",
		"/konto/losenord", "/in/losenord", "/samtal/dold", "/samtal/fragor",
		"/samtal/personal/klar" };
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_TEAM_LEAD]));
	struct str token;
	size_t i;

	lock(&w, &v);
	token = v.session;
	for (i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
		CHECK(visitor_post(&v, posts[i], "pin-password=" RIGHT "&pin=230981") == 303);
		ck_assert_msg(visitor_led_to(&v, "/samtal/dold"), "%s answers", posts[i]);
	}
	CHECK(str_eq(v.session, token) && world_session(&w, token).gate == GATE_PIN);
	/* a drawer that is emptied opens nothing either */
	vault_wipe(world_session(&w, token).vault);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/samtal/dold"));
	/* a new log-in of the owner is free of it, and the old token is gone */
	visitor_get(&v, "/in");
	CHECK(visitor_led_to(&v, "/hem"));
}

TEST(whoever_waits_at_the_lock_keeps_no_session_alive)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_TEAM_LEAD]));

	lock(&w, &v);
	clock_fix(clock_now() + 1200);
	CHECK(visitor_get(&v, "/samtal/dold") == 200);
	clock_fix(clock_now() + 601);
	CHECK(visitor_get(&v, "/samtal/dold") == 303 && visitor_led_to(&v, "/in?m=slut"));
}
