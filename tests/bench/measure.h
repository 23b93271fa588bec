/* Measuring: time, quantiles, and pairs of the thing and its floor taken in turn. */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <sys/types.h>

#include "base/err.h"

enum { PAIRS = 5 };

/* What the parts of the bench share. */
struct bench {
	const char *binary;
	char dir[256], data[300], keys[320], bare[300];
	int port;
	pid_t server;
};

/* Seconds. */
double now(void);
_Noreturn void give_up(const char *what);
void must(enum err e, const char *what);
/* Sorts the values. */
double quantile(double *values, int n, double q);
/* Runs the program with a command line of the shell on the bench's data and throws its words away. */
void run(const struct bench *b, const char *words);
/* Runs a line of the shell. */
void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* PAIRS of a thing and its floor, so that a slow spell of the machine hits both. */
struct pairs {
	double thing[PAIRS], floor[PAIRS];
};
/* A row for doc/performance.md: the medians, their ratios' median and range, the aim. */
void put_pairs(const char *what, struct pairs *pairs, const char *unit, const char *floor,
	const char *aim);
void put_row(const char *what, const char *aim, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- the parts ---- */

void bench_forms(const struct bench *b);
void bench_pages(const struct bench *b);
void bench_log_ins(const struct bench *b);
void bench_flood(const struct bench *b);
void bench_finder(const struct bench *b);
void bench_pdf(const struct bench *b);
/* Without a server. */
void bench_audit(const struct bench *b);
void bench_backup(const struct bench *b);
void bench_release(const struct bench *b);
void bench_catalogue(const struct bench *b);

#endif
