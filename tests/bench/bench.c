/* Measures the program beside its floors and prints rows of a table; started by `make bench`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/crypto/crypto.h"
#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { START_TIMES = 9 };

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
	put_row("start until `/healthz` answers (asked every 25 ms)", "< 150 ms",
		"median %.0f ms of %d", quantile(ms, START_TIMES, 0.5), START_TIMES);
}

/* A fresh demo with one more account, whose team needs no cards: it never runs out of people. */
static void
prepare(struct bench *b)
{
	snprintf(b->dir, sizeof(b->dir), "/tmp/lotsa-bench-XXXXXX");
	if (!mkdtemp(b->dir))
		give_up("no folder");
	snprintf(b->data, sizeof(b->data), "%s/data", b->dir);
	snprintf(b->keys, sizeof(b->keys), "%s.keys", b->data);
	snprintf(b->bare, sizeof(b->bare), "%s/bare.db", b->dir);
	b->port = process_free_port();
	run(b, "demo");
	shell("echo ovning-bench-klocka-9 | %s user add bench --name Bench --stdin --data %s "
	      ">/dev/null", b->binary, b->data);
	run(b, "user grant bench caseworker --at sodertalje-kommun --team 'Öppna spåret'");
}

/* What was handed out is changed first. */
static void
choose_password(const struct bench *b)
{
	struct client c = client_new(b->port);

	must(client_settle_in(&c, "bench", "ovning-bench-klocka-9", "ovning-bench-minut-9"),
		"first password");
	client_free(&c);
}

static bool
is_named(int argc, char **argv, const char *part)
{
	int i;

	for (i = 2; i < argc; i++)
		if (strcmp(argv[i], part) == 0)
			return true;
	return false;
}

static bool
is_asked_for(int argc, char **argv, const char *part)
{
	return argc < 3 || is_named(argc, argv, part);
}

/* lotsa-bench PROGRAM [PART ...]: without parts all but those that take long, catalogue and release. */
int
main(int argc, char **argv)
{
	struct bench b = { .binary = argc > 1 ? argv[1] : "build/lotsa" };
	int status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	must(crypto_init(), "crypto");
	prepare(&b);
	printf("| what | measured | aim |\n|---|---|---|\n");
	bench_start(&b);
	must(process_start(b.binary, b.data, b.port, &b.server), "start");
	choose_password(&b);
	if (is_asked_for(argc, argv, "forms"))
		bench_forms(&b);
	if (is_asked_for(argc, argv, "pages"))
		bench_pages(&b);
	if (is_asked_for(argc, argv, "logins"))
		bench_log_ins(&b);
	if (is_asked_for(argc, argv, "flood"))
		bench_flood(&b);
	if (is_asked_for(argc, argv, "finder"))
		bench_finder(&b);
	if (is_asked_for(argc, argv, "pdf"))
		bench_pdf(&b);
	put_row("memory of the server at its highest", "< 64 MB", "%.0f MiB",
		memory_of(b.server));
	must(process_stop(b.server, &status), "stop");
	if (is_asked_for(argc, argv, "audit"))
		bench_audit(&b);
	if (is_asked_for(argc, argv, "backup"))
		bench_backup(&b);
	if (is_named(argc, argv, "release"))
		bench_release(&b);
	if (is_named(argc, argv, "catalogue"))
		bench_catalogue(&b);
	shell("rm -rf %s", b.dir);
	return status;
}
