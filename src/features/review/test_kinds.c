/* Every kind that the program writes into its trail has words. */
#include <ftw.h>
#include <regex.h>
#include <stdio.h>

#include "features/review/review.h"
#include "tests/paths.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { FILE_MAX = 256 * 1024 };

static int n_found;

static void
check_kind(const char *path, struct str kind)
{
	const struct choice *choice = choice_by_code(audit_kinds, AUDIT_KINDS, kind);

	n_found++;
	ck_assert_msg(choice && choice->label, "%s: the kind %.*s has no words in kinds.c",
		path, STR_ARG(kind));
}

static void
check_text(const char *path, const char *text, const char *pattern)
{
	regmatch_t m[2];
	regex_t regex;

	CHECK(regcomp(&regex, pattern, REG_EXTENDED) == 0);
	while (regexec(&regex, text, 2, m, 0) == 0) {
		check_kind(path, (struct str){ text + m[1].rm_so,
			(size_t)(m[1].rm_eo - m[1].rm_so) });
		text += m[0].rm_eo;
	}
	regfree(&regex);
}

/* The kinds of queries, of routes, and of events built in C. */
static int
check_file(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
	static char text[FILE_MAX];
	const char *name = path + ftw->base, *end = name + strlen(name);
	bool is_sql = end - name > 4 && strcmp(end - 4, ".sql") == 0;
	FILE *file;

	(void)status;
	if (type != FTW_F || strncmp(name, "test_", 5) == 0 ||
			(!is_sql && strcmp(end - 2, ".c") != 0))
		return 0;
	file = fopen(path, "rb");
	CHECK(file != NULL);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	if (is_sql) {
		check_text(path, text, "-- audit: [rwj][a-z]+ ([a-z_.]+)");
	} else {
		check_text(path, text, "AUDIT_READ\\(\"([a-z_.]+)\"");
		check_text(path, text, "AUDIT_VERB_[A-Z]+, \"([a-z_]+\\.[a-z_.]+)\"");
		check_text(path, text, "\\.kind = \"([a-z_.]+)\"");
	}
	return 0;
}

TEST(every_kind_of_the_trail_has_words)
{
	CHECK(nftw(SOURCE_ROOT "/src", check_file, 16, FTW_PHYS) == 0);
	CHECK(n_found > 40);
}

TEST(no_two_kinds_have_the_same_code_or_value)
{
	size_t i, j;

	for (i = 0; i < AUDIT_KINDS; i++)
		for (j = 0; j < i; j++)
			CHECK(audit_kinds[i].value != audit_kinds[j].value &&
				strcmp(audit_kinds[i].code, audit_kinds[j].code) != 0);
}
