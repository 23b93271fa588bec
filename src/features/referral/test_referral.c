/* The rules of a referral in a real database: who may, what is missing, who was first. */
#include "features/referral/referral.h"

#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

static struct referral_new
usual(struct world *w)
{
	return (struct referral_new){
		.service = sodertalje_service(w, "Behandling för våldsutövare").id,
		.track = REFERRAL_OWN_USE,
		.mode = MODE_CALLED_TOGETHER,
		.ground = GROUND_NO_IDENTITY,
		.followup_on = date_add_days(w->today, 14)
	};
}

static enum err
offer(struct world *w, const struct referral_new *in, referral_id *id)
{
	enum err e = referral_offer(
		world_begin(w), world_scope(w, ROLE_CASEWORKER), w->arena, in, w->today, id);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static referral_id
offered(struct world *w)
{
	struct referral_new in = usual(w);
	referral_id id;

	CHECK_ERR(OK, offer(w, &in, &id));
	return id;
}

static struct referral
look(struct world *w, referral_id id)
{
	struct referral r;

	CHECK_ERR(OK,
		referral_by_id(w->db, world_scope(w, ROLE_CASEWORKER), w->arena, id, &r));
	return r;
}

/* One step as that role, on a day; reason and word are what the step needs unless given. */
static enum err
move_as(struct world *w, referral_id id, enum role role, struct referral_step step,
	struct date day)
{
	struct referral_handle taken;
	enum err e = referral_move(
		world_begin(w), world_scope(w, role), w->arena, id, &step, day, &taken);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static enum referral_reason
a_reason_for(enum referral_state to)
{
	int reason;

	for (reason = 1; reason < REFERRAL_REASON_CHOICES; reason++) {
		if (referral_reason_fits(to, (enum referral_reason)reason))
			return (enum referral_reason)reason;
	}
	return REFERRAL_REASON_NONE;
}

static struct referral_step
step_to(struct world *w, referral_id id, enum referral_state to)
{
	struct referral r = look(w, id);
	const struct referral_transition *t = referral_transition_of(r.state, to);

	return (struct referral_step){ .from = r.state,
		.sessions_seen = r.sessions_done,
		.to = to,
		.reason = t && t->needs_reason ? a_reason_for(to) : REFERRAL_REASON_NONE,
		.word = WORD_PARTICIPANT };
}

static void
go(struct world *w, referral_id id, enum referral_state to)
{
	CHECK_ERR(OK, move_as(w, id, ROLE_CASEWORKER, step_to(w, id, to), w->today));
}

/* A fresh referral that has come to that open state. */
static referral_id
at_state(struct world *w, enum referral_state state)
{
	static const enum referral_state path[] = { REFERRAL_ACCEPTED, REFERRAL_CONTACTED,
		REFERRAL_ARRIVED, REFERRAL_ONGOING };
	referral_id id = offered(w);
	size_t i;

	for (i = 0; i < sizeof(path) / sizeof(path[0]) && look(w, id).state != state; i++)
		go(w, id, path[i]);
	CHECK(look(w, id).state == state);
	return id;
}

TEST(an_offer_stands_with_its_month_slip_code_and_follow_up)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral r;
	int64_t before;

	sodertalje_import(&w);
	before = world_audit_count(&w, w.party);
	r = look(&w, offered(&w));
	CHECK(r.state == REFERRAL_OFFERED && r.track == REFERRAL_OWN_USE);
	CHECK(r.offered_month.m == date_month(w.today).m);
	CHECK(r.followup_on.days == w.today.days + 14);
	CHECK(r.team.v == w.team.v);
	CHECK(referral_slip_code_ok(r.slip_code));
	CHECK(str_eq(r.service_name, STR("Behandling för våldsutövare")));
	CHECK(world_audit_count(&w, w.party) > before);
}

TEST(a_referral_is_counted_once_when_it_ends_by_the_promise_of_that_day)
{
	struct world w WORLD_CLEANUP = world_new();
	referral_id id;
	struct referral_step step;

	sodertalje_import(&w);
	id = at_state(&w, REFERRAL_ACCEPTED);
	CHECK(world_rows(&w, "referral_tally") == 0);
	step = step_to(&w, id, REFERRAL_CONTACTED);
	step.contact_delay = DELAY_SAME_DAY;
	CHECK_ERR(OK, move_as(&w, id, ROLE_CASEWORKER, step, w.today));
	go(&w, id, REFERRAL_ARRIVED);
	CHECK(world_rows(&w, "referral_tally") == 0);
	go(&w, id, REFERRAL_COMPLETED);
	CHECK(world_rows(&w, "referral_tally WHERE state = 7 AND track = 2 AND n = 1") == 1);
	go(&w, at_state(&w, REFERRAL_ARRIVED), REFERRAL_COMPLETED);
	go(&w, offered(&w), REFERRAL_DECLINED);
	CHECK(world_rows(&w, "referral_tally") >= 2);
	CHECK(world_rows(&w, "referral_tally t, service_promise p, referral r "
		"WHERE r.contact_delay = 1 AND p.service_id = r.service_id AND t.state = 7 "
		"AND t.contact = (p.promise IN (1, 2)) AND t.n >= 1") >= 1);
}

TEST(an_offer_that_breaks_a_rule_is_refused)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_new in;
	referral_id id;

	sodertalje_import(&w);
	in = usual(&w);
	in.followup_on = w.today;
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in.followup_on = (struct date){ 0 };
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in.followup_on = date_add_days(w.today, 400);
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in = usual(&w);
	in.ground = GROUND_CONSENT;
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in.consent_scope = CONSENT_ATTENDANCE;
	in.consent_until = date_add_days(w.today, -1);
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in = usual(&w);
	in.consent_scope = CONSENT_CONTACT;
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in = usual(&w);
	in.track = (enum referral_track)9;
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in = usual(&w);
	in.mode = (enum referral_mode)0;
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in = usual(&w);
	in.sessions_planned = 201;
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
	in = usual(&w);
	in.service.v = 4711;
	CHECK_ERR(ERR_NOT_FOUND, offer(&w, &in, &id));
	in = usual(&w);
	in.team = w.second_team;
	CHECK_ERR(ERR_NOT_FOUND, offer(&w, &in, &id));
}

TEST(every_step_of_the_table_is_open_and_every_other_is_closed)
{
	static const enum referral_state open[] = { REFERRAL_OFFERED, REFERRAL_ACCEPTED,
		REFERRAL_CONTACTED, REFERRAL_ARRIVED, REFERRAL_ONGOING };
	struct world w WORLD_CLEANUP = world_new();
	size_t i;
	int to;

	sodertalje_import(&w);
	for (i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
		for (to = REFERRAL_OFFERED; to < REFERRAL_STATE_COUNT; to++) {
			const struct referral_transition *t =
				referral_transition_of(open[i], (enum referral_state)to);
			referral_id id = at_state(&w, open[i]);
			struct referral_step step = step_to(&w, id, (enum referral_state)to);
			struct date late =
				date_add_days(w.today, 14 + REFERRAL_OVERDUE_DAYS + 1);
			enum err caseworker =
				!t ? ERR_INVALID : t->needs_overdue ? ERR_FORBIDDEN : OK;

			CHECK_ERR(caseworker, move_as(&w, id, ROLE_CASEWORKER, step, late));
			if (caseworker == OK) {
				CHECK((int)look(&w, id).state == to);
				CHECK(month_is_set(look(&w, id).closed_month) == t->is_end);
				continue;
			}
			CHECK(look(&w, id).state == open[i]);
			CHECK_ERR(t ? OK : ERR_INVALID,
				move_as(&w, id, ROLE_TEAM_LEAD, step, late));
		}
	}
}

TEST(nothing_follows_after_an_end)
{
	struct world w WORLD_CLEANUP = world_new();
	referral_id id;
	int to;

	sodertalje_import(&w);
	id = offered(&w);
	go(&w, id, REFERRAL_DECLINED);
	for (to = REFERRAL_OFFERED; to < REFERRAL_STATE_COUNT; to++)
		CHECK_ERR(ERR_INVALID,
			move_as(&w, id, ROLE_TEAM_LEAD,
				step_to(&w, id, (enum referral_state)to), w.today));
}

TEST(only_roles_with_referrals_may_take_a_step)
{
	static const enum role others[] = { ROLE_CATALOGUE_EDITOR, ROLE_ASSOCIATION_MANAGER,
		ROLE_NATIONAL_ANALYST, ROLE_AUDITOR, ROLE_ADMINISTRATOR };
	struct world w WORLD_CLEANUP = world_new();
	referral_id id;
	struct referral_step step;
	size_t i;

	sodertalje_import(&w);
	id = offered(&w);
	step = step_to(&w, id, REFERRAL_ACCEPTED);
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		CHECK(move_as(&w, id, others[i], step, w.today) != OK);
	CHECK(look(&w, id).state == REFERRAL_OFFERED);
	CHECK_ERR(OK, move_as(&w, id, ROLE_TEAM_LEAD, step, w.today));
}

TEST(a_step_that_needs_a_reason_or_a_word_is_refused_without)
{
	struct world w WORLD_CLEANUP = world_new();
	referral_id id;
	struct referral_step step;

	sodertalje_import(&w);
	id = at_state(&w, REFERRAL_ACCEPTED);
	step = step_to(&w, id, REFERRAL_NO_CAPACITY);
	step.reason = REFERRAL_REASON_NONE;
	CHECK_ERR(ERR_INVALID, move_as(&w, id, ROLE_CASEWORKER, step, w.today));
	step.reason = REFERRAL_REASON_MOVED;
	CHECK_ERR(ERR_INVALID, move_as(&w, id, ROLE_CASEWORKER, step, w.today));
	step = step_to(&w, id, REFERRAL_CONTACTED);
	step.reason = REFERRAL_REASON_QUEUE;
	CHECK_ERR(ERR_INVALID, move_as(&w, id, ROLE_CASEWORKER, step, w.today));
	go(&w, id, REFERRAL_CONTACTED);
	step = step_to(&w, id, REFERRAL_ARRIVED);
	step.word = (enum referral_word)0;
	CHECK_ERR(ERR_INVALID, move_as(&w, id, ROLE_CASEWORKER, step, w.today));
	step.word = WORD_SERVICE;
	CHECK_ERR(ERR_INVALID, move_as(&w, id, ROLE_CASEWORKER, step, w.today));
}

TEST(the_service_may_tell_only_with_a_consent_that_holds)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_new in;
	struct referral_step step;
	referral_id id;

	sodertalje_import(&w);
	in = usual(&w);
	in.ground = GROUND_CONSENT;
	in.consent_scope = CONSENT_ATTENDANCE;
	in.consent_until = date_add_days(w.today, 10);
	CHECK_ERR(OK, offer(&w, &in, &id));
	go(&w, id, REFERRAL_ACCEPTED);
	go(&w, id, REFERRAL_CONTACTED);
	step = step_to(&w, id, REFERRAL_ARRIVED);
	step.word = WORD_SERVICE;
	CHECK_ERR(ERR_INVALID,
		move_as(&w, id, ROLE_CASEWORKER, step, date_add_days(w.today, 11)));
	CHECK_ERR(OK, move_as(&w, id, ROLE_CASEWORKER, step, date_add_days(w.today, 10)));
}

TEST(a_consent_to_contact_is_no_consent_to_tell_who_came)
{
	struct date today = { 20000 };
	struct referral r = { .ground = GROUND_CONSENT, .consent_scope = CONSENT_CONTACT };

	CHECK(referral_word_is_good(&r, WORD_PARTICIPANT, today));
	CHECK(!referral_word_is_good(&r, WORD_SERVICE, today));
	r.consent_scope = CONSENT_FOLLOWUP;
	CHECK(referral_word_is_good(&r, WORD_SERVICE, today));
	r.ground = GROUND_OTHER_LAW;
	CHECK(!referral_word_is_good(&r, WORD_SERVICE, today));
}

TEST(of_two_who_close_the_same_one_the_second_gets_a_conflict)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_step first, second;
	referral_id id;

	sodertalje_import(&w);
	id = at_state(&w, REFERRAL_ARRIVED);
	first = step_to(&w, id, REFERRAL_COMPLETED);
	second = step_to(&w, id, REFERRAL_ENDED_EARLY);
	CHECK_ERR(OK, move_as(&w, id, ROLE_CASEWORKER, first, w.today));
	CHECK_ERR(ERR_CONFLICT, move_as(&w, id, ROLE_TEAM_LEAD, second, w.today));
	CHECK(look(&w, id).state == REFERRAL_COMPLETED);
}

TEST(a_session_is_counted_once_when_two_record_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_step same;
	referral_id id;

	sodertalje_import(&w);
	id = at_state(&w, REFERRAL_ONGOING);
	CHECK(look(&w, id).sessions_done == 1);
	same = step_to(&w, id, REFERRAL_ONGOING);
	CHECK_ERR(OK, move_as(&w, id, ROLE_CASEWORKER, same, w.today));
	CHECK_ERR(ERR_CONFLICT, move_as(&w, id, ROLE_TEAM_LEAD, same, w.today));
	CHECK(look(&w, id).sessions_done == 2);
}

TEST(only_what_is_overdue_by_more_than_30_days_may_be_given_up)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_step step;
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	step = step_to(&w, id, REFERRAL_NOT_FOLLOWED_UP);
	CHECK_ERR(
		ERR_INVALID, move_as(&w, id, ROLE_TEAM_LEAD, step, date_add_days(w.today, 44)));
	CHECK_ERR(ERR_FORBIDDEN,
		move_as(&w, id, ROLE_CASEWORKER, step, date_add_days(w.today, 45)));
	CHECK_ERR(OK, move_as(&w, id, ROLE_TEAM_LEAD, step, date_add_days(w.today, 45)));
}

TEST(another_place_cannot_even_tell_that_a_referral_exists)
{
	struct referral_handle taken;
	struct world w WORLD_CLEANUP = world_new();
	struct referral_step step;
	struct referral r;
	referral_id id;

	sodertalje_import(&w);
	id = offered(&w);
	step = step_to(&w, id, REFERRAL_ACCEPTED);
	CHECK_ERR(ERR_NOT_FOUND, referral_by_id(w.db, world_elsewhere(&w), w.arena, id, &r));
	CHECK_ERR(ERR_NOT_FOUND,
		referral_move(
			world_begin(&w), world_elsewhere(&w), w.arena, id, &step, w.today,
			&taken));
	world_rollback(&w);
}

TEST(follow_ups_due_are_counted_and_listed_oldest_first)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *scope;
	struct referral_new in;
	struct referral *rows;
	referral_id soon, later;
	size_t n;
	int64_t due;

	sodertalje_import(&w);
	in = usual(&w);
	in.followup_on = date_add_days(w.today, 30);
	CHECK_ERR(OK, offer(&w, &in, &later));
	in.followup_on = date_add_days(w.today, 3);
	CHECK_ERR(OK, offer(&w, &in, &soon));
	scope = world_scope(&w, ROLE_CASEWORKER);
	CHECK_ERR(OK, referral_list_open(w.db, scope, w.arena, &rows, &n));
	CHECK(n == 2 && rows[0].id.v == soon.v && rows[1].id.v == later.v);
	CHECK_ERR(OK, referral_followups_due(w.db, scope, w.arena, w.today, &due));
	CHECK(due == 0);
	CHECK_ERR(OK,
		referral_followups_due(w.db, scope, w.arena, date_add_days(w.today, 3), &due));
	CHECK(due == 1);
	go(&w, soon, REFERRAL_DECLINED);
	CHECK_ERR(OK, referral_list_open(w.db, scope, w.arena, &rows, &n));
	CHECK(n == 1 && rows[0].id.v == later.v);
}

/* A caseworker says so and an editor accepts. */
static void
end_service(struct world *w, const char *name)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_service service = sodertalje_service(w, name);
	struct catalogue_proposing in = { .service = service.id, .version = service.version,
		.source = SOURCE_CALL, .facts = catalogue_facts_of(&service) };
	struct catalogue_change *rows;
	size_t n;

	in.facts.ended_on = w->today;
	in.facts.end_reason = END_REPLACED;
	CHECK_ERR(OK, catalogue_propose_change(world_begin(w), world_scope(w, ROLE_CASEWORKER),
		w->arena, &in, w->today));
	world_commit(w);
	CHECK_ERR(OK,
		catalogue_changes(w->db, editor, w->arena, service.id, true, &rows, &n));
	CHECK(n == 1);
	CHECK_ERR(OK, catalogue_accept_change(world_begin(w), editor, w->arena, rows[0].id,
		service.version, w->today));
	world_commit(w);
}

TEST(a_referral_keeps_the_service_that_has_ended_and_no_new_one_is_made)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *caseworker = world_scope(&w, ROLE_CASEWORKER);
	struct referral_new in;
	struct referral kept;
	referral_id id;

	sodertalje_import(&w);
	in = usual(&w);
	CHECK_ERR(OK, offer(&w, &in, &id));
	end_service(&w, "Behandling för våldsutövare");
	CHECK_ERR(OK, referral_by_id(w.db, caseworker, w.arena, id, &kept));
	CHECK(str_eq(kept.service_name, STR("Behandling för våldsutövare")));
	CHECK_ERR(ERR_INVALID, offer(&w, &in, &id));
}
