/* What the fuzzers once found, run again in every test. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "tests/fuzz/fuzz.h"
#include "tests/paths.h"

enum { CORPUS_FILE_CAP = 1 << 20 };

/* A copy of exactly n bytes, so that a sanitizer sees the first byte read behind them. */
static void
run(fuzz_fn *fn, struct str s)
{
	uint8_t *copy = malloc(s.n ? s.n : 1);

	CHECK(copy != NULL);
	memcpy(copy, s.p, s.n);
	CHECK(fn(copy, s.n) == 0);
	free(copy);
}

static void
run_file(fuzz_fn *fn, const char *path)
{
	struct buf b = buf_new(CORPUS_FILE_CAP);
	char block[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	ck_assert_msg(f != NULL, "%s", path);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(&b, (struct str){ block, n });
	fclose(f);
	CHECK_ERR(OK, buf_err(&b));
	run(fn, buf_str(&b));
	buf_free(&b);
}

void
fuzz_replay(const char *name, fuzz_fn *fn)
{
	char folder[512], path[1024];
	struct dirent *entry;
	int n = 0;
	DIR *dir;

	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/%s", SOURCE_ROOT, name);
	dir = opendir(folder);
	ck_assert_msg(dir != NULL, "%s has no corpus", name);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		run_file(fn, path);
		n++;
	}
	closedir(dir);
	ck_assert_msg(n > 0, "%s has an empty corpus", name);
	run(fn, STR_NULL);
}
