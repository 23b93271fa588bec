/* Tests that register themselves: TEST(a_sentence_about_behaviour) { ... CHECK(claim); } */
#ifndef TESTS_HARNESS_HARNESS_H
#define TESTS_HARNESS_HARNESS_H

#include <check.h>

#include "base/err.h"

struct test_case {
	const char *name;
	const char *file;
	const TTest *ttest;
	struct test_case *next;
};

void test_register(struct test_case *test);

/* Each test runs in a process of its own with a time limit (Check's fork mode). */
#define TEST(sentence)                                                                    \
	static void sentence(int _i);                                                     \
	static void __attribute__((constructor)) register_##sentence(void)                \
	{                                                                                 \
		static const TTest ttest = { "" #sentence, sentence, __FILE__, __LINE__ }; \
		static struct test_case test = { .name = #sentence, .file = __FILE__,     \
			.ttest = &ttest };                                                \
		test_register(&test);                                                     \
	}                                                                                 \
	static void sentence(int _i __attribute__((unused)))

#define CHECK(claim) ck_assert(claim)

#define CHECK_ERR(expected, call)                                                         \
	do {                                                                              \
		enum err check_got_ = (call);                                             \
		ck_assert_msg(check_got_ == (expected), "%s gave %s, expected %s", #call, \
			err_name(check_got_), err_name(expected));                        \
	} while (0)

#endif
