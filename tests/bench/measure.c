/* Time, quantiles, pairs, and rows of a table. */
#include "tests/bench/measure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
give_up(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

void
must(enum err e, const char *what)
{
	if (e != OK) {
		fprintf(stderr, "bench: %s: %s\n", what, err_name(e));
		exit(1);
	}
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
quantile(double *values, int n, double q)
{
	qsort(values, (size_t)n, sizeof(*values), by_size);
	return values[(int)(q * (n - 1) + 0.5)];
}

void
shell(const char *format, ...)
{
	char line[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	if (system(line) != 0)
		give_up(line);
}

void
run(const struct bench *b, const char *words)
{
	shell("%s %s --data %s >/dev/null", b->binary, words, b->data);
}

void
put_pairs(const char *what, struct pairs *pairs, const char *unit, const char *floor,
	const char *aim)
{
	double ratio[PAIRS];
	int i;

	for (i = 0; i < PAIRS; i++)
		ratio[i] = 100 * pairs->thing[i] / pairs->floor[i];
	printf("| %s | %.0f %s against %.0f %s: %.0f %% (median of %d pairs, %.0f-%.0f %%) "
	       "| %s |\n",
		what, quantile(pairs->thing, PAIRS, 0.5), unit,
		quantile(pairs->floor, PAIRS, 0.5), floor, quantile(ratio, PAIRS, 0.5), PAIRS,
		quantile(ratio, PAIRS, 0), quantile(ratio, PAIRS, 1), aim);
}

void
put_row(const char *what, const char *aim, const char *format, ...)
{
	va_list args;

	printf("| %s | ", what);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf(" | %s |\n", aim);
}
