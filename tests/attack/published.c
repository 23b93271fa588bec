/*
 * The distinguisher over everything that is published: two small nations that differ in one answer on
 * one ballot, in how one participant found it to be asked, or in one referral, are released again and
 * again by the program itself, and every file of theirs is read: /statistik/forbund and /rapport with
 * their drawings, the workbook, /statistik/nation as page, CSV, workbook and JSON-stat, and the export.
 * The PDF may have no number that the page has not.  No event may be more than e^epsilon times as
 * probable in one as in the other.  The same search has to find noise that is off, halved, repeated or
 * drawn twice.
 */
#include <stdio.h>
#include <stdlib.h>

#include "features/referral/referral.h"
#include "features/material/test_paper.h"
#include "features/release/test_nation.h"
#include "tests/attack/numbers.h"
#include "tests/attack/proof.h"
#include "tests/harness/visitor.h"

enum {
	FILES = 9,
	FILE_NUMBERS = 900,
	MANY = FILES * FILE_NUMBERS,
	BALLOTS = 48,
	NOES = 24,
	FEW_ROUNDS = 1000,
	MANY_ROUNDS = 10000
};

enum engine { SOUND, OFF, REPEATED, HALVED, TWICE, ENGINES };
static const char *const engine_names[ENGINES] = { "sound", "noise off", "noise repeated",
	"noise halved", "drawn twice" };

enum secret { SECRET_ANSWER, SECRET_EXPERIENCE, SECRET_REFERRAL, SECRETS };
static const char *const secret_names[SECRETS] = { "one answer", "one experience",
	"one referral" };

/* What is tried: a secret, an engine, and how the nation is released. */
struct trial {
	enum secret secret;
	enum engine engine;
	int weaker;		/* the shipped plan's epsilons by this: few rounds can prove more of it */
	bool is_in_two;		/* first the half-year of the nation and the counties, then the rest */
};

struct attack {
	struct nation n;
	struct visitor manager, analyst;
	struct plan plan, referrals;
	struct date summer;	/* after the first half-year of 2025 */
	struct trial trial;
	uint64_t repeated;	/* state of the noise that is the same each time */
};

/* ---- the engine, sound or broken ---- */

static void
scale(struct plan *plan, const struct plan *from, int64_t num, int64_t den, struct arena *a)
{
	size_t layer, m;

	*plan = *from;
	for (layer = 0; layer < plan->n_layers; layer++) {
		struct fraction *epsilon = ARENA_ARRAY(a, struct fraction, plan->n_measures);

		if (!epsilon)
			abort();
		for (m = 0; m < plan->n_measures; m++) {
			struct fraction e = from->layers[layer].epsilon[m];

			epsilon[m] = (struct fraction){ e.num * num, e.den * den };
		}
		plan->layers[layer].epsilon = epsilon;
	}
	/* what is broken on purpose is not to be refused by the ledger */
	plan->cap = (struct fraction){ 1000000, 1 };
}

static void
make_plan(struct attack *at, struct arena *a)
{
	static const int64_t num[ENGINES] = { 1, 3000, 1, 2, 1 };
	const struct plan *shipped;

	CHECK_ERR(OK, release_plan(a, &shipped));
	scale(&at->plan, shipped, num[at->trial.engine], at->trial.weaker, a);
	scale(&at->referrals, shipped->referrals, num[at->trial.engine], at->trial.weaker, a);
	at->plan.referrals = &at->referrals;
}

static void
fill(void *context, void *bytes, size_t n)
{
	struct attack *at = context;
	unsigned char *to = bytes;

	if (at->trial.engine != REPEATED) {
		release_fill(NULL, bytes, n);
		return;
	}
	while (n-- > 0) {
		at->repeated = at->repeated * 6364136223846793005u + 1442695040888963407u;
		*to++ = (unsigned char)(at->repeated >> 56);
	}
}

static void
release_on(struct attack *at, struct date day, int64_t number)
{
	struct noise_bytes store;
	struct noise_source noise = noise_source_of(&store, fill, at);
	struct release_order order = { .keys_dir = at->n.w.keys_dir, .today = day,
		.plan = &at->plan, .plan_text = release_plan_text(), .noise = &noise };
	struct release_done done;

	arena_reset(at->n.arena);
	CHECK_ERR(OK, release_run(at->n.w.writer, &order, at->n.arena, &done));
	CHECK(done.number == number);
}

static void
release_anew(struct attack *at)
{
	exec(&at->n,
		"PRAGMA foreign_keys = OFF; DELETE FROM release_figure; DELETE FROM release_group; "
		"DELETE FROM release_loss; DELETE FROM release_opening; DELETE FROM release_level; "
		"DELETE FROM release_drawn; DELETE FROM release");
	write_journal(&at->n, "");
	at->repeated = 2026;
	if (at->trial.is_in_two)
		release_on(at, at->summer, 1);
	release_on(at, at->n.w.today, at->trial.is_in_two ? 2 : 1);
}

/* ---- reading ---- */

static void
read_page(struct numbers *out, struct visitor *v, const char *path, size_t file)
{
	CHECK(visitor_get(v, path) == 200);
	if (str_starts(visitor_body(v), STR("PK")))
		CHECK(numbers_of_book(out, visitor_body(v)));
	else
		numbers_of_text(out, visitor_body(v));
	numbers_pad(out, (file + 1) * FILE_NUMBERS);
}

static void
read_all(struct attack *at, short *values)
{
	struct numbers out = { values, 0, 0 };
	static const char *const paths[] = { "/statistik/forbund", "/rapport",
		"/rapport?ar=2025", "/rapport/xlsx", "/statistik/nation",
		"/statistik/nation/csv", "/statistik/nation/xlsx", "/statistik/nation/json" };
	enum { N = sizeof(paths) / sizeof(paths[0]) };
	struct buf csv BUF_CLEANUP = buf_new(1 << 20);
	size_t i;

	for (i = 0; i < N; i++) {
		out.max = (i + 1) * FILE_NUMBERS;
		read_page(&out, i < 4 ? &at->manager : &at->analyst, paths[i], i);
	}
	out.max = MANY;
	CHECK_ERR(OK, release_export(at->n.w.db, world_job(&at->n.w, at->n.w.association),
		at->n.arena, &csv));
	numbers_of_text(&out, buf_str(&csv));
	numbers_pad(&out, MANY);
}

/* Whether the files say the same number twice does not matter, only whether a number is new. */
static void
check_paper_adds_nothing(struct attack *at)
{
	enum { PAPER_NUMBERS = 4000 };
	static short values[2][PAPER_NUMBERS];
	struct numbers page = { values[0], 0, PAPER_NUMBERS }, paper = { values[1], 0,
		PAPER_NUMBERS };
	size_t i, k;

	CHECK(visitor_get(&at->manager, "/rapport") == 200);
	numbers_of_text(&page, visitor_body(&at->manager));
	CHECK(visitor_get(&at->manager, "/rapport/pdf") == 200);
	numbers_of_text(&paper, paper_text(&at->n.w, visitor_body(&at->manager)));
	CHECK(paper.n > 20 && page.n < PAPER_NUMBERS && paper.n < PAPER_NUMBERS);
	for (i = 0; i < paper.n; i++) {
		for (k = 0; k < page.n && page.values[k] != paper.values[i]; k++)
			;
		ck_assert_msg(k < page.n, "%d stands on paper and not on the page",
			paper.values[i]);
	}
}

/* ---- the two nations ---- */

/* The boxes that our ballot lies in. */
static const char ours[] = "(cut <> 2 OR label = 1) AND (cut <> 3 OR label = 1)";

/* Of `n` of our ballots a topic's answer becomes another; a negative number takes it back. */
static void
answer_moves(struct attack *at, int topic, int from, int to, int n)
{
	exec(&at->n, "UPDATE counter SET n = n - %d WHERE topic = %d AND answer = %d AND %s", n,
		topic, from, ours);
	exec(&at->n, "UPDATE counter SET n = n + %d WHERE topic = %d AND answer = %d AND %s", n,
		topic, to, ours);
}

/*
 * One ballot that said no to all else: PHYSICAL becomes "ongoing" instead of unanswered, or being asked
 * "hard"; or one referral more is completed.
 */
static void
tell(struct attack *at, enum secret kind, bool is_other)
{
	int sign = is_other ? 1 : -1;

	if (kind == SECRET_EXPERIENCE) {
		answer_moves(at, COUNTER_EXPERIENCE, EXPERIENCE_DECLINED, EXPERIENCE_HARD,
			sign);
		return;
	}
	if (kind == SECRET_REFERRAL) {
		exec(&at->n,
			"UPDATE referral_tally SET n = n + %d WHERE state = %d AND contact = 1",
			sign, REFERRAL_COMPLETED);
		return;
	}
	answer_moves(at, TOPIC_PHYSICAL, ANSWER_DECLINED, ANSWER_ONGOING, sign);
	exec(&at->n, "UPDATE counter SET n = n - %d WHERE topic = %d AND %s", sign,
		COUNTER_NONE, ours);
	exec(&at->n, "UPDATE counter SET n = n + %d WHERE topic IN (%d, %d) AND %s", sign,
		COUNTER_ONGOING, COUNTER_ANY, ours);
}

static void
count_up(struct nation *n, int cut, int64_t label, int topic, int answer, int count)
{
	exec(n, "INSERT INTO counter VALUES (%lld, %d, %d, %lld, %d, %d, %d) "
		"ON CONFLICT DO UPDATE SET n = n + excluded.n", (long long)n->w.association.v,
		H2025, cut, (long long)label, topic, answer, count);
}

/*
 * So many ballots in a box that said no to everything, and nothing to PHYSICAL; being asked was good, but
 * for two, so that there are as many of "hard" and of no answer as of anybody's.
 */
static void
count_noes(struct nation *n, int cut, int64_t label, int count)
{
	int topic;

	count_up(n, cut, label, COUNTER_BALLOTS, 0, count);
	count_up(n, cut, label, COUNTER_NONE, 0, count);
	for (topic = TOPIC_PSYCHOLOGICAL; topic < TOPIC_COUNT; topic++)
		count_up(n, cut, label, topic,
			topic == TOPIC_PHYSICAL ? ANSWER_DECLINED : ANSWER_NO, count);
	count_up(n, cut, label, COUNTER_EXPERIENCE, EXPERIENCE_GOOD, count - 2);
	count_up(n, cut, label, COUNTER_EXPERIENCE, EXPERIENCE_HARD, 1);
	count_up(n, cut, label, COUNTER_EXPERIENCE, EXPERIENCE_DECLINED, 1);
}

static void
make_nation(struct attack *at)
{
	struct nation *n = &at->n;
	int i;

	count_ballots(n, H2025, BALLOTS);
	count_noes(n, CUT_INTERVENTION, n->w.intervention.v, NOES);
	for (i = 1; i <= 2; i++)
		count_noes(n, CUT_SEX, i, NOES / 2);
	for (i = 1; i <= 3; i++)
		count_noes(n, CUT_AGE, i, NOES / 3);
	exec(n, "INSERT INTO experience_asked VALUES (%lld, %d)",
		(long long)n->w.association.v, H2025);
	exec(n, "INSERT INTO referral_tally VALUES (%lld, %lld, %d, %d, %d, 1, 9)",
		(long long)n->w.party.v, (long long)n->w.association.v, H2025, REFERRAL_EXPOSED,
		REFERRAL_COMPLETED);
}

static size_t rounds = 60;

/* `row`: MANY numbers for each draw. */
static void
observe(struct attack *at, short *row)
{
	int k, times = at->trial.engine == TWICE ? 2 : 1;

	for (k = 0; k < times; k++) {
		release_anew(at);
		read_all(at, row + (size_t)k * MANY);
	}
}

/* What the files would be without noise, which an attacker knows but for the secret. */
static void
read_truth(struct attack *at, short *row, struct arena *plans)
{
	enum engine engine = at->trial.engine;

	at->trial.engine = OFF;
	make_plan(at, plans);
	release_anew(at);
	read_all(at, row);
	memcpy(row + MANY, row, MANY * sizeof(*row));
	at->trial.engine = engine;
	make_plan(at, plans);
}

static short *
new_numbers(size_t n)
{
	short *numbers = calloc(n, sizeof(*numbers));

	if (!numbers)
		abort();
	return numbers;
}

static double
run(struct attack *at, struct arena *plans)
{
	size_t n = at->trial.engine == TWICE ? 2 * MANY : MANY, round;
	short *rows[2] = { new_numbers(rounds * n), new_numbers(rounds * n) };
	short *sure[2] = { new_numbers(2 * MANY), new_numbers(2 * MANY) };
	const struct known known = { { sure[0], sure[1] }, FILES, FILE_NUMBERS };
	double loss;
	int secret;

	for (secret = 0; secret < 2; secret++) {
		if (secret == 1)
			tell(at, at->trial.secret, true);
		read_truth(at, sure[secret], plans);
		for (round = 0; round < rounds; round++)
			observe(at, rows[secret] + round * n);
		check_paper_adds_nothing(at);
	}
	tell(at, at->trial.secret, false);
	/* standard errors: 60 rounds can prove no more; none of thousands of events reaches 4 by chance */
	loss = proved_loss(rows, &known, rounds, n, rounds < FEW_ROUNDS ? 3 : 4);
	for (secret = 0; secret < 2; secret++) {
		free(rows[secret]);
		free(sure[secret]);
	}
	return loss;
}

/* What the plan allows the secret to lose. */
static double
allowed(const struct attack *at)
{
	enum secret kind = at->trial.secret;
	struct fraction loss;
	size_t topic = 0;

	while (!str_eq(at->plan.topics[topic], STR("EXPERIENCE")))
		topic++;
	CHECK_ERR(OK, kind == SECRET_ANSWER ? plan_worst_loss(&at->plan, &loss)
			: kind == SECRET_EXPERIENCE ? plan_loss(&at->plan, topic, &loss)
						    : plan_ballot_loss(&at->referrals, &loss));
	return fraction_double(loss);
}

static void
try(struct attack *at, struct trial trial, struct arena *plans)
{
	double bound, loss;
	bool is_right;

	at->trial = trial;
	at->trial.engine = SOUND;
	make_plan(at, plans);
	bound = allowed(at);
	at->trial = trial;
	make_plan(at, plans);
	loss = run(at, plans);
	is_right = trial.engine == SOUND ? loss <= bound : loss > bound;
	printf("%s, %s%s, 1/%d of each epsilon, %zu rounds: proves a loss of %.2f, "
		"the plan says %.2f: %s\n", secret_names[trial.secret],
		engine_names[trial.engine], trial.is_in_two ? ", in two releases" : "",
		trial.weaker, rounds, loss, bound, is_right ? "right" : "WRONG");
	CHECK(is_right);
}

/* By how many rounds it takes to prove more than the plan allows. */
static const struct trial quick[] = { { SECRET_ANSWER, SOUND, 3, false },
	{ SECRET_ANSWER, OFF, 3, false }, { SECRET_ANSWER, REPEATED, 3, false },
	{ SECRET_ANSWER, SOUND, 3, true }, { SECRET_ANSWER, OFF, 3, true },
	{ SECRET_EXPERIENCE, SOUND, 3, false }, { SECRET_EXPERIENCE, OFF, 3, false },
	{ SECRET_REFERRAL, SOUND, 3, false }, { SECRET_REFERRAL, OFF, 3, false } };
static const struct trial thousand[] = { { SECRET_ANSWER, SOUND, 1, false },
	{ SECRET_ANSWER, OFF, 1, false }, { SECRET_ANSWER, REPEATED, 1, false },
	{ SECRET_ANSWER, SOUND, 1, true }, { SECRET_EXPERIENCE, SOUND, 1, false },
	{ SECRET_EXPERIENCE, OFF, 1, false }, { SECRET_REFERRAL, SOUND, 1, false },
	{ SECRET_REFERRAL, OFF, 1, false } };
static const struct trial soak[] = { { SECRET_ANSWER, SOUND, 1, false },
	{ SECRET_ANSWER, SOUND, 1, true }, { SECRET_ANSWER, HALVED, 1, false },
	{ SECRET_ANSWER, TWICE, 1, false }, { SECRET_EXPERIENCE, SOUND, 1, false },
	{ SECRET_EXPERIENCE, HALVED, 1, false }, { SECRET_EXPERIENCE, TWICE, 1, false },
	{ SECRET_REFERRAL, SOUND, 1, false }, { SECRET_REFERRAL, HALVED, 1, false },
	{ SECRET_REFERRAL, TWICE, 1, false } };
#define TRIALS(table) (table), sizeof(table) / sizeof((table)[0])

static void
try_all(struct attack *at, struct arena *plans, const struct trial *trials, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		try(at, trials[i], plans);
}

static void
attack(int number)
{
	struct arena *plans = arena_new(16 << 20);
	struct attack at = { .n = nation_new() };

	(void)number;
	CHECK(plans != NULL);
	CHECK_ERR(OK, date_parse(STR("2025-07-15"), &at.summer));
	make_nation(&at);
	at.manager = visitor_new(&at.n.w, world_token(&at.n.w,
		at.n.w.accounts[ROLE_ASSOCIATION_MANAGER]));
	at.analyst = visitor_new(&at.n.w, world_token(&at.n.w,
		at.n.w.accounts[ROLE_NATIONAL_ANALYST]));
	if (rounds < FEW_ROUNDS)
		try_all(&at, plans, TRIALS(quick));
	else if (rounds < MANY_ROUNDS)
		try_all(&at, plans, TRIALS(thousand));
	else
		try_all(&at, plans, TRIALS(soak));
	visitor_free(&at.manager);
	visitor_free(&at.analyst);
	nation_free(&at.n);
	arena_free(plans);
}

/*
 * lotsa-published ROUNDS: below a thousand with a third of each epsilon, so that few rounds can prove more
 * than the plan allows, and noise that is off or repeated; from a thousand on the shipped plan as it is;
 * from ten thousand on noise that is halved and second draws as well, of which fewer rounds prove too
 * little.
 */
int
main(int argc, char **argv)
{
	static const TTest test = { "attack", attack, __FILE__, __LINE__ };
	Suite *suite = suite_create("published");
	TCase *tcase = tcase_create("published");
	SRunner *runner;
	int failed;

	if (argc > 1)
		rounds = (size_t)atoll(argv[1]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, &test);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_set_fork_status(runner, CK_NOFORK);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed > 0;
}
