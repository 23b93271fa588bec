/* The floor: the inserts of one paper form in a bare SQLite program, nothing around them. */
#ifndef TESTS_BENCH_BARE_H
#define TESTS_BENCH_BARE_H

#include "base/err.h"

/*
 * `clients` threads, each with a connection of its own, put in `each` forms each: as many rows of the
 * same sizes as the program writes for one paper form, in one transaction with synchronous=FULL.
 * Gives forms per second.
 */
enum err bare_run(const char *path, int clients, int each, double *per_second);

#endif
