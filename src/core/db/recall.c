/* What a reader remembers until anybody commits. */
#include "core/db/engine.h"

enum { INDEX_BYTES = 32 * 1024 };

/*
 * The head of the log's index, two copies of 48 bytes in memory that all processes share: both are others
 * after a commit (sqlite.org/walformat.html, 2.1).  NULL when there is none, as for a database in memory.
 */
static const void *
log_head(struct db *db)
{
	sqlite3_file *file = NULL;
	void volatile *index = NULL;

	if (sqlite3_file_control(db->engine, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
			SQLITE_OK || !file || !file->pMethods || file->pMethods->iVersion < 2 ||
		file->pMethods->xShmMap(file, 0, INDEX_BYTES, 0, &index) != SQLITE_OK)
		return NULL;
	return (const void *)index;
}

bool
db_recall(struct db *reader, int64_t *out)
{
	const void *head = reader->mode == DB_READ ? log_head(reader) : NULL;

	if (head && reader->recalled.is_kept &&
		memcmp(head, reader->recalled.head, LOG_HEAD_BYTES) == 0) {
		*out = reader->recalled.value;
		return true;
	}
	reader->recalled.is_kept = false;
	/* Before whatever is read next: half a head of a commit on its way is equal to none that comes. */
	if (head)
		memcpy(reader->recalled.head, head, LOG_HEAD_BYTES);
	else
		memset(reader->recalled.head, 0, LOG_HEAD_BYTES);
	return false;
}

void
db_keep(struct db *reader, int64_t value)
{
	reader->recalled.is_kept = true;
	reader->recalled.value = value;
}
