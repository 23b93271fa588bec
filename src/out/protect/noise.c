/* The exact sampler of Canonne, Kamath and Steinke (2020). */
#include "out/protect/noise.h"

#include <math.h>

enum { WORDS = sizeof(((struct noise_bytes *)0)->words) / sizeof(uint64_t) };

static uint64_t
word_take(struct noise_bytes *store)
{
	uint64_t word;

	if (store->used == WORDS) {
		store->fill(store->context, store->words, sizeof(store->words));
		store->used = 0;
	}
	word = store->words[store->used];
	store->words[store->used++] = 0;
	return word;
}

/* Words below 2^64 mod limit are thrown away, so that what is left divides evenly. */
static uint64_t
below(void *context, uint64_t limit)
{
	uint64_t floor = -limit % limit, word;

	do
		word = word_take(context);
	while (word < floor);
	return word % limit;
}

static bool
chance(void *context, uint64_t num, uint64_t den)
{
	return below(context, den) < num;
}

struct noise_source
noise_source_of(struct noise_bytes *store, noise_fill *fill, void *context)
{
	*store = (struct noise_bytes){ .fill = fill, .context = context, .used = WORDS };
	return (struct noise_source){ .below = below, .chance = chance, .context = store };
}

void
noise_bytes_wipe(struct noise_bytes *store)
{
	explicit_bzero(store->words, sizeof(store->words));
	store->used = WORDS;
}

/*
 * True with probability e^-(num/den), num <= den (their Algorithm 1, first case): the first k at
 * which a coin of num / (den * k) fails is odd with probability sum of (-num/den)^i / i!.
 */
static bool
chance_exp(const struct noise_source *s, uint64_t num, uint64_t den)
{
	uint64_t k = 1;

	while (s->chance(s->context, num, den * k)) {
		k++;
		/* den is below 2^31: a run of 2^32 successes does not happen before the sun is cold */
		assert_always(k < UINT64_C(1) << 32);
	}
	return k % 2 == 1;
}

/*
 * Their Algorithm 2 for epsilon = num / den: u + den * v is geometric with parameter e^(-1/den), its
 * num-th part geometric with e^-epsilon, and a sign makes it two-sided; minus zero is drawn again.
 */
int64_t
noise_draw(const struct noise_source *s, struct fraction epsilon)
{
	uint64_t num = (uint64_t)epsilon.num, den = (uint64_t)epsilon.den;

	assert_always(epsilon.num > 0 && epsilon.den > 0);
	assert_always(num < UINT64_C(1) << 31 && den < UINT64_C(1) << 31);
	for (;;) {
		uint64_t u = s->below(s->context, den), v = 0, size;
		bool is_negative;

		if (!chance_exp(s, u, den))
			continue;
		while (chance_exp(s, 1, 1)) {
			v++;
			assert_always(v < UINT64_C(1) << 30);
		}
		size = (u + den * v) / num;
		is_negative = s->chance(s->context, 1, 2);
		if (is_negative && size == 0)
			continue;
		return is_negative ? -(int64_t)size : (int64_t)size;
	}
}

double
noise_variance(struct fraction epsilon)
{
	double e = fraction_double(epsilon), q = exp(-e), rest = -expm1(-e);

	return 2 * q / (rest * rest);
}

double
noise_mean_size(struct fraction epsilon)
{
	return 1 / sinh(fraction_double(epsilon));
}
