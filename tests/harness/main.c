/* Runs every registered test; arguments are parts of file or test names to run. */
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

static int
is_wanted(const struct test_case *test, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (strstr(test->name, argv[i]) || strstr(test->file, argv[i]))
			return 1;
	return argc == 1;
}

int
main(int argc, char **argv)
{
	Suite *suite = suite_create("lotsa");
	SRunner *runner = srunner_create(suite);
	const struct test_case *test;
	int failed, run;

	for (test = all_tests; test; test = test->next) {
		TCase *tcase;

		if (!is_wanted(test, argc, argv))
			continue;
		tcase = tcase_create(test->name);
		tcase_set_timeout(tcase, TEST_SECONDS);
		tcase_add_test(tcase, test->ttest);
		suite_add_tcase(suite, tcase);
	}
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	run = srunner_ntests_run(runner);
	srunner_free(runner);
	printf("%d passed, %d failed\n", run - failed, failed);
	return failed || run == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
