/* Any two files, or one of HSDS, are a catalogue, or change nothing and say where they are wrong. */
#include <stdio.h>
#include <stdlib.h>

#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "features/catalogue/catalogue.h"
#include "features/catalogue/hsds.h"
#include "features/people/people.h"
#include "tests/fuzz/fuzz.h"

/* A separator that no CSV of ours holds. */
enum { BETWEEN_FILES = 0x1e };

/* A database in memory with one association; its keys lie in a folder, as keys do. */
static struct house {
	struct arena *kept;
	struct db *writer;
	const struct scope *scope;
} house;

static void
house_open(void)
{
	const struct org_new place = { .kind = ORG_ASSOCIATION, .code = STR("fuzz"),
		.name = STR("Ort") };
	char dir[] = "/var/tmp/lotsa-fuzz-XXXXXX", keys[64], command[64];
	const struct scope *everywhere;
	struct tx *tx;
	org_id id;

	house.kept = arena_new(1 << 20);
	FUZZ_CHECK(house.kept && crypto_init() == OK && mkdtemp(dir));
	snprintf(keys, sizeof(keys), "%s/keys", dir);
	FUZZ_CHECK(keys_create(keys, dir) == OK && audit_open_keys(keys) == OK);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	FUZZ_CHECK(system(command) == 0);
	FUZZ_CHECK(db_open(":memory:", DB_WRITE, &house.writer) == OK);
	FUZZ_CHECK(scope_for_job(house.kept, (org_id){ 0 }, "fuzz", &everywhere) == OK);
	FUZZ_CHECK(tx_begin(house.writer, &tx) == OK);
	FUZZ_CHECK(org_create(tx, everywhere, &place, &id) == OK && tx_commit(tx) == OK);
	FUZZ_CHECK(scope_for_job(house.kept, id, "fuzz", &house.scope) == OK);
}

FUZZ(catalogue)
{
	struct str services = { (const char *)bytes, n };
	struct catalogue_import in = { .spread_days = 90 };
	struct catalogue_import_count count = { .organisations = -1 };
	struct catalogue_hsds_import hsds = { .today = { 20780 } };
	struct csv_fault fault = { 0 };
	bool is_hsds;
	struct arena *a;
	struct tx *tx;
	enum err e;

	if (!house.writer)
		house_open();
	a = arena_new(8 << 20);
	FUZZ_CHECK(a != NULL);
	if (n == 0 || !str_split(&services, BETWEEN_FILES, &in.organisations))
		in.organisations = services;
	in.services = services.p ? services : STR("");
	in.verified_on = (struct date){ 20780 };
	hsds.text = in.organisations;
	/* no header line of ours begins like JSON */
	is_hsds = n > 0 && (bytes[0] == '{' || bytes[0] == '[');
	FUZZ_CHECK(tx_begin(house.writer, &tx) == OK);
	e = is_hsds ? catalogue_import_hsds(tx, house.scope, a, &hsds, &count, &fault) :
		      catalogue_import_csv(tx, house.scope, a, &in, &count, &fault);
	if (e == OK)
		FUZZ_CHECK(count.organisations >= 0 && count.services >= 0);
	else
		FUZZ_CHECK(e != ERR_INVALID ||
			(fault.reason && (is_hsds || fault.file.n > 0)));
	tx_rollback(tx);
	arena_free(a);
	return 0;
}
