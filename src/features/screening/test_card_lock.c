/* Locked cards: on every way to a card it is not there for whoever has no key. */
#include "features/screening/card_code.h"
#include "features/screening/card_lock.h"
#include "features/screening/test_asker.h"

#include "core/time/clock.h"

enum { HOUR = 60 * 60 };

/* Locks the first card for "both" and the team lead; the visitor is the caseworker, without a key. */
static void
open_locked(struct asker *s, enum lock_ground ground)
{
	struct lock_input in = { ground, 0 };

	asker_open(s, ROLE_CASEWORKER);
	in.colleague = s->w.both.v;
	world_begin(&s->w);
	CHECK_ERR(OK, lock_put_on(s->w.tx, world_scope(&s->w, ROLE_CASEWORKER), s->w.arena,
		&lockable_cards, s->cards[0].card.v, &in));
	world_commit(&s->w);
}

static void
become(struct asker *s, account_id account)
{
	visitor_free(&s->v);
	s->v = visitor_new(&s->w, world_token(&s->w, account));
}

static const char *
card_path(struct asker *s, const char *format)
{
	return asker_url(s, format, s->cards[0].card.v);
}

static int
opens(struct asker *s, struct str code, const char *reason)
{
	return visitor_post(&s->v, "/samtal/oppning", arena_printf(s->w.arena,
		"kod=%.*s&skal=%s", STR_ARG(code), reason).p);
}

TEST(no_page_shows_a_locked_card_to_whoever_has_no_key)
{
	static const char *const pages[] = { "/samtal/kort/%lld", "/samtal/nytt/%lld",
		"/samtal/kort/%lld/las" };
	struct asker s ASKER_CLEANUP = { 0 };
	size_t i;

	open_locked(&s, LOCK_SELF);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		ck_assert_int_eq(visitor_get(&s.v, card_path(&s, pages[i])), 404);
	ck_assert_int_eq(visitor_get(&s.v, asker_url(&s, "/samtal/papper?tillfalle=%lld",
		s.cards[0].due.v)), 404);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(visitor_sees(&s.v, "1 att fråga"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(visitor_sees(&s.v, "Alla som väntar: 1"));
}

TEST(no_posting_reaches_a_locked_card_without_a_key)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *due;

	open_locked(&s, LOCK_SELF);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	due = arena_printf(s.w.arena, "nyckel=0123456789abcdef&tillfalle=%lld&kon=woman"
		"&alder=16-24&sprak=sv&skal=unwell&" ALL_NO, (long long)s.cards[0].due.v).p;
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", arena_printf(s.w.arena,
		"%s&gor=spara", due).p), 404);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/papper", arena_printf(s.w.arena,
		"%s&gor=avstar", due).p), 404);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/nytt", arena_printf(s.w.arena,
		"%s&gor=inte-nu", due).p), 404);
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/fragor", arena_printf(s.w.arena,
		"%s&gor=spara", due).p), 404);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"),
		"skal=part"), 404);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/nyckel"),
		"ge=1"), 404);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		404);
	CHECK(asker_wrote_nothing(&s));
	CHECK(world_rows(&s.w, "card_lock") == 1 && world_rows(&s.w, "card_key") == 2);
}

/* A conversation that has begun when the card is locked goes no further. */
TEST(a_conversation_under_way_ends_with_the_lock)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct lock_input in = { LOCK_SELF, 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/nytt/%lld")), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=borja"), 303);
	in.colleague = s.w.both.v;
	world_begin(&s.w);
	CHECK_ERR(OK, lock_put_on(s.w.tx, world_scope(&s.w, ROLE_CASEWORKER), s.w.arena,
		&lockable_cards, s.cards[0].card.v, &in));
	world_commit(&s.w);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/fragor"), 404);
}

static struct str
failed_search(struct asker *s, const char *code)
{
	ck_assert_int_eq(visitor_post(&s->v, "/samtal/sok", arena_printf(s->w.arena, "kod=%s",
		code).p), 403);
	return arena_str(s->w.arena, visitor_body(&s->v));
}

TEST(a_search_cannot_tell_a_locked_card_from_none_and_leaves_a_row)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct str locked, none;
	int64_t before;

	open_locked(&s, LOCK_SELF);
	before = world_audit_count(&s.w, s.w.party);
	locked = failed_search(&s, arena_cstr(s.w.arena, s.cards[0].code));
	CHECK(world_audit_count(&s.w, s.w.party) == before + 2);
	CHECK(world_audit_last(&s.w, s.w.party).subject == 0);
	/* a code of the same form that no card has */
	none = failed_search(&s, arena_cstr(s.w.arena, card_code_draw(s.w.arena)));
	CHECK(str_contains(locked, STR("Koden finns inte här.")) ==
		str_contains(none, STR("Koden finns inte här.")));
	CHECK(str_contains(locked, STR("Koden finns inte här.")));
	ck_assert_int_eq(visitor_post(&s.v, "/samtal/sok", arena_printf(s.w.arena, "kod=%.*s",
		STR_ARG(s.cards[1].code)).p), 303);
	CHECK(str_eq(world_audit_last(&s.w, s.w.party).kind, STR("card.search")));
	CHECK(world_audit_last(&s.w, s.w.party).subject == s.cards[1].card.v);
}

TEST(who_has_a_key_sees_a_locked_card_as_before)
{
	struct asker s ASKER_CLEANUP = { 0 };

	open_locked(&s, LOCK_SELF);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld")), 200);
	CHECK(visitor_sees(&s.v, "Bara de som har nyckel ser det"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(visitor_sees(&s.v, "2 att fråga"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 200);
	CHECK(str_contains(visitor_body(&s.v), s.cards[0].code));
	ck_assert_int_eq(visitor_get(&s.v, asker_url(&s, "/samtal/papper?tillfalle=%lld",
		s.cards[0].due.v)), 200);
}

TEST(a_team_lead_without_a_key_does_not_see_it_in_her_overview)
{
	struct asker s ASKER_CLEANUP = { 0 };

	open_locked(&s, LOCK_LEAD);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/ej-tillfragade"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	CHECK(visitor_sees(&s.v, "1 ska frågas"));
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld")), 404);
}

TEST(looking_in_shows_the_card_for_a_while_and_tells_the_team_lead)
{
	struct asker s ASKER_CLEANUP = { 0 };
	int64_t now = clock_now();

	open_locked(&s, LOCK_SELF);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/oppning"), 200);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "nonsens"), 422);
	ck_assert_int_eq(opens(&s, s.cards[0].code, ""), 422);
	CHECK(world_rows(&s.w, "card_opening") == 0);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "nu"), 303);
	CHECK(str_eq(world_audit_last(&s.w, s.w.party).kind, STR("card.override")));
	CHECK(world_audit_last(&s.w, s.w.party).subject == s.cards[0].card.v);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld")), 200);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal"), 200);
	CHECK(visitor_sees(&s.v, "2 att fråga"));
	/* but not the lock: that is for who has a key */
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		403);
	/* a second try while it lasts tells nobody anew */
	ck_assert_int_eq(opens(&s, s.cards[0].code, "nu"), 303);
	CHECK(world_rows(&s.w, "card_override") == 1);
	clock_fix(now + 2 * HOUR);
	s.w.today = clock_today();
	become(&s, s.w.accounts[ROLE_CASEWORKER]);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld")), 404);

	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "öppnat utan nyckel: 1"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/oppningar"), 200);
	CHECK(visitor_sees(&s.v, "Deltagaren behöver stöd nu"));
	CHECK(str_contains(visitor_body(&s.v), s.cards[0].code));
}

static const char *
seen_path(struct asker *s)
{
	struct str body = visitor_body(&s->v);
	const char *at = memmem(body.p, body.n, "/samtal/oppningar/", 18);

	CHECK(at);
	return arena_printf(s->w.arena, "%.*s", (int)strcspn(at, "\""), at).p;
}

TEST(the_team_lead_says_that_she_has_seen_it_and_nobody_else_can)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *path;

	open_locked(&s, LOCK_SELF);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "borta"), 303);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/oppningar"), 200);
	path = seen_path(&s);
	become(&s, s.w.accounts[ROLE_CASEWORKER]);
	ck_assert_int_eq(visitor_post(&s.v, path, ""), 403);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(visitor_post(&s.v, path, ""), 303);
	ck_assert_int_eq(visitor_post(&s.v, path, ""), 404);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(!visitor_sees(&s.v, "öppnat utan nyckel"));
	/* whoever has a key goes on seeing who looked in */
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld/las")), 200);
	CHECK(visitor_sees(&s.v, "Den som har nyckel är borta"));
}

TEST(a_team_lead_who_is_the_party_is_not_told_of_openings_but_the_auditor_is_told_of_hers)
{
	struct asker s ASKER_CLEANUP = { 0 };

	open_locked(&s, LOCK_LEAD);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "fel"), 303);
	/* she sees the card, and cannot take off a lock that is there because of her */
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld")), 200);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		403);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/nyckel"),
		arena_printf(s.w.arena, "ge=%lld",
			(long long)s.w.accounts[ROLE_TEAM_LEAD].v).p), 403);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(!visitor_sees(&s.v, "öppnat utan nyckel"));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/oppningar"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	become(&s, s.w.accounts[ROLE_AUDITOR]);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "fått veta det: 1"));
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
	ck_assert_int_eq(visitor_get(&s.v, "/granskning?vad=card.override"), 200);
	CHECK(visitor_sees(&s.v, "Låst kort öppnat utan nyckel"));
}

TEST(a_lock_of_another_team_or_place_is_not_opened)
{
	struct asker s ASKER_CLEANUP = { 0 };
	int64_t before;

	open_locked(&s, LOCK_SELF);
	become(&s, s.w.elsewhere);
	before = world_audit_count(&s.w, s.w.party);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "nu"), 403);
	CHECK(visitor_sees(&s.v, "Koden finns inte här."));
	CHECK(world_rows(&s.w, "card_opening") == 0);
	CHECK(world_audit_count(&s.w, s.w.party) == before);
}

TEST(keys_are_given_and_taken_but_the_last_stays)
{
	struct asker s ASKER_CLEANUP = { 0 };
	const char *keys, *give, *take;

	open_locked(&s, LOCK_SELF);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	keys = card_path(&s, "/samtal/kort/%lld/nyckel");
	give = arena_printf(s.w.arena, "ge=%lld", (long long)s.w.accounts[ROLE_CASEWORKER].v).p;
	take = arena_printf(s.w.arena, "ta=%lld", (long long)s.w.both.v).p;
	ck_assert_int_eq(visitor_post(&s.v, keys, "ge=12345"), 422);
	ck_assert_int_eq(visitor_post(&s.v, keys, ""), 422);
	ck_assert_int_eq(visitor_post(&s.v, keys, give), 303);
	ck_assert_int_eq(visitor_post(&s.v, keys, give), 303);
	CHECK(world_rows(&s.w, "card_key") == 3);
	ck_assert_int_eq(visitor_post(&s.v, keys, take), 303);
	ck_assert_int_eq(visitor_post(&s.v, keys, arena_printf(s.w.arena, "ta=%lld",
		(long long)s.w.accounts[ROLE_CASEWORKER].v).p), 303);
	CHECK(world_rows(&s.w, "card_key") == 1);
	ck_assert_int_eq(visitor_post(&s.v, keys, arena_printf(s.w.arena, "ta=%lld",
		(long long)s.w.accounts[ROLE_TEAM_LEAD].v).p), 303);
	CHECK(world_rows(&s.w, "card_key") == 1);
}

static int
post_key(struct asker *s, const char *what, account_id account)
{
	return visitor_post(&s->v, card_path(s, "/samtal/kort/%lld/nyckel"),
		arena_printf(s->w.arena, "%s=%lld", what, (long long)account.v).p);
}

/* She is told of openings: without her key nobody would be but the auditor. */
TEST(nobody_but_a_team_lead_takes_the_key_of_one)
{
	struct asker s ASKER_CLEANUP = { 0 };
	account_id lead;
	const char *lock;
	int64_t keys;

	open_locked(&s, LOCK_PARTY);
	lead = s.w.accounts[ROLE_TEAM_LEAD];
	keys = world_rows(&s.w, "card_key");
	lock = card_path(&s, "/samtal/kort/%lld/las");
	ck_assert_int_eq(post_key(&s, "ta", lead), 403);
	CHECK(world_rows(&s.w, "card_key") == keys);
	ck_assert_int_eq(visitor_get(&s.v, lock), 200);
	CHECK(!visitor_sees(&s.v, arena_printf(s.w.arena, "name=\"ta\" value=\"%lld\"",
		(long long)lead.v).p));
	become(&s, lead);
	ck_assert_int_eq(post_key(&s, "ta", lead), 303);
	CHECK(world_rows(&s.w, "card_key") == keys - 1);
}

TEST(the_key_of_a_team_lead_who_is_the_party_is_taken_by_whoever_has_one)
{
	struct asker s ASKER_CLEANUP = { 0 };
	account_id lead;

	open_locked(&s, LOCK_LEAD);
	lead = s.w.accounts[ROLE_TEAM_LEAD];
	ck_assert_int_eq(post_key(&s, "ge", lead), 303);
	CHECK(world_rows(&s.w, "card_key") == 3);
	ck_assert_int_eq(post_key(&s, "ta", lead), 303);
	CHECK(world_rows(&s.w, "card_key") == 2);
}

/* Whoever had a key: the caseworker has no role any more, the account of the other is closed. */
static void
keys_leave(struct asker *s)
{
	struct world *w = &s->w;
	const struct scope *job = world_job(w, w->party);

	world_begin(w);
	CHECK_ERR(OK, role_revoke(w->tx, job, w->accounts[ROLE_CASEWORKER], ROLE_CASEWORKER,
		w->team));
	CHECK_ERR(OK, account_set_disabled(w->tx, world_job(w, (org_id){ 0 }), w->both, true));
	world_commit(w);
}

/* In every team of the place. */
static void
give_role(struct asker *s, account_id account, enum role role)
{
	world_begin(&s->w);
	CHECK_ERR(OK, role_grant(s->w.tx, world_job(&s->w, s->w.party), account, role,
		(team_id){ 0 }));
	world_commit(&s->w);
}

static int
moves(struct asker *s, account_id to, const char *reason)
{
	return visitor_post(&s->v, card_path(s, "/samtal/kort/%lld/flytt"), arena_printf(
		s->w.arena, "till=%lld&orsak=%s", (long long)to.v, reason).p);
}

TEST(a_lock_is_not_moved_while_somebody_here_has_a_key)
{
	struct asker s ASKER_CLEANUP = { 0 };
	account_id heir;

	open_locked(&s, LOCK_LEAD);
	heir = s.w.accounts[ROLE_AUDITOR];
	give_role(&s, heir, ROLE_CASEWORKER);
	ck_assert_int_eq(moves(&s, heir, "slutat"), 403);
	become(&s, s.w.accounts[ROLE_TEAM_LEAD]);
	ck_assert_int_eq(moves(&s, heir, "slutat"), 404);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "borta"), 303);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld/las")), 200);
	CHECK(!visitor_sees(&s.v, "Flytta låset"));
	ck_assert_int_eq(moves(&s, heir, "slutat"), 403);
	CHECK(world_rows(&s.w, "card_key") == 2);
}

TEST(a_lock_without_keys_is_moved_to_a_colleague_who_is_no_party)
{
	struct asker s ASKER_CLEANUP = { 0 };
	account_id lead, heir;

	open_locked(&s, LOCK_LEAD);
	lead = s.w.accounts[ROLE_TEAM_LEAD];
	heir = s.w.accounts[ROLE_AUDITOR];
	keys_leave(&s);
	become(&s, lead);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "borta"), 303);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld/las")), 200);
	CHECK(visitor_sees(&s.v, "Ingen kollega kan få den."));
	give_role(&s, heir, ROLE_CASEWORKER);
	give_role(&s, s.w.elsewhere, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld/las")), 200);
	CHECK(visitor_sees(&s.v, "Flytta låset") && !visitor_sees(&s.v, ">elsewhere<"));
	ck_assert_int_eq(moves(&s, lead, "slutat"), 422);
	ck_assert_int_eq(moves(&s, s.w.elsewhere, "slutat"), 422);
	ck_assert_int_eq(moves(&s, heir, "trott"), 422);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		403);
	CHECK(world_rows(&s.w, "card_key") == 2);
	ck_assert_int_eq(moves(&s, heir, "slutat"), 303);
	CHECK(str_eq(world_audit_last(&s.w, s.w.party).kind, STR("card.lock_moved")));
	CHECK(world_rows(&s.w, "card_key WHERE moved_reason = 1") == 1);
	CHECK(world_rows(&s.w, "card_key") == 1 && world_rows(&s.w, "card_lock") == 1);
	ck_assert_int_eq(moves(&s, heir, "slutat"), 403);
	become(&s, heir);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld/las")), 200);
	CHECK(visitor_sees(&s.v, "De som hade nyckel har slutat"));
	ck_assert_int_eq(visitor_get(&s.v, "/granskning?vad=card.lock_moved"), 200);
	CHECK(visitor_sees(&s.v, "Lås på ett kort flyttat till en kollega"));
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		303);
}

TEST(a_team_lead_who_locks_herself_out_does_not_change_that_lock)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"),
		arena_printf(s.w.arena, "skal=sjalv&kollega=%lld", (long long)s.w.both.v).p),
		303);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "nu"), 303);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld")), 200);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		403);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/nyckel"),
		arena_printf(s.w.arena, "ge=%lld",
			(long long)s.w.accounts[ROLE_TEAM_LEAD].v).p), 403);
}

TEST(a_lock_is_put_on_and_taken_off_on_the_card_page)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_CASEWORKER);
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/kort/%lld/las")), 200);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"), ""), 422);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"),
		"skal=part"), 303);
	CHECK(str_eq(world_audit_last(&s.w, s.w.party).kind, STR("card.key")));
	CHECK(world_rows(&s.w, "card_key") == 2);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"),
		"skal=part"), 303);
	CHECK(world_rows(&s.w, "card_key") == 2);
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/upplasning"), ""),
		303);
	CHECK(world_rows(&s.w, "card_lock") == 0 && world_rows(&s.w, "card_key") == 0);
	/* who locks herself out lands in the list */
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"),
		"skal=sjalv"), 303);
	CHECK(str_eq(visitor_location(&s.v), STR("/samtal?m=last")));
}

TEST(a_lock_goes_with_its_card_and_changes_no_export)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct buf before BUF_CLEANUP = buf_new(1 << 16), after BUF_CLEANUP = buf_new(1 << 16);
	struct cards_purged purged;
	const struct scope *job;

	asker_open(&s, ROLE_CASEWORKER);
	job = world_job(&s.w, s.w.party);
	CHECK_ERR(OK, screening_export_asks(s.w.db, job, s.w.arena, &before));
	ck_assert_int_eq(visitor_post(&s.v, card_path(&s, "/samtal/kort/%lld/las"),
		"skal=sjalv"), 303);
	ck_assert_int_eq(opens(&s, s.cards[0].code, "nu"), 303);
	CHECK_ERR(OK, screening_export_asks(s.w.db, job, s.w.arena, &after));
	CHECK(before.n > 100 && str_eq(buf_str(&before), buf_str(&after)));
	ck_assert_int_eq(visitor_get(&s.v, card_path(&s, "/samtal/nytt/%lld")), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/nytt", "gor=inte-nu&skal=left"), 303);
	world_begin(&s.w);
	CHECK_ERR(OK, screening_purge_cards(s.w.tx, job, s.w.arena,
		month_add(date_month(s.w.today), 1), date_month(s.w.today), &purged));
	world_commit(&s.w);
	CHECK(purged.cards == 1);
	CHECK(world_rows(&s.w, "card_lock") == 0 && world_rows(&s.w, "card_key") == 0 &&
		world_rows(&s.w, "card_opening") == 0 &&
		world_rows(&s.w, "card_override") == 0);
}
