/* `lotsa import catalogue`: two CSV files, HSDS in JSON or in tables, or another catalogue by a mapping. */
#include <stdio.h>

#include "core/file/file.h"
#include "core/json/json.h"
#include "core/time/clock.h"
#include "features/catalogue/catalogue.h"
#include "features/catalogue/hsds.h"
#include "features/catalogue/mapping.h"
#include "features/catalogue/package.h"
#include "features/people/people.h"

enum {
	IMPORT_ARENA = 1024 * 1024 * 1024,
	PAGES_MIB = 64,
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2
};

struct import_call {
	const char *from, *code;	/* code NULL: the only association */
	bool is_dry;			/* read and tell, change nothing */
	bool is_hsds;			/* `from` is a file, else a folder */
	bool is_package;		/* the folder has a datapackage.json */
	struct catalogue_import in;
	struct catalogue_hsds_import hsds;
	struct catalogue_package package;
	const char *mapping_path;	/* NULL: the files are ours */
	struct mapping mapping;
	struct mapped mapped;
};

static int
failed(const char *what, enum err e)
{
	fprintf(stderr, "lotsa import catalogue: %s (%s)\n", what, err_words(e));
	return EXIT_FAILED;
}

static int
usage(void)
{
	fprintf(stderr,
		"Så här: lotsa import catalogue MAPP|FIL.json --data MAPP "
		"[--association KOD] [--dry-run]\n"
		"    eller: lotsa import catalogue FIL.csv --mapping FIL --data MAPP "
		"[--association KOD] [--dry-run]\n");
	return EXIT_USAGE;
}

static enum err
read_from(struct arena *a, const char *folder, const char *name, struct str *out)
{
	const char *path = arena_cstr(a, arena_printf(a, "%s/%s", folder, name));

	return path ? file_read(a, path, CSV_BYTES_MAX, out) : ERR_LIMIT;
}

static void
say_fault(const struct csv_fault *fault)
{
	fprintf(stderr, "%.*s", STR_ARG(fault->file));
	if (fault->row > 0)
		fprintf(stderr, ", rad %lld", (long long)fault->row);
	if (str_starts(fault->column, STR("/")))
		fprintf(stderr, ", %.*s", STR_ARG(fault->column));
	else if (!str_is_empty(fault->column))
		fprintf(stderr, ", kolumn %.*s", STR_ARG(fault->column));
	fprintf(stderr, ": %s\n", fault->reason ? fault->reason : "Filen kunde inte läsas.");
}

/* Nothing that somebody may act on tonight is changed by a file alone. */
static void
say_waiting(int64_t n)
{
	if (n > 0)
		printf("%lld tjänster har andra akuta uppgifter i filen. De gamla gäller tills "
		       "katalogens redaktör\nhar godtagit ändringarna under Katalog, Ändringar "
		       "som väntar.\n",
			(long long)n);
}

static void
say_done(const struct catalogue_import_count *count)
{
	printf("%lld organisationer och %lld verksamheter\n", (long long)count->organisations,
		(long long)count->services);
	say_waiting(count->proposals);
	if (count->unread_hours > 0)
		printf("%lld verksamheter har öppettider som Lotsa inte kan läsa (den "
		       "första på rad %lld). De visas\nsom de står, utan öppet eller stängt "
		       "nu. Så läses de: mån–fre 8–16.30, lör 10–14.\n",
			(long long)count->unread_hours, (long long)count->unread_row);
}

static enum err
read_into(const struct association_job *job, struct arena *a, const struct import_call *call,
	struct catalogue_import_count *count, struct csv_fault *fault)
{
	TRY(db_use_memory(tx_db(job->tx), PAGES_MIB));
	if (call->is_hsds)
		return catalogue_import_hsds(
			job->tx, job->scope, a, &call->hsds, count, fault);
	if (call->is_package)
		return catalogue_import_package(
			job->tx, job->scope, a, &call->package, count, fault);
	return catalogue_import_csv(job->tx, job->scope, a, &call->in, count, fault);
}

static int
import_into(const struct config *config, struct arena *a, const struct import_call *call)
{
	struct catalogue_import_count count = { 0 };
	struct csv_fault fault = { 0 };
	struct association_job job;
	enum err e = association_job_begin(config, a, call->code, &job), kept;

	if (e != OK)
		return failed(job.why, e);
	e = read_into(&job, a, call, &count, &fault);
	if (call->is_hsds)
		fault.file = str_of(call->from);
	if (call->mapping_path && (e == ERR_INVALID || e == ERR_LIMIT))
		mapping_place_fault(&call->mapping, &call->mapped, a, &fault);
	kept = association_job_end(&job, e == OK && !call->is_dry);
	if (e == ERR_INVALID || e == ERR_LIMIT)
		say_fault(&fault);
	if (e != OK)
		return failed("ingenting har ändrats", e);
	if (kept != OK)
		return failed("ändringarna kunde inte sparas", kept);
	say_done(&count);
	if (call->is_dry)
		printf("Provläsning: ingenting har ändrats.\n");
	return EXIT_DONE;
}

static int
import_file(const struct config *config, struct arena *a, struct import_call *call)
{
	enum err e = file_read(a, call->from, JSON_BYTES_MAX, &call->hsds.text);

	call->hsds.today = call->in.today;
	if (e != OK)
		return failed("filen kan inte läsas", e);
	return import_into(config, a, call);
}

static int
import_package(const struct config *config, struct arena *a, struct import_call *call,
	struct str descriptor)
{
	struct csv_fault fault = { 0 };
	enum err e = catalogue_package_files(descriptor, a, &call->package, &fault);
	size_t i;

	if (e != OK) {
		say_fault(&fault);
		return failed("ingenting har ändrats", e);
	}
	for (i = 0; i < PACKAGE_TABLES; i++) {
		const char *name = arena_cstr(a, call->package.files[i]);

		if (str_is_empty(call->package.files[i]))
			continue;
		e = name ? read_from(a, call->from, name, &call->package.texts[i]) : ERR_LIMIT;
		if (e != OK)
			return failed(name ? name : "minnet räcker inte", e);
	}
	call->package.today = call->in.today;
	call->is_package = true;
	return import_into(config, a, call);
}

static int
import_folder(const struct config *config, struct arena *a, struct import_call *call)
{
	struct str descriptor;
	enum err e = read_from(a, call->from, PACKAGE_DESCRIPTOR, &descriptor);

	if (e == OK)
		return import_package(config, a, call, descriptor);
	if (e != ERR_NOT_FOUND)
		return failed(PACKAGE_DESCRIPTOR " kan inte läsas", e);
	e = read_from(a, call->from, "organisations.csv", &call->in.organisations);
	if (e != OK)
		return failed("organisations.csv kan inte läsas", e);
	e = read_from(a, call->from, "services.csv", &call->in.services);
	if (e != OK)
		return failed("services.csv kan inte läsas", e);
	return import_into(config, a, call);
}

/* What stands behind the last slash of its path. */
static struct str
name_of_file(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash ? slash + 1 : path);
}

static enum err
map_files(struct arena *a, struct import_call *call, struct str mapping, struct str theirs,
	struct csv_fault *fault)
{
	call->mapping.file = str_of(call->mapping_path);
	call->mapped.file = str_of(call->from);
	TRY(mapping_read(mapping, a, &call->mapping, fault));
	TRY(mapping_apply(&call->mapping, theirs, a, &call->mapped, fault));
	call->in.organisations = call->mapped.in.organisations;
	call->in.services = call->mapped.in.services;
	call->in.file = name_of_file(call->from);
	return OK;
}

static int
import_mapped(const struct config *config, struct arena *a, struct import_call *call)
{
	struct csv_fault fault = { 0 };
	struct str mapping, theirs;
	enum err e = file_read(a, call->mapping_path, MAPPING_BYTES_MAX, &mapping);

	if (e != OK)
		return failed("kartläggningsfilen kan inte läsas", e);
	e = file_read(a, call->from, CSV_BYTES_MAX, &theirs);
	if (e != OK)
		return failed("filen kan inte läsas", e);
	e = map_files(a, call, mapping, theirs, &fault);
	if (e != OK) {
		say_fault(&fault);
		return failed("ingenting har ändrats", e);
	}
	return import_into(config, a, call);
}

static int
import_any(const struct config *config, struct arena *a, struct import_call *call)
{
	if (call->mapping_path)
		return import_mapped(config, a, call);
	call->is_hsds = str_ends(str_of(call->from), STR(".json"));
	return call->is_hsds ? import_file(config, a, call) : import_folder(config, a, call);
}

int
catalogue_command_import(const struct config *config, int argc, char **argv)
{
	struct import_call call = { .in.today = clock_today() };
	struct arena *a;
	int i, status;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--association") == 0 && i + 1 < argc)
			call.code = argv[++i];
		else if (strcmp(argv[i], "--mapping") == 0 && i + 1 < argc)
			call.mapping_path = argv[++i];
		else if (strcmp(argv[i], "--dry-run") == 0)
			call.is_dry = true;
		else if (argv[i][0] != '-' && !call.from)
			call.from = argv[i];
		else
			return usage();
	}
	if (!call.from || !config->data_dir)
		return usage();
	a = arena_new(IMPORT_ARENA);
	if (!a)
		return failed("minnet räcker inte", ERR_LIMIT);
	status = import_any(config, a, &call);
	arena_free(a);
	return status;
}
