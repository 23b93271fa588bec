/* An import of the catalogue is killed before its first change to a file, its second, and so on. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/audit/command.h"
#include "features/catalogue/catalogue.h"
#include "tests/attack/scene.h"
#include "tests/faults/bad_disk.h"
#include "tests/faults/killed.h"
#include "tests/harness/harness.h"

static const char organisations[] = "id,name,kind,parent_id,municipality,note,aliases\n"
				    "a,Alfa,region,,,,al\n";
static const char services[] =
	"id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,requires,"
	"response_time,same_day,anonymous,phone,phone_note,note\n"
	"s,a,Samtal,exposed,,,,self,none,,unknown,unknown,,,\n"
	"t,a,Kurs,own_use,,,,self,none,,unknown,unknown,,,\n";

enum { SERVICES = 2, ROUNDS_MAX = 2000, CHANGES_AT_LEAST = 10, TRAIL_EVERY = 4 };

static int
import(void *context)
{
	const struct config *config = context;
	char word[] = "catalogue",
	     *words[] = { word, (char *)(uintptr_t)config->data_dir, NULL };

	return catalogue_command_import(config, 2, words);
}

static int
verify(void *context)
{
	const struct config *config = context;
	char word[] = "audit", verb[] = "verify", *words[] = { word, verb, NULL };

	return audit_command(config, 2, words);
}

static int64_t
number(struct world *w, const char *query)
{
	sqlite3 *sql;
	int64_t v;

	CHECK(sqlite3_open(arena_printf(w->arena, "%s/lotsa.db", w->dir).p, &sql) == SQLITE_OK);
	v = scene_number(sql, query);
	sqlite3_close(sql);
	return v;
}

static void
write_file(struct world *w, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(w->arena, "%s/%s", w->dir, name).p, "w");

	CHECK(f && fputs(text, f) >= 0);
	CHECK(fclose(f) == 0);
}

/* Every service with its first version and its words, or none of them. */
static int64_t
expect_whole_or_none(struct world *w)
{
	int64_t n = number(w, "SELECT count(*) FROM service");

	CHECK(n == 0 || n == SERVICES);
	ck_assert_int_eq(number(w, "SELECT count(*) FROM service_version"), n);
	ck_assert_int_eq(number(w, "SELECT count(*) FROM service_find"), n);
	CHECK((number(w, "SELECT count(*) FROM organisation") > 0) == (n > 0));
	return n;
}

TEST(an_import_that_is_killed_anywhere_is_whole_or_not_done)
{
	struct config config = { 0 };
	struct world w;
	int n, status = -SIGKILL, n_none = 0;

	bad_disk_insert();
	w = world_new();
	config.data_dir = w.dir;
	config.keys_dir = w.keys_dir;
	write_file(&w, "organisations.csv", organisations);
	write_file(&w, "services.csv", services);
	for (n = 1; status == -SIGKILL && n < ROUNDS_MAX; n++) {
		status = killed_run(import, &config, n);
		CHECK(status == -SIGKILL || status == 0);
		n_none += expect_whole_or_none(&w) == 0;
		if (n % TRAIL_EVERY == 0 || status == 0)
			ck_assert_int_eq(killed_run(verify, &config, 0), 0);
	}
	CHECK(status == 0 && expect_whole_or_none(&w) == SERVICES);
	CHECK(n_none >= CHANGES_AT_LEAST);
	world_free(&w);
}
