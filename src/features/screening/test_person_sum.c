/* Sums of persons are those that a count of every due date gives, whatever was done in between. */
#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { CARDS = 24, ASKINGS = 5 };

#define CELL "org_id, intervention_id, months, from_month, team_id, sex, age_band, until_month"
/* Up to every month of a period in which somebody is due. */
#define MONTHS "(SELECT DISTINCT due_month AS until_month FROM due) t"
#define COUNTED                                                                                  \
	"SELECT c.org_id, c.intervention_id, g.months, d.due_month - d.due_month % g.months "    \
	"AS from_month, c.team_id, c.sex, c.age_band, t.until_month, "                           \
	"count(DISTINCT c.id), count(DISTINCT CASE WHEN d.outcome IN (1, 2) THEN c.id END), "    \
	"count(DISTINCT CASE WHEN d.outcome = 1 THEN c.id END) "                                 \
	"FROM due d JOIN card c ON c.id = d.card_id JOIN " MONTHS                                \
	" JOIN (SELECT 3 AS months UNION SELECT 6 UNION SELECT 12) g "                           \
	"ON d.due_month <= t.until_month "                                                       \
	"AND t.until_month - t.until_month % g.months = d.due_month - d.due_month % g.months "   \
	"GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
#define SUMMED                                                                                   \
	"SELECT " CELL ", sum(n_due), sum(n_answered), sum(n_asked) FROM person_sum "            \
	"JOIN " MONTHS " ON month <= until_month "                                               \
	"AND until_month - until_month % months = from_month GROUP BY " CELL

static void
check_sums(struct world *w)
{
	ck_assert_int_eq(world_rows(w, "(" COUNTED " EXCEPT " SUMMED ")"), 0);
	ck_assert_int_eq(world_rows(w, "(" SUMMED " EXCEPT " COUNTED ")"), 0);
	ck_assert_int_eq(
		world_rows(w, "person_sum WHERE n_due + n_answered + n_asked = 0"), 0);
}

/* A team that asks every other month, so that a person is due several times in a period. */
static team_id
busy_team(struct world *w)
{
	const struct scope *scope = world_job(w, w->party);
	struct intervention_new intervention = { .association = w->association,
		.name = STR("Tätt"), .uses_cards = true, .first_after = 0, .again_after = 2 };
	struct team_new team = { .name = STR("Tätt"), .municipality = STR("Södertälje") };
	team_id id;

	CHECK_ERR(OK, intervention_create(w->tx, scope, &intervention, &team.intervention));
	CHECK_ERR(OK, team_create(w->tx, scope, &team, &id));
	return id;
}

/* One of many: declined, asked, put off, or taken back at once; the last of some is that she leaves. */
static void
ask(struct world *w, int i, int k, struct month month, struct screening_done *done)
{
	static const struct screening_new ways[] = {
		{ .outcome = SCREENING_DECLINED, .reason = REASON_DECLINED_ALL },
		{ .outcome = SCREENING_ASKED },
		{ .outcome = SCREENING_POSTPONED, .reason = REASON_NOT_ALONE },
		{ .outcome = SCREENING_ASKED },
	};
	const struct scope *scope = world_job(w, w->party);
	struct screening_new in = ways[(i + k * k) % 4];
	struct ballot ballot = { .answers = { [TOPIC_PHYSICAL] = ANSWER_NO } };
	bool leaves = k == ASKINGS - 1 && i % 3 == 0;

	if (leaves)
		in = (struct screening_new){ .outcome = SCREENING_NOT_ASKED,
			.reason = REASON_LEFT };
	if (in.outcome == SCREENING_ASKED)
		CHECK_ERR(OK, ballot_seal(w->arena, &ballot, &in.ballot));
	in.due = done->next_due;
	in.month = month;
	in.face = FACE_PAPER;
	CHECK_ERR(OK, screening_record(w->tx, scope, w->arena, &in, done));
	if ((i + k) % 4 == 3 && !leaves) {
		CHECK_ERR(OK, screening_undo(w->tx, scope, w->arena, &done->handle));
		done->next_due = done->handle.due;
	}
}

TEST(sums_of_persons_follow_every_asking_undoing_and_purge)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_job(&w, w.party);
	struct month now = date_month(w.today);
	struct cards_purged gone;
	team_id team;
	int i, k;

	world_begin(&w);
	team = busy_team(&w);
	for (i = 0; i < CARDS; i++) {
		struct card_new new = { .team = team, .sex = i % 2 ? SEX_MAN : SEX_WOMAN,
			.age_band = i % 3 ? AGE_25 : AGE_40,
			.start_month = month_add(now, -14 + i % 5) };
		struct screening_done done = { 0 };
		struct card_made card;

		CHECK_ERR(OK, screening_create_card(w.tx, scope, w.arena, &new, &card));
		done.next_due = card.due;
		for (k = 0; k < ASKINGS; k++)
			ask(&w, i, k, month_add(new.start_month, 2 * k + i % 2), &done);
	}
	world_commit(&w);
	check_sums(&w);
	CHECK(world_rows(&w, "person_sum") > 20);

	world_begin(&w);
	CHECK_ERR(OK, screening_purge_cards(w.tx, scope, w.arena, month_add(now, 1), now,
		&gone));
	world_commit(&w);
	ck_assert_int_eq(gone.cards, CARDS / 3);
	check_sums(&w);
}
