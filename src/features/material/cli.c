/* `lotsa import material FILE`: words of the printed products in another language. */
#include <stdio.h>

#include "core/audit/audit.h"
#include "core/crypto/crypto.h"
#include "core/file/file.h"
#include "core/json/json.h"
#include "features/material/material.h"
#include "features/material/version.h"
#include "features/people/people.h"

enum { IMPORT_ARENA = 8 * 1024 * 1024, EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

static int
failed(const char *what, enum err e)
{
	fprintf(stderr, "lotsa import material: %s (%s)\n", what, err_name(e));
	return EXIT_FAILED;
}

static int
usage(void)
{
	fprintf(stderr, "Så här: lotsa import material FIL --data MAPP [--association KOD]\n");
	return EXIT_USAGE;
}

static int
put_texts(struct tx *tx, struct arena *a, org_id association, struct str file)
{
	struct material_texts texts;
	const struct scope *scope;
	struct str fault = STR_NULL;
	enum err e = scope_for_job(a, association, "import", &scope);

	if (e == OK)
		e = material_put_texts(tx, scope, a, file, &texts, &fault);
	if (e != OK) {
		tx_rollback(tx);
		if (!str_is_empty(fault))
			fprintf(stderr, "%.*s\n", STR_ARG(fault));
		return failed("ingenting har ändrats", e);
	}
	e = tx_commit(tx);
	if (e != OK)
		return failed("texterna kunde inte sparas", e);
	printf("%.*s (%.*s)%s\n", STR_ARG(texts.name), STR_ARG(texts.code),
		texts.is_reviewed ?
			"" : ": ett utkast, och det kommer att stå på det som trycks");
	return EXIT_DONE;
}

static int
import_into(struct db *db, struct arena *a, const char *code, struct str file)
{
	org_id association;
	struct tx *tx;
	enum err e = org_association(db, a, code, &association);

	if (e != OK)
		return failed("vilket samordningsförbund? Ange --association KOD", e);
	e = tx_begin(db, &tx);
	if (e != OK)
		return failed("databasen är upptagen", e);
	return put_texts(tx, a, association, file);
}

static int
import_file(const struct config *config, struct arena *a, const char *path, const char *code)
{
	struct str file;
	struct db *db;
	enum err e = file_read(a, path, JSON_BYTES_MAX, &file);
	int status;

	if (e != OK)
		return failed("filen kan inte läsas", e);
	e = crypto_init();
	if (e == OK)
		e = audit_open_keys(config->keys_dir);
	if (e != OK)
		return failed("nycklarna kan inte öppnas", e);
	e = db_open(config_db_path(config, a), DB_WRITE, &db);
	if (e != OK)
		return failed("databasen kan inte öppnas", e);
	status = import_into(db, a, code, file);
	db_close(db);
	audit_close_keys();
	return status;
}

int
material_command_import(const struct config *config, int argc, char **argv)
{
	const char *path = NULL, *code = NULL;
	struct arena *a;
	int i, status;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--association") == 0 && i + 1 < argc)
			code = argv[++i];
		else if (argv[i][0] != '-' && !path)
			path = argv[i];
		else
			return usage();
	}
	if (!path || !config->data_dir)
		return usage();
	a = arena_new(IMPORT_ARENA);
	if (!a)
		return failed("minnet räcker inte", ERR_LIMIT);
	status = import_file(config, a, path, code);
	arena_free(a);
	return status;
}
