/* What is no copy of a database of ours is not opened as one. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/db/engine.h"
#include "core/db/snapshot.h"
#include "tests/harness/harness.h"

TEST(a_database_of_something_else_is_no_copy_of_ours)
{
	char dir[] = P_tmpdir "/lotsa-snapshot-XXXXXX", path[80];
	struct snapshot snapshot;
	sqlite3 *other;
	struct db *db;

	CHECK(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/other.db", dir);
	CHECK_ERR(OK, engine_open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &other));
	CHECK_ERR(OK, engine_run(other, "CREATE TABLE note (text TEXT)"));
	sqlite3_close(other);
	CHECK_ERR(OK, snapshot_take(path, NULL, 0, &snapshot));
	CHECK_ERR(ERR_INVALID, snapshot_open((struct str){ (char *)snapshot.bytes, snapshot.n },
		&db));
	snapshot_free(&snapshot);
	db_discard(path);
	CHECK(rmdir(dir) == 0);
}
