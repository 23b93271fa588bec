/* Examining an installation. */
#include "app/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "app/backup.h"
#include "app/day_mark.h"
#include "app/drill.h"
#include "app/escrow.h"
#include "app/marked.h"
#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "core/time/clock.h"
#include "features/catalogue/catalogue.h"
#include "features/people/people.h"
#include "features/screening/screening.h"

enum {
	DOCTOR_ARENA_MAX = 64 << 20,
	DISK_WARNING_MIB = 1024,
	DISK_FAULT_MIB = 100,
	WAL_WARNING_MIB = 64,
	BACKUP_WARNING_DAYS = 7,
	DRILL_WARNING_DAYS = 100
};

/* What the examinations share. */
struct patient {
	const struct config *config;
	struct arena *a;
	struct findings *out;
	struct db *db; /* NULL when the database does not open */
	bool has_keys;
};

static void __attribute__((format(printf, 4, 5)))
find(struct patient *p, enum severity severity, const char *advice, const char *format, ...)
{
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	assert_always(p->out->n < DOCTOR_FINDINGS_MAX);
	p->out->items[p->out->n++] = (struct finding){
		.severity = severity, .text = arena_str(p->a, str_of(line)), .advice = advice
	};
}

/* With the setgid bit a folder is shared with its group on purpose: the user of `lotsa count`. */
static bool
is_shared(const struct stat *st)
{
	return (st->st_mode & S_ISGID) && !(st->st_mode & 07);
}

static void
examine_folder(struct patient *p, const char *what, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		find(p, SEVERITY_FAULT,
			"skapa den med: lotsa migrate --data MAPP, eller ange rätt mapp",
			"%s %s finns inte", what, path);
	else if ((st.st_mode & 077) && !is_shared(&st))
		find(p, SEVERITY_FAULT, "stäng den för andra: chmod -R go= MAPP",
			"%s %s kan läsas eller ändras av andra användare", what, path);
	else
		find(p, SEVERITY_FINE, NULL, "%s är stängd för andra", what);
}

static void
examine_disk(struct patient *p)
{
	struct statvfs fs;
	unsigned long long mib;

	if (statvfs(p->config->data_dir, &fs) != 0)
		return;
	mib = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
	find(p,
		mib < DISK_FAULT_MIB             ? SEVERITY_FAULT
			: mib < DISK_WARNING_MIB ? SEVERITY_WARNING
						 : SEVERITY_FINE,
		mib < DISK_WARNING_MIB
			? "gör plats på disken; en full disk stoppar allt sparande"
			: NULL,
		"ledigt på disken: %llu MiB", mib);
}

/* The latest day on which something was done here: no clock goes back behind it. */
static struct date
latest_mark(struct patient *p)
{
	static const char *const marks[] = { MARK_BACKUP, MARK_DRILL, MARK_COUNT, MARK_AUDIT,
		"backup.verified", "escrow.confirmed" };
	struct date latest = { 0 }, day;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (day_mark_read(p->config, p->a, marks[i], &day) == OK &&
			day.days > latest.days)
			latest = day;
	return latest;
}

/* Before the program was written no clock is right. */
static void
examine_clock(struct patient *p)
{
	struct date latest = latest_mark(p);
	int year, month, day;

	date_parts(clock_today(), &year, &month, &day);
	if (latest.days > clock_today().days)
		find(p, SEVERITY_FAULT,
			"ställ klockan, och låt den följa en tidsserver (timedatectl); inget är "
			"förlorat, men dagar som antecknas nu är fel",
			"klockan är ställd bakåt: här finns något gjort %.*s",
			STR_ARG(date_text(p->a, latest)));
	if (year < 2026)
		find(p, SEVERITY_FAULT,
			"ställ klockan, och låt den följa en tidsserver (timedatectl)",
			"klockan visar %04d-%02d-%02d", year, month, day);
	else
		find(p, SEVERITY_FINE, NULL, "klockan visar %04d-%02d-%02d", year, month, day);
}

static void
examine_database(struct patient *p)
{
	const char *path = config_db_path(p->config, p->a);
	enum err e = db_open(path, DB_READ, &p->db);
	bool is_open = e == OK;

	if (is_open)
		e = db_check(p->db);
	if (e == OK) {
		find(p, SEVERITY_FINE, NULL, "databasen öppnas och har rätt form (steg %d)",
			db_schema_known());
		return;
	}
	if (is_open)
		db_close(p->db);
	p->db = NULL;
	if (e == ERR_INVALID)
		find(p, SEVERITY_FAULT,
			"ta en säkerhetskopia och kör: lotsa migrate --data MAPP",
			"databasen är äldre än programmet");
	else if (e == ERR_CONFLICT)
		find(p, SEVERITY_FAULT, "använd det nyare programmet",
			"databasen är nyare än programmet");
	else if (e == ERR_NOT_FOUND)
		find(p, SEVERITY_FAULT,
			"skapa den med lotsa migrate, eller återställ en säkerhetskopia "
			"med lotsa restore",
			"databasen %s finns inte", path);
	else
		find(p, SEVERITY_FAULT,
			"flytta undan den och återställ en säkerhetskopia med lotsa "
			"restore",
			"databasen %s går inte att läsa (%s)", path, err_words(e));
}

static void
examine_log_file(struct patient *p)
{
	struct stat st;
	long mib = 0;

	if (stat(arena_printf(p->a, "%s-wal", config_db_path(p->config, p->a)).p, &st) == 0)
		mib = (long)(st.st_size >> 20);
	find(p, mib > WAL_WARNING_MIB ? SEVERITY_WARNING : SEVERITY_FINE,
		mib > WAL_WARNING_MIB
			? "kör lotsa count, som tömmer den; blir den stor igen, starta om "
			  "servern"
			: NULL,
		"databasens skrivlogg: %ld MiB", mib);
}

static void
examine_keys(struct patient *p)
{
	enum err e = audit_open_keys(p->config->keys_dir);

	p->has_keys = e == OK;
	if (e == OK)
		e = keys_open(p->config->keys_dir, p->config->data_dir);
	if (e == OK)
		find(p, SEVERITY_FINE, NULL, "nycklarna öppnas");
	else
		find(p, SEVERITY_FAULT,
			e == ERR_FORBIDDEN
				? "stäng dem för andra: chmod -R go= MAPP"
				: "lägg tillbaka nyckelmappen ur förvaret; utan den går inget "
				  "att spara",
			"nycklarna i %s går inte att öppna (%s)", p->config->keys_dir,
			err_words(e));
}

static void
examine_audit(struct patient *p)
{
	struct audit_fault fault = { .reason = NULL };
	int64_t rows = 0;
	enum err e;

	if (!p->db || !p->has_keys)
		return;
	e = audit_verify(p->db, &rows, &fault);
	if (e == OK)
		find(p, SEVERITY_FINE, NULL, "loggens kedja är hel: %lld rader",
			(long long)rows);
	else if (e == ERR_CONFLICT && fault.reason)
		find(p, SEVERITY_FAULT,
			"rör inget; tillkalla den som granskar loggen och den som sköter "
			"driften; är databasen avkortad hjälper lotsa restore",
			"loggens kedja %lld är bruten vid rad %lld (%s)",
			(long long)fault.org.v, (long long)fault.seq, fault.reason);
	else
		find(p, SEVERITY_FAULT, "läs felet, och pröva: lotsa audit verify --data MAPP",
			"loggen gick inte att läsa (%s)", err_words(e));
}

/* Facts too old in one association's catalogue, and addresses beside protected housing, added to both. */
static enum err
count_catalogue(struct patient *p, org_id association, int64_t *n, int64_t *n_addresses)
{
	const struct scope *scope;
	int64_t stale = 0, addresses = 0;

	TRY(scope_for_job(p->a, association, "doctor", &scope));
	TRY(catalogue_to_verify(p->db, scope, p->a, clock_today(), &stale));
	TRY(catalogue_count_beside_protected(p->db, scope, p->a, &addresses));
	*n += stale;
	*n_addresses += addresses;
	return OK;
}

static void
examine_catalogue(struct patient *p)
{
	struct org_row *orgs;
	size_t i, n;
	int64_t stale = 0, addresses = 0;

	if (!p->db || org_list(p->db, p->a, ORG_ASSOCIATION, &orgs, &n) != OK)
		return;
	for (i = 0; i < n; i++)
		if (count_catalogue(p, orgs[i].id, &stale, &addresses) != OK)
			return;
	find(p, stale ? SEVERITY_WARNING : SEVERITY_FINE,
		stale ? "be katalogens redaktör kontrollera dem under Katalog, Att kontrollera"
		      : NULL,
		"inaktuella uppgifter i katalogen: %lld", (long long)stale);
	find(p, addresses ? SEVERITY_FAULT : SEVERITY_FINE,
		addresses ? "rätta organisations.csv, kör lotsa import catalogue MAPP" : NULL,
		"skyddade boenden vars organisation har en adress: %lld", (long long)addresses);
}

static void
examine_ballots(struct patient *p)
{
	int64_t boxes = 0;

	if (!p->db || screening_boxes_to_count(p->db, p->a, &boxes) != OK)
		return;
	find(p, boxes ? SEVERITY_WARNING : SEVERITY_FINE,
		boxes ? "kör lotsa count --data MAPP, och se att dess timer går" : NULL,
		"lådor som är fulla nog att räknas: %lld", (long long)boxes);
}

static void
examine_backup(struct patient *p)
{
	static const char advice[] =
		"kör lotsa backup --to FIL och sedan lotsa verify-backup --from FIL";
	struct date day;
	int days;

	if (backup_last_verified(p->config, p->a, &day) != OK) {
		find(p, SEVERITY_WARNING, advice, "ingen säkerhetskopia har prövats");
		return;
	}
	days = clock_today().days - day.days;
	find(p, days > BACKUP_WARNING_DAYS ? SEVERITY_WARNING : SEVERITY_FINE,
		days > BACKUP_WARNING_DAYS ? advice : NULL,
		"dagar sedan en säkerhetskopia prövades: %d", days);
}

static void
examine_drill(struct patient *p)
{
	static const char advice[] =
		"öva en gång i kvartalet: lotsa drill --from FIL --escrow FIL";
	struct date day;
	int days;

	if (drill_last_done(p->config, p->a, &day) != OK) {
		find(p, SEVERITY_WARNING, advice, "ingen återställning har övats");
		return;
	}
	days = clock_today().days - day.days;
	find(p, days > DRILL_WARNING_DAYS ? SEVERITY_WARNING : SEVERITY_FINE,
		days > DRILL_WARNING_DAYS ? advice : NULL,
		"dagar sedan en återställning övades: %d", days);
}

static void
examine_escrow(struct patient *p)
{
	struct date day;

	if (escrow_last_confirmed(p->config, p->a, &day) == OK)
		find(p, SEVERITY_FINE, NULL, "nycklarnas förvar prövades %.*s",
			STR_ARG(date_text(p->a, day)));
	else
		find(p, SEVERITY_WARNING,
			"kör lotsa escrow make --to FIL och sedan lotsa escrow confirm --from FIL",
			"nycklarnas förvar är inte prövat: går nyckelmappen förlorad är allt förlorat");
}

/* Whoever finds a hole must know whom to tell (RFC 9116). */
static void
examine_contact(struct patient *p)
{
	const char *contact = p->config->security_contact;
	bool is_said = contact && *contact;

	find(p, is_said ? SEVERITY_FINE : SEVERITY_WARNING,
		is_said ? NULL
			: "ge inställningen security-contact en adress, mailto: eller https:",
		is_said ? "security.txt säger vart säkerhetsfel anmäls"
			: "ingen security.txt: ingen får veta vart säkerhetsfel anmäls");
}

void
doctor_examine(const struct config *config, struct arena *a, struct findings *out)
{
	struct patient p = { .config = config, .a = a, .out = out };

	out->n = 0;
	examine_folder(&p, "datamappen", config->data_dir);
	examine_folder(&p, "nyckelmappen", config->keys_dir);
	examine_disk(&p);
	examine_clock(&p);
	examine_database(&p);
	examine_log_file(&p);
	examine_keys(&p);
	examine_audit(&p);
	examine_catalogue(&p);
	examine_ballots(&p);
	examine_backup(&p);
	examine_drill(&p);
	examine_escrow(&p);
	examine_contact(&p);
	db_close(p.db);
	audit_close_keys();
	keys_close();
}

int
app_command_doctor(const struct config *config, int argc, char **argv)
{
	static const char *const marks[] = { "bra   ", "varning", "fel   " };
	struct findings findings;
	struct arena *a;
	int worst = SEVERITY_FINE;
	size_t i;

	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "Så här: lotsa doctor --data MAPP\n");
		return SEVERITY_FAULT;
	}
	a = arena_new(DOCTOR_ARENA_MAX);
	if (!a || crypto_init() != OK) {
		arena_free(a);
		fprintf(stderr, "lotsa doctor: minnet räcker inte\n");
		return SEVERITY_FAULT;
	}
	doctor_examine(config, a, &findings);
	for (i = 0; i < findings.n; i++) {
		const struct finding *f = &findings.items[i];

		printf("%-8s%.*s\n", marks[f->severity], STR_ARG(f->text));
		if (f->advice)
			printf("        Gör så här: %s\n", f->advice);
		if ((int)f->severity > worst)
			worst = (int)f->severity;
	}
	arena_free(a);
	return worst;
}
