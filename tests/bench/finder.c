/* The help finder beside a constant page of the bare HTTP library, for 64 clients. */
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { CLIENTS = 64, WARM = 20, SECONDS = 3, SAMPLES = 4000, ANSWER_BYTES = 8 * 1024,
	HEAD_BYTES = 4096 };

/* As a browser asks: a step of the finder, answered squeezed. */
static const char body[] = "for=jag&vad=prata&vem=k&var=181&klar=1";

/* ---- the floor: the library alone, with the same bytes ---- */

static char constant[ANSWER_BYTES];

static enum MHD_Result
answer_constant(void *arg, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *upload, size_t *upload_size,
	void **seen)
{
	struct MHD_Response *response = arg;

	(void)url;
	(void)method;
	(void)version;
	(void)upload;
	if (!*seen || *upload_size > 0) {
		*seen = response;
		*upload_size = 0;
		return MHD_YES;
	}
	return MHD_queue_response(connection, MHD_HTTP_OK, response);
}

/* A process of its own, as the program is one; ended by its id. */
static pid_t
start_floor(int port)
{
	pid_t pid = fork();
	struct MHD_Response *response;
	struct MHD_Daemon *daemon;

	if (pid != 0)
		return pid;
	response = MHD_create_response_from_buffer(
		sizeof(constant), constant, MHD_RESPMEM_PERSISTENT);
	daemon = MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD, (uint16_t)port, NULL, NULL,
		answer_constant, response, MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_END);
	if (!daemon)
		_exit(1);
	for (;;)
		pause();
}

/* ---- 64 clients ---- */

struct asker {
	int port;
	double until, ms[SAMPLES];
	int n;
};

/* One answer off the wire: its head, then as many bytes as it says. */
static bool
take_answer(int fd)
{
	char in[HEAD_BYTES + ANSWER_BYTES + 1];
	size_t n = 0;

	for (;;) {
		ssize_t got = recv(fd, in + n, sizeof(in) - 1 - n, 0);
		const char *end;

		if (got <= 0)
			return false;
		n += (size_t)got;
		in[n] = '\0';
		end = memmem(in, n, "\r\n\r\n", 4);
		if (end && n - (size_t)(end + 4 - in) == ANSWER_BYTES)
			return memcmp(in, "HTTP/1.1 200", 12) == 0;
		if (n == sizeof(in) - 1)
			return false;
	}
}

static void *
ask_until(void *arg)
{
	struct asker *a = arg;
	int fd = client_dial(a->port), i;
	char request[512];

	snprintf(request, sizeof(request),
		"POST /k HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Encoding: gzip\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\n"
		"Content-Length: %zu\r\n\r\n%s", a->port, sizeof(body) - 1, body);
	for (i = 0; a->n < SAMPLES; i++) {
		double start = now();

		if (fd < 0 || !client_say(fd, request) || !take_answer(fd))
			give_up("an answer of the finder");
		if (i >= WARM)
			a->ms[a->n++] = 1000 * (now() - start);
		if (now() > a->until)
			break;
	}
	close(fd);
	return NULL;
}

/* Answers a second; *p99 in milliseconds. */
static double
ask_many(int port, double *p99)
{
	static struct asker askers[CLIENTS];
	static double all[CLIENTS * SAMPLES];
	pthread_t threads[CLIENTS];
	double start = now();
	int i, n = 0;

	for (i = 0; i < CLIENTS; i++) {
		askers[i].port = port;
		askers[i].until = start + SECONDS;
		askers[i].n = 0;
		if (pthread_create(&threads[i], NULL, ask_until, &askers[i]) != 0)
			give_up("no thread");
	}
	for (i = 0; i < CLIENTS; i++) {
		pthread_join(threads[i], NULL);
		memcpy(all + n, askers[i].ms, (size_t)askers[i].n * sizeof(all[0]));
		n += askers[i].n;
	}
	start = now() - start;
	*p99 = quantile(all, n, 0.99);
	return n / start;
}

void
bench_finder(const struct bench *b)
{
	struct pairs pairs;
	double p99[PAIRS], floor_p99[PAIRS];
	int port = process_free_port(), i, fd;
	pid_t floor = start_floor(port);

	while ((fd = client_dial(port)) < 0)
		usleep(10000);
	close(fd);
	for (i = 0; i < PAIRS; i++) {
		pairs.thing[i] = ask_many(b->port, &p99[i]);
		pairs.floor[i] = ask_many(port, &floor_p99[i]);
	}
	kill(floor, SIGTERM);
	waitpid(floor, NULL, 0);
	put_pairs("answers of the finder, 64 clients", &pairs, "/s",
		"the library's constant page", "≥ 70 %");
	put_row("the same: p99", "< 5 ms", "%.2f ms; the constant page %.2f ms",
		quantile(p99, PAIRS, 0.5), quantile(floor_p99, PAIRS, 0.5));
}
