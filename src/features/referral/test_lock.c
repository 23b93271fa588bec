/* Locked referrals: on every way to one it is not there for whoever has no key. */
#include "features/referral/lock.h"
#include "features/referral/referral.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

struct scene {
	struct world w;
	struct visitor v;	/* the caseworker, who has locked it for the team lead alone */
	referral_id id;
	struct str slip;
};

static void
scene_close(struct scene *s)
{
	visitor_free(&s->v);
	world_free(&s->w);
}
#define SCENE_CLEANUP __attribute__((cleanup(scene_close)))

static const char *
path(struct scene *s, const char *format)
{
	return arena_cstr(s->w.arena, url_id(s->w.arena, format, s->id.v).text);
}

static void
open_scene(struct scene *s)
{
	struct referral_new new = { .track = REFERRAL_EXPOSED, .mode = MODE_INFORMED,
		.ground = GROUND_NO_IDENTITY };
	const struct scope *staff;
	struct referral made;

	s->w = world_new();
	sodertalje_import(&s->w);
	staff = world_scope(&s->w, ROLE_CASEWORKER);
	new.service = sodertalje_service(&s->w, "Behandling för våldsutövare").id;
	new.followup_on = date_add_days(s->w.today, 7);
	world_begin(&s->w);
	CHECK_ERR(OK, referral_offer(s->w.tx, staff, s->w.arena, &new, s->w.today, &s->id));
	world_commit(&s->w);
	CHECK_ERR(OK, referral_by_id(s->w.db, staff, s->w.arena, s->id, &made));
	s->slip = made.slip_code;
	s->v = visitor_new(&s->w, world_token(&s->w, s->w.accounts[ROLE_CASEWORKER]));
	ck_assert_int_eq(visitor_get(&s->v, path(s, "/lotsningar/%lld/las")), 200);
	ck_assert_int_eq(visitor_post(&s->v, path(s, "/lotsningar/%lld/las"), "skal=sjalv"),
		303);
	CHECK(str_eq(visitor_location(&s->v), STR("/lotsningar?m=last")));
	ck_assert_int_eq(visitor_get(&s->v, "/lotsningar?m=last"), 200);
	CHECK(visitor_sees(&s->v, "Lotsningen är låst, och du ser den inte längre."));
}

static int
opens(struct scene *s, struct str slip)
{
	return visitor_post(&s->v, "/lotsningar/oppning", arena_printf(s->w.arena,
		"kod=%.*s&skal=mote", STR_ARG(slip)).p);
}

TEST(no_page_or_posting_reaches_a_locked_referral_without_a_key)
{
	static const char *const pages[] = { "/lotsningar/%lld", "/lotsningar/%lld/steg",
		"/lotsningar/%lld/lapp", "/lotsningar/%lld/las" };
	static const char *const posts[] = { "/lotsningar/%lld/las", "/lotsningar/%lld/nyckel",
		"/lotsningar/%lld/upplasning" };
	struct scene s SCENE_CLEANUP = { 0 };
	size_t i;

	open_scene(&s);
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		ck_assert_int_eq(visitor_get(&s.v, path(&s, pages[i])), 404);
	for (i = 0; i < sizeof(posts) / sizeof(posts[0]); i++)
		ck_assert_int_eq(visitor_post(&s.v, path(&s, posts[i]), "skal=part&ge=1"), 404);
	ck_assert_int_eq(visitor_post(&s.v, path(&s, "/lotsningar/%lld/steg"),
		"fran=offered&sedda=0&till=accepted"), 404);
	ck_assert_int_eq(visitor_get(&s.v, "/lotsningar"), 200);
	CHECK(!str_contains(visitor_body(&s.v), s.slip));
	CHECK(visitor_sees(&s.v, "inga öppna lotsningar"));
}

TEST(a_locked_referral_is_followed_up_by_whoever_has_a_key_only)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct date later;
	int64_t n;

	open_scene(&s);
	later = date_add_days(s.w.today, 9);
	CHECK_ERR(OK, referral_followups_due(s.w.db, world_scope(&s.w, ROLE_CASEWORKER),
		s.w.arena, later, &n));
	CHECK(n == 0);
	CHECK_ERR(OK, referral_followups_due(s.w.db, world_scope(&s.w, ROLE_TEAM_LEAD),
		s.w.arena, later, &n));
	CHECK(n == 1);
}

/* The form of an offer carries a slip code: whoever knows one is not led to what is locked. */
TEST(the_code_of_a_slip_leads_nobody_to_a_locked_referral)
{
	struct scene s SCENE_CLEANUP = { 0 };
	service_id service;

	open_scene(&s);
	service = sodertalje_service(&s.w, "Behandling för våldsutövare").id;
	ck_assert_int_ne(visitor_post(&s.v, "/lotsningar", arena_printf(s.w.arena,
		"tjanst=%lld&spar=exposed&satt=informed&grund=no_identity"
		"&uppfoljning=2026-12-06&lapp=%.*s", (long long)service.v,
		STR_ARG(s.slip)).p), 303);
	CHECK(world_rows(&s.w, "referral") == 1);
}

TEST(looking_into_a_locked_referral_tells_the_team_lead)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct str slip;

	open_scene(&s);
	slip = referral_slip_code(s.w.arena);
	ck_assert_int_eq(opens(&s, slip), 403);
	CHECK(visitor_sees(&s.v, "Koden finns inte här."));
	ck_assert_int_eq(opens(&s, STR("ABC-DEF")), 422);
	CHECK(world_rows(&s.w, "referral_override") == 0);
	ck_assert_int_eq(opens(&s, s.slip), 303);
	CHECK(str_eq(world_audit_last(&s.w, s.w.party).kind, STR("referral.override")));
	ck_assert_int_eq(visitor_get(&s.v, path(&s, "/lotsningar/%lld")), 200);
	ck_assert_int_eq(visitor_post(&s.v, path(&s, "/lotsningar/%lld/upplasning"), ""), 403);
	visitor_free(&s.v);
	s.v = visitor_new(&s.w, world_token(&s.w, s.w.accounts[ROLE_TEAM_LEAD]));
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "Låsta lotsningar som någon öppnat utan nyckel: 1"));
	ck_assert_int_eq(visitor_get(&s.v, "/lotsningar/oppningar"), 200);
	CHECK(visitor_sees(&s.v, "Mötet är nu"));
	ck_assert_int_eq(visitor_post(&s.v, path(&s, "/lotsningar/%lld/upplasning"), ""), 303);
	ck_assert_int_eq(visitor_get(&s.v, path(&s, "/lotsningar/%lld?m=upplast")), 200);
	CHECK(visitor_sees(&s.v, "Lotsningen är upplåst för hela teamet."));
	CHECK(world_rows(&s.w, "referral_lock") == 0 && world_rows(&s.w, "referral_key") == 0);
}

TEST(a_locked_referral_whose_keys_have_left_is_moved_to_a_colleague)
{
	struct scene s SCENE_CLEANUP = { 0 };
	struct world *w = &s.w;
	const char *moving;

	open_scene(&s);
	world_begin(w);
	CHECK_ERR(OK, lock_take_off(w->tx, world_scope(w, ROLE_TEAM_LEAD), w->arena,
		&lockable_referrals, s.id.v));
	world_commit(w);
	visitor_free(&s.v);
	s.v = visitor_new(w, world_token(w, w->accounts[ROLE_TEAM_LEAD]));
	ck_assert_int_eq(visitor_post(&s.v, path(&s, "/lotsningar/%lld/las"),
		arena_printf(w->arena, "skal=sjalv&kollega=%lld", (long long)w->both.v).p),
		303);
	world_begin(w);
	CHECK_ERR(OK, account_set_disabled(w->tx, world_job(w, (org_id){ 0 }), w->both, true));
	world_commit(w);
	ck_assert_int_eq(opens(&s, s.slip), 303);
	moving = arena_printf(w->arena, "till=%lld&orsak=stangt",
		(long long)w->accounts[ROLE_CASEWORKER].v).p;
	ck_assert_int_eq(visitor_post(&s.v, path(&s, "/lotsningar/%lld/flytt"), moving), 303);
	CHECK(str_eq(world_audit_last(w, w->party).kind, STR("referral.lock_moved")));
	CHECK(world_rows(w, "referral_key") == 1);
	visitor_free(&s.v);
	s.v = visitor_new(w, world_token(w, w->accounts[ROLE_CASEWORKER]));
	ck_assert_int_eq(visitor_get(&s.v, path(&s, "/lotsningar/%lld/las")), 200);
	CHECK(visitor_sees(&s.v, "Kontona för dem som hade nyckel är stängda"));
}

TEST(a_purged_referral_takes_its_lock_along)
{
	struct scene s SCENE_CLEANUP = { 0 };
	const struct scope *lead;
	struct referral_step step = { .from = REFERRAL_OFFERED, .to = REFERRAL_DECLINED };
	struct referral_handle taken;
	int64_t n;

	open_scene(&s);
	ck_assert_int_eq(opens(&s, s.slip), 303);
	lead = world_scope(&s.w, ROLE_TEAM_LEAD);
	world_begin(&s.w);
	CHECK_ERR(OK, referral_move(s.w.tx, lead, s.w.arena, s.id, &step, s.w.today, &taken));
	CHECK_ERR(OK, referral_purge(s.w.tx, world_job(&s.w, s.w.party), s.w.arena,
		month_add(date_month(s.w.today), 1), &n));
	world_commit(&s.w);
	CHECK(n == 1);
	CHECK(world_rows(&s.w, "referral_lock") == 0 && world_rows(&s.w, "referral_key") == 0 &&
		world_rows(&s.w, "referral_opening") == 0 &&
		world_rows(&s.w, "referral_override") == 0);
}
