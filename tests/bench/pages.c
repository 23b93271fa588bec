/* How long pages take, one after another over one connection. */
#include <stdio.h>

#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { TIMES = 300 };

static const struct {
	const char *path, *login, *password;
} pages[] = {
	{ "/", NULL, NULL },
	{ "/akut", NULL, NULL },
	{ "/in", NULL, NULL },
	{ "/hem", "handlaggare.mia", "ovning-tall-mia-1" },
	{ "/samtal", "handlaggare.mia", "ovning-tall-mia-1" },
	{ "/samtal/papper", "handlaggare.mia", "ovning-tall-mia-1" },
	{ "/lotsningar", "handlaggare.mia", "ovning-tall-mia-1" },
	{ "/katalog", "handlaggare.mia", "ovning-tall-mia-1" },
	{ "/konto", "handlaggare.mia", "ovning-tall-mia-1" },
	{ "/hem", "teamsamordnare", "ovning-bro-team-3" },
	{ "/katalog", "samordnare", "ovning-karta-kat-4" },
	{ "/hem", "forbundschef", "ovning-lykta-chef-5" },
	{ "/statistik", "forbundschef", "ovning-lykta-chef-5" },
	{ "/granskning", "granskare", "ovning-lupp-logg-7" },
	{ "/admin", "administrator", "ovning-nyckel-adm-8" },
};

void
bench_pages(const struct bench *b)
{
	size_t p;

	for (p = 0; p < sizeof(pages) / sizeof(pages[0]); p++) {
		struct client c = client_new(b->port);
		double ms[TIMES];
		int i, status = 200;
		char what[128];

		if (pages[p].login)
			must(client_login(&c, pages[p].login, pages[p].password), "log-in");
		for (i = 0; i < TIMES && status == 200; i++) {
			double start = now();

			must(client_get(&c, pages[p].path, &status), pages[p].path);
			ms[i] = 1000 * (now() - start);
		}
		if (status != 200)
			give_up(pages[p].path);
		snprintf(what, sizeof(what), "`%s`%s%s", pages[p].path,
			pages[p].login ? ", " : "", pages[p].login ? pages[p].login : "");
		put_row(what, "< 1 ms", "p50 %.2f ms, p95 %.2f ms, %zu bytes",
			quantile(ms, TIMES, 0.5), quantile(ms, TIMES, 0.95), c.in.n);
		client_free(&c);
	}
}
