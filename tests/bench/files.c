/* The audit trail walked, and backups beside cp: no server runs. */
#include <stdio.h>
#include <sys/stat.h>

#include "core/audit/audit.h"
#include "core/crypto/crypto.h"
#include "core/crypto/keys.h"
#include "tests/bench/measure.h"

enum { ROWS = 300000, ROWS_A_TX = 5000, ROW_BYTES = 168 + 32 + 32, MIB = 1 << 20 };

/* So many rows of reading in the system's chain. */
static void
fill(struct db *writer)
{
	struct audit_event event = { AUDIT_VERB_READ, "bench.read", 1 };
	int i;

	for (i = 0; i < ROWS;) {
		struct tx *tx;
		int until = i + ROWS_A_TX;

		must(tx_begin(writer, &tx), "transaction");
		for (; i < until; i++)
			must(audit_append_as(tx, (org_id){ 0 }, (account_id){ 1 }, &event),
				"row");
		must(tx_commit(tx), "commit");
	}
	must(db_truncate_wal(writer), "write-ahead log");
}

/* One keyed hash for each row, of as many bytes. */
static double
bare_hashes(void)
{
	static const char bytes[ROW_BYTES];
	struct str part = { bytes, sizeof(bytes) };
	uint8_t key[CRYPTO_KEY_BYTES] = { 1 }, hash[CRYPTO_HASH_BYTES];
	double start = now();
	int i;

	for (i = 0; i < ROWS; i++) {
		crypto_keyed_hash(key, &part, 1, hash);
		key[0] = hash[0];
	}
	return ROWS / (now() - start);
}

void
bench_audit(const struct bench *b)
{
	char path[320];
	struct pairs pairs;
	struct audit_fault fault;
	struct db *writer, *db;
	int64_t rows;
	int i;

	snprintf(path, sizeof(path), "%s/lotsa.db", b->data);
	must(audit_open_keys(b->keys), "keys");
	must(db_open(path, DB_WRITE, &writer), "database");
	fill(writer);
	must(db_open(path, DB_READ, &db), "database");
	for (i = 0; i < PAIRS; i++) {
		double start;

		pairs.floor[i] = bare_hashes();
		start = now();
		must(audit_verify(db, &rows, &fault), "audit verify");
		pairs.thing[i] = (double)rows / (now() - start);
	}
	put_pairs("audit rows verified", &pairs, "rows/s", "bare keyed hashes/s",
		">= 500 000 rows/s");
	db_close(db);
	db_close(writer);
	audit_close_keys();
}

static double
seconds_of(const char *line)
{
	double start = now();

	shell("%s", line);
	return now() - start;
}

void
bench_backup(const struct bench *b)
{
	char copy[2048], backup[1024], verify[1024], path[320];
	struct pairs made, proved;
	struct stat st;
	double mib;
	int i;

	snprintf(path, sizeof(path), "%s/lotsa.db", b->data);
	if (stat(path, &st) != 0)
		give_up(path);
	mib = (double)st.st_size / MIB;
	snprintf(copy, sizeof(copy), "cp %s %s/copy && sync %s/copy && rm %s/copy", path,
		b->dir, b->dir, b->dir);
	snprintf(backup, sizeof(backup), "%s backup --to %s/backup --data %s >/dev/null",
		b->binary, b->dir, b->data);
	snprintf(verify, sizeof(verify),
		"%s verify-backup --from %s/backup --data %s >/dev/null", b->binary, b->dir,
		b->data);
	for (i = 0; i < PAIRS; i++) {
		made.floor[i] = proved.floor[i] = mib / seconds_of(copy);
		made.thing[i] = mib / seconds_of(backup);
		proved.thing[i] = mib / seconds_of(verify);
		shell("rm %s/backup", b->dir);
	}
	printf("(a database of %.0f MiB)\n", mib);
	put_pairs("`lotsa backup`, encrypted and synced", &made, "MiB/s", "with cp and sync",
		"-");
	put_pairs("`lotsa verify-backup`", &proved, "MiB/s", "with cp and sync", "-");
}
