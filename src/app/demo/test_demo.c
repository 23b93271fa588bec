/* A demo, or a first database, beside what another one left behind. */
#include "app/demo/demo.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/hall.h"
#include "core/audit/audit.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

/* What the last call wrote on standard error. */
static char complaint[2048];

typedef int command_fn(const struct config *config, int argc, char **argv);

static int
call_with(command_fn *command, const struct config *config, int n, const char *const *words)
{
	char *argv[8] = { (char *)(uintptr_t)"lotsa" };
	FILE *file = tmpfile();
	int err = dup(STDERR_FILENO), status;
	size_t n_said;
	int i;

	for (i = 0; i < n; i++)
		argv[i + 1] = (char *)(uintptr_t)words[i];
	dup2(fileno(file), STDERR_FILENO);
	status = command(config, n + 1, argv);
	dup2(err, STDERR_FILENO);
	close(err);
	rewind(file);
	n_said = fread(complaint, 1, sizeof(complaint) - 1, file);
	complaint[n_said] = '\0';
	fclose(file);
	return status;
}

static int
call(command_fn *command, const struct config *config)
{
	return call_with(command, config, 0, NULL);
}

static bool
names(const char *dir)
{
	return strstr(complaint, dir) != NULL;
}

TEST(a_demo_beside_the_keys_of_another_database_is_refused_and_names_both_folders)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct config config = { .data_dir = arena_printf(w.arena, "%s/new", w.dir).p,
		.keys_dir = w.keys_dir };

	CHECK(world_audit_count(&w, w.party) > 0);
	ck_assert_int_eq(call(app_command_demo, &config), 1);
	CHECK(names(config.data_dir) && names(config.keys_dir));
	CHECK(names("hör till en annan databas") && names("ta bort mappen"));
	CHECK(access(config.data_dir, F_OK) != 0);
}

TEST(a_demo_is_not_made_over_a_database)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct config config = { .data_dir = w.dir,
		.keys_dir = arena_printf(w.arena, "%s/none", w.dir).p };

	ck_assert_int_eq(call(app_command_demo, &config), 1);
	CHECK(names(config.data_dir) && names(config.keys_dir));
	CHECK(names("har redan en databas"));
	CHECK(world_rows(&w, "org") == 4);
}

TEST(a_first_database_beside_the_keys_of_another_is_refused)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct config config = { .data_dir = arena_printf(w.arena, "%s/new", w.dir).p,
		.keys_dir = w.keys_dir };

	ck_assert_int_eq(call(app_command_migrate, &config), 1);
	CHECK(names(config.data_dir) && names(config.keys_dir) && names("lotsa restore"));
	CHECK(access(config.data_dir, F_OK) != 0);
}

TEST(a_nation_of_impossible_size_is_refused_before_anything_is_made)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct config config = { .data_dir = arena_printf(w.arena, "%s/new", w.dir).p,
		.keys_dir = arena_printf(w.arena, "%s/none", w.dir).p };
	static const char *const wrong[][4] = {
		{ "--associations", "1", "--askings", "5000" },
		{ "--associations", "501", "--askings", "5000" },
		{ "--associations", "80", "--askings", "999" },
		{ "--associations", "80", "--askings", "50000001" },
		{ "--associations", "80", "--seed", "1" },
		{ "--associations", "80", "--askings", "många" },
		{ "--seed", "-1", "--seed", "-1" },
	};
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_int_eq(call_with(app_command_demo, &config, 4, wrong[i]), 2);
	ck_assert_int_eq(call_with(app_command_demo, &config, 1, wrong[0]), 2);
	CHECK(names("1000 till 50000000"));
	CHECK(access(config.data_dir, F_OK) != 0);
}
