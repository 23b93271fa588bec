/* The demo's participants: whom to ask, who was asked, and sealed ballots like those of the field. */
#include "app/demo/demo.h"

/* How many participants each team with cards has: four hundred in all. */
static const int team_sizes[DEMO_COUNTING_TEAM] = { 166, 160, 74 };

/*
 * Shares asked in hundredths, by sex: what Södertälje published for 2019-2021 (sfris.se); nobody has
 * published the third.
 */
static const int asked_percent[4] = { 0, 63, 48, 50 };

/* Typed denominators and occasions of the counts-only team, by sex, in one quarter. */
static const int counting_due[4] = { 0, 30, 25, 0 };

enum { ANY_PERCENT = 79, DECLINED_PERCENT = 5 };

/* What the load carries from one participant to the next. */
struct asking {
	struct demo_world *w;
	struct tx *tx;
	const struct scope *scope;
	int debt[4]; /* by sex, hundredths of a person still to be asked */
};

/* Records the occasion, with an invented ballot where the outcome is asked. */
static enum err
record(struct asking *ask, struct screening_new *in)
{
	struct screening_done done;

	if (in->outcome == SCREENING_ASKED) {
		struct ballot ballot = demo_invent_ballot(ask->w, ANY_PERCENT);

		in->asks_experience = in->team.v == ask->w->teams[DEMO_COUNTING_TEAM].v;
		if (in->asks_experience)
			ballot.experience = demo_invent_experience(ask->w);
		TRY(ballot_seal(ask->w->arena, &ballot, &in->ballot));
	}
	in->lang = STR("sv");
	return screening_record(ask->tx, ask->scope, ask->w->arena, in, &done);
}

/* Whether it is this one's turn, so that every stretch of the list has the published share. */
static bool
is_asked(struct asking *ask, enum sex sex)
{
	ask->debt[sex] += asked_percent[sex];
	if (ask->debt[sex] < 100)
		return false;
	ask->debt[sex] -= 100;
	return true;
}

/*
 * Everybody began this year: whoever has waited longest is due in the year that coverage shows first,
 * so that a form keyed for that one is seen there.
 */
static enum err
make_participant(struct asking *ask, team_id team, int n, int of)
{
	struct month now = date_month(ask->w->today);
	int back = month_number(now) - 1;
	struct card_new card = { .team = team,
		.sex = demo_invent_sex(ask->w),
		.age_band = demo_invent_age(ask->w),
		.start_month = month_add(now, n * (back + 1) / of - back) };
	struct screening_new in = { .team = team,
		.sex = card.sex,
		.age_band = card.age_band,
		.month = card.start_month,
		.face = demo_chance(ask->w, 60) ? FACE_TOGETHER : FACE_PAPER };
	struct card_made made;

	TRY(screening_create_card(ask->tx, ask->scope, ask->w->arena, &card, &made));
	in.due = made.due;
	if (is_asked(ask, card.sex)) {
		bool has_declined = demo_chance(ask->w, DECLINED_PERCENT);

		if (team.v == ask->w->teams[0].v) {
			ask->w->locked_card = made.card;
			ask->w->locked_code = made.code;
		}
		in.outcome = has_declined ? SCREENING_DECLINED : SCREENING_ASKED;
		in.reason = has_declined ? REASON_DECLINED_ALL : REASON_NONE;
		return record(ask, &in);
	}
	if (!demo_chance(ask->w, 15))
		return OK;
	in.outcome = SCREENING_POSTPONED;
	in.reason = (enum screening_reason)(REASON_NOT_ALONE + demo_below(ask->w, 7));
	return record(ask, &in);
}

static enum err
make_counting_quarter(struct asking *ask, struct month month)
{
	intervention_id intervention = ask->w->interventions[DEMO_COUNTING_TEAM];
	int sex, i;

	for (sex = SEX_WOMAN; sex <= SEX_OTHER; sex++) {
		TRY(screening_set_denominator(ask->tx, ask->scope, intervention,
			month_quarter(month), (enum sex)sex, counting_due[sex]));
		for (i = 0; i < counting_due[sex]; i++) {
			struct screening_new in = { .team = ask->w->teams[DEMO_COUNTING_TEAM],
				.sex = (enum sex)sex,
				.age_band = demo_invent_age(ask->w),
				.month = month,
				.face = FACE_PAPER,
				.outcome = SCREENING_ASKED };

			if (is_asked(ask, in.sex))
				TRY(record(ask, &in));
		}
	}
	return OK;
}

/* This quarter, and the year before, whose answers can be released. */
static enum err
make_counting_team(struct asking *ask)
{
	struct month now = date_month(ask->w->today);
	int quarter;

	TRY(make_counting_quarter(ask, now));
	for (quarter = 0; quarter < 4; quarter++)
		TRY(make_counting_quarter(ask, month_of(month_year(now) - 1, quarter * 3 + 2)));
	return OK;
}

/* Everything of one team in one transaction. */
static enum err
load_team(struct asking *ask, int team)
{
	enum err e = OK;
	int n;

	TRY(scope_for_job(ask->w->arena, ask->w->team_orgs[team], "demo", &ask->scope));
	TRY(tx_begin(ask->w->writer, &ask->tx));
	if (team == DEMO_COUNTING_TEAM)
		e = make_counting_team(ask);
	else
		for (n = 0; n < team_sizes[team] && e == OK; n++)
			e = make_participant(ask, ask->w->teams[team], n, team_sizes[team]);
	if (e == OK)
		return tx_commit(ask->tx);
	tx_rollback(ask->tx);
	return e;
}

enum err
demo_load_asking(struct demo_world *w)
{
	/* Half a person in hand, so that the shares round to the nearest. */
	struct asking ask = { .w = w, .debt = { 0, 50, 50, 50 } };
	int team;

	for (team = 0; team < DEMO_TEAMS; team++)
		TRY(load_team(&ask, team));
	return OK;
}
