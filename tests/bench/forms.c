/* Paper forms over HTTP beside their inserts in bare SQLite. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/bare.h"
#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { FORMS = 400, CLIENTS_MAX = 8 };

struct typist {
	struct client client;
	char team[32];
	int each, saved;
};

/* Takes the typist to the paper form of the counts-only team. */
static void
sit_down(struct typist *t, int port)
{
	int status;

	t->client = client_new(port);
	must(client_login(&t->client, "bench", "ovning-bench-minut-9"), "log-in");
	must(client_get(&t->client, "/samtal/papper", &status), "paper form");
	snprintf(t->team, sizeof(t->team), "%.*s", STR_ARG(client_input(&t->client, "team")));
	if (status != 200 || t->team[0] == '\0')
		give_up("no paper form for the bench account");
}

/*
 * Posts forms as a browser with the page open would: the key is fresh each time, the page itself is
 * not read again, so that what is measured is the recording.
 */
static void *
type_forms(void *arg)
{
	struct typist *t = arg;
	int n, status;

	for (n = 0; n < t->each; n++) {
		char form[512], key[33];
		int i;

		for (i = 0; i < 32; i++)
			key[i] = "0123456789abcdef"[random() & 15];
		key[32] = '\0';
		snprintf(form, sizeof(form),
			"nyckel=%s&team=%s&kon=woman&alder=25-39&sprak=sv&gor=spara"
			"&svar1=no&svar2=no"
			"&svar3=earlier&svar4=no&svar5=no&svar6=no_answer&svar7=no",
			key, t->team);
		if (client_post(&t->client, "/samtal/papper", str_of(form), &status) == OK &&
			status == 303)
			t->saved++;
	}
	return NULL;
}

static double
http_run(const struct bench *b, int clients, int each)
{
	struct typist typists[CLIENTS_MAX] = { 0 };
	pthread_t threads[CLIENTS_MAX];
	double start, seconds;
	int i, saved = 0;

	for (i = 0; i < clients; i++) {
		sit_down(&typists[i], b->port);
		typists[i].each = each;
	}
	start = now();
	for (i = 0; i < clients; i++)
		if (pthread_create(&threads[i], NULL, type_forms, &typists[i]) != 0)
			give_up("no thread");
	for (i = 0; i < clients; i++)
		pthread_join(threads[i], NULL);
	seconds = now() - start;
	for (i = 0; i < clients; i++) {
		saved += typists[i].saved;
		client_free(&typists[i].client);
	}
	if (saved != clients * each)
		give_up("a posting was not answered 303");
	return saved / seconds;
}

static void
bench_paper(const struct bench *b, int clients, const char *what, const char *aim)
{
	struct pairs pairs;
	int i;

	for (i = 0; i < PAIRS; i++) {
		must(bare_run(b->bare, clients, FORMS / clients, &pairs.floor[i]),
			"bare SQLite");
		pairs.thing[i] = http_run(b, clients, FORMS / clients);
	}
	put_pairs(what, &pairs, "forms/s", "in bare SQLite", aim);
}

void
bench_forms(const struct bench *b)
{
	bench_paper(b, 1, "a paper form over HTTP, 1 client", "-");
	bench_paper(b, 8, "a paper form over HTTP, 8 clients", ">= 30 %");
}
