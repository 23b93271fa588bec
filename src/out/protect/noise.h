/* Discrete Laplace noise, drawn exactly: integers and coins, no floating point. */
#ifndef OUT_PROTECT_NOISE_H
#define OUT_PROTECT_NOISE_H

#include "out/protect/fraction.h"

/*
 * Where chance comes from.  below: uniform in 0..limit-1, limit >= 1.  The two functions of
 * noise_bytes make one out of random bytes; tests walk through every choice with one of their own.
 */
struct noise_source {
	uint64_t (*below)(void *context, uint64_t limit);
	/* true with probability num / den exactly, num <= den */
	bool (*chance)(void *context, uint64_t num, uint64_t den);
	void *context;
};

/* Fills n bytes; must be a generator fit for keys. */
typedef void noise_fill(void *context, void *bytes, size_t n);

/* A store of random bytes; wipe it (noise_bytes_wipe) when the last number has been drawn. */
struct noise_bytes {
	noise_fill *fill;
	void *context;
	size_t used;
	uint64_t words[64];
};

/* Readies a store and the source that draws from it; both must outlive the draw. */
struct noise_source noise_source_of(struct noise_bytes *store, noise_fill *fill, void *context);
void noise_bytes_wipe(struct noise_bytes *store);

/*
 * An integer x with probability (1 - q) / (1 + q) * q^|x|, q = e^-epsilon: the discrete Laplace
 * distribution (two-sided geometric mechanism; Ghosh, Roughgarden, Sundararajan 2009).  Added to a
 * count that one answer changes by at most one, it costs that answer epsilon.  Exact sampling after
 * Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy" (2020), Algorithms 1 and
 * 2: every choice is a choice among integers, so no rounding can tell inputs apart (Mironov 2012).
 * epsilon > 0, both its parts at most 2^31; a programming error otherwise.  How long it takes depends
 * on the noise: draw where nobody watches the time.
 */
int64_t noise_draw(const struct noise_source *source, struct fraction epsilon);

/* 2q / (1 - q)^2, the variance of the above. */
double noise_variance(struct fraction epsilon);
/* 2q / (1 - q^2), the mean of |x|. */
double noise_mean_size(struct fraction epsilon);

#endif
