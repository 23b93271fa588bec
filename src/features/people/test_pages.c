/* Logging in, choosing a place and changing one's own account, through the dispatcher. */
#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

#define RIGHT "en+hel+h%C3%B6g+tranor"

TEST(the_log_in_form_is_needed_to_log_in)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 403);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in"));
	CHECK(visitor_get(&v, "/konto") == 303 && visitor_led_to(&v, "/in"));
	CHECK(visitor_get(&v, "/in") == 200);
	CHECK(visitor_sees(&v, "Inloggningsnamn") && visitor_sees(&v, "current-password"));
}

TEST(log_in_leads_straight_home_for_somebody_with_one_place)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=Caseworker&password=" RIGHT) == 303);
	CHECK(visitor_led_to(&v, "/hem"));
	CHECK(v.session.n == 43);
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Team Norr"));
	CHECK(visitor_get(&v, "/in") == 303 && visitor_led_to(&v, "/hem"));
}

TEST(the_way_in_is_read_in_english_by_choice_and_so_is_what_follows)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	visitor_get(&v, "/in");
	CHECK(visitor_sees(&v, "href=\"/in?lang=en\""));
	visitor_get(&v, "/in?lang=en");
	CHECK(visitor_sees(&v, "<html lang=\"en\""));
	CHECK(visitor_sees(&v, "href=\"/in?lang=sv\""));
	CHECK(visitor_sees(&v, "action=\"/in?lang=en\""));
	CHECK(visitor_sees(&v, "href=\"/en\""));
	CHECK(visitor_post(&v, "/in?lang=en", "login=caseworker&password=fel") == 403);
	CHECK(visitor_sees(&v, "<html lang=\"en\"") && visitor_sees(&v, "Log in"));
	visitor_post(&v, "/in?lang=en", "login=caseworker&password=" RIGHT);
	CHECK(visitor_led_to(&v, "/hem") && visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "<html lang=\"en\""));
	CHECK(visitor_post(&v, "/logga-ut", "") == 303);
	CHECK(visitor_led_to(&v, "/in?m=ute&lang=en"));
}

TEST(a_log_in_on_the_swedish_page_leaves_an_english_account_english)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);

	visitor_get(&v, "/in?lang=en");
	visitor_post(&v, "/in?lang=en", "login=caseworker&password=" RIGHT);
	visitor_get(&v, "/hem");
	visitor_post(&v, "/logga-ut", "");
	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 303);
	visitor_get(&v, "/hem");
	CHECK(visitor_sees(&v, "<html lang=\"en\""));
}

/* Everything that an onlooker could tell two refusals apart by. */
struct refusal {
	int status;
	struct str body;
	int64_t calls;
};

/* The form token and what was typed differ between two forms anyway. */
static struct refusal
try_log_in(struct world *w, const char *login, const char *password)
{
	VISITOR_CLEANUP struct visitor v = visitor_new(w, STR_NULL);
	int64_t before = crypto_password_calls();
	struct refusal r = { 0 };
	struct str body;
	const char *at;

	visitor_get(&v, "/in");
	r.status = visitor_post(&v, "/in", arena_cstr(w->arena,
		arena_printf(w->arena, "login=%s&password=%s", login, password)));
	r.calls = crypto_password_calls() - before;
	body = visitor_body(&v);
	at = memmem(body.p, body.n, "<main", 5);
	ck_assert_ptr_nonnull(at);
	r.body = arena_str(w->arena, (struct str){ at, (size_t)(body.p + body.n - at) });
	CHECK(str_is_empty(v.session));
	return r;
}

static struct str
without(struct world *w, struct str s, const char *part)
{
	const char *at = memmem(s.p, s.n, part, strlen(part));

	if (!at)
		return s;
	return arena_printf(w->arena, "%.*s%s", (int)(at - s.p), s.p, at + strlen(part));
}

static struct str
without_token(struct world *w, struct str s)
{
	const char *mark = "name=\"csrf\" value=\"";
	const char *at = memmem(s.p, s.n, mark, strlen(mark));

	ck_assert_ptr_nonnull(at);
	at += strlen(mark);
	return arena_printf(w->arena, "%.*s%s", (int)(at - s.p), s.p, strchr(at, '"'));
}

TEST(a_refused_log_in_does_not_tell_which_accounts_exist)
{
	WORLD_CLEANUP struct world w = world_new();
	struct refusal known = try_log_in(&w, "caseworker", "wrong+wrong+wrong");
	struct refusal unknown = try_log_in(&w, "nobodyhere", "wrong+wrong+wrong");

	CHECK(str_contains(known.body, STR("Inloggningsnamnet eller lösenordet stämmer "
		"inte.")));
	CHECK(known.status == unknown.status && known.status >= 400);
	CHECK(known.calls == 1 && unknown.calls == 1);
	CHECK(str_eq(without(&w, without_token(&w, known.body), "caseworker"),
		without(&w, without_token(&w, unknown.body), "nobodyhere")));
	CHECK(!str_contains(known.body, STR("wrong wrong")));
}

/* A wrong password from an address; the answer's status. */
static int
guess_from(struct visitor *v, const char *address, const char *body)
{
	visitor_get(v, "/in");
	v->next.peer = str_of(address);
	return visitor_post(v, "/in", body);
}

TEST(after_five_wrong_tries_a_name_waits_whether_it_exists_or_not)
{
	static const char *const wrong[] = { "login=caseworker&password=wrong+wrong+wrong",
		"login=nobodyhere&password=wrong+wrong+wrong" };
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	size_t size[2];
	int64_t calls[2], rows;
	int i, k;

	for (k = 0; k < 2; k++) {
		calls[k] = crypto_password_calls();
		for (i = 0; i < 5; i++)
			CHECK(guess_from(&v, "", wrong[k]) == 403);
		rows = world_audit_count(&w, (org_id){ 0 });
		for (i = 0; i < 5; i++)
			CHECK(guess_from(&v, "", wrong[k]) == 422);
		CHECK(world_audit_count(&w, (org_id){ 0 }) == rows);
		CHECK(visitor_sees(&v, "Det har blivit många försök."));
		size[k] = visitor_body(&v).n;
		calls[k] = crypto_password_calls() - calls[k];
	}
	CHECK(calls[0] == 5 && calls[1] == 5 && size[0] == size[1]);
	CHECK(guess_from(&v, "", "login=caseworker&password=" RIGHT) == 422);
	CHECK(guess_from(&v, "", "login=auditor&password=" RIGHT) == 303);
}

TEST(the_wait_grows_and_ends_and_a_right_password_clears_it)
{
	const char *wrong = "login=caseworker&password=wrong+wrong+wrong";
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	int64_t now = clock_now();
	int i;

	for (i = 0; i < 5; i++)
		CHECK(guess_from(&v, "", wrong) == 403);
	clock_fix(now + 4);
	CHECK(guess_from(&v, "", wrong) == 422);
	clock_fix(now + 5);
	CHECK(guess_from(&v, "", wrong) == 403);
	clock_fix(now + 14);
	CHECK(guess_from(&v, "", wrong) == 422);
	clock_fix(now + 15);
	CHECK(world_rows(&w, "login_delay") == 1);
	CHECK(guess_from(&v, "", "login=Caseworker&password=" RIGHT) == 303);
	CHECK(world_rows(&w, "login_delay") == 0);
	v.session = STR_NULL;
	CHECK(guess_from(&v, "", wrong) == 403 && guess_from(&v, "", wrong) == 403);
}

TEST(an_address_waits_after_twenty_and_another_does_not)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	int i;

	for (i = 0; i < 20; i++)
		CHECK(guess_from(&v, "192.0.2.7", arena_printf(w.arena,
			"login=nobody-%d&password=wrong+wrong+wrong", i).p) == 403);
	CHECK(guess_from(&v, "192.0.2.7", "login=caseworker&password=" RIGHT) == 422);
	CHECK(guess_from(&v, "192.0.2.8", "login=caseworker&password=" RIGHT) == 303);
}

TEST(a_refused_log_in_leaves_a_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	int64_t before = world_audit_count(&w, (org_id){ 0 });

	try_log_in(&w, "nobodyhere", "wrong+wrong+wrong");
	CHECK(world_audit_count(&w, (org_id){ 0 }) == before + 1);
}

TEST(a_session_cookie_planted_before_log_in_is_worth_nothing_after_it)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str planted = world_token(&w, w.elsewhere);
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, planted);
	struct session s;

	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(!str_eq(v.session, planted));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, planted, &s));
	CHECK(world_session(&w, v.session).account.v == w.accounts[ROLE_CASEWORKER].v);
}

TEST(logging_out_needs_the_form_and_ends_the_session)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str token = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, token);
	struct session s;

	v.next.body = STR("csrf=none");
	CHECK(visitor_post(&v, "/logga-ut", "") == 403);
	v.next.origin = STR("https://elsewhere.example");
	v.next.sec_fetch_site = STR("cross-site");
	CHECK(visitor_post(&v, "/logga-ut", "") == 403);
	CHECK_ERR(OK, session_load(w.db, w.arena, token, &s));
	CHECK(visitor_post(&v, "/logga-ut", "") == 303 && visitor_led_to(&v, "/in?m=ute"));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, token, &s));
	CHECK(visitor_get(&v, "/in?m=ute") == 200 && visitor_sees(&v, "Du är utloggad."));
}

TEST(a_session_that_was_silent_too_long_leads_to_the_log_in)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&v, "/konto") == 200);
	clock_fix(clock_now() + 1801);
	CHECK(visitor_get(&v, "/konto") == 303 && visitor_led_to(&v, "/in?m=slut"));
}

TEST(using_lotsa_keeps_the_session_alive)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	int i;

	for (i = 0; i < 4; i++) {
		clock_fix(clock_now() + 1200);
		CHECK(visitor_get(&v, "/konto") == 200);
	}
}

TEST(somebody_with_two_places_chooses_before_anything_else)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, world_token(&w, w.both));
	struct str first = v.session;

	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/plats"));
	CHECK(visitor_get(&v, "/plats") == 200);
	CHECK(visitor_sees(&v, "Kommunen") && visitor_sees(&v, "Regionen"));
	CHECK(!visitor_sees(&v, "Samordningsförbundet"));
	CHECK(visitor_post(&v, "/plats", arena_printf(w.arena, "place=%lld-%lld",
		(long long)w.other_party.v, (long long)w.other_team.v).p) == 303);
	CHECK(visitor_led_to(&v, "/hem") && !str_eq(first, v.session));
	CHECK(scope_org(world_session(&w, v.session).scope).v == w.other_party.v);
}

TEST(a_place_of_others_looks_as_if_it_did_not_exist)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, world_token(&w, w.both));

	CHECK(visitor_post(&v, "/plats", arena_printf(w.arena, "place=%lld-0",
		(long long)w.association.v).p) == 404);
	CHECK(visitor_post(&v, "/plats", "place=17-0") == 404);
	CHECK(visitor_post(&v, "/plats", "place=x") == 404);
	CHECK(world_session(&w, v.session).scope == NULL);
}

TEST(a_new_password_needs_the_old_one_and_ends_other_sessions)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str other = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct session s;
	int status;

	CHECK(visitor_post(&v, "/konto/losenord",
		"present=fel&new=gurka+lampa+tidvatten&again=gurka+lampa+tidvatten") == 403);
	CHECK(visitor_sees(&v, "Lösenordet stämmer inte."));
	CHECK(visitor_post(&v, "/konto/losenord",
		"present=" RIGHT "&new=sommar2026!!&again=sommar2026!!") >= 400);
	CHECK(visitor_sees(&v, "lätt att gissa"));
	CHECK(visitor_post(&v, "/konto/losenord",
		"present=" RIGHT "&new=gurka+lampa+tidvatten&again=annat") >= 400);
	CHECK(visitor_sees(&v, "De två nya lösenorden är olika."));
	CHECK(!visitor_sees(&v, "gurka"));
	status = visitor_post(&v, "/konto/losenord",
		"present=" RIGHT "&new=gurka+lampa+tidvatten&again=gurka+lampa+tidvatten");
	CHECK(status == 303);
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, other, &s));
	CHECK(visitor_get(&v, "/konto?m=losenord") == 200);
	CHECK(visitor_sees(&v, "Lösenordet är bytt.") && visitor_sees(&v, "Team Norr"));
}

TEST(a_new_pin_needs_the_password)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct session s;

	CHECK(visitor_post(&v, "/konto/pin", "pin-password=fel&pin=230981") == 403);
	CHECK(visitor_post(&v, "/konto/pin", "pin-password=" RIGHT "&pin=123456") >= 400);
	CHECK(visitor_post(&v, "/konto/pin", "pin-password=" RIGHT "&pin=230981") == 303);
	s = world_session(&w, v.session);
	CHECK_ERR(OK, pin_check(w.db, w.arena, s.account, s.vault, STR("230981")));
}

TEST(an_open_session_is_no_way_to_try_out_its_password)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	int i;

	for (i = 0; i < 5; i++)
		CHECK(visitor_post(&v, "/konto/pin", "pin-password=fel&pin=230981") == 403);
	/* now even the right one waits, at either form, and what was tried outlives the process */
	CHECK(world_rows(&w, "login_delay") == 1);
	CHECK(visitor_post(&v, "/konto/pin", "pin-password=" RIGHT "&pin=230981") == 422);
	CHECK(visitor_sees(&v, "många försök"));
	CHECK(visitor_post(&v, "/konto/losenord",
		"present=" RIGHT "&new=gurka+lampa+tidvatten&again=gurka+lampa+tidvatten") == 422);
	clock_fix(clock_now() + 60);
	CHECK(visitor_post(&v, "/konto/pin", "pin-password=" RIGHT "&pin=230981") == 303);
	CHECK(world_rows(&w, "login_delay") == 0);
}

TEST(the_language_is_remembered)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_post(&v, "/konto/sprak", "sprak=xx") >= 400);
	CHECK(visitor_post(&v, "/konto/sprak", "sprak=en") == 303);
	CHECK(world_session(&w, v.session).lang == LANG_EN);
	CHECK(visitor_get(&v, "/konto") == 200 && visitor_sees(&v, "lang=\"en\""));
}
