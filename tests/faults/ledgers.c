/* Reads the ledgers past the program, with the engine alone. */
#include "tests/faults/ledgers.h"

#include <sqlite3.h>

#include "core/audit/audit.h"
#include "tests/harness/harness.h"

#define SUM_COLUMNS "org_id, intervention_id, team_id, month, sex, outcome, reason"
#define OCCASIONS_SUMMED "SELECT " SUM_COLUMNS ", count(*) FROM screening GROUP BY " SUM_COLUMNS
#define SUMS "SELECT " SUM_COLUMNS ", n FROM occasion_sum"
#define PERSON_COLUMNS "org_id, intervention_id, months, from_month, team_id, sex, age_band, month"
#define PERSONS_SUMMED "SELECT " PERSON_COLUMNS ", sum(n_due), sum(n_answered), sum(n_asked) " \
	"FROM person_part GROUP BY " PERSON_COLUMNS
#define PERSON_SUMS "SELECT " PERSON_COLUMNS ", n_due, n_answered, n_asked FROM person_sum"

static int64_t
number(sqlite3 *sql, const char *query)
{
	sqlite3_stmt *stmt = NULL;
	int64_t v;

	ck_assert_msg(sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) == SQLITE_OK, "%s: %s",
		query, sqlite3_errmsg(sql));
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	v = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return v;
}

static void
check_agreement(sqlite3 *sql)
{
	CHECK(number(sql, "SELECT count(*) FROM pragma_integrity_check "
		"WHERE integrity_check <> 'ok'") == 0);
	CHECK(number(sql, "SELECT count(*) FROM pragma_foreign_key_check") == 0);
	/* a slip each for intervention, sex and age, waiting or counted */
	CHECK(number(sql, "SELECT 3 * (SELECT count(*) FROM screening WHERE outcome = 1) - "
		"(SELECT count(*) FROM ballot) - "
		"(SELECT ifnull(sum(n), 0) FROM counter WHERE topic = 0)") == 0);
	CHECK(number(sql, "SELECT count(*) FROM (" OCCASIONS_SUMMED " EXCEPT " SUMS ")") == 0);
	CHECK(number(sql, "SELECT count(*) FROM (" SUMS " EXCEPT " OCCASIONS_SUMMED ")") == 0);
	CHECK(number(sql, "SELECT count(*) FROM (" PERSONS_SUMMED " EXCEPT " PERSON_SUMS ")") ==
		0);
	CHECK(number(sql, "SELECT count(*) FROM (" PERSON_SUMS " EXCEPT " PERSONS_SUMMED ")") ==
		0);
	CHECK(number(sql, "SELECT (SELECT count(*) FROM screening WHERE due_id IS NOT NULL "
		"AND outcome IN (1, 2)) - (SELECT count(*) FROM due WHERE outcome <> 0)") == 0);
	CHECK(number(sql, "SELECT count(*) FROM due WHERE (outcome = 0) <> "
		"(met_month IS NULL)") == 0);
}

struct ledgers
ledgers_read(struct world *w)
{
	struct ledgers got = { 0 };
	struct audit_fault fault;
	sqlite3 *sql = NULL;
	int64_t rows = 0;

	CHECK_ERR(OK, audit_verify(w->db, &rows, &fault));
	CHECK(sqlite3_open_v2(arena_printf(w->arena, "%s/lotsa.db", w->dir).p, &sql,
		SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	check_agreement(sql);
	got.screenings = number(sql, "SELECT count(*) FROM screening");
	got.ballots = number(sql, "SELECT count(*) FROM ballot");
	got.postings = number(sql, "SELECT count(*) FROM posting");
	got.referrals = number(sql, "SELECT count(*) FROM referral");
	got.audit = number(sql, "SELECT count(*) FROM audit");
	got.due_met = number(sql, "SELECT count(*) FROM due WHERE outcome <> 0");
	got.counted = number(sql, "SELECT ifnull(sum(n), 0) FROM counter WHERE topic = 0");
	sqlite3_close(sql);
	CHECK(got.audit == rows);
	return got;
}

bool
ledgers_are_equal(const struct ledgers *a, const struct ledgers *b)
{
	return a->screenings == b->screenings && a->ballots == b->ballots &&
		a->postings == b->postings && a->referrals == b->referrals &&
		a->audit == b->audit && a->due_met == b->due_met && a->counted == b->counted;
}

void
ledgers_expect_failure_page(struct visitor *v)
{
	ck_assert_msg(v->response.status == 500 || v->response.status == 503,
		"a failure was answered %d", v->response.status);
	CHECK(visitor_sees(v, "</html>"));
	CHECK(visitor_sees(v, "Inget har sparats av det du skickade sist."));
	CHECK(v->response.set_cookie[0].n == 0 && visitor_location(v).n == 0);
}
