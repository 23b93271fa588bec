/* How long every kind of page takes, one after another over one connection. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { TIMES = 300, PATH_MAX_HERE = 256 };

enum who { NOBODY, CASEWORKER, LEAD, EDITOR, MANAGER, ANALYST, AUDITOR, ADMINISTRATOR,
	NATION_ADMINISTRATOR, N_WHO };

static const struct {
	const char *login, *password;
} users[N_WHO] = {
	[CASEWORKER] = { "handlaggare.mia", "ovning-tall-mia-1" },
	[LEAD] = { "teamsamordnare", "ovning-bro-team-3" },
	[EDITOR] = { "samordnare", "ovning-karta-kat-4" },
	[MANAGER] = { "forbundschef", "ovning-lykta-chef-5" },
	[ANALYST] = { "analytiker", "ovning-kurva-ana-6" },
	[AUDITOR] = { "granskare", "ovning-lupp-logg-7" },
	[ADMINISTRATOR] = { "administrator", "ovning-nyckel-adm-8" },
	[NATION_ADMINISTRATOR] = { "administrator.landet", "ovning-ram-landet-9" },
};

/*
 * In the order of users: every page that a GET alone shows.  What stands for a hole of a route is taken
 * from the first link on `from` that goes on so.  A browser test compares this list with the routes.
 */
static const struct {
	enum who who;
	const char *route, *from;
	const char *begin;	/* posted to `from`, where the page is there only after that */
} pages[] = {
	{ NOBODY, "/", NULL, NULL },
	{ NOBODY, "/k", NULL, NULL },
	{ NOBODY, "/K", NULL, NULL },
	{ NOBODY, "/en", NULL, NULL },
	{ NOBODY, "/latt", NULL, NULL },
	{ NOBODY, "/k/kort", NULL, NULL },
	{ NOBODY, "/en/kort", NULL, NULL },
	{ NOBODY, "/latt/kort", NULL, NULL },
	{ NOBODY, "/akut", NULL, NULL },
	{ NOBODY, "/in", NULL, NULL },
	{ NOBODY, "/in/kod", NULL, NULL },
	{ NOBODY, "/in/lank", NULL, NULL },
	{ NOBODY, "/tillganglighet", NULL, NULL },
	{ NOBODY, "/personuppgifter", NULL, NULL },
	{ NOBODY, "/bekrafta", NULL, NULL },
	{ NOBODY, "/bekrafta/tack", NULL, NULL },
	{ NOBODY, "/api", NULL, NULL },
	{ NOBODY, "/services", NULL, NULL },
	{ NOBODY, "/organizations", NULL, NULL },
	{ CASEWORKER, "/hem", NULL, NULL },
	{ CASEWORKER, "/hem/dagen", NULL, NULL },
	{ CASEWORKER, "/samtal", NULL, NULL },
	{ CASEWORKER, "/samtal/nytt/:id", "/samtal", NULL },
	{ CASEWORKER, "/samtal/papper", NULL, NULL },
	{ CASEWORKER, "/samtal/slut", NULL, NULL },
	{ CASEWORKER, "/samtal/egna-ord", NULL, NULL },
	{ CASEWORKER, "/samtal/kort/nytt", NULL, NULL },
	{ CASEWORKER, "/samtal/oppning", NULL, NULL },
	{ CASEWORKER, "/ovning", NULL, NULL },
	{ CASEWORKER, "/ovning/samtal/nytt", NULL, NULL },
	{ CASEWORKER, "/ovning/samtal/slut", NULL, NULL },
	{ CASEWORKER, "/ovning/samtal/dold", NULL, NULL },
	{ CASEWORKER, "/ovning/samtal/personal", NULL, NULL },
	{ CASEWORKER, "/ovning/lotsningar/ny", NULL, NULL },
	{ CASEWORKER, "/ovning/klart", NULL, NULL },
	{ CASEWORKER, "/ovning/samtal/fragor", "/ovning/samtal/nytt",
		"nyckel=0123456789abcdef0123456789abcdef&kon=woman&alder=25-39&sprak=sv&gor=borja" },
	{ CASEWORKER, "/vagledning", NULL, NULL },
	{ CASEWORKER, "/lotsningar", NULL, NULL },
	{ CASEWORKER, "/lotsningar/:id", "/lotsningar", NULL },
	{ CASEWORKER, "/lotsningar/:id/lapp", "/lotsningar", NULL },
	{ CASEWORKER, "/lotsningar/:id/las", "/lotsningar", NULL },
	{ CASEWORKER, "/lotsningar/ny", NULL, NULL },
	{ CASEWORKER, "/lotsningar/oppning", NULL, NULL },
	{ CASEWORKER, "/katalog", NULL, NULL },
	{ CASEWORKER, "/katalog/:id", "/katalog", NULL },
	{ CASEWORKER, "/katalog/ny", NULL, NULL },
	{ CASEWORKER, "/katalog/upphorda", NULL, NULL },
	{ CASEWORKER, "/katalog/:id/andring", "/katalog", NULL },
	{ CASEWORKER, "/katalog/:id/historik", "/katalog", NULL },
	{ CASEWORKER, "/statistik", NULL, NULL },
	{ CASEWORKER, "/handbok", NULL, NULL },
	{ CASEWORKER, "/handbok/:code", "/handbok", NULL },
	{ CASEWORKER, "/konto", NULL, NULL },
	{ CASEWORKER, "/konto/kvar", NULL, NULL },
	{ CASEWORKER, "/plats", NULL, NULL },
	{ LEAD, "/hem", NULL, NULL },
	{ LEAD, "/samtal/ej-tillfragade", NULL, NULL },
	{ LEAD, "/samtal/underlag", NULL, NULL },
	{ LEAD, "/samtal/oppningar", NULL, NULL },
	{ LEAD, "/lotsningar/oppningar", NULL, NULL },
	{ LEAD, "/bekraftelser", NULL, NULL },
	{ LEAD, "/bekraftelser/:id", "/bekraftelser", NULL },
	{ EDITOR, "/hem", NULL, NULL },
	{ EDITOR, "/katalog/att-kontrollera", NULL, NULL },
	{ EDITOR, "/katalog/:id/uppgifter", "/katalog", NULL },
	{ EDITOR, "/katalog/andringar", NULL, NULL },
	{ EDITOR, "/katalog/andringar/:id", "/katalog/andringar", NULL },
	{ EDITOR, "/material", NULL, NULL },
	{ EDITOR, "/material/:id", "/material", NULL },
	{ EDITOR, "/vagledning/texter", NULL, NULL },
	{ EDITOR, "/vagledning/texter/:code", "/vagledning/texter", NULL },
	{ MANAGER, "/hem", NULL, NULL },
	{ MANAGER, "/statistik", NULL, NULL },
	{ MANAGER, "/statistik/forbund", NULL, NULL },
	{ MANAGER, "/rapport", NULL, NULL },
	{ MANAGER, "/rapport/text", NULL, NULL },
	{ ANALYST, "/hem", NULL, NULL },
	{ ANALYST, "/statistik", NULL, NULL },
	{ ANALYST, "/statistik/nation", NULL, NULL },
	{ AUDITOR, "/hem", NULL, NULL },
	{ AUDITOR, "/granskning", NULL, NULL },
	{ AUDITOR, "/granskning/ny", NULL, NULL },
	{ AUDITOR, "/granskning/lista", NULL, NULL },
	{ ADMINISTRATOR, "/hem", NULL, NULL },
	{ ADMINISTRATOR, "/admin", NULL, NULL },
	{ ADMINISTRATOR, "/admin/konton/:id", "/admin", NULL },
	{ ADMINISTRATOR, "/admin/konton/nytt", NULL, NULL },
	{ ADMINISTRATOR, "/admin/konton/befintligt", NULL, NULL },
	{ ADMINISTRATOR, "/admin/begaran", NULL, NULL },
	{ ADMINISTRATOR, "/admin/insatser", NULL, NULL },
	{ ADMINISTRATOR, "/admin/insatser/ny", NULL, NULL },
	{ ADMINISTRATOR, "/admin/insatser/:id", "/admin/insatser", NULL },
	{ ADMINISTRATOR, "/admin/team/nytt", NULL, NULL },
	{ ADMINISTRATOR, "/admin/team/:id", "/admin/insatser", NULL },
	{ NATION_ADMINISTRATOR, "/admin/program", NULL, NULL },
};

static bool
fits_hole(char c, bool is_id)
{
	bool is_digit = c >= '0' && c <= '9';

	return is_digit || (!is_id && ((c >= 'a' && c <= 'z') || c == '-'));
}

/* The route with its hole filled from the last answer. */
static void
fill(const struct client *c, const char *route, char path[PATH_MAX_HERE])
{
	struct str body = buf_str(&c->in);
	const char *hole = strchr(route, ':'), *tail = hole ? strchr(hole, '/') : NULL;
	char wanted[PATH_MAX_HERE];
	bool is_id = hole && strncmp(hole, ":id", 3) == 0;
	size_t n = (size_t)snprintf(wanted, sizeof(wanted), "href=\"%.*s",
		hole ? (int)(hole - route) : 0, route), i;

	for (i = 0; i + n < body.n; i++)
		if (memcmp(body.p + i, wanted, n) == 0 && fits_hole(body.p[i + n], is_id)) {
			size_t from = i + strlen("href=\""), to = i + n;

			while (to < body.n && fits_hole(body.p[to], is_id))
				to++;
			if (!is_id && body.p[to] != '"')
				continue;
			snprintf(path, PATH_MAX_HERE, "%.*s%s", (int)(to - from),
				body.p + from, tail ? tail : "");
			return;
		}
	give_up(route);
}

/* Seconds of processor time of all threads of the server so far, whatever else the machine does. */
static double
processor_time(pid_t pid)
{
	char path[300];
	struct dirent *entry;
	double sum = 0, ns;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	while (tasks && (entry = readdir(tasks))) {
		FILE *f;

		snprintf(path, sizeof(path), "/proc/%d/task/%s/schedstat", (int)pid,
			entry->d_name);
		f = entry->d_name[0] == '.' ? NULL : fopen(path, "r");
		if (f && fscanf(f, "%lf", &ns) == 1)
			sum += ns / 1e9;
		if (f)
			fclose(f);
	}
	if (tasks)
		closedir(tasks);
	return sum;
}

static void
measure(const struct bench *b, struct client *c, const char *path, const char *name,
	const char *login)
{
	double ms[TIMES], busy = processor_time(b->server);
	char what[PATH_MAX_HERE + 64];
	int i, status = 0;

	for (i = 0; i < TIMES; i++) {
		double start = now();

		must(client_get(c, path, &status), path);
		ms[i] = 1000 * (now() - start);
		if (status != 200)
			give_up(path);
	}
	snprintf(what, sizeof(what), "`%s`%s%s", name, login ? ", " : "", login ? login : "");
	busy = processor_time(b->server) - busy;
	put_row(what, "< 1 ms", "p50 %.2f ms, p95 %.2f ms, processor %.2f ms, %zu bytes",
		quantile(ms, TIMES, 0.5), quantile(ms, TIMES, 0.95), 1000 * busy / TIMES,
		c->in.n);
}

/* The client of `who`, in place of that of somebody else: an idle connection is closed in between. */
static void
become(const struct bench *b, enum who who, struct client *c)
{
	client_free(c);
	*c = client_new(b->port);
	if (users[who].login)
		must(client_login(c, users[who].login, users[who].password), "log-in");
}

void
bench_pages(const struct bench *b)
{
	struct client c = client_new(b->port);
	enum who who = NOBODY;
	size_t p;

	for (p = 0; p < sizeof(pages) / sizeof(pages[0]); p++) {
		char path[PATH_MAX_HERE];
		int status = 0;

		if (pages[p].who != who)
			become(b, pages[p].who, &c);
		who = pages[p].who;
		snprintf(path, sizeof(path), "%s", pages[p].route);
		if (pages[p].from) {
			must(client_get(&c, pages[p].from, &status), pages[p].from);
			if (pages[p].begin)
				must(client_post(&c, pages[p].from, str_of(pages[p].begin),
					&status), pages[p].from);
			else
				fill(&c, pages[p].route, path);
		}
		measure(b, &c, path, pages[p].route, users[who].login);
	}
	client_free(&c);
}
