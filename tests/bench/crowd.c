/* Log-ins beside bare argon2, and staff's pages while strangers flood the server. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "core/crypto/crypto.h"
#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { LOG_INS = 40, LOG_IN_CLIENTS = 4, FLOODERS = 16, STAFF_TIMES = 1500 };

/* ---- log-ins ---- */

static double
bare_argon2(void)
{
	char hash[CRYPTO_PASSWORD_TEXT];
	double start;
	int i;

	must(crypto_password_hash(STR("ovning-tall-mia-1"), hash), "argon2");
	start = now();
	for (i = 0; i < LOG_INS; i++)
		must(crypto_password_verify(str_of(hash), STR("ovning-tall-mia-1")), "argon2");
	return LOG_INS / (now() - start);
}

static void *
log_in_often(void *arg)
{
	const struct bench *b = arg;
	int i;

	for (i = 0; i < LOG_INS / LOG_IN_CLIENTS; i++) {
		struct client c = client_new(b->port);

		must(client_login(&c, "handlaggare.mia", "ovning-tall-mia-1"), "log-in");
		client_free(&c);
	}
	return NULL;
}

static double
log_ins(const struct bench *b)
{
	pthread_t threads[LOG_IN_CLIENTS];
	double start = now();
	int i;

	for (i = 0; i < LOG_IN_CLIENTS; i++)
		if (pthread_create(&threads[i], NULL, log_in_often, (void *)(uintptr_t)b) != 0)
			give_up("no thread");
	for (i = 0; i < LOG_IN_CLIENTS; i++)
		pthread_join(threads[i], NULL);
	return LOG_INS / (now() - start);
}

void
bench_log_ins(const struct bench *b)
{
	struct pairs pairs;
	int i;

	for (i = 0; i < PAIRS; i++) {
		pairs.floor[i] = bare_argon2();
		pairs.thing[i] = log_ins(b);
	}
	put_pairs("log-ins, 4 clients, one thread for them", &pairs, "/s", "bare argon2id/s",
		"-");
}

/* ---- a flood ---- */

enum flood_kind {
	FLOOD_FORGED,	/* postings without a token */
	FLOOD_GUESSES,	/* passwords */
	FLOOD_QUESTIONS	/* of the help finder, none asked before */
};

struct flooder {
	pthread_t thread;
	const struct bench *b;
	int number;
	enum flood_kind kind;
};

static atomic_bool is_over;
static atomic_long answered, turned_away;

static void *
flood(void *arg)
{
	const struct flooder *f = arg;
	struct client c = client_new(f->b->port);
	int n, status = 0;

	if (f->kind == FLOOD_GUESSES)
		must(client_get(&c, "/in", &status), "/in");
	for (n = 0; !is_over; n++) {
		bool is_question = f->kind == FLOOD_QUESTIONS;
		char form[96];

		snprintf(form, sizeof(form), is_question
			? "for=jag&vad=prata&var=181&klar=1&x=%d-%d"
			: "login=g%d-%d&password=fel+fel+fel+fel", f->number, n);
		if (client_post(&c, is_question ? "/k" : "/in", str_of(form), &status) != OK)
			continue;
		atomic_fetch_add(&answered, 1);
		atomic_fetch_add(&turned_away, status == 503);
	}
	client_free(&c);
	return NULL;
}

/* Staff go round three pages meanwhile. */
static void
staff(const struct bench *b, double ms[STAFF_TIMES])
{
	static const char *const paths[] = { "/samtal", "/hem", "/katalog" };
	struct client c = client_new(b->port);
	int i, status;

	must(client_login(&c, "handlaggare.mia", "ovning-tall-mia-1"), "log-in");
	for (i = 0; i < STAFF_TIMES; i++) {
		double start = now();

		must(client_get(&c, paths[i % 3], &status), "staff page");
		ms[i] = 1000 * (now() - start);
		if (status != 200)
			give_up("a staff page was refused");
	}
	client_free(&c);
}

static void
flood_while_staff_work(const struct bench *b, const char *what, int n,
	enum flood_kind kind)
{
	struct flooder flooders[FLOODERS];
	double ms[STAFF_TIMES], start, seconds;
	int i;

	is_over = false;
	answered = turned_away = 0;
	for (i = 0; i < n; i++) {
		flooders[i] = (struct flooder){ .b = b, .number = i, .kind = kind };
		if (pthread_create(&flooders[i].thread, NULL, flood, &flooders[i]) != 0)
			give_up("no thread");
	}
	start = now();
	staff(b, ms);
	seconds = now() - start;
	is_over = true;
	for (i = 0; i < n; i++)
		pthread_join(flooders[i].thread, NULL);
	put_row(what, "p99 < 20 ms",
		"%.0f answers/s to strangers; staff p50 %.2f ms, p99 %.2f ms",
		(double)answered / seconds, quantile(ms, STAFF_TIMES, 0.5),
		quantile(ms, STAFF_TIMES, 0.99));
}

void
bench_flood(const struct bench *b)
{
	flood_while_staff_work(b, "staff alone", 0, FLOOD_FORGED);
	flood_while_staff_work(b, "16 strangers post without a token", FLOODERS,
		FLOOD_FORGED);
	flood_while_staff_work(b, "16 strangers guess passwords", FLOODERS, FLOOD_GUESSES);
	flood_while_staff_work(b, "16 strangers ask what nobody has asked", FLOODERS,
		FLOOD_QUESTIONS);
}
