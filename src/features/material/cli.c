/* `lotsa import material FILE`: words of the printed products in another language. */
#include <stdio.h>

#include "core/file/file.h"
#include "core/json/json.h"
#include "features/material/material.h"
#include "features/material/version.h"
#include "features/people/people.h"

enum { IMPORT_ARENA = 8 * 1024 * 1024, EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

static int
failed(const char *what, enum err e)
{
	fprintf(stderr, "lotsa import material: %s (%s)\n", what, err_words(e));
	return EXIT_FAILED;
}

static int
usage(void)
{
	fprintf(stderr, "Så här: lotsa import material FIL --data MAPP [--association KOD]\n");
	return EXIT_USAGE;
}

static void
say_done(const struct material_texts *texts)
{
	printf("%.*s (%.*s)%s\n", STR_ARG(texts->name), STR_ARG(texts->code),
		texts->is_reviewed ?
			"" : ": ett utkast, och det kommer att stå på det som trycks");
}

static int
import_file(const struct config *config, struct arena *a, const char *path, const char *code)
{
	struct association_job job;
	struct material_texts texts;
	struct str file, fault = STR_NULL;
	enum err e = file_read(a, path, JSON_BYTES_MAX, &file), kept;

	if (e != OK)
		return failed("filen kan inte läsas", e);
	e = association_job_begin(config, a, code, &job);
	if (e != OK)
		return failed(job.why, e);
	e = material_put_texts(job.tx, job.scope, a, file, &texts, &fault);
	kept = association_job_end(&job, e == OK);
	if (!str_is_empty(fault))
		fprintf(stderr, "%.*s\n", STR_ARG(fault));
	if (e != OK)
		return failed("ingenting har ändrats", e);
	if (kept != OK)
		return failed("texterna kunde inte sparas", kept);
	say_done(&texts);
	return EXIT_DONE;
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
