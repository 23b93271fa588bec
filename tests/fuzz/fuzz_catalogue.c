/* Any two files are a catalogue that can be read back, or change nothing and say where they are wrong. */
#include <sqlite3.h>

#include "core/audit/audit.h"
#include "features/catalogue/catalogue.h"
#include "tests/fuzz/fuzz.h"
#include "tests/harness/world.h"

/* A separator that no CSV of ours holds. */
enum { BETWEEN_FILES = 0x1e };

FUZZ(catalogue)
{
	static struct world w;
	struct str services = { (const char *)bytes, n };
	struct catalogue_import in = { .spread_days = 90 };
	struct catalogue_import_count count = { .organisations = -1 };
	struct csv_fault fault = { 0 };
	struct arena *a;
	enum err e;

	if (!w.writer)
		w = world_new();
	a = arena_new(8 << 20);
	FUZZ_CHECK(a != NULL);
	if (n == 0 || !str_split(&services, BETWEEN_FILES, &in.organisations))
		in.organisations = services;
	in.services = services.p ? services : STR("");
	in.verified_on = w.today;
	e = catalogue_import_csv(world_begin(&w), world_job(&w, w.association), a, &in, &count,
		&fault);
	if (e == OK)
		FUZZ_CHECK(count.organisations >= 0 && count.services >= 0);
	else
		FUZZ_CHECK(e != ERR_INVALID || (fault.reason && fault.file.n > 0));
	world_rollback(&w);
	arena_free(a);
	return 0;
}
