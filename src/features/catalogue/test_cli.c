/* `lotsa import catalogue` and `import material`: all of a file, or nothing of it. */
#include <stdio.h>

#include "features/catalogue/catalogue.h"
#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "features/material/material.h"
#include "tests/harness/command.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"
#include "tests/paths.h"

#define FOLDER SOURCE_ROOT "/content/demo/sodertalje"

/* The command closes the keys behind itself, as the end of its process would. */
static int
import(struct world *w, command_fn *command, const char *const *words)
{
	struct config config = { .data_dir = w->dir, .keys_dir = w->keys_dir };
	char said[512];
	int status = command_call(command, &config, words, said, sizeof(said));

	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	return status;
}

static int
import_catalogue(struct world *w, const char *folder, const char *option, const char *code)
{
	const char *const words[] = { "catalogue", folder, option, code, NULL };

	return import(w, catalogue_command_import, words);
}

TEST(a_tried_import_changes_nothing_and_a_real_one_is_kept_once)
{
	struct world w WORLD_CLEANUP = world_new();
	int64_t audited = world_audit_count(&w, w.association);

	CHECK(import_catalogue(&w, FOLDER, "--dry-run", NULL) == 0);
	CHECK(world_rows(&w, "service") == 0);
	CHECK(world_audit_count(&w, w.association) == audited);
	CHECK(import_catalogue(&w, FOLDER, NULL, NULL) == 0);
	CHECK(world_rows(&w, "service") == 22);
	CHECK(world_audit_count(&w, w.association) > audited);
}

TEST(an_import_that_names_no_association_or_no_file_changes_nothing)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *const texts[] = { "material", FOLDER "/services.csv", NULL };

	CHECK(import_catalogue(&w, FOLDER, "--association", "ingenstans") == 1);
	CHECK(import_catalogue(&w, SOURCE_ROOT "/content", NULL, NULL) == 1);
	CHECK(import_catalogue(&w, FOLDER, "--okand", NULL) == 2);
	CHECK(import(&w, material_command_import, texts) == 1);
	CHECK(world_rows(&w, "service") == 0 && world_rows(&w, "material_text") == 0);
	/* The writer is free again. */
	CHECK(import_catalogue(&w, FOLDER, NULL, NULL) == 0);
}

TEST(a_tried_import_of_hsds_changes_nothing_and_a_real_one_is_kept)
{
	static const char hsds[] =
		"[{\"id\":\"01000000-0000-8000-8000-000000000001\",\"name\":\"Stöd\","
		"\"attributes\":[{\"link_type\":\"track\",\"value\":\"exposed\"}],"
		"\"organization\":{\"id\":"
		"\"02000000-0000-8000-8000-000000000001\",\"name\":\"Alfa\",\"attributes\":["
		"{\"link_type\":\"kind\",\"value\":\"region\"}]}}]";
	struct world w WORLD_CLEANUP = world_new();
	const char *path = arena_printf(w.arena, "%s/services.json", w.dir).p;
	int64_t audited = world_audit_count(&w, w.association);
	FILE *f = fopen(path, "w");

	CHECK(f && fputs(hsds, f) >= 0 && fclose(f) == 0);
	CHECK(import_catalogue(&w, path, "--dry-run", NULL) == 0);
	CHECK(world_rows(&w, "service") == 0 && world_rows(&w, "organisation") == 0);
	CHECK(world_audit_count(&w, w.association) == audited);
	CHECK(import_catalogue(&w, path, NULL, NULL) == 0);
	CHECK(world_rows(&w, "service") == 1 && world_rows(&w, "organisation") == 1);
}
