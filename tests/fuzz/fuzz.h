/* FUZZ(parser) { ... bytes, n ... }: a libFuzzer target, and in the test binary its corpus again. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "tests/harness/harness.h"

typedef int fuzz_fn(const uint8_t *bytes, size_t n);

/* Runs the target on every file of tests/fuzz/corpus/NAME, and on no bytes at all. */
void fuzz_replay(const char *name, fuzz_fn *fn);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#ifdef FUZZ_ALONE
#define FUZZ(name) int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
#else
#define FUZZ(name)                                                                        \
	static fuzz_fn fuzz_##name;                                                       \
	TEST(the_corpus_of_##name##_is_survived)                                          \
	{                                                                                 \
		fuzz_replay(#name, fuzz_##name);                                          \
	}                                                                                 \
	static int fuzz_##name(const uint8_t *bytes, size_t n)
#endif

/* A broken promise stops the fuzzer as well as the test. */
#define FUZZ_CHECK(claim) assert_always(claim)

#endif
