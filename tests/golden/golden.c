/* Golden files. */
#include "tests/golden/golden.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/harness/harness.h"
#include "tests/paths.h"

enum { PATH_CAP = 1024 };

static void
path_of(char *path, const char *dir, const char *name, const char *suffix)
{
	snprintf(path, PATH_CAP, "%s/tests/golden/%s/%s%s", SOURCE_ROOT, dir, name, suffix);
}

void
golden_each(const char *dir, const char *suffix, golden_fn *fn)
{
	struct dirent **entries = NULL;
	char path[PATH_CAP];
	int i, n, found = 0;

	path_of(path, dir, "", "");
	n = scandir(path, &entries, NULL, alphasort);
	ck_assert_msg(n >= 0, "%s cannot be read", path);
	for (i = 0; i < n; i++) {
		char *name = entries[i]->d_name;
		struct str s = str_of(name);

		if (name[0] != '.' && str_ends(s, str_of(suffix))) {
			name[s.n - strlen(suffix)] = '\0';
			fn(dir, name);
			found++;
		}
		free(entries[i]);
	}
	free(entries);
	ck_assert_msg(found > 0, "%s has no *%s", path, suffix);
}

bool
golden_read(const char *dir, const char *name, const char *suffix, struct buf *out)
{
	char path[PATH_CAP], block[4096];
	size_t n;
	FILE *f;

	path_of(path, dir, name, suffix);
	f = fopen(path, "rb");
	if (!f)
		return false;
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(out, (struct str){ block, n });
	fclose(f);
	CHECK_ERR(OK, buf_err(out));
	return true;
}

void
golden_check(const char *dir, const char *name, const char *suffix, struct str made)
{
	struct buf expected = buf_new(1 << 20);
	char path[PATH_CAP];

	path_of(path, dir, name, suffix);
	if (getenv("GOLDEN_WRITE")) {
		FILE *f = fopen(path, "wb");

		ck_assert(f && fwrite(made.p, 1, made.n, f) == made.n && fclose(f) == 0);
	}
	ck_assert_msg(golden_read(dir, name, suffix, &expected), "%s is missing; made was:\n%.*s",
		path, STR_ARG(made));
	ck_assert_msg(str_eq(buf_str(&expected), made), "%s expects\n%.*s\nmade was\n%.*s", path,
		STR_ARG(buf_str(&expected)), STR_ARG(made));
	buf_free(&expected);
}

void
golden_absent(const char *dir, const char *name, const char *suffix)
{
	char path[PATH_CAP];

	path_of(path, dir, name, suffix);
	if (getenv("GOLDEN_WRITE"))
		unlink(path);
	ck_assert_msg(access(path, F_OK) != 0, "%s should not be there", path);
}
