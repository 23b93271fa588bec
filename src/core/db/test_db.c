/* Connections, transactions and migrations. */
#include "core/db/db.h"

#include "tests/harness/harness.h"

TEST(a_database_in_memory_has_the_whole_schema)
{
	struct db *db = NULL;
	struct tx *tx = NULL;

	CHECK_ERR(OK, db_open(":memory:", DB_WRITE, &db));
	CHECK_ERR(OK, tx_begin(db, &tx));
	CHECK_ERR(OK, tx_commit(tx));
	CHECK(db_schema_known() >= 8);
	db_close(db);
}
