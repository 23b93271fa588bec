/* Every file of an export: one folder per place, under that place's own scope. */
#include "app/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/folder.h"
#include "core/audit/audit.h"
#include "core/audit/command.h"
#include "core/auth/session.h"
#include "core/time/clock.h"
#include "features/catalogue/catalogue.h"
#include "features/guidance/guidance.h"
#include "features/material/material.h"
#include "features/people/people.h"
#include "features/referral/referral.h"
#include "features/release/release.h"
#include "features/report/report.h"
#include "features/review/review.h"
#include "features/screening/screening.h"
#include "features/statistics/statistics.h"
#include "out/csv/csv_out.h"

enum {
	EXPORT_ARENA_MAX = 256 << 20,
	FILE_MAX = 128 << 20,
	FIRST_YEAR = 2024	/* no installation is older */
};

struct exporting {
	struct tx *tx;
	struct db *db;
	struct arena *a;
	const char *dir;	/* of the place that is written */
	const struct scope *scope;
	const struct org_row *place;
};

typedef enum err export_fn(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

static enum err
write_file(const struct exporting *x, const char *name, struct str text)
{
	const char *path = arena_printf(x->a, "%s/%s", x->dir, name).p;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t done = 0;

	if (fd < 0)
		return ERR_IO;
	while (done < text.n) {
		ssize_t n = write(fd, text.p + done, text.n - done);

		if (n < 0)
			break;
		done += (size_t)n;
	}
	if (fsync(fd) != 0 || close(fd) != 0 || done < text.n)
		return ERR_IO;
	return OK;
}

static enum err
put_file(const struct exporting *x, const char *name, export_fn *fill)
{
	BUF_CLEANUP struct buf text = buf_new(FILE_MAX);

	TRY(fill(x->db, x->scope, x->a, &text));
	return write_file(x, name, buf_str(&text));
}

static enum err
fill_teams(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct team_row *rows;
	size_t n, i;

	TRY(team_list_all(db, scope, a, &rows, &n));
	buf_put(out, STR("team_id,team,municipality,intervention,cards,closed_month\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_int(out, true, rows[i].id.v);
		csv_put_text(out, false, rows[i].name);
		csv_put_text(out, false, rows[i].municipality);
		csv_put_text(out, false, rows[i].intervention_name);
		csv_put_text(out, false, rows[i].uses_cards ? STR("yes") : STR("no"));
		csv_put_text(out, false, month_text(a, rows[i].closed));
		csv_end_row(out);
	}
	return buf_err(out);
}

static enum err
fill_interventions(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct intervention_row *rows;
	size_t n, i;

	TRY(intervention_list_all(db, scope, a, &rows, &n));
	buf_put(out, STR("intervention,association,cards,first_after_months,"
		"again_after_months,closed_month,programme\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].name);
		csv_put_text(out, false, rows[i].association_name);
		csv_put_text(out, false, rows[i].uses_cards ? STR("yes") : STR("no"));
		csv_put_int(out, false, rows[i].first_after);
		csv_put_int(out, false, rows[i].again_after);
		csv_put_text(out, false, month_text(a, rows[i].closed));
		csv_put_text(out, false, rows[i].programme_name);
		csv_end_row(out);
	}
	return buf_err(out);
}

/* An empty programme as well: the list is the nation's. */
static enum err
fill_programmes(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct programme_row *rows;
	size_t n, i;

	(void)scope;
	TRY(programme_list(db, a, &rows, &n));
	buf_put(out, STR("programme_code,programme,interventions\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].code);
		csv_put_text(out, false, rows[i].name);
		csv_put_int(out, false, rows[i].n);
		csv_end_row(out);
	}
	return buf_err(out);
}

static enum err
fill_roles(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct account_row *rows;
	size_t n, i;

	TRY(account_list(db, scope, a, &rows, &n));
	buf_put(out, STR("login,name,role,team,disabled\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].login);
		csv_put_text(out, false, rows[i].display_name);
		csv_put_text(out, false, str_of(role_code(rows[i].role)));
		csv_put_text(out, false, rows[i].team_name);
		csv_put_text(out, false, rows[i].is_disabled ? STR("yes") : STR("no"));
		csv_end_row(out);
	}
	return buf_err(out);
}

static enum err
put_coverage(const struct exporting *x)
{
	int year, now = month_year(date_month(clock_today()));

	for (year = FIRST_YEAR; year <= now; year++) {
		BUF_CLEANUP struct buf text = buf_new(FILE_MAX);
		struct coverage coverage;
		struct period period;

		TRY(period_parse(x->a, arena_printf(x->a, "%04d", year), &period));
		TRY(coverage_read(x->db, x->scope, x->a, &period, clock_today(), &coverage));
		coverage.place = x->place->name;
		coverage_put_csv(&coverage, &text);
		TRY(buf_err(&text));
		TRY(write_file(x, arena_printf(x->a, "coverage-%04d.csv", year).p,
			buf_str(&text)));
	}
	return OK;
}

/* The individual plane is a party's own; an association has its catalogue and sums. */
static enum err
put_place(struct exporting *x)
{
	if (mkdir(x->dir, 0700) != 0)
		return ERR_IO;
	TRY(put_file(x, "roles.csv", fill_roles));
	TRY(put_coverage(x));
	TRY(put_file(x, "reviews.csv", review_export));
	TRY(put_file(x, "review-rows.csv", review_export_rows));
	if (x->place->kind == ORG_PARTY) {
		TRY(put_file(x, "teams.csv", fill_teams));
		TRY(put_file(x, "interventions.csv", fill_interventions));
		TRY(put_file(x, "asks.csv", screening_export_asks));
		TRY(put_file(x, "own-words.csv", screening_export_words));
		TRY(put_file(x, "referrals.csv", referral_export));
	} else {
		TRY(put_file(x, "releases.csv", release_export));
	}
	if (x->place->kind == ORG_NATION)
		TRY(put_file(x, "programmes.csv", fill_programmes));
	if (x->place->kind == ORG_ASSOCIATION) {
		TRY(put_file(x, "organisations.csv", catalogue_export_organisations));
		TRY(put_file(x, "services.csv", catalogue_export_services));
		TRY(put_file(x, "service-versions.csv", catalogue_export_versions));
		TRY(put_file(x, "service-proposals.csv", catalogue_export_proposals));
		TRY(put_file(x, "service-checks.csv", catalogue_export_checks));
		TRY(put_file(x, "helpline-checks.csv", catalogue_export_helpline_checks));
		TRY(put_file(x, "guidance.csv", guidance_export));
		TRY(put_file(x, "material.json", material_export));
		TRY(put_file(x, "report-texts.csv", report_export_texts));
	}
	return audit_append(x->tx, x->scope, &(struct audit_event){ .verb = AUDIT_VERB_JOB,
		.kind = "export.run" });
}

/* ---- open data ---- */

static enum err
write_open_data(void *context, const char *name, struct str text)
{
	return write_file(context, name, text);
}

/* What is public anyhow, of every association, for other systems. */
static enum err
put_open_data(struct exporting *x, const char *dir)
{
	x->dir = dir;
	if (mkdir(dir, 0700) != 0)
		return errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	return catalogue_export_package(x->db, x->a, write_open_data, x);
}

/* A code or version names a file as it is, but for what a path could be made of. */
static struct str
file_part(struct arena *a, struct str text)
{
	char *name = arena_alloc(a, text.n + 1);
	size_t i;

	for (i = 0; name && i < text.n; i++) {
		char c = text.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
			|| (c >= '0' && c <= '9') || c == '-' || (c == '.' && i > 0);

		name[i] = c;
		if (!is_plain)
			name[i] = '_';
	}
	return name ? (struct str){ name, text.n } : STR_NULL;
}

/* The questions belong to no place: each version as the file that it was. */
static enum err
put_instruments(struct exporting *x, const char *dir)
{
	struct instrument_file *files;
	size_t n, i;

	TRY(screening_instruments(x->db, x->a, &files, &n));
	x->dir = arena_printf(x->a, "%s/questionnaires", dir).p;
	if (mkdir(x->dir, 0700) != 0)
		return ERR_IO;
	for (i = 0; i < n; i++)
		TRY(write_file(x, arena_printf(x->a, "%.*s_%.*s_%.*s.json",
			STR_ARG(file_part(x->a, files[i].code)),
			STR_ARG(file_part(x->a, files[i].version)),
			STR_ARG(file_part(x->a, files[i].lang))).p, files[i].source));
	return OK;
}

static const char read_me[] =
	"En mapp per plats, med platsens kod som namn. Filerna är CSV i UTF-8.\n"
	"asks.csv och referrals.csv finns bara hos den huvudman som äger dem.\n"
	"interventions.csv säger vilket program en insats är i; listan över dem finns hos\n"
	"nationen, i programmes.csv.\n"
	"organisations.csv och services.csv läses in igen med lotsa import catalogue.\n"
	"service-versions.csv och service-proposals.csv är katalogens historik: vad som\n"
	"gällde när, vad som föreslogs, av vem och vad som bestämdes.\n"
	"reviews.csv och review-rows.csv är granskningarna av loggen; row är radens nummer.\n"
	"Frågeformulären ligger i questionnaires, som de filer de kom som.\n"
	"open-data är det som är offentligt av katalogen, som HSDS 3.0 i tabeller\n"
	"(datapackage.json); lotsa import catalogue läser också den mappen.\n"
	"Svar och räknade svar är inte med: statistik lämnas bara ut som publicerade\n"
	"tabeller, i releases.csv hos förbund och nation. Loggen är inte med: den är\n"
	"förseglad och ligger kvar i databasen och dess kopior, liksom vem som begärde och\n"
	"bekräftade roller. Lösenord, PIN och nycklar är inte med.\n"
	"En apostrof står framför text som ett kalkylprogram annars tar för en formel.\n";

/* What one place needs is given back before the next: a nation has hundreds of them. */
static enum err
put_places(struct exporting *x, const char *dir)
{
	struct arena *whole = x->a, *own = arena_new(EXPORT_ARENA_MAX);
	struct org_row *places;
	size_t n = 0, i;
	enum err e = own ? org_list(x->db, whole, 0, &places, &n) : ERR_LIMIT;

	for (i = 0; e == OK && i < n; i++) {
		x->a = own;
		x->place = &places[i];
		x->dir = arena_printf(own, "%s/%.*s", dir, STR_ARG(places[i].code)).p;
		e = scope_for_job(own, places[i].id, "export", &x->scope);
		if (e == OK)
			e = put_place(x);
		arena_reset(own);
	}
	arena_free(own);
	x->a = whole;
	return e;
}

static enum err
put_all(struct exporting *x, const char *dir)
{
	if (mkdir(dir, 0700) != 0)
		return errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	x->dir = dir;
	TRY(write_file(x, "LÄS-MIG.txt", str_of(read_me)));
	TRY(put_instruments(x, dir));
	TRY(put_open_data(x, arena_printf(x->a, "%s/open-data", dir).p));
	return put_places(x, dir);
}

/* Half an export is nobody's: it would lie about with persons in it. */
static enum err
drop(const char *part, enum err why)
{
	if (why != ERR_CONFLICT)
		folder_remove(part);
	return why;
}

/* Fills a folder beside, which becomes the new one when all of it is there. */
static enum err
run(struct db *writer, struct arena *a, const char *to,
	enum err (*fill)(struct exporting *x, const char *dir))
{
	const char *part = arena_printf(a, "%s.part", to).p;
	struct exporting x = { .a = a };
	enum err e;

	if (access(to, F_OK) == 0)
		return ERR_CONFLICT;
	TRY(tx_begin(writer, &x.tx));
	x.db = tx_db(x.tx);
	e = fill(&x, part);
	if (e != OK) {
		tx_rollback(x.tx);
		return drop(part, e);
	}
	e = tx_commit(x.tx);
	if (e != OK)
		return drop(part, ERR_IO);
	return rename(part, to) == 0 ? OK : drop(part, ERR_IO);
}

enum err
export_run(struct db *writer, struct arena *a, const char *to)
{
	return run(writer, a, to, put_all);
}

enum err
export_open_data(struct db *writer, struct arena *a, const char *to)
{
	return run(writer, a, to, put_open_data);
}

static int
complain(enum err e)
{
	if (e == ERR_CONFLICT)
		fprintf(stderr,
			"lotsa export: mappen, eller MAPP.part från ett avbrutet försök, "
			"finns redan; inget är skrivet över\n");
	else
		fprintf(stderr, "lotsa export: det gick inte, och inget är lämnat ut (%s)\n",
			err_words(e));
	return 1;
}

typedef enum err run_fn(struct db *writer, struct arena *a, const char *to);

static enum err
open_and_export(const struct config *config, struct arena *a, run_fn *run_it, const char *to)
{
	struct db *writer;
	enum err e;

	TRY(audit_open_db(config, a, DB_WRITE, &writer));
	e = run_it(writer, a, to);
	audit_close_db(writer);
	return e;
}

int
app_command_export(const struct config *config, int argc, char **argv)
{
	bool is_open_data = argc > 1 && strcmp(argv[1], "--open-data") == 0;
	int at = is_open_data ? 2 : 1;
	struct arena *a;
	enum err e;

	if (argc != at + 2 || strcmp(argv[at], "--to") != 0) {
		fprintf(stderr, "Så här: lotsa export [--open-data] --to MAPP --data MAPP\n");
		return 2;
	}
	a = arena_new(EXPORT_ARENA_MAX);
	e = a ? open_and_export(config, a, is_open_data ? export_open_data : export_run,
			argv[at + 1]) :
		ERR_LIMIT;
	arena_free(a);
	if (e != OK)
		return complain(e);
	if (is_open_data)
		printf("Det som är offentligt av katalogen ligger i %s.\n", argv[at + 1]);
	else
		printf("Allt som får lämnas ut ligger i %s. Läs LÄS-MIG.txt där.\n",
			argv[at + 1]);
	return 0;
}
