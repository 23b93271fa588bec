/*
 * The distinguisher over everything that is published: two small nations that differ in one answer on
 * one ballot, in how one participant found it to be asked, or in one referral, are released again and
 * again by the program itself, and every file of theirs is read: /statistik/forbund and /rapport with
 * their drawings, the workbook, /statistik/nation as page, CSV, workbook and JSON-stat, and the export.
 * (The PDF is written from the same document as the page.)  No event may be more than e^epsilon times as
 * probable in one as in the other.  The same search has to find noise that is off, halved, repeated or
 * drawn twice.
 */
#include <stdio.h>
#include <stdlib.h>

#include "features/referral/referral.h"
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
	FEW_ROUNDS = 1000
};

enum engine { SOUND, OFF, REPEATED, HALVED, TWICE, ENGINES };
static const char *const engine_names[ENGINES] = { "sound", "noise off", "noise repeated",
	"noise halved", "drawn twice" };

enum secret { SECRET_ANSWER, SECRET_EXPERIENCE, SECRET_REFERRAL, SECRETS };
static const char *const secret_names[SECRETS] = { "one answer", "one experience",
	"one referral" };

struct attack {
	struct nation n;
	struct visitor manager, analyst;
	struct plan plan, referrals;
	enum engine engine;
	int weaker;		/* the shipped plan's epsilons by this */
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
	scale(&at->plan, shipped, num[at->engine], at->weaker, a);
	scale(&at->referrals, shipped->referrals, num[at->engine], at->weaker, a);
	at->plan.referrals = &at->referrals;
}

static void
fill(void *context, void *bytes, size_t n)
{
	struct attack *at = context;
	unsigned char *to = bytes;

	if (at->engine != REPEATED) {
		release_fill(NULL, bytes, n);
		return;
	}
	while (n-- > 0) {
		at->repeated = at->repeated * 6364136223846793005u + 1442695040888963407u;
		*to++ = (unsigned char)(at->repeated >> 56);
	}
}

static void
release_once(struct attack *at)
{
	struct noise_bytes store;
	struct noise_source noise = noise_source_of(&store, fill, at);
	struct release_order order = { .keys_dir = at->n.w.keys_dir, .today = at->n.w.today,
		.plan = &at->plan, .plan_text = release_plan_text(), .noise = &noise };
	struct release_done done;

	exec(&at->n,
		"PRAGMA foreign_keys = OFF; DELETE FROM release_figure; DELETE FROM release_group; "
		"DELETE FROM release_loss; DELETE FROM release_opening; DELETE FROM release_level; "
		"DELETE FROM release_drawn; DELETE FROM release");
	write_journal(&at->n, "");
	at->repeated = 2026;
	arena_reset(at->n.arena);
	CHECK_ERR(OK, release_run(at->n.w.writer, &order, at->n.arena, &done));
	CHECK(done.number == 1);
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
static bool is_thorough;

static double
run(struct attack *at, enum secret kind)
{
	size_t times = at->engine == TWICE ? 2 : 1, n = MANY * times, round, k;
	short *rows[2] = { calloc(rounds * n, sizeof(short)),
		calloc(rounds * n, sizeof(short)) };
	double loss;
	int secret;

	if (!rows[0] || !rows[1])
		abort();
	for (secret = 0; secret < 2; secret++) {
		if (secret == 1)
			tell(at, kind, true);
		for (round = 0; round < rounds; round++)
			for (k = 0; k < times; k++) {
				release_once(at);
				read_all(at, rows[secret] + round * n + k * MANY);
			}
	}
	tell(at, kind, false);
	loss = proved_loss(rows, rounds, n, rounds < FEW_ROUNDS ? 3 : 5);
	free(rows[0]);
	free(rows[1]);
	return loss;
}

/* What the plan allows the secret to lose. */
static double
allowed(const struct attack *at, enum secret kind)
{
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
try(struct attack *at, enum secret kind, enum engine engine, struct arena *plans)
{
	double bound, loss;
	bool is_right;

	at->engine = SOUND;
	make_plan(at, plans);
	bound = allowed(at, kind);
	at->engine = engine;
	make_plan(at, plans);
	loss = run(at, kind);
	is_right = engine == SOUND ? loss <= bound : loss > bound;
	printf("%s, %s: proves a loss of %.2f, the plan says %.2f: %s\n", secret_names[kind],
		engine_names[engine], loss, bound, is_right ? "right" : "WRONG");
	CHECK(is_right);
}

/* Few rounds are for what few rounds can prove. */
static int
n_engines(int kind)
{
	if (is_thorough)
		return ENGINES;
	return kind == SECRET_ANSWER ? HALVED : REPEATED;
}

static void
attack(int number)
{
	struct arena *plans = arena_new(16 << 20);
	struct attack at = { .n = nation_new(), .weaker = is_thorough ? 1 : 3 };
	int engine, kind;

	(void)number;
	CHECK(plans != NULL);
	make_nation(&at);
	at.manager = visitor_new(&at.n.w, world_token(&at.n.w,
		at.n.w.accounts[ROLE_ASSOCIATION_MANAGER]));
	at.analyst = visitor_new(&at.n.w, world_token(&at.n.w,
		at.n.w.accounts[ROLE_NATIONAL_ANALYST]));
	for (kind = 0; kind < SECRETS; kind++)
		for (engine = 0; engine < n_engines(kind); engine++)
			try(&at, (enum secret)kind, (enum engine)engine, plans);
	visitor_free(&at.manager);
	visitor_free(&at.analyst);
	nation_free(&at.n);
	arena_free(plans);
}

/*
 * lotsa-published ROUNDS: the shipped plan with a third of each epsilon, so that few rounds can prove
 * more than it allows, and engines whose noise is off or repeated.  With "all" behind it: the shipped
 * plan as it is, and halved noise and second draws as well, which takes some 30 000 rounds to prove.
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
	is_thorough = argc > 2;
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
