/* Files are read whole, or not at all. */
#include "core/file/file.h"

#include <stdlib.h>
#include <unistd.h>

#include "tests/harness/harness.h"

TEST(a_file_is_read_whole_up_to_its_limit)
{
	struct arena *a = arena_new(4096);
	char path[] = "/tmp/lotsa-file-XXXXXX";
	int fd = mkstemp(path);
	struct str got = STR("untouched");

	CHECK(fd >= 0 && write(fd, "sju bytes", 9) == 9 && close(fd) == 0);
	CHECK_ERR(ERR_LIMIT, file_read(a, path, 8, &got));
	CHECK(str_eq(got, STR("untouched")));
	CHECK_ERR(OK, file_read(a, path, 9, &got));
	CHECK(str_eq(got, STR("sju bytes")));
	/* it takes what the file has, not what it may have */
	CHECK_ERR(OK, file_read(a, path, 1 << 20, &got));
	CHECK(str_eq(got, STR("sju bytes")));
	CHECK(unlink(path) == 0);
	CHECK_ERR(ERR_NOT_FOUND, file_read(a, path, 9, &got));
	CHECK_ERR(ERR_IO, file_read(a, "/tmp", 9, &got));
	arena_free(a);
}
