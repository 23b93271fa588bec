/* A hundred thousand invented services: imported, and searched beside a scan of their texts. */
#include <sqlite3.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "features/catalogue/catalogue.h"
#include "features/people/people.h"
#include "tests/bench/measure.h"

enum { SERVICES = 100000, ORGANISATIONS = 20000, TIMES = 10, ARENA = 64 * 1024 * 1024 };

/* Parts of words, an alias, two words, one that everybody has, two letters, a place, a number. */
static const char *const searches[] = { "jour", "grund", "samtal stöd", "Åsele", "gr",
	"barn krok", "o1234", "verksamhet 77123", "mottagning för yngre i Umeå", "finns inte" };
enum { SEARCHES = sizeof(searches) / sizeof(searches[0]) };

static const char *const places[] = { "Umeå", "Åsele", "Södertälje", "Malmö", "Östersund",
	"Gävle", "Växjö", "Kiruna" };
static const char *const kinds[] = { "Kvinnojour", "Mansmottagning", "Samtalsgrupp",
	"Brottsofferstöd", "Ungdomsmottagning", "Boendestöd", "Familjecentral" };
static const char *const ends[] = { "Grunden", "Kroken", "Bryggan", "Linden", "Stegen",
	"Hamnen", "Porten", "Ringen", "Källan", "Slussen", "Broarna" };
#define OF(list, i) list[(size_t)(i) % (sizeof(list) / sizeof(list[0]))]

static FILE *
file_in(const char *dir, const char *name)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f)
		give_up(path);
	return f;
}

static void
write_files(const char *dir)
{
	FILE *f = file_in(dir, "organisations.csv");
	int i;

	fprintf(f, "id,name,kind,parent_id,municipality,note,aliases,visibility,website\n");
	for (i = 0; i < ORGANISATIONS; i++)
		fprintf(f, "o%d,Organisationen %s %d,civil_society,,%s,,alias%d,public,\n", i,
			OF(ends, i / 7), i, OF(places, i), i);
	fclose(f);
	f = file_in(dir, "services.csv");
	fprintf(f, "id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,"
		"requires,response_time,same_day,anonymous,phone,phone_note,note,languages,"
		"hours,acute,verified_on,visibility,area,cost,bring\n");
	for (i = 0; i < SERVICES; i++)
		fprintf(f, "s%d,o%d,%s %s,exposed;child,kvinnor;barn,16,99,self;phone,none,"
			"samma dag,yes,yes,08-465 004 %02d,vardagar,verksamhet %d för yngre och "
			"äldre,svenska;engelska,mån-fre 08.00-16.30,yes,2026-06-01,public,"
			"0181;01,free,inget\n",
			i, i % ORGANISATIONS, OF(kinds, i), OF(ends, i / 3), i % 100, i);
	fclose(f);
}

/* The import in a process of its own; how long it took, its processor time and its memory are rows. */
static void
import(const struct bench *b, const char *dir)
{
	double start = now(), seconds, busy;
	struct rusage used;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(1);
		execl(b->binary, b->binary, "import", "catalogue", dir, "--data", dir,
			(char *)NULL);
		_exit(1);
	}
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid || status != 0)
		give_up("the import");
	seconds = now() - start;
	busy = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
		(double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
	put_row("`lotsa import catalogue`, 100 000 services of 20 000 organisations", "< 10 s",
		"%.1f s, of which %.1f s of processor time; %ld MiB at its highest", seconds,
		busy, used.ru_maxrss / 1024);
}

/* What a search without the index does: LIKE over every text, and not even without accents. */
static double
scan(sqlite3 *raw, const char *words)
{
	struct str rest = str_of(words), word;
	struct buf sql BUF_CLEANUP = buf_new(4096);
	sqlite3_stmt *stmt;
	double start = now();

	buf_put(&sql, STR("SELECT count(*) FROM service_text WHERE 1"));
	while (str_split(&rest, ' ', &word))
		buf_printf(&sql, " AND text LIKE '%%%.*s%%'", STR_ARG(word));
	buf_put_byte(&sql, '\0');
	if (sqlite3_prepare_v2(raw, sql.p, -1, &stmt, NULL) != SQLITE_OK ||
		sqlite3_step(stmt) != SQLITE_ROW)
		give_up(sqlite3_errmsg(raw));
	sqlite3_finalize(stmt);
	return 1000 * (now() - start);
}

static void
search(const char *dir)
{
	double found[SEARCHES * TIMES], scanned[SEARCHES];
	struct arena *a = arena_new(ARENA);
	const struct scope *scope;
	struct catalogue_service *rows;
	struct db *db;
	sqlite3 *raw;
	org_id place;
	char path[512];
	size_t n;
	int i;

	snprintf(path, sizeof(path), "%s/lotsa.db", dir);
	must(db_open(path, DB_READ, &db), "database");
	must(org_association(db, a, NULL, &place), "association");
	must(scope_for_job(a, place, "bench", &scope), "scope");
	if (sqlite3_open(path, &raw) != SQLITE_OK)
		give_up(path);
	for (i = 0; i < SEARCHES * TIMES; i++) {
		struct arena *once = arena_new(ARENA);
		double start = now();

		must(catalogue_search(db, scope, once, str_of(searches[i % SEARCHES]), &rows,
			     &n),
			"search");
		found[i] = 1000 * (now() - start);
		arena_free(once);
		if (i < SEARCHES)
			scanned[i] = scan(raw, searches[i]);
	}
	put_row("a search over these services, sorted and ready to show", "p50 < 10 ms",
		"p50 %.2f ms, p95 %.2f ms; `LIKE` over the same texts: median %.0f ms",
		quantile(found, SEARCHES * TIMES, 0.5),
		quantile(found, SEARCHES * TIMES, 0.95), quantile(scanned, SEARCHES, 0.5));
	sqlite3_close(raw);
	db_close(db);
	arena_free(a);
}

void
bench_catalogue(const struct bench *b)
{
	char dir[320];

	snprintf(dir, sizeof(dir), "%s/national", b->dir);
	shell("%s demo --data %s >/dev/null", b->binary, dir);
	write_files(dir);
	import(b, dir);
	search(dir);
}
