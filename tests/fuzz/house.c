/* Its keys lie in a folder, as keys do. */
#include "tests/fuzz/house.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "features/people/people.h"
#include "tests/fuzz/fuzz.h"

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

struct tx *
fuzz_house_begin(void)
{
	struct tx *tx;

	if (!house.writer)
		house_open();
	FUZZ_CHECK(tx_begin(house.writer, &tx) == OK);
	return tx;
}

const struct scope *
fuzz_house_scope(void)
{
	return house.scope;
}
