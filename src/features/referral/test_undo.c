/* The last step of a referral can be taken back, on its day, by the session that took it. */
#include "features/referral/referral.h"

#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

static referral_id
offered(struct world *w)
{
	const struct referral_new in = { .team = w->team,
		.service = sodertalje_service(w, "Behandling för våldsutövare").id,
		.track = REFERRAL_OWN_USE, .mode = MODE_CALLED_TOGETHER,
		.ground = GROUND_NO_IDENTITY, .followup_on = date_add_days(w->today, 14) };
	referral_id id;

	CHECK_ERR(OK, referral_offer(world_begin(w), world_job(w, w->party), w->arena, &in,
		w->today, &id));
	world_commit(w);
	return id;
}

static struct referral
look(struct world *w, referral_id id)
{
	struct referral r;

	CHECK_ERR(OK, referral_by_id(w->db, world_scope(w, ROLE_TEAM_LEAD), w->arena, id, &r));
	return r;
}

static struct referral_handle
step_by(struct world *w, enum role role, referral_id id, struct referral_step step)
{
	struct referral r = look(w, id);
	struct referral_handle taken;

	step.from = r.state;
	step.sessions_seen = r.sessions_done;
	step.word = WORD_PARTICIPANT;
	CHECK_ERR(OK, referral_move(world_begin(w), world_scope(w, role), w->arena, id, &step,
		w->today, &taken));
	world_commit(w);
	return taken;
}

static struct referral_handle
step_to(struct world *w, referral_id id, enum referral_state to)
{
	return step_by(w, ROLE_CASEWORKER, id, (struct referral_step){ .to = to });
}

static enum err
undo(struct world *w, const struct scope *scope, const struct referral_handle *taken,
	struct date day)
{
	enum err e = referral_undo(world_begin(w), scope, w->arena, taken, day);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static enum err
undo_today(struct world *w, const struct referral_handle *taken)
{
	return undo(w, world_scope(w, ROLE_CASEWORKER), taken, w->today);
}

static bool
are_same(const struct referral *a, const struct referral *b)
{
	return a->state == b->state && a->sessions_done == b->sessions_done &&
		a->followup_on.days == b->followup_on.days && a->reason == b->reason &&
		a->contact_delay == b->contact_delay && a->closed_month.m == b->closed_month.m;
}

TEST(every_step_of_a_referral_can_be_taken_back)
{
	static const struct referral_step way[] = {
		{ .to = REFERRAL_ACCEPTED },
		{ .to = REFERRAL_CONTACTED, .contact_delay = DELAY_WEEK },
		{ .to = REFERRAL_ARRIVED },
		{ .to = REFERRAL_ONGOING },
		{ .to = REFERRAL_ONGOING },
		{ .to = REFERRAL_ENDED_EARLY, .reason = REFERRAL_REASON_MOVED },
	};
	struct world w WORLD_CLEANUP = world_new();
	referral_id id;
	size_t i;

	sodertalje_import(&w);
	id = offered(&w);
	for (i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
		struct referral before = look(&w, id), after;
		struct referral_step step = way[i];
		struct referral_handle taken;

		step.followup_on = date_add_days(w.today, 40 + (int)i);
		taken = step_by(&w, ROLE_CASEWORKER, id, step);
		CHECK_ERR(OK, undo_today(&w, &taken));
		after = look(&w, id);
		CHECK(are_same(&before, &after));
		CHECK_ERR(ERR_CONFLICT, undo_today(&w, &taken));
		step_by(&w, ROLE_CASEWORKER, id, step);
	}
	CHECK(look(&w, id).state == REFERRAL_ENDED_EARLY);
}

TEST(an_end_taken_back_is_not_counted)
{
	struct world w WORLD_CLEANUP = world_new();
	struct month month = date_month(w.today);
	struct referral_counts counts;
	struct referral_handle first, second;
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	first = step_to(&w, id, REFERRAL_DECLINED);
	second = step_to(&w, offered(&w), REFERRAL_DECLINED);
	CHECK(world_rows(&w, "referral_tally WHERE state = 2 AND n = 2") == 1);
	CHECK_ERR(OK, undo_today(&w, &second));
	CHECK(world_rows(&w, "referral_tally WHERE state = 2 AND n = 1") == 1);
	CHECK_ERR(OK, undo_today(&w, &first));
	CHECK(world_rows(&w, "referral_tally") == 0);
	CHECK(str_eq(world_audit_last(&w, w.party).kind, STR("referral.undo")));
	step_to(&w, id, REFERRAL_ACCEPTED);
	CHECK_ERR(OK, referral_count(w.db, world_scope(&w, ROLE_TEAM_LEAD), w.arena, month,
		month, &counts));
	CHECK(counts.offered == 2 && counts.accepted == 1);
}

/* A service may promise something else since: the sum is found by what the step noted of it. */
TEST(an_end_is_taken_out_of_the_sum_that_it_went_into)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_handle taken;
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	step_to(&w, id, REFERRAL_ACCEPTED);
	step_by(&w, ROLE_CASEWORKER, id, (struct referral_step){ .to = REFERRAL_CONTACTED,
		.contact_delay = DELAY_SAME_DAY });
	step_to(&w, id, REFERRAL_ARRIVED);
	taken = step_to(&w, id, REFERRAL_COMPLETED);
	CHECK(world_rows(&w, "referral_tally") == 1);
	taken.contact = 2;
	CHECK_ERR(OK, undo_today(&w, &taken));
	CHECK(world_rows(&w, "referral_tally") == 1);
}

TEST(a_step_stays_when_something_came_after_it_or_the_day_is_over)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *mine = world_scope(&w, ROLE_CASEWORKER);
	struct referral_handle first, second;
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	first = step_to(&w, id, REFERRAL_ACCEPTED);
	CHECK_ERR(ERR_CONFLICT, undo(&w, mine, &first, date_add_days(w.today, 1)));
	second = step_by(&w, ROLE_TEAM_LEAD, id,
		(struct referral_step){ .to = REFERRAL_CONTACTED });
	CHECK_ERR(ERR_CONFLICT, undo_today(&w, &first));
	CHECK(look(&w, id).state == REFERRAL_CONTACTED);
	CHECK_ERR(ERR_NOT_FOUND, undo(&w, world_elsewhere(&w), &second, w.today));
	CHECK_ERR(OK, undo(&w, world_scope(&w, ROLE_TEAM_LEAD), &second, w.today));
	CHECK_ERR(OK, undo_today(&w, &first));
	CHECK(look(&w, id).state == REFERRAL_OFFERED);
}

/* ---- the pages ---- */

static const char *
path(struct world *w, const char *format, referral_id id)
{
	return arena_cstr(w->arena, url_id(w->arena, format, id.v).text);
}

static void
decline(struct world *w, struct visitor *v, referral_id id)
{
	ck_assert_int_eq(visitor_post(v, path(w, "/lotsningar/%lld/steg", id),
		"fran=offered&sedda=0&till=declined"), 303);
	ck_assert_int_eq(visitor_get(v, path(w, "/lotsningar/%lld?m=sparat", id)), 200);
}

TEST(a_no_says_what_it_did_and_offers_undo_and_the_next_step)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	ck_assert_int_eq(visitor_get(&v, path(&w, "/lotsningar/%lld?m=sparat", id)), 200);
	CHECK(visitor_sees(&v, "Lotsningen är erbjuden. Följ upp 6 december 2026."));
	CHECK(!visitor_sees(&v, "data-undo"));
	decline(&w, &v, id);
	CHECK(visitor_sees(&v, "Tackade nej: lotsningen är avslutad.</p>"));
	CHECK(visitor_sees(&v, "href=\"/lotsningar/ny\">Erbjud en annan verksamhet"));
	ck_assert_int_eq(visitor_get(&v, path(&w, "/lotsningar/%lld", id)), 200);
	CHECK(visitor_sees(&v, "data-undo"));
	ck_assert_int_eq(visitor_post(&v, path(&w, "/lotsningar/%lld/angra", id), ""), 303);
	ck_assert_int_eq(visitor_get(&v, path(&w, "/lotsningar/%lld?m=angrat", id)), 200);
	CHECK(visitor_sees(&v, "Steget är taget tillbaka"));
	CHECK(!visitor_sees(&v, "data-undo") && !visitor_sees(&v, "Erbjud en annan"));
	CHECK(visitor_sees(&v, "Deltagaren tackade ja"));
	CHECK(look(&w, id).state == REFERRAL_OFFERED);
}

TEST(nobody_else_takes_a_step_back)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor lead VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_TEAM_LEAD]));
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	decline(&w, &v, id);
	ck_assert_int_eq(visitor_get(&lead, path(&w, "/lotsningar/%lld", id)), 200);
	CHECK(!visitor_sees(&lead, "data-undo"));
	ck_assert_int_eq(visitor_post(&lead, path(&w, "/lotsningar/%lld/angra", id), ""), 303);
	CHECK(str_contains(visitor_location(&lead), STR("m=for-sent")));
	CHECK(look(&w, id).state == REFERRAL_DECLINED);
}

/* The same step taken again by somebody else is theirs. */
TEST(what_was_taken_back_once_is_not_taken_back_from_another)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	decline(&w, &v, id);
	ck_assert_int_eq(visitor_post(&v, path(&w, "/lotsningar/%lld/angra", id), ""), 303);
	step_by(&w, ROLE_TEAM_LEAD, id, (struct referral_step){ .to = REFERRAL_DECLINED });
	ck_assert_int_eq(visitor_post(&v, path(&w, "/lotsningar/%lld/angra", id), ""), 303);
	CHECK(str_contains(visitor_location(&v), STR("m=for-sent")));
	CHECK(look(&w, id).state == REFERRAL_DECLINED);
}
