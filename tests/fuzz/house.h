/* Where fuzzers of imports import into: a database in memory with one association, made once. */
#ifndef TESTS_FUZZ_HOUSE_H
#define TESTS_FUZZ_HOUSE_H

#include "core/db/db.h"

/* Begins a transaction, which the caller rolls back: every input meets the same empty catalogue. */
struct tx *fuzz_house_begin(void);
/* The association. */
const struct scope *fuzz_house_scope(void);

#endif
