/* Log-in in two steps, through the dispatcher. */
#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/auth/link.h"
#include "core/auth/second_step.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

#define RIGHT "en+hel+h%C3%B6g+tranor"

/* What the app of somebody with the key on the page shows now. */
static const char *
app_code(struct world *w, struct str key)
{
	char *secret = NULL, code[7] = "";
	size_t n = 0;

	CHECK(oath_base32_decode(key.p, key.n, &secret, &n) == OATH_OK);
	CHECK(oath_totp_generate(secret, n, (time_t)clock_now(), 30, 0, 6, code) == OATH_OK);
	free(secret);
	return arena_printf(w->arena, "kod=%s", code).p;
}

static struct str
between(struct world *w, const struct visitor *v, const char *from, const char *to)
{
	struct str body = visitor_body(v);
	const char *at = memmem(body.p, body.n, from, strlen(from)), *end;

	ck_assert_ptr_nonnull(at);
	at += strlen(from);
	end = strstr(at, to);
	return arena_str(w->arena, (struct str){ at, (size_t)(end - at) });
}

/* The caseworker turns it on; gives the key and leaves the page with the codes in `v`. */
static struct str
turn_on(struct world *w, struct visitor *v)
{
	struct str key;

	CHECK(visitor_post(v, "/konto/kod", "kod-password=" RIGHT) == 303);
	CHECK(visitor_get(v, "/konto/kod") == 200);
	key = between(w, v, "<code>", "</code>");
	CHECK(visitor_post(v, "/konto/kod/pa", app_code(w, key)) == 303);
	CHECK(visitor_get(v, "/konto/kod") == 200);
	clock_fix(clock_now() + 60);
	return key;
}

static void
give_password(struct visitor *v)
{
	v->session = STR_NULL;
	CHECK(visitor_get(v, "/in") == 200);
	CHECK(visitor_post(v, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(visitor_led_to(v, "/in/kod") && v->session.n == 43);
	CHECK(visitor_get(v, "/in/kod") == 200);
}

TEST(a_second_step_counts_only_after_a_right_password_and_a_right_code)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str key;

	CHECK(visitor_get(&v, "/konto/kod/bild") == 404);
	CHECK(visitor_post(&v, "/konto/kod/pa", "kod=123456") == 404);
	CHECK(visitor_post(&v, "/konto/kod", "kod-password=fel+fel+fel+fel") == 403);
	CHECK(world_rows(&w, "totp") == 0);
	CHECK(visitor_post(&v, "/konto/kod", "kod-password=" RIGHT) == 303);
	CHECK(visitor_get(&v, "/konto/kod") == 200);
	key = between(&w, &v, "<code>", "</code>");
	CHECK(visitor_get(&v, "/konto/kod/bild") == 200 && visitor_sees(&v, "<svg "));
	CHECK(!visitor_sees(&v, "style"));
	CHECK(visitor_post(&v, "/konto/kod/pa", "kod=000000") == 403);
	CHECK(world_rows(&w, "totp WHERE is_trusted = 1") == 0);
	v.session = STR_NULL;
	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 303);
	CHECK(visitor_led_to(&v, "/hem"));
	CHECK(visitor_get(&v, "/konto") == 200);
	CHECK(visitor_post(&v, "/konto/kod/pa", app_code(&w, key)) == 303);
	CHECK(world_rows(&w, "totp WHERE is_trusted = 1") == 1);
	CHECK(visitor_get(&v, "/konto/kod/bild") == 404);
}

TEST(a_password_alone_opens_nothing_any_more)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str key = turn_on(&w, &v);
	const char *code;

	give_password(&v);
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in/kod"));
	CHECK(visitor_get(&v, "/plats") == 303 && visitor_led_to(&v, "/in/kod"));
	visitor_get(&v, "/in/kod");
	CHECK(visitor_post(&v, "/in/kod", "kod=000000") == 403);
	CHECK(visitor_sees(&v, "Koden stämmer inte"));
	code = app_code(&w, key);
	CHECK(visitor_post(&v, "/in/kod", code) == 303 && visitor_led_to(&v, "/hem"));
	CHECK(visitor_get(&v, "/hem") == 200);
	give_password(&v);
	CHECK(visitor_post(&v, "/in/kod", code) == 403);
}

TEST(codes_cannot_be_guessed_and_a_half_way_log_in_does_not_last)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str key = turn_on(&w, &v);
	int i;

	give_password(&v);
	for (i = 0; i < 4; i++)
		CHECK(visitor_post(&v, "/in/kod", "kod=000000") == 403);
	CHECK(visitor_post(&v, "/in/kod", app_code(&w, key)) == 422);
	CHECK(visitor_sees(&v, "Det har blivit många försök."));
	clock_fix(clock_now() + 5 * 60 + 1);
	CHECK(visitor_post(&v, "/in/kod", app_code(&w, key)) == 422);
	CHECK(visitor_sees(&v, "Börja om med lösenordet."));
	v.session = STR_NULL;
	CHECK(visitor_post(&v, "/in/kod", app_code(&w, key)) == 422);
}

TEST(a_recovery_code_is_shown_once_and_opens_once)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str key = turn_on(&w, &v), first = between(&w, &v, "<code>", "</code>");
	const char *posted = arena_printf(w.arena, "kod=%.*s", STR_ARG(first)).p;

	CHECK(first.n == 11 && key.n == 39 && world_rows(&w, "recovery_code") == 10);
	CHECK(visitor_get(&v, "/konto/kod") == 303 && visitor_led_to(&v, "/konto"));
	give_password(&v);
	CHECK(visitor_post(&v, "/in/kod", posted) == 303 && visitor_led_to(&v, "/hem"));
	CHECK(visitor_get(&v, "/konto") == 200 &&
		visitor_sees(&v, "Du har 9 reservkoder kvar."));
	give_password(&v);
	CHECK(visitor_post(&v, "/in/kod", posted) == 403);
}

TEST(turning_it_off_takes_the_password_and_leaves_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));

	turn_on(&w, &v);
	CHECK(visitor_post(&v, "/konto/kod", "kod-password=" RIGHT) == 409);
	CHECK(visitor_post(&v, "/konto/kod/av", "kod-password=fel+fel+fel+fel") == 403);
	CHECK(world_rows(&w, "totp") == 1);
	CHECK(visitor_post(&v, "/konto/kod/av", "kod-password=" RIGHT) == 303);
	CHECK(world_rows(&w, "totp") == 0 && world_rows(&w, "recovery_code") == 0);
}

TEST(a_reset_by_link_keeps_the_second_step)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w,
		world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct str key = turn_on(&w, &v);
	char token[LINK_TOKEN_TEXT];

	CHECK_ERR(OK, link_make(world_begin(&w), world_scope(&w, ROLE_ADMINISTRATOR),
		w.accounts[ROLE_CASEWORKER], LINK_RESET, token));
	world_commit(&w);
	v.session = STR_NULL;
	visitor_get(&v, "/in/lank");
	CHECK(visitor_post(&v, "/in/lank", arena_printf(w.arena,
		"lank=%s&new=gurka+lampa+tidvatten&again=gurka+lampa+tidvatten",
		token).p) == 303);
	visitor_get(&v, "/in");
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=gurka+lampa+tidvatten") ==
		303);
	CHECK(visitor_led_to(&v, "/in/kod"));
	CHECK(visitor_get(&v, "/hem") == 303 && visitor_led_to(&v, "/in/kod"));
	visitor_get(&v, "/in/kod");
	CHECK(visitor_post(&v, "/in/kod", app_code(&w, key)) == 303);
	CHECK(visitor_led_to(&v, "/hem"));
}
