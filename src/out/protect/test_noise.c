/* The sampler against its distribution: every path of it computed, and many draws counted. */
#include "out/protect/noise.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "tests/harness/harness.h"

/* ---- every choice that the sampler can make, with its probability ---- */

/*
 * A walk repeats the sampler with a script of choices and lets the first choice after it branch.  What
 * is less probable than the threshold is not followed, and counted as rest; a round that ends in a new
 * round (the sampler asks for its first number again) is counted as again.  A number x then has a
 * probability from found[x] / (1 - again) to (found[x] + rest) / (1 - again - rest).
 */
enum { RANGE = 12, SCRIPT_MAX = 400 };

struct choice_made {
	uint64_t value, limit;	/* limit 0: a coin; value 1 = heads */
	long double p, path;	/* of the choice; of everything up to it */
};

struct walk {
	struct choice_made script[SCRIPT_MAX];
	size_t n, at;
	long double threshold, rest, again;
	long double found[2 * RANGE + 1];
	bool has_begun;
	jmp_buf end;
};

enum ended { WALKED = 0, TOO_RARE, AGAIN };

static long double
path_p(const struct walk *w)
{
	return w->at == 0 ? 1 : w->script[w->at - 1].path;
}

static uint64_t
choose(struct walk *w, const struct choice_made *first)
{
	struct choice_made *choice = &w->script[w->at];

	if (w->at == SCRIPT_MAX)	/* CHECK notes where it was, millions of times here */
		ck_abort_msg("a path is longer than thought");
	if (w->at == w->n) {
		*choice = *first;
		w->n++;
	}
	choice->path = path_p(w) * choice->p;
	w->at++;
	if (choice->path < w->threshold)
		longjmp(w->end, TOO_RARE);
	return choice->value;
}

static uint64_t
walk_below(void *context, uint64_t limit)
{
	struct walk *w = context;

	if (w->has_begun)
		longjmp(w->end, AGAIN);
	w->has_begun = true;
	return choose(w, &(struct choice_made){ 0, limit, 1 / (long double)limit, 0 });
}

static bool
walk_chance(void *context, uint64_t num, uint64_t den)
{
	long double p = (long double)num / (long double)den;

	if (num == 0 || num == den)
		return num != 0;
	return choose(context, &(struct choice_made){ 1, 0, p, 0 }) != 0;
}

/* The next script in order; false when all have been walked. */
static bool
next_script(struct walk *w)
{
	w->n = w->at;
	while (w->n > 0) {
		struct choice_made *last = &w->script[w->n - 1];

		if (last->limit == 0 && last->value == 1) {
			last->value = 0;
			last->p = 1 - last->p;
			return true;
		}
		if (last->limit > 0 && last->value + 1 < last->limit) {
			last->value++;
			return true;
		}
		w->n--;
	}
	return false;
}

static void
walk_all(struct walk *w, struct fraction epsilon, long double threshold)
{
	struct noise_source source = { walk_below, walk_chance, w };

	*w = (struct walk){ .threshold = threshold };
	do {
		enum ended ended;

		w->at = 0;
		w->has_begun = false;
		ended = (enum ended)setjmp(w->end);
		if (ended == WALKED) {
			int64_t x = noise_draw(&source, epsilon);

			if (llabs(x) <= RANGE)
				w->found[x + RANGE] += path_p(w);
		} else if (ended == TOO_RARE) {
			w->rest += path_p(w);
		} else {
			w->again += path_p(w);
		}
	} while (next_script(w));
}

/*
 * (1 - q) / (1 + q) * q^|x| lies in the enclosure, and neighbours differ by no more than e^epsilon.
 * The enclosures are as wide as the paths that were too rare to follow.
 */
static void
check_distribution(struct fraction epsilon, long double threshold)
{
	static struct walk w;
	long double e = (long double)epsilon.num / (long double)epsilon.den;
	long double q = expl(-e), low[2 * RANGE + 1], high[2 * RANGE + 1];
	int x;

	walk_all(&w, epsilon, threshold);
	ck_assert_msg(w.rest < 0.001L, "%Lf not followed", w.rest);
	for (x = -RANGE; x <= RANGE; x++) {
		long double p = (1 - q) / (1 + q) * powl(q, abs(x));

		low[x + RANGE] = w.found[x + RANGE] / (1 - w.again);
		high[x + RANGE] = (w.found[x + RANGE] + w.rest) / (1 - w.again - w.rest);
		ck_assert_msg(low[x + RANGE] <= p + 1e-12L && p <= high[x + RANGE] + 1e-12L,
			"p(%d) = %Lf, walked %Lf to %Lf", x, p, low[x + RANGE], high[x + RANGE]);
	}
	for (x = 0; x < 2 * RANGE; x++) {
		CHECK(low[x] <= expl(e) * high[x + 1]);
		CHECK(low[x + 1] <= expl(e) * high[x]);
	}
	/* the sign is a fair coin: every path has its mirror */
	for (x = 1; x <= RANGE; x++)
		CHECK(fabsl(w.found[RANGE + x] - w.found[RANGE - x]) < 1e-12L);
}

TEST(the_paths_of_the_sampler_have_the_probabilities_of_the_discrete_laplace)
{
	check_distribution((struct fraction){ 1, 1 }, 1e-8L);
	check_distribution((struct fraction){ 2, 1 }, 1e-8L);
	check_distribution((struct fraction){ 3, 5 }, 1e-8L);
	check_distribution((struct fraction){ 2, 5 }, 1e-8L);
	check_distribution((struct fraction){ 3, 10 }, 1e-8L);
	check_distribution((struct fraction){ 3, 20 }, 1e-8L);
	check_distribution((struct fraction){ 1, 50 }, 1e-8L);
}

/* ---- many draws ---- */

static void
fill_seeded(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random(bytes, n);
}

/* Pearson's statistic over x = -bound..bound and the two tails. */
static double
chi_square(const int64_t *counted, int bound, int64_t draws, double epsilon)
{
	double q = exp(-epsilon), sum = 0, tail = (double)draws * pow(q, bound + 1) / (1 + q);
	int x;

	for (x = -bound; x <= bound; x++) {
		double expected = (double)draws * (1 - q) / (1 + q) * pow(q, abs(x));
		double off = (double)counted[x + bound + 1] - expected;

		sum += off * off / expected;
	}
	sum += pow((double)counted[0] - tail, 2) / tail;
	return sum + pow((double)counted[2 * bound + 2] - tail, 2) / tail;
}

/*
 * Wilson and Hilferty's cube root makes a normal variable of chi-square; 4 is passed once in 30 000.
 * skew: replaces every skew-th draw by 0, which the test must notice.
 */
static double
chi_square_score(struct fraction epsilon, int bound, int64_t draws, int64_t skew)
{
	int64_t counted[64] = { 0 }, i;
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill_seeded, NULL);
	double degrees = 2 * bound + 2, sum;

	CHECK(2 * bound + 3 <= 64);
	for (i = 0; i < draws; i++) {
		int64_t x = noise_draw(&source, epsilon);

		if (skew && i % skew == 0)
			x = 0;
		x = x < -bound - 1 ? -bound - 1 : x > bound + 1 ? bound + 1 : x;
		counted[x + bound + 1]++;
	}
	sum = chi_square(counted, bound, draws, fraction_double(epsilon));
	return (cbrt(sum / degrees) - (1 - 2 / (9 * degrees))) / sqrt(2 / (9 * degrees));
}

TEST(two_million_draws_have_the_frequencies_of_the_discrete_laplace)
{
	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(2020);
	CHECK(fabs(chi_square_score((struct fraction){ 3, 5 }, 14, 1000000, 0)) < 4);
	CHECK(fabs(chi_square_score((struct fraction){ 1, 50 }, 30, 400000, 0)) < 4);
	CHECK(fabs(chi_square_score((struct fraction){ 3, 20 }, 30, 400000, 0)) < 4);
	CHECK(fabs(chi_square_score((struct fraction){ 2, 1 }, 3, 200000, 0)) < 4);
	/* and the count of them notices one draw in a hundred that is not as it should be */
	CHECK(chi_square_score((struct fraction){ 3, 5 }, 14, 1000000, 100) > 4);
}

TEST(a_number_below_a_limit_is_uniform_for_any_limit)
{
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill_seeded, NULL);
	int64_t counted[7] = { 0 };
	int i;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(7);
	for (i = 0; i < 70000; i++)
		counted[source.below(source.context, 7)]++;
	for (i = 0; i < 7; i++)
		CHECK(llabs(counted[i] - 10000) < 400);
	CHECK(source.below(source.context, 1) == 0);
	CHECK(source.below(source.context, UINT64_MAX) < UINT64_MAX);
}

TEST(the_variance_and_mean_size_of_the_noise_are_those_of_the_formula)
{
	struct fraction epsilon = { 3, 5 };
	double q = exp(-0.6), variance = 0, size = 0;
	int x;

	for (x = -200; x <= 200; x++) {
		double p = (1 - q) / (1 + q) * pow(q, abs(x));

		variance += p * x * x;
		size += p * abs(x);
	}
	CHECK(fabs(noise_variance(epsilon) - variance) < 1e-9);
	CHECK(fabs(noise_mean_size(epsilon) - size) < 1e-9);
}

TEST(used_random_words_are_overwritten)
{
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill_seeded, NULL);
	size_t i;

	CHECK_ERR(OK, crypto_init());
	(void)noise_draw(&source, (struct fraction){ 1, 1 });
	CHECK(store.used > 0);
	for (i = 0; i < store.used; i++)
		CHECK(store.words[i] == 0);
	noise_bytes_wipe(&store);
	for (i = 0; i < 64; i++)
		CHECK(store.words[i] == 0);
}
