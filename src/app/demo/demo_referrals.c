/* The demo's referrals: offers at every stage, so that each list has something in it. */
#include "app/demo/demo.h"

#include "features/catalogue/catalogue.h"
#include "features/referral/referral.h"

enum { REFERRALS = 24, FOLLOWUP_DAYS = 21, ENDED = 60 };

/* A way through the transition table (domain.md §6); it stops at 0. */
static const enum referral_state ways[][5] = {
	{ 0 },
	{ REFERRAL_ACCEPTED, 0 },
	{ REFERRAL_ACCEPTED, REFERRAL_CONTACTED, 0 },
	{ REFERRAL_ACCEPTED, REFERRAL_CONTACTED, REFERRAL_ARRIVED, 0 },
	{ REFERRAL_ACCEPTED, REFERRAL_CONTACTED, REFERRAL_ARRIVED, REFERRAL_COMPLETED, 0 },
	{ REFERRAL_DECLINED, 0 },
	{ REFERRAL_ACCEPTED, REFERRAL_CONTACTED, REFERRAL_ARRIVED, REFERRAL_ONGOING, 0 },
};

static enum err
walk(struct demo_world *w, struct tx *tx, const struct scope *scope, referral_id id,
	const enum referral_state *way, struct date day)
{
	enum referral_state from = REFERRAL_OFFERED;
	struct referral_handle taken;

	for (; *way != REFERRAL_NEW; way++) {
		const struct referral_step step = { .from = from,
			.to = *way,
			.word = WORD_PARTICIPANT,
			.contact_delay = *way == REFERRAL_CONTACTED
				? (enum contact_delay)(DELAY_SAME_DAY + demo_below(w, 3))
				: DELAY_UNKNOWN };

		TRY(referral_move(tx, scope, w->arena, id, &step, day, &taken));
		from = *way;
	}
	return OK;
}

static enum referral_track
track_of(const struct catalogue_service *service)
{
	if (service->tracks & TRACK_EXPOSED)
		return REFERRAL_EXPOSED;
	if (service->tracks & TRACK_OWN_USE)
		return REFERRAL_OWN_USE;
	return service->tracks & TRACK_CHILD ? REFERRAL_CHILD : REFERRAL_RELATIVE;
}

/* The n-th referral, offered three weeks before its follow-up; the oldest are overdue. */
static enum err
make_referral(struct demo_world *w, struct tx *tx, const struct catalogue_service *service,
	int n, struct date day, const enum referral_state *way)
{
	const struct referral_new in = { .service = service->id,
		.team = w->teams[n % 2],
		.track = track_of(service),
		.mode = (enum referral_mode)(MODE_INFORMED + n % 5),
		.ground = GROUND_NO_IDENTITY,
		.followup_on = date_add_days(day, FOLLOWUP_DAYS),
		.sessions_planned = 5 };
	const struct scope *scope;
	referral_id id;

	TRY(scope_for_job(w->arena, w->municipality, "demo", &scope));
	TRY(referral_offer(tx, scope, w->arena, &in, day, &id));
	return walk(w, tx, scope, id, way, day);
}

/* What ended during the last whole year, for the protected figures; most were completed. */
static enum err
make_ended(struct demo_world *w, struct tx *tx, const struct catalogue_service *services,
	size_t n_services)
{
	static const enum referral_state ends[][5] = {
		{ REFERRAL_ACCEPTED, REFERRAL_CONTACTED, REFERRAL_ARRIVED, REFERRAL_COMPLETED,
			0 },
		{ REFERRAL_DECLINED, 0 },
		{ REFERRAL_ACCEPTED, REFERRAL_CONTACTED, REFERRAL_ARRIVED, REFERRAL_COMPLETED,
			0 },
	};
	struct date first = month_first_day(month_of(month_year(date_month(w->today)) - 1, 1));
	int n;

	for (n = 0; n < ENDED; n++)
		TRY(make_referral(w, tx, &services[demo_below(w, (uint32_t)n_services)], n,
			date_add_days(first, 6 * n), ends[n % 3]));
	return OK;
}

static enum err
make_referrals(struct demo_world *w, struct tx *tx)
{
	struct catalogue_service *services;
	const struct scope *scope;
	size_t n_services;
	int n;

	TRY(scope_for_job(w->arena, w->municipality, "demo", &scope));
	TRY(catalogue_list(tx_db(tx), scope, w->arena, &services, &n_services));
	assert_always(n_services > 0);
	for (n = 0; n < REFERRALS; n++)
		TRY(make_referral(w, tx, &services[demo_below(w, (uint32_t)n_services)], n,
			date_add_days(w->today, -5 * (REFERRALS - n)),
			ways[(size_t)n % (sizeof(ways) / sizeof(ways[0]))]));
	return make_ended(w, tx, services, n_services);
}

enum err
demo_load_referrals(struct demo_world *w)
{
	struct tx *tx;
	enum err e;

	TRY(tx_begin(w->writer, &tx));
	e = make_referrals(w, tx);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}
