/* Reads a copied database twice: as rows through the engine, and as pages byte by byte. */
#include "tests/attack/disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/harness/harness.h"

enum { DISK_CAP = 256 * 1024 * 1024, TABLE_LEAF = 13, INDEX_LEAF = 10, INDEX_INNER = 2 };

static struct str
file_read(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *p;
	long n;

	if (!f)
		return STR_NULL;
	CHECK(fseek(f, 0, SEEK_END) == 0);
	n = ftell(f);
	rewind(f);
	p = arena_alloc(a, (size_t)n + 1);
	CHECK(p && fread(p, 1, (size_t)n, f) == (size_t)n);
	fclose(f);
	return (struct str){ p, (size_t)n };
}

static void
file_write(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");

	CHECK(f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
}

struct disk
disk_copy(const char *data_dir)
{
	struct disk disk = { .arena = arena_new(DISK_CAP) };
	char from[256], log[256];
	int fd;

	snprintf(disk.path, sizeof(disk.path), "%s-copy-XXXXXX", data_dir);
	fd = mkstemp(disk.path);
	CHECK(fd >= 0 && disk.arena);
	close(fd);
	snprintf(from, sizeof(from), "%s/lotsa.db", data_dir);
	disk.file = file_read(disk.arena, from);
	snprintf(from, sizeof(from), "%s/lotsa.db-wal", data_dir);
	disk.log = file_read(disk.arena, from);
	file_write(disk.path, disk.file);
	snprintf(log, sizeof(log), "%s-wal", disk.path);
	file_write(log, disk.log);
	CHECK(sqlite3_open(disk.path, &disk.sql) == SQLITE_OK);
	return disk;
}

void
disk_free(struct disk *disk)
{
	char path[256];

	sqlite3_close(disk->sql);
	unlink(disk->path);
	snprintf(path, sizeof(path), "%s-wal", disk->path);
	unlink(path);
	snprintf(path, sizeof(path), "%s-shm", disk->path);
	unlink(path);
	arena_free(disk->arena);
}

/* ---- pages (the file format of SQLite, section 1.6: b-tree pages) ---- */

static unsigned
big16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* Section 1.6: a 64-bit number in one to nine bytes, seven bits each, the ninth whole. */
static size_t
varint(const uint8_t *p, uint64_t *out)
{
	uint64_t v = 0;
	size_t i;

	for (i = 0; i < 8; i++) {
		v = v << 7 | (p[i] & 0x7f);
		if (!(p[i] & 0x80)) {
			*out = v;
			return i + 1;
		}
	}
	*out = v << 8 | p[8];
	return 9;
}

/* An entry of an index ends with the id of its row, eight bytes as an id by lot needs. */
static bool
names_row(const uint8_t *payload, size_t n, const struct row *row)
{
	uint8_t big[8];
	uint64_t id;
	size_t i;

	memcpy(&id, row->key.p, sizeof(id));
	for (i = 0; i < sizeof(big); i++)
		big[i] = (uint8_t)(id >> (8 * (sizeof(big) - 1 - i)));
	return n >= sizeof(big) && memcmp(payload + n - sizeof(big), big, sizeof(big)) == 0;
}

static bool
cell_is(const uint8_t *cell, const uint8_t *end, int type, const struct row *row)
{
	uint64_t size, id, wanted;
	size_t at = 0;

	if (type == INDEX_INNER)
		at += 4;
	at += varint(cell + at, &size);
	if (type == TABLE_LEAF) {
		varint(cell + at, &id);
		memcpy(&wanted, row->key.p, sizeof(wanted));
		return row->key.n == 8 && id == wanted;
	}
	if (size > (uint64_t)(end - cell) - at)
		size = (uint64_t)(end - cell) - at;
	if (row->key.n == 8)
		return names_row(cell + at, size, row);
	return memmem(cell + at, size, row->key.p, row->key.n) != NULL;
}

/* Where a row lies, or its entry in an index: numbered so that a later one is a greater one. */
struct place {
	double in_file, in_page;
};

enum { PLACES_MAX = 4 };	/* the row itself first, then its indexes as they come in the file */

/* The cell of a page that holds the row, 0 when none does; the engine fills a page from its end. */
static size_t
offset_in_page(const uint8_t *p, size_t size, bool is_first, const struct row *row)
{
	const uint8_t *head = p + (is_first ? 100 : 0);
	const uint8_t *cells = head + (head[0] == INDEX_INNER ? 12 : 8);
	size_t i;

	for (i = 0; i < big16(head + 3); i++) {
		size_t offset = big16(cells + 2 * i);

		if (offset < size && cell_is(p + offset, p + size, head[0], row))
			return offset;
	}
	return 0;
}

static void
find_places(const struct disk *disk, const struct row *row, struct place places[PLACES_MAX])
{
	const uint8_t *file = (const uint8_t *)disk->file.p;
	size_t size = big16(file + 16), page, offset;
	int n_indexes = 1;

	for (page = 0; (page + 1) * size <= disk->file.n; page++) {
		const uint8_t *p = file + page * size;
		int type = p[page == 0 ? 100 : 0];
		bool is_row = type == TABLE_LEAF || row->key.n != 8;

		if (type != TABLE_LEAF && type != INDEX_LEAF && type != INDEX_INNER)
			continue;
		offset = offset_in_page(p, size, page == 0, row);
		if (offset == 0 || (!is_row && n_indexes == PLACES_MAX))
			continue;
		places[is_row ? 0 : n_indexes++] = (struct place){
			(double)((page + 1) * size - offset), (double)(size - offset) };
	}
}

/* ---- rows ---- */

static double
as_number(sqlite3_stmt *stmt, int column)
{
	const uint8_t *p = sqlite3_column_blob(stmt, column);
	int n = sqlite3_column_bytes(stmt, column), i;
	double v = 0;

	if (sqlite3_column_type(stmt, column) == SQLITE_INTEGER)
		return (double)sqlite3_column_int64(stmt, column);
	for (i = 0; i < 6; i++)
		v = v * 256 + (i < n ? p[i] : 0);
	return v;
}

static struct str
column_bytes(struct disk *disk, sqlite3_stmt *stmt, int column)
{
	int64_t number = sqlite3_column_int64(stmt, column);
	struct str s = { (const char *)&number, sizeof(number) };

	if (sqlite3_column_type(stmt, column) != SQLITE_INTEGER)
		s = (struct str){ sqlite3_column_blob(stmt, column),
			(size_t)sqlite3_column_bytes(stmt, column) };
	return arena_str(disk->arena, s);
}

static void
read_row(struct disk *disk, sqlite3_stmt *stmt, struct rows *rows)
{
	struct buf all BUF_CLEANUP = buf_new(1 << 20);
	struct row *row = &rows->row[rows->n++];
	struct place places[PLACES_MAX] = { { 0, 0 } };
	int column, i;

	row->key = column_bytes(disk, stmt, 0);
	rows->n_seen = 0;
	find_places(disk, row, places);
	for (i = 0; i < PLACES_MAX; i++) {
		rows->names[rows->n_seen] = i ? "place in the file of its index" :
			"place in the file";
		row->seen[rows->n_seen++] = places[i].in_file;
		rows->names[rows->n_seen] = i ? "place in its page of an index" :
			"place in its page";
		row->seen[rows->n_seen++] = places[i].in_page;
	}
	for (column = 1; column < sqlite3_column_count(stmt); column++) {
		const char *name = sqlite3_column_name(stmt, column);

		buf_put(&all, column_bytes(disk, stmt, column));
		CHECK(rows->n_seen + 2 <= SEEN_MAX);
		rows->names[rows->n_seen] = arena_printf(disk->arena, "%s", name).p;
		row->seen[rows->n_seen++] = as_number(stmt, column);
		rows->names[rows->n_seen] = arena_printf(disk->arena, "length of %s", name).p;
		row->seen[rows->n_seen] = 0;
		if (sqlite3_column_type(stmt, column) != SQLITE_INTEGER)
			row->seen[rows->n_seen] = sqlite3_column_bytes(stmt, column);
		rows->n_seen++;
	}
	row->all = arena_str(disk->arena, buf_str(&all));
}

struct rows
disk_rows(struct disk *disk, const char *sql)
{
	struct rows rows = { .row = ARENA_ARRAY(disk->arena, struct row, ROWS_MAX) };
	sqlite3_stmt *stmt;

	CHECK(rows.row);
	ck_assert_msg(sqlite3_prepare_v2(disk->sql, sql, -1, &stmt, NULL) == SQLITE_OK,
		"%s: %s", sql, sqlite3_errmsg(disk->sql));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		CHECK(rows.n < ROWS_MAX);
		read_row(disk, stmt, &rows);
	}
	sqlite3_finalize(stmt);
	return rows;
}
