/* Measures the program beside its floor in one run, and prints ratios; started by `make bench`. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/bare.h"
#include "tests/harness/client.h"

enum { PAIRS = 5, FORMS = 400, LIST_TIMES = 400, START_TIMES = 9, CLIENTS_MAX = 8 };

struct typist {
	struct client client;
	char team[32];
	int each, saved;
};

struct bench {
	const char *binary;
	char dir[256], data[300], bare[300];
	int port;
	pid_t server;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
give_up(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

static void
must(enum err e, const char *what)
{
	if (e != OK) {
		fprintf(stderr, "bench: %s: %s\n", what, err_name(e));
		exit(1);
	}
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
quantile(double *values, int n, double q)
{
	qsort(values, (size_t)n, sizeof(*values), by_size);
	return values[(int)(q * (n - 1) + 0.5)];
}

/* Runs the program with a command line of the shell and throws its words away. */
static void
run(const struct bench *b, const char *words)
{
	char line[1024];

	snprintf(line, sizeof(line), "%s %s --data %s >/dev/null", b->binary, words, b->data);
	if (system(line) != 0)
		give_up(line);
}

/* Takes the typist to the paper form of the counts-only team. */
static void
sit_down(struct typist *t, int port)
{
	int status;

	t->client = client_new(port);
	must(client_login(&t->client, "bench", "ovning-bench-klocka-9"), "log-in");
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

/* Pairs of the floor and the program, taken in turn, so that a slow spell hits both. */
static void
bench_paper(const struct bench *b, int clients)
{
	double bare[PAIRS], http[PAIRS], ratio[PAIRS];
	int i;

	for (i = 0; i < PAIRS; i++) {
		must(bare_run(b->bare, clients, FORMS / clients, &bare[i]), "bare SQLite");
		http[i] = http_run(b, clients, FORMS / clients);
		ratio[i] = http[i] / bare[i];
	}
	printf("paper form, %d client%s: %.0f forms/s over HTTP, %.0f forms/s bare SQLite, "
	       "ratio %.0f %% (median of %d pairs, %.0f-%.0f %%)\n",
		clients, clients == 1 ? "" : "s", quantile(http, PAIRS, 0.5),
		quantile(bare, PAIRS, 0.5), 100 * quantile(ratio, PAIRS, 0.5), PAIRS,
		100 * quantile(ratio, PAIRS, 0), 100 * quantile(ratio, PAIRS, 1));
}

static void
bench_page(const struct bench *b, const char *login, const char *password, const char *path)
{
	double ms[LIST_TIMES];
	struct client c = client_new(b->port);
	size_t bytes;
	int i, status = 200;

	if (login)
		must(client_login(&c, login, password), "log-in");
	for (i = 0; i < LIST_TIMES && status == 200; i++) {
		double start = now();

		must(client_get(&c, path, &status), path);
		ms[i] = 1000 * (now() - start);
	}
	if (status != 200)
		give_up(path);
	bytes = c.in.n;
	printf("page %s: p50 %.2f ms, p95 %.2f ms, %zu bytes\n", path,
		quantile(ms, LIST_TIMES, 0.5), quantile(ms, LIST_TIMES, 0.95), bytes);
	client_free(&c);
}

/* Resident memory of the server in MiB, from /proc. */
static double
memory_of(pid_t pid)
{
	char path[64], line[256];
	double kib = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "VmHWM: %lf", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib / 1024;
}

static void
bench_start(struct bench *b)
{
	double ms[START_TIMES];
	int i, status;

	for (i = 0; i < START_TIMES; i++) {
		double start = now();

		must(process_start(b->binary, b->data, b->port, &b->server), "start");
		ms[i] = 1000 * (now() - start);
		must(process_stop(b->server, &status), "stop");
	}
	printf("start until /healthz answers: median %.0f ms of %d "
	       "(the client asks every 25 ms)\n",
		quantile(ms, START_TIMES, 0.5), START_TIMES);
}

/* A fresh demo with one more account, whose team needs no cards: it never runs out of people. */
static void
prepare(struct bench *b)
{
	char line[600];

	snprintf(b->dir, sizeof(b->dir), "/tmp/lotsa-bench-XXXXXX");
	if (!mkdtemp(b->dir))
		give_up("no folder");
	snprintf(b->data, sizeof(b->data), "%s/data", b->dir);
	snprintf(b->bare, sizeof(b->bare), "%s/bare.db", b->dir);
	b->port = process_free_port();
	run(b, "demo");
	snprintf(line, sizeof(line),
		"echo ovning-bench-klocka-9 | %s user add bench --name Bench --stdin "
		"--data %s >/dev/null",
		b->binary, b->data);
	if (system(line) != 0)
		give_up(line);
	run(b, "user grant bench caseworker --at sodertalje-kommun --team 'Öppna spåret'");
}

int
main(int argc, char **argv)
{
	struct bench b = { .binary = argc > 1 ? argv[1] : "build/lotsa" };
	char line[320];
	int status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare(&b);
	bench_start(&b);
	must(process_start(b.binary, b.data, b.port, &b.server), "start");
	bench_paper(&b, 1);
	bench_paper(&b, 8);
	bench_page(&b, NULL, NULL, "/akut");
	bench_page(&b, "handlaggare.mia", "ovning-tall-mia-1", "/samtal");
	bench_page(&b, "handlaggare.mia", "ovning-tall-mia-1", "/hem");
	bench_page(&b, "handlaggare.mia", "ovning-tall-mia-1", "/katalog");
	bench_page(&b, "forbundschef", "ovning-lykta-chef-5", "/statistik");
	printf("memory of the server at its highest: %.0f MiB\n", memory_of(b.server));
	must(process_stop(b.server, &status), "stop");
	snprintf(line, sizeof(line), "rm -rf %s", b.dir);
	return system(line) == 0 && status == 0 ? 0 : 1;
}
