/*
 * Runs every registered test: lotsa-tests [--share=K/N] [WORD ...].  Words are parts of file or test
 * names to run; of these, share K of N is every Nth, so that N processes at a time run them all.
 */
#include "tests/harness/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEST_SECONDS = 180 };	/* the slowest takes a minute under the sanitizers */

static struct test_case *all_tests;

void
test_register(struct test_case *test)
{
	test->next = all_tests;
	all_tests = test;
}

/* Every modulus-th test, counted from which: all of them unless a share was asked for. */
struct share {
	int which, modulus;
};

static int
is_wanted(const struct test_case *test, int words, char **word)
{
	int i;

	for (i = 0; i < words; i++)
		if (strstr(test->name, word[i]) || strstr(test->file, word[i]))
			return 1;
	return words == 0;
}

static Suite *
wanted_suite(struct share share, int words, char **word)
{
	Suite *suite = suite_create("lotsa");
	const struct test_case *test;
	int i = 0;

	for (test = all_tests; test; test = test->next) {
		TCase *tcase;

		if (!is_wanted(test, words, word) || i++ % share.modulus != share.which)
			continue;
		tcase = tcase_create(test->name);
		tcase_set_timeout(tcase, TEST_SECONDS);
		tcase_add_test(tcase, test->ttest);
		suite_add_tcase(suite, tcase);
	}
	return suite;
}

/* 0 unless the argument is a share that makes no sense; *is_share says whether it is one at all. */
static int
read_share(const char *argument, struct share *share, int *is_share)
{
	int which = 0, modulus = 0;

	*is_share = argument && strncmp(argument, "--", 2) == 0;
	if (!*is_share)
		return 0;
	if (sscanf(argument, "--share=%d/%d", &which, &modulus) != 2 || which < 1 ||
		which > modulus)
		return -1;
	*share = (struct share){ which - 1, modulus };
	return 0;
}

int
main(int argc, char **argv)
{
	struct share share = { 0, 1 };
	SRunner *runner;
	int is_share, failed, run;

	if (read_share(argc > 1 ? argv[1] : NULL, &share, &is_share) != 0) {
		fprintf(stderr, "usage: lotsa-tests [--share=K/N] [WORD ...]\n");
		return EXIT_FAILURE;
	}
	runner = srunner_create(wanted_suite(share, argc - 1 - is_share, argv + 1 + is_share));
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	run = srunner_ntests_run(runner);
	srunner_free(runner);
	printf("%d passed, %d failed\n", run - failed, failed);
	return failed || run == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
