/* `lotsa report`: coverage on the command line. */
#include "features/statistics/statistics.h"

#include <stdio.h>

#include "core/config/config.h"
#include "core/time/clock.h"
#include "features/people/people.h"

enum { REPORT_ARENA = 16 << 20, REPORT_BYTES = 4 << 20 };

struct report_options {
	struct str period, format, place;
};

static int
complain(const char *message)
{
	fprintf(stderr, "lotsa report: %s\n", message);
	return 2;
}

/* Takes `--name VALUE` pairs; false for anything else. */
static bool
options_parse(int argc, char **argv, struct report_options *out)
{
	int i;

	for (i = 0; i + 1 < argc; i += 2) {
		struct str name = str_of(argv[i]), value = str_of(argv[i + 1]);

		if (str_eq(name, STR("--period")))
			out->period = value;
		else if (str_eq(name, STR("--format")))
			out->format = value;
		else if (str_eq(name, STR("--at")))
			out->place = value;
		else
			return false;
	}
	return i == argc;
}

/* The named place, or the only association there is. */
static enum err
place_find(struct db *db, struct arena *a, struct str code, struct org_row *out)
{
	struct org_row *rows;
	size_t n;

	if (!str_is_empty(code))
		return org_by_code(db, a, code, out);
	TRY(org_list(db, a, ORG_ASSOCIATION, &rows, &n));
	if (n != 1)
		return ERR_NOT_FOUND;
	*out = rows[0];
	return OK;
}

static enum err
report_write(struct db *db, struct arena *a, const struct org_row *place,
	const struct report_options *options, const struct period *period, struct buf *out)
{
	const struct scope *scope;
	struct coverage coverage;

	TRY(scope_for_job(a, place->id, "report", &scope));
	TRY(coverage_read(db, scope, a, period, clock_today(), &coverage));
	coverage.place = place->name;
	if (str_eq(options->format, STR("csv")))
		coverage_put_csv(&coverage, out);
	else if (str_eq(options->format, STR("json")))
		coverage_put_json(&coverage, out);
	else
		coverage_put_text(&coverage, a, out);
	return buf_err(out);
}

/* Everything after the words of the command are understood. */
static int
report_run(struct db *db, struct arena *a, const struct report_options *options,
	const struct period *period)
{
	BUF_CLEANUP struct buf out = buf_new(REPORT_BYTES);
	struct org_row place;
	enum err e;

	e = place_find(db, a, options->place, &place);
	if (e == ERR_NOT_FOUND)
		return complain(
			"platsen finns inte; ange --at KOD (lotsa user list visar koderna)");
	if (e == OK)
		e = report_write(db, a, &place, options, period, &out);
	if (e == ERR_INVALID)
		return complain("perioden har inte börjat än");
	if (e != OK) {
		fprintf(stderr, "lotsa report: databasen kunde inte läsas (%s)\n",
			err_words(e));
		return 1;
	}
	return fwrite(out.p, 1, out.n, stdout) == out.n && fflush(stdout) == 0 ? 0 : 1;
}

/* Whether the words say what can be done; the reason in *wrong otherwise. */
static bool
options_check(struct arena *a, struct report_options *options, struct period *period,
	const char **wrong)
{
	struct str formats[] = { STR("text"), STR("csv"), STR("json") };
	size_t i;

	if (str_is_empty(options->period))
		*period = period_year_of(a, clock_today());
	else if (period_parse(a, options->period, period) != OK) {
		*wrong = "perioden skrivs 2026, 2026-H1 eller 2026-K3";
		return false;
	}
	if (str_is_empty(options->format))
		options->format = formats[0];
	for (i = 0; i < 3; i++)
		if (str_eq(options->format, formats[i]))
			return true;
	*wrong = "formatet är text, csv eller json";
	return false;
}

int
statistics_command_report(const struct config *config, int argc, char **argv)
{
	struct report_options options = { 0 };
	struct arena *a = arena_new(REPORT_ARENA);
	const char *wrong =
		"skriv: lotsa report coverage --data MAPP --period 2026 --format text|csv|json";
	struct period period;
	struct db *db;
	int status = 1;

	if (!a)
		return complain("minnet räcker inte");
	if (argc < 2 || !str_eq(str_of(argv[1]), STR("coverage")) ||
		!options_parse(argc - 2, argv + 2, &options) ||
		!options_check(a, &options, &period, &wrong)) {
		status = complain(wrong);
	} else if (db_open(config_db_path(config, a), DB_READ, &db) != OK) {
		complain(
			"databasen kunde inte öppnas; finns mappen, och har "
			"lotsa migrate körts?");
	} else {
		status = report_run(db, a, &options, &period);
		db_close(db);
	}
	arena_free(a);
	return status;
}
