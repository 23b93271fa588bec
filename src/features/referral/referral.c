/* The rules of a referral: one table of steps, consent that must still hold, one who is first. */
#include "features/referral/referral.h"

#include "features/catalogue/catalogue.h"
#include "features/lock/lock.h"
#include "features/referral/referral.sql.h"

enum { FOLLOWUP_DAYS_MAX = 366, SESSIONS_MAX = 200, SLIP_TRIES = 8 };

#define CASEWORKER .perm = PERM_REFERRAL_WRITE
#define ON_A_WORD CASEWORKER, .needs_word = true
#define END .is_end = true
#define END_WITH_REASON END, .needs_reason = true
#define GIVEN_UP \
	.to = REFERRAL_NOT_FOLLOWED_UP, .perm = PERM_REFERRAL_GIVE_UP, .needs_overdue = true, \
	END_WITH_REASON

const struct referral_transition referral_transitions[] = {
	{ .from = REFERRAL_NEW, .to = REFERRAL_OFFERED, CASEWORKER },
	{ .from = REFERRAL_OFFERED, .to = REFERRAL_DECLINED, CASEWORKER, END },
	{ .from = REFERRAL_OFFERED, .to = REFERRAL_ACCEPTED, CASEWORKER },
	{ .from = REFERRAL_ACCEPTED, .to = REFERRAL_CONTACTED, CASEWORKER },
	{ .from = REFERRAL_ACCEPTED, .to = REFERRAL_NO_CAPACITY, CASEWORKER, END_WITH_REASON },
	{ .from = REFERRAL_ACCEPTED, .to = REFERRAL_NOT_REACHED, CASEWORKER, END_WITH_REASON },
	{ .from = REFERRAL_CONTACTED, .to = REFERRAL_ARRIVED, ON_A_WORD },
	{ .from = REFERRAL_CONTACTED, .to = REFERRAL_NOT_REACHED, ON_A_WORD, END_WITH_REASON },
	{ .from = REFERRAL_ARRIVED, .to = REFERRAL_ONGOING, ON_A_WORD },
	{ .from = REFERRAL_ARRIVED, .to = REFERRAL_COMPLETED, ON_A_WORD, END },
	{ .from = REFERRAL_ARRIVED, .to = REFERRAL_ENDED_EARLY, ON_A_WORD, END_WITH_REASON },
	{ .from = REFERRAL_ONGOING, .to = REFERRAL_ONGOING, ON_A_WORD },
	{ .from = REFERRAL_ONGOING, .to = REFERRAL_COMPLETED, ON_A_WORD, END },
	{ .from = REFERRAL_ONGOING, .to = REFERRAL_ENDED_EARLY, ON_A_WORD, END_WITH_REASON },
	{ .from = REFERRAL_OFFERED, GIVEN_UP },
	{ .from = REFERRAL_ACCEPTED, GIVEN_UP },
	{ .from = REFERRAL_CONTACTED, GIVEN_UP },
	{ .from = REFERRAL_ARRIVED, GIVEN_UP },
	{ .from = REFERRAL_ONGOING, GIVEN_UP },
};
const size_t referral_n_transitions =
	sizeof(referral_transitions) / sizeof(referral_transitions[0]);

#define BIT(state) (1u << (state))

/* To which ends each reason belongs, by enum referral_reason. */
static const unsigned reason_ends[REFERRAL_REASON_CHOICES] = {
	[REFERRAL_REASON_QUEUE] = BIT(REFERRAL_NO_CAPACITY),
	[REFERRAL_REASON_NOT_THEIR_GROUP] = BIT(REFERRAL_NO_CAPACITY),
	[REFERRAL_REASON_CLOSED] = BIT(REFERRAL_NO_CAPACITY),
	[REFERRAL_REASON_NO_ANSWER] = BIT(REFERRAL_NOT_REACHED),
	[REFERRAL_REASON_WRONG_CONTACT] = BIT(REFERRAL_NOT_REACHED),
	[REFERRAL_REASON_CHANGED_MIND] = BIT(REFERRAL_NOT_REACHED) | BIT(REFERRAL_ENDED_EARLY),
	[REFERRAL_REASON_MOVED] = BIT(REFERRAL_NOT_REACHED) | BIT(REFERRAL_ENDED_EARLY),
	[REFERRAL_REASON_SERVICE_ENDED] = BIT(REFERRAL_ENDED_EARLY),
	[REFERRAL_REASON_DID_NOT_FIT] = BIT(REFERRAL_ENDED_EARLY),
	[REFERRAL_REASON_PRACTICAL] = BIT(REFERRAL_NOT_REACHED) | BIT(REFERRAL_ENDED_EARLY),
	[REFERRAL_REASON_LEFT_INTERVENTION] = BIT(REFERRAL_NOT_FOLLOWED_UP),
	[REFERRAL_REASON_STAFF_CHANGED] = BIT(REFERRAL_NOT_FOLLOWED_UP),
	[REFERRAL_REASON_NO_ROUTE_TO_ASK] = BIT(REFERRAL_NOT_FOLLOWED_UP),
};

const struct referral_transition *
referral_transition_of(enum referral_state from, enum referral_state to)
{
	size_t i;

	for (i = 0; i < referral_n_transitions; i++) {
		if (referral_transitions[i].from == from && referral_transitions[i].to == to)
			return &referral_transitions[i];
	}
	return NULL;
}

bool
referral_reason_fits(enum referral_state to, enum referral_reason reason)
{
	if ((unsigned)reason >= REFERRAL_REASON_CHOICES)
		return false;
	return (reason_ends[reason] & BIT(to)) != 0;
}

/* ---- offering ---- */

static bool
is_one_of(const struct choice *choices, size_t n, int64_t value)
{
	return choice_of(choices, n, value) != NULL;
}

/* A consent names its scope and does not lie in the past; without consent there is neither. */
static bool
consent_holds_together(const struct referral_new *in, struct date today)
{
	if (in->ground != GROUND_CONSENT)
		return in->consent_scope == CONSENT_NONE && !date_is_set(in->consent_until);
	return in->consent_scope != CONSENT_NONE &&
		is_one_of(referral_consent_choices, REFERRAL_CONSENT_CHOICES,
			in->consent_scope) &&
		(!date_is_set(in->consent_until) || in->consent_until.days >= today.days);
}

static bool
followup_is_ahead(struct date followup_on, struct date today)
{
	return followup_on.days > today.days
		&& followup_on.days <= today.days + FOLLOWUP_DAYS_MAX;
}

static bool
is_offer_valid(const struct referral_new *in, struct date today)
{
	return is_one_of(referral_track_choices, REFERRAL_TRACK_CHOICES, in->track) &&
		is_one_of(referral_mode_choices, REFERRAL_MODE_CHOICES, in->mode) &&
		is_one_of(referral_ground_choices, REFERRAL_GROUND_CHOICES, in->ground) &&
		consent_holds_together(in, today) &&
		followup_is_ahead(in->followup_on, today) && in->sessions_planned >= 0 &&
		in->sessions_planned <= SESSIONS_MAX;
}

/* The team of the referral: the scope's own, or one that somebody of the whole place chose. */
static enum err
team_of(struct db *db, const struct scope *scope, struct arena *a, team_id wanted, team_id *out)
{
	struct sql_referral_teams *teams, *chosen = NULL;
	team_id own = scope_team(scope);
	size_t n, n_open = 0, i;

	if (wanted.v == 0)
		wanted = own;
	TRY(sql_referral_teams(db, scope, a, own, &teams, &n));
	for (i = 0; i < n; i++) {
		bool is_open = !month_is_set(teams[i].closed_month);

		n_open += is_open;
		if (wanted.v ? teams[i].team_id.v == wanted.v : is_open)
			chosen = &teams[i];
	}
	if (!chosen || (wanted.v == 0 && n_open != 1))
		return ERR_NOT_FOUND;
	if (month_is_set(chosen->closed_month))
		return ERR_INVALID;
	*out = chosen->team_id;
	return OK;
}

/* The form brought its slip code along: what it made before is found again by it. */
static enum err
offer_with_code(struct tx *tx, const struct scope *scope, struct arena *a,
	struct sql_referral_add_in *row, struct str code, referral_id *id)
{
	struct sql_referral_add made;
	struct lock_viewer viewer = lock_viewer_of(scope, a, LOCK_OF_REFERRAL);
	struct sql_referral_by_slip before;
	enum err e;

	if (!referral_slip_code_ok(code))
		return ERR_INVALID;
	row->slip_code = code;
	e = sql_referral_add(tx, scope, a, row, &made);
	if (e == OK)
		*id = made.id;
	if (e != ERR_CONFLICT)
		return e;
	TRY(sql_referral_by_slip(tx_db(tx), scope, a, code, viewer.who, viewer.now, &before));
	if (before.service_id.v != row->service_id.v || before.team_id.v != row->team_id.v)
		return ERR_CONFLICT;
	*id = before.id;
	return OK;
}

enum err
referral_offer(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct referral_new *in, struct date today, referral_id *id)
{
	struct sql_referral_add_in row = { .track = in->track,
		.service_id = in->service,
		.mode = in->mode,
		.ground = in->ground,
		.consent_scope = in->consent_scope,
		.consent_until_on = in->consent_until,
		.state = REFERRAL_OFFERED,
		.offered_month = date_month(today),
		.followup_on = in->followup_on,
		.sessions_planned = in->sessions_planned };
	struct catalogue_service service;
	struct sql_referral_add made;
	enum err e = ERR_CONFLICT;
	int i;

	if (!scope_may(scope, PERM_REFERRAL_WRITE))
		return ERR_FORBIDDEN;
	if (!is_offer_valid(in, today))
		return ERR_INVALID;
	TRY(catalogue_service(tx_db(tx), scope, a, in->service, &service));
	if (date_is_set(service.ended_on))
		return ERR_INVALID;
	TRY(team_of(tx_db(tx), scope, a, in->team, &row.team_id));
	if (in->slip_code.n > 0)
		return offer_with_code(tx, scope, a, &row, in->slip_code, id);
	/* A code drawn twice in one place is improbable, not impossible: draw again. */
	for (i = 0; i < SLIP_TRIES && e == ERR_CONFLICT; i++) {
		row.slip_code = referral_slip_code(a);
		e = sql_referral_add(tx, scope, a, &row, &made);
	}
	TRY(e);
	*id = made.id;
	return OK;
}

/* ---- reading ---- */

static void
of_row(const struct sql_referral_rows *row, struct referral *out)
{
	*out = (struct referral){ .id = row->id,
		.team = row->team_id,
		.slip_code = row->slip_code,
		.track = (enum referral_track)row->track,
		.service = row->service_id,
		.service_name = row->service_name,
		.organisation_name = row->organisation_name,
		.phone = row->phone,
		.mode = (enum referral_mode)row->mode,
		.ground = (enum referral_ground)row->ground,
		.consent_scope = (enum consent_scope)row->consent_scope,
		.consent_until = row->consent_until_on,
		.state = (enum referral_state)row->state,
		.offered_month = row->offered_month,
		.followup_on = row->followup_on,
		.sessions_done = row->sessions_done,
		.sessions_planned = row->sessions_planned,
		.contact_delay = (enum contact_delay)row->contact_delay,
		.reason = (enum referral_reason)row->reason,
		.closed_month = row->closed_month };
}

static enum err
rows_of(struct db *db, const struct scope *scope, struct arena *a, referral_id id,
	struct sql_referral_rows **rows, size_t *n)
{
	struct lock_viewer viewer = lock_viewer_of(scope, a, LOCK_OF_REFERRAL);
	struct sql_referral_rows_in in = { .team_id = scope_team(scope), .id = id,
		.who = viewer.who, .now = viewer.now };

	return sql_referral_rows(db, scope, a, &in, rows, n);
}

enum err
referral_by_id(struct db *db, const struct scope *scope, struct arena *a, referral_id id,
	struct referral *out)
{
	struct sql_referral_rows *rows;
	size_t n;

	if (id.v == 0)
		return ERR_NOT_FOUND;
	TRY(rows_of(db, scope, a, id, &rows, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	of_row(&rows[0], out);
	return OK;
}

enum err
referral_list_open(struct db *db, const struct scope *scope, struct arena *a,
	struct referral **out, size_t *n)
{
	struct sql_referral_rows *rows;
	struct referral *found;
	size_t n_rows, i;

	TRY(rows_of(db, scope, a, (referral_id){ 0 }, &rows, &n_rows));
	found = ARENA_ARRAY(a, struct referral, n_rows + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < n_rows; i++)
		of_row(&rows[i], &found[i]);
	*out = found;
	*n = n_rows;
	return OK;
}

enum err
referral_followups_due(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, int64_t *n)
{
	struct lock_viewer viewer = lock_viewer_of(scope, a, LOCK_OF_REFERRAL);
	struct sql_referral_due_count_in in = { .team_id = scope_team(scope),
		.followup_on = today, .who = viewer.who, .now = viewer.now };
	struct sql_referral_due_count row;

	TRY(sql_referral_due_count(db, scope, a, &in, &row));
	*n = row.n_due;
	return OK;
}

/* ---- one step on ---- */

/* The service may only tell what the participant has agreed to, for as long as that holds. */
bool
referral_word_is_good(const struct referral *r, enum referral_word word, struct date today)
{
	if (word == WORD_PARTICIPANT)
		return true;
	return word == WORD_SERVICE && r->ground == GROUND_CONSENT
		&& r->consent_scope >= CONSENT_ATTENDANCE
		&& (!date_is_set(r->consent_until) || r->consent_until.days >= today.days);
}

static enum err
check_step(const struct referral *r, const struct referral_transition *t,
	const struct referral_step *step, struct date today)
{
	if (t->needs_overdue
		&& r->followup_on.days + REFERRAL_OVERDUE_DAYS >= today.days)
		return ERR_INVALID;
	if (t->needs_reason != (step->reason != REFERRAL_REASON_NONE))
		return ERR_INVALID;
	if (t->needs_reason && !referral_reason_fits(step->to, step->reason))
		return ERR_INVALID;
	if (t->needs_word && !referral_word_is_good(r, step->word, today))
		return ERR_INVALID;
	if (!is_one_of(referral_delay_choices, REFERRAL_DELAY_CHOICES, step->contact_delay))
		return ERR_INVALID;
	if (!t->is_end && date_is_set(step->followup_on)
		&& !followup_is_ahead(step->followup_on, today))
		return ERR_INVALID;
	if (step->to == REFERRAL_ONGOING && r->sessions_done >= SESSIONS_MAX)
		return ERR_INVALID;
	return OK;
}

enum err
referral_move(struct tx *tx, const struct scope *scope, struct arena *a, referral_id id,
	const struct referral_step *step, struct date today, struct referral_handle *taken)
{
	const struct referral_transition *t = referral_transition_of(step->from, step->to);
	struct referral now;
	struct sql_referral_set_step_in row;
	struct sql_referral_tally tally = { 0 };

	TRY(referral_by_id(tx_db(tx), scope, a, id, &now));
	if (!t || t->from == REFERRAL_NEW)
		return ERR_INVALID;
	if (!scope_may(scope, t->perm))
		return ERR_FORBIDDEN;
	if (now.state != step->from || now.sessions_done != step->sessions_seen)
		return ERR_CONFLICT;
	TRY(check_step(&now, t, step, today));
	row = (struct sql_referral_set_step_in){ .id = id,
		.state = step->to,
		.from_state = step->from,
		.sessions_seen = step->sessions_seen,
		.sessions_done = now.sessions_done + (step->to == REFERRAL_ONGOING),
		.reason = step->reason,
		.contact_delay = step->to == REFERRAL_CONTACTED ? step->contact_delay
								: now.contact_delay,
		.followup_on = !t->is_end && date_is_set(step->followup_on) ? step->followup_on
									    : now.followup_on,
		.closed_month = t->is_end ? date_month(today) : (struct month){ 0 } };
	TRY(sql_referral_set_step(tx, scope, &row));
	if (t->is_end)
		TRY(sql_referral_tally(tx, scope, a, id, &tally));
	*taken = (struct referral_handle){ .id = id,
		.day = today,
		.from = now.state,
		.to = step->to,
		.sessions_before = now.sessions_done,
		.sessions_after = row.sessions_done,
		.followup_before = now.followup_on,
		.followup_after = row.followup_on,
		.delay_before = now.contact_delay,
		.closed_month = row.closed_month,
		.association = tally.association_id,
		.contact = tally.contact };
	return OK;
}

enum err
referral_purge(struct tx *tx, const struct scope *scope, struct arena *a, struct month before,
	int64_t *n)
{
	struct sql_referral_purge_count old;

	TRY(sql_referral_purge_count(tx_db(tx), scope, a, before, &old));
	TRY(sql_referral_purge_keep_sums(tx, scope, before));
	TRY(sql_referral_purge(tx, scope, before));
	*n = old.n;
	return OK;
}
