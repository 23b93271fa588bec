/* How long every kind of page takes, one after another over one connection. */
#include <stdio.h>
#include <string.h>

#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { TIMES = 300, PATH_MAX_HERE = 256 };

enum who { NOBODY, CASEWORKER, LEAD, EDITOR, MANAGER, ANALYST, AUDITOR, ADMINISTRATOR, N_WHO };

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
};

/* In the order of users.  With `link`, the first address on the page that goes on so, with a number. */
static const struct {
	enum who who;
	const char *path, *link, *tail;
} pages[] = {
	{ NOBODY, "/", NULL, "" },
	{ NOBODY, "/akut", NULL, "" },
	{ NOBODY, "/in", NULL, "" },
	{ NOBODY, "/in/kod", NULL, "" },
	{ NOBODY, "/in/lank", NULL, "" },
	{ NOBODY, "/tillganglighet", NULL, "" },
	{ NOBODY, "/personuppgifter", NULL, "" },
	{ CASEWORKER, "/hem", NULL, "" },
	{ CASEWORKER, "/samtal", NULL, "" },
	{ CASEWORKER, "/samtal", "/samtal/nytt/", "" },
	{ CASEWORKER, "/samtal/papper", NULL, "" },
	{ CASEWORKER, "/samtal/slut", NULL, "" },
	{ CASEWORKER, "/samtal/kort/nytt", NULL, "" },
	{ CASEWORKER, "/samtal/oppning", NULL, "" },
	{ CASEWORKER, "/ovning", NULL, "" },
	{ CASEWORKER, "/vagledning", NULL, "" },
	{ CASEWORKER, "/lotsningar", NULL, "" },
	{ CASEWORKER, "/lotsningar", "/lotsningar/", "" },
	{ CASEWORKER, "/lotsningar", "/lotsningar/", "/lapp" },
	{ CASEWORKER, "/lotsningar", "/lotsningar/", "/las" },
	{ CASEWORKER, "/lotsningar/ny", NULL, "" },
	{ CASEWORKER, "/katalog", NULL, "" },
	{ CASEWORKER, "/katalog", "/katalog/", "" },
	{ CASEWORKER, "/katalog", "/katalog/", "/andring" },
	{ CASEWORKER, "/katalog", "/katalog/", "/historik" },
	{ CASEWORKER, "/statistik", NULL, "" },
	{ CASEWORKER, "/handbok", NULL, "" },
	{ CASEWORKER, "/handbok/fraga", NULL, "" },
	{ CASEWORKER, "/konto", NULL, "" },
	{ CASEWORKER, "/plats", NULL, "" },
	{ LEAD, "/hem", NULL, "" },
	{ LEAD, "/samtal/ej-tillfragade", NULL, "" },
	{ LEAD, "/samtal/underlag", NULL, "" },
	{ LEAD, "/samtal/oppningar", NULL, "" },
	{ LEAD, "/lotsningar/oppningar", NULL, "" },
	{ LEAD, "/bekraftelser", NULL, "" },
	{ EDITOR, "/hem", NULL, "" },
	{ EDITOR, "/katalog/att-kontrollera", NULL, "" },
	{ EDITOR, "/katalog/andringar", NULL, "" },
	{ EDITOR, "/katalog/andringar", "/katalog/andringar/", "" },
	{ EDITOR, "/vagledning/texter", NULL, "" },
	{ MANAGER, "/hem", NULL, "" },
	{ MANAGER, "/statistik", NULL, "" },
	{ MANAGER, "/statistik/forbund", NULL, "" },
	{ ANALYST, "/hem", NULL, "" },
	{ ANALYST, "/statistik", NULL, "" },
	{ AUDITOR, "/hem", NULL, "" },
	{ AUDITOR, "/granskning", NULL, "" },
	{ AUDITOR, "/granskning/ny", NULL, "" },
	{ AUDITOR, "/granskning/lista", NULL, "" },
	{ ADMINISTRATOR, "/hem", NULL, "" },
	{ ADMINISTRATOR, "/admin", NULL, "" },
	{ ADMINISTRATOR, "/admin", "/admin/konton/", "" },
	{ ADMINISTRATOR, "/admin/konton/nytt", NULL, "" },
	{ ADMINISTRATOR, "/admin/begaran", NULL, "" },
	{ ADMINISTRATOR, "/admin/insatser", NULL, "" },
	{ ADMINISTRATOR, "/admin/insatser", "/admin/insatser/", "" },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The first href="LINK1234..." of the last answer, up to the end of the number. */
static void
find_link(const struct client *c, const char *link, char path[PATH_MAX_HERE])
{
	struct str body = buf_str(&c->in);
	char wanted[PATH_MAX_HERE];
	size_t n = (size_t)snprintf(wanted, sizeof(wanted), "href=\"%s", link), i;

	for (i = 0; i + n < body.n; i++)
		if (memcmp(body.p + i, wanted, n) == 0 && is_digit(body.p[i + n])) {
			size_t from = i + strlen("href=\""), to = i + n;

			while (to < body.n && is_digit(body.p[to]))
				to++;
			snprintf(path, PATH_MAX_HERE, "%.*s", (int)(to - from), body.p + from);
			return;
		}
	give_up(link);
}

static void
measure(struct client *c, const char *path, const char *name, const char *login)
{
	double ms[TIMES];
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
	put_row(what, "< 1 ms", "p50 %.2f ms, p95 %.2f ms, %zu bytes", quantile(ms, TIMES, 0.5),
		quantile(ms, TIMES, 0.95), c->in.n);
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
		char path[PATH_MAX_HERE], name[PATH_MAX_HERE];
		int status = 0;

		if (pages[p].who != who)
			become(b, pages[p].who, &c);
		who = pages[p].who;
		snprintf(path, sizeof(path), "%s", pages[p].path);
		snprintf(name, sizeof(name), "%s", pages[p].path);
		if (pages[p].link) {
			must(client_get(&c, pages[p].path, &status), pages[p].path);
			find_link(&c, pages[p].link, path);
			snprintf(path + strlen(path), sizeof(path) - strlen(path), "%s",
				pages[p].tail);
			snprintf(name, sizeof(name), "%s:id%s", pages[p].link, pages[p].tail);
		}
		measure(&c, path, name, users[who].login);
	}
	client_free(&c);
}
