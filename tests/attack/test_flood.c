/* Strangers by the hundred, slow, large or guessing, while staff work: the real program. */
#include "tests/harness/harness.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/faults/program.h"
#include "tests/harness/client.h"

enum {
	SLOW_CLIENTS = 200,
	LARGE_CLIENTS = 16,
	PIECES = 32 * 1024,	/* of a kilobyte: far more than is ignored and lies in buffers */
	GUESSERS = 90,		/* more than wait and run together */
	STAFF_TIMES = 40,
	/* A machine with other things to do; alone these pages take a millisecond. */
	PATIENCE_MS = 1500
};

struct house {
	struct world w;
	struct client staff;
	int port;
	pid_t pid;
};

static struct house
house_open(void)
{
	struct house h = { .w = world_new() };
	int status;

	h.pid = program_serve(&h.w, arena_printf(h.w.arena, "%s/log", h.w.dir).p, &h.port);
	h.staff = client_new(h.port);
	CHECK_ERR(OK, client_login(&h.staff, "caseworker", "en+hel+h%C3%B6g+tranor"));
	CHECK_ERR(OK, client_get(&h.staff, "/samtal", &status));
	CHECK(status == 200);
	return h;
}

static void
house_close(struct house *h)
{
	int status;

	client_free(&h->staff);
	CHECK_ERR(OK, process_stop(h->pid, &status));
	ck_assert_int_eq(status, 0);
	world_free(&h->w);
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e3 * (double)t.tv_sec + (double)t.tv_nsec / 1e6;
}

/* An audited page, and one that reads without a record. */
static void
staff_work(struct house *h, int times)
{
	int i, status;

	for (i = 0; i < times; i++) {
		double start = now_ms();

		CHECK_ERR(OK, client_get(&h->staff, i % 2 ? "/samtal" : "/katalog", &status));
		ck_assert_int_eq(status, 200);
		ck_assert_msg(now_ms() - start < PATIENCE_MS, "%.0f ms", now_ms() - start);
	}
}

static int
call_up(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
	return fd;
}

static bool
say(int fd, const char *text)
{
	return send(fd, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text);
}

TEST(two_hundred_slow_strangers_delay_no_staff)
{
	struct house h = house_open();
	int fds[SLOW_CLIENTS], i, round;

	for (i = 0; i < SLOW_CLIENTS; i++) {
		fds[i] = call_up(h.port);
		CHECK(say(fds[i], i % 2 ? "POST /in HTTP/1.1\r\nHost: localhost\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\n"
			"Content-Length: 60000\r\n\r\n" : "GET /in HTTP/1.1\r\nHost: "));
	}
	for (round = 0; round < 5; round++) {
		for (i = 0; i < SLOW_CLIENTS; i++)
			say(fds[i], "x");
		staff_work(&h, STAFF_TIMES / 5);
	}
	for (i = 0; i < SLOW_CLIENTS; i++)
		close(fds[i]);
	staff_work(&h, 2);
	house_close(&h);
}

/* A body without an end, of which it says nothing beforehand; the server must hang up. */
static void *
send_without_end(void *arg)
{
	char piece[1024 + 8];
	int fd = call_up(*(int *)arg), n;

	memset(piece, 'x', sizeof(piece));
	memcpy(piece, "400\r\n", 5);
	memcpy(piece + 5 + 1024, "\r\n", 2);
	say(fd, "POST /in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
	for (n = 0; n < PIECES; n++)
		if (send(fd, piece, 5 + 1024 + 2, MSG_NOSIGNAL) <= 0)
			break;
	close(fd);
	return n == PIECES ? arg : NULL;
}

TEST(bodies_without_end_are_hung_up_on)
{
	struct house h = house_open();
	pthread_t senders[LARGE_CLIENTS];
	int i;

	for (i = 0; i < LARGE_CLIENTS; i++)
		CHECK(pthread_create(&senders[i], NULL, send_without_end, &h.port) == 0);
	staff_work(&h, STAFF_TIMES);
	for (i = 0; i < LARGE_CLIENTS; i++) {
		void *got_through;

		CHECK(pthread_join(senders[i], &got_through) == 0);
		CHECK(!got_through);
	}
	house_close(&h);
}

struct guesser {
	pthread_t thread;
	int port, number;
};

static atomic_int refused, turned_away, puzzled;
static atomic_bool is_over;

/* Guesses at a name of its own each time, so that no delay of a name or an address stops it. */
static void *
guess(void *arg)
{
	const struct guesser *g = arg;
	struct client c = client_new(g->port);
	int n, status;

	CHECK_ERR(OK, client_get(&c, "/in", &status));
	for (n = 0; !is_over; n++) {
		char form[96];

		snprintf(form, sizeof(form), "login=g%d-%d&password=fel+l%%C3%%B6senord",
			g->number, n);
		if (client_post(&c, "/in", str_of(form), &status) != OK)
			atomic_fetch_add(&puzzled, 1);
		else if (status == 503 && str_contains(buf_str(&c.in), STR("Försök igen")))
			atomic_fetch_add(&turned_away, 1);
		else
			atomic_fetch_add(status == 403 ? &refused : &puzzled, 1);
	}
	client_free(&c);
	return NULL;
}

TEST(a_flood_of_guesses_delays_no_staff_and_is_told_to_come_again)
{
	struct house h = house_open();
	struct guesser guessers[GUESSERS];
	int i;

	for (i = 0; i < GUESSERS; i++) {
		guessers[i] = (struct guesser){ .port = h.port, .number = i };
		CHECK(pthread_create(&guessers[i].thread, NULL, guess, &guessers[i]) == 0);
	}
	for (i = 0; i < 100 && (turned_away == 0 || refused < 5); i++)
		usleep(100000);
	staff_work(&h, STAFF_TIMES);
	is_over = true;
	for (i = 0; i < GUESSERS; i++)
		CHECK(pthread_join(guessers[i].thread, NULL) == 0);
	CHECK(refused >= 5 && turned_away > 0);
	ck_assert_int_eq(puzzled, 0);
	house_close(&h);
}
