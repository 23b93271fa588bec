/* Any two files, or one of HSDS, are a catalogue, or change nothing and say where they are wrong. */
#include "features/catalogue/catalogue.h"
#include "features/catalogue/hsds.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/house.h"

/* A separator that no CSV of ours holds. */
enum { BETWEEN_FILES = 0x1e };

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

	a = arena_new(8 << 20);
	FUZZ_CHECK(a != NULL);
	if (n == 0 || !str_split(&services, BETWEEN_FILES, &in.organisations))
		in.organisations = services;
	in.services = services.p ? services : STR("");
	in.verified_on = (struct date){ 20780 };
	hsds.text = in.organisations;
	/* no header line of ours begins like JSON */
	is_hsds = n > 0 && (bytes[0] == '{' || bytes[0] == '[');
	tx = fuzz_house_begin();
	e = is_hsds ? catalogue_import_hsds(tx, fuzz_house_scope(), a, &hsds, &count, &fault) :
		      catalogue_import_csv(tx, fuzz_house_scope(), a, &in, &count, &fault);
	if (e == OK)
		FUZZ_CHECK(count.organisations >= 0 && count.services >= 0);
	else
		FUZZ_CHECK(e != ERR_INVALID ||
			(fault.reason && (is_hsds || fault.file.n > 0)));
	tx_rollback(tx);
	arena_free(a);
	return 0;
}
