/* One-time links through the dispatcher: used once, told to nobody, and no way to guess. */
#include "core/auth/link.h"
#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

#define RIGHT "en+hel+h%C3%B6g+tranor"
#define FRESH "gurka+lampa+tidvatten"
#define TWICE "&new=" FRESH "&again=" FRESH

static struct str
make(struct world *w, enum link_kind kind)
{
	char token[LINK_TOKEN_TEXT];

	CHECK_ERR(OK, link_make(world_begin(w), world_scope(w, ROLE_ADMINISTRATOR),
		w->accounts[ROLE_CASEWORKER], kind, token));
	world_commit(w);
	return arena_str(w->arena, str_of(token));
}

/* Posts the form of the page; `link` as it was pasted, with '#' as %23. */
static int
post(struct world *w, struct visitor *v, struct str link, const char *more)
{
	CHECK(visitor_get(v, "/in/lank") == 200);
	return visitor_post(v, "/in/lank",
		arena_printf(w->arena, "lank=%.*s%s", STR_ARG(link), more).p);
}

TEST(a_link_opens_a_form_and_its_posting_is_the_only_thing_that_uses_it_up)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	struct str token = make(&w, LINK_RESET);
	int i;

	/* a mail scanner opens it as often as it likes, whole or not */
	for (i = 0; i < 3; i++)
		CHECK(visitor_get(&v, "/in/lank") == 200);
	CHECK(!str_contains(visitor_body(&v), token));
	CHECK(str_eq(visitor_header(&v, "Referrer-Policy"), STR("no-referrer")));
	CHECK(str_eq(visitor_header(&v, "Cache-Control"), STR("no-store")));
	CHECK(post(&w, &v, token, TWICE) == 303 && visitor_led_to(&v, "/in?m=lank"));
	CHECK(visitor_get(&v, "/in?m=lank") == 200);
	CHECK(visitor_sees(&v, "Lösenordet är sparat."));
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" RIGHT) == 403);
	CHECK(visitor_post(&v, "/in", "login=caseworker&password=" FRESH) == 303);
	CHECK(visitor_led_to(&v, "/hem"));
}

TEST(a_password_that_is_no_good_leaves_the_link_as_it_was)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	struct str token = make(&w, LINK_INVITATION);

	CHECK(post(&w, &v, token, "&new=kort&again=kort") == 422);
	CHECK(visitor_sees(&v, "minst 12 tecken") && str_contains(visitor_body(&v), token));
	CHECK(post(&w, &v, token, "&new=" FRESH "&again=annat+annat+annat") == 422);
	CHECK(visitor_sees(&v, "olika"));
	CHECK(post(&w, &v, token, "&new=caseworker-2026&again=caseworker-2026") == 422);
	CHECK(visitor_sees(&v, "liknar inloggningsnamnet"));
	CHECK(!visitor_sees(&v, "caseworker-2026"));
	CHECK(post(&w, &v, token, TWICE) == 303);
}

TEST(a_whole_pasted_address_is_as_good_as_what_stands_after_its_sign)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	const struct config config = { .host = "lotsa.example.se" };
	const struct config here = { .host = "127.0.0.1:8080" };
	struct str token = make(&w, LINK_RESET);
	struct str address = url_login_link(w.arena, &config, token);

	CHECK(str_eq(address, arena_printf(w.arena, "https://lotsa.example.se/in/lank#%.*s",
		STR_ARG(token))));
	CHECK(str_starts(url_login_link(w.arena, &here, token),
		STR("http://127.0.0.1:8080/in/lank#")));
	CHECK(post(&w, &v, arena_printf(w.arena,
		" https://lotsa.example.se/in/lank%%23%.*s ", STR_ARG(token)), TWICE) == 303);
}

/* ---- attacks ---- */

/* Everything that somebody who tries links could tell two answers apart by. */
struct answer {
	int status;
	size_t size;
	int64_t calls;
};

static struct answer
try_link(struct world *w, struct str link)
{
	VISITOR_CLEANUP struct visitor v = visitor_new(w, STR_NULL);
	int64_t before = crypto_password_calls();
	struct answer a = { 0 };

	a.status = post(w, &v, link, TWICE);
	CHECK(visitor_sees(&v, "Länken gäller inte."));
	CHECK(!visitor_sees(&v, "caseworker"));
	a.size = visitor_body(&v).n;
	a.calls = crypto_password_calls() - before;
	return a;
}

static bool
is_same(const struct answer *a, const struct answer *b)
{
	return a->status == b->status && a->size == b->size && a->calls == b->calls;
}

TEST(used_replaced_old_closed_and_invented_links_cannot_be_told_apart)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	struct str replaced = make(&w, LINK_RESET), used = make(&w, LINK_RESET), old, closed;
	struct answer invented, a;
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);

	CHECK(post(&w, &v, used, TWICE) == 303);
	invented = try_link(&w, STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
	CHECK(invented.status == 403 && invented.calls == 0);
	a = try_link(&w, used);
	CHECK(is_same(&a, &invented));
	a = try_link(&w, replaced);
	CHECK(is_same(&a, &invented));
	closed = make(&w, LINK_RESET);
	CHECK_ERR(OK, account_set_disabled(world_begin(&w), admin, w.accounts[ROLE_CASEWORKER],
		true));
	CHECK_ERR(OK, account_set_disabled(w.tx, admin, w.accounts[ROLE_CASEWORKER], false));
	world_commit(&w);
	a = try_link(&w, closed);
	CHECK(is_same(&a, &invented));
	old = make(&w, LINK_RESET);
	clock_fix(clock_now() + 24 * 3600);
	a = try_link(&w, old);
	CHECK(is_same(&a, &invented));
}

TEST(whoever_tries_links_waits_and_costs_no_password_check)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	int64_t before = crypto_password_calls();
	struct str token = make(&w, LINK_RESET);
	int i, waits = 0;

	for (i = 0; i < 40; i++) {
		visitor_get(&v, "/in/lank");
		v.next.peer = STR("192.0.2.7");
		waits += visitor_post(&v, "/in/lank", "lank=AAAA" TWICE) == 422;
	}
	CHECK(waits >= 20 && crypto_password_calls() == before);
	CHECK(world_rows(&w, "login_delay") == 1);
	/* now the right one waits, too; from another address it does not */
	v.next.peer = STR("192.0.2.7");
	CHECK(visitor_post(&v, "/in/lank",
		arena_printf(w.arena, "lank=%.*s" TWICE, STR_ARG(token)).p) == 422);
	CHECK(visitor_sees(&v, "många försök") && crypto_password_calls() == before);
	v.next.peer = STR("192.0.2.8");
	CHECK(visitor_post(&v, "/in/lank",
		arena_printf(w.arena, "lank=%.*s" TWICE, STR_ARG(token)).p) == 303);
}

TEST(a_link_opens_no_session_and_ends_the_one_of_the_browser_that_used_it)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str lead = world_token(&w, w.accounts[ROLE_TEAM_LEAD]);
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, lead);
	struct session s;

	CHECK(post(&w, &v, make(&w, LINK_RESET), TWICE) == 303);
	CHECK(str_is_empty(v.session));
	CHECK_ERR(ERR_NOT_FOUND, session_load(w.db, w.arena, lead, &s));
}

TEST(using_a_link_leaves_one_record_where_it_was_made)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = visitor_new(&w, STR_NULL);
	struct str token = make(&w, LINK_RESET);
	int64_t before = world_audit_count(&w, w.party);
	struct audit_detail last;

	CHECK(post(&w, &v, token, TWICE) == 303);
	CHECK(world_audit_count(&w, w.party) == before + 1);
	last = world_audit_last(&w, w.party);
	CHECK(str_eq(last.kind, STR("account.link_used")));
	CHECK(last.subject == w.accounts[ROLE_CASEWORKER].v);
}
