/* Golden files: what a tool made of an input, kept beside it and compared in every run. */
#ifndef TESTS_GOLDEN_GOLDEN_H
#define TESTS_GOLDEN_GOLDEN_H

#include "base/buf.h"

/*
 * Calls `fn` with each name of tests/golden/DIR that ends with `suffix`, without the suffix, and in
 * order.  Fails the test when there is none.
 */
typedef void golden_fn(const char *dir, const char *name);
void golden_each(const char *dir, const char *suffix, golden_fn *fn);

/* The file tests/golden/DIR/NAME SUFFIX; false when it is not there. */
bool golden_read(const char *dir, const char *name, const char *suffix, struct buf *out);
/*
 * Fails the test when the golden file differs from what was made.  With GOLDEN_WRITE=1 in the
 * environment it is written instead: look at the difference before you keep it.
 */
void golden_check(const char *dir, const char *name, const char *suffix, struct str made);
/* Fails the test when the file is there: a refusal beside a result, or the other way round. */
void golden_absent(const char *dir, const char *name, const char *suffix);

#endif
