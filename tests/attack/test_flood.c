/*
 * Strangers by the hundred, slow, large or guessing, while staff work.  What is counted is who is
 * answered before whom; how fast is measured by tests/bench.
 */
#include "tests/harness/harness.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "features/people/people.h"
#include "tests/faults/program.h"
#include "tests/harness/client.h"
#include "tests/harness/served.h"

enum {
	SLOW_CLIENTS = 200,
	LARGE_CLIENTS = 16,
	PIECES = 32 * 1024,	/* of a kilobyte: far more than is ignored and lies in buffers */
	GUESSERS = 90,		/* more than wait and run together */
	HELD = 80,
	HELD_AT_ONCE = 65,	/* one runs and 64 wait; the others are turned away */
	ASKERS = 8,
	STAFF_TIMES = 40
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

/* An audited page, and one that reads without a record: every one is answered. */
static void
staff_work(struct client *staff, int times)
{
	static const char *const pages[] = { "/samtal", "/katalog" };
	int i, status;

	for (i = 0; i < times; i++) {
		CHECK_ERR(OK, client_get(staff, pages[i % 2], &status));
		ck_assert_int_eq(status, 200);
	}
}

TEST(staff_are_answered_while_two_hundred_strangers_are_slow)
{
	struct house h = house_open();
	int fds[SLOW_CLIENTS], i, round;

	for (i = 0; i < SLOW_CLIENTS; i++) {
		fds[i] = client_dial(h.port);
		CHECK(fds[i] >= 0);
		CHECK(client_say(fds[i], i % 2 ? "POST /in HTTP/1.1\r\nHost: localhost\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\n"
			"Content-Length: 60000\r\n\r\n" : "GET /in HTTP/1.1\r\nHost: "));
	}
	for (round = 0; round < 5; round++) {
		for (i = 0; i < SLOW_CLIENTS; i++)
			client_say(fds[i], "x");
		staff_work(&h.staff, STAFF_TIMES / 5);
	}
	for (i = 0; i < SLOW_CLIENTS; i++) {
		char byte;

		CHECK(recv(fds[i], &byte, 1, MSG_DONTWAIT) <= 0);
		close(fds[i]);
	}
	staff_work(&h.staff, 2);
	house_close(&h);
}

/* A body without an end, of which it says nothing beforehand; the server must hang up. */
static void *
send_without_end(void *arg)
{
	char piece[1024 + 8];
	int fd = client_dial(*(int *)arg), n;

	memset(piece, 'x', sizeof(piece));
	memcpy(piece, "400\r\n", 5);
	memcpy(piece + 5 + 1024, "\r\n", 2);
	client_say(fd, "POST /in HTTP/1.1\r\nHost: localhost\r\n"
		"Transfer-Encoding: chunked\r\n\r\n");
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
	staff_work(&h.staff, STAFF_TIMES);
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

TEST(staff_are_answered_in_a_flood_of_guesses_that_is_told_to_come_again)
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
	staff_work(&h.staff, STAFF_TIMES);
	is_over = true;
	for (i = 0; i < GUESSERS; i++)
		CHECK(pthread_join(guessers[i].thread, NULL) == 0);
	CHECK(refused >= 5 && turned_away > 0);
	ck_assert_int_eq(puzzled, 0);
	house_close(&h);
}

/* ---- a server in this process, whose log-ins take as long as the test says ---- */

static atomic_bool may_end;
static atomic_int let_in, sent_away, questions;

static enum err
show_door(struct page *page)
{
	page->title = STR("Sida");
	page_form_begin(page, url_path("/prov"));
	page_form_end(page);
	return OK;
}

static enum err
hold(struct action *act)
{
	(void)act;
	while (!may_end)
		usleep(1000);
	return OK;
}

static enum err
pass(struct action *act)
{
	return see_other(act, url_path("/prov"));
}

struct held_question {
	int64_t number;
};

static const struct field held_fields[] = { { .name = "nr", .label = "", .kind = FIELD_ID,
	.is_conditional = true, .offset = offsetof(struct held_question, number) } };
static const struct form held_form = FORM("held", struct held_question, held_fields);

static enum err
show_held(struct page *page)
{
	page->title = STR("Svar");
	atomic_fetch_add(&questions, 1);
	while (!may_end)
		usleep(1000);
	return OK;
}

static const struct route held_routes[] = {
	GET("/prov", PERM_PUBLIC, AUDIT_NONE("test"), show_door),
	POST("/prov", PERM_PUBLIC, NULL, pass, .prepare = hold),
	ASK("/fraga", &held_form, show_held),
	GET("/samtal", PERM_STAFF, AUDIT_READ("test.read"), show_door),
	GET("/katalog", PERM_STAFF, AUDIT_NONE("test"), show_door, .is_slow = true),
};
static const struct room held_room = { "held", held_routes,
	sizeof(held_routes) / sizeof(held_routes[0]) };
static const struct room *const held_rooms[] = { &held_room, &people_room };

static void *
knock(void *arg)
{
	struct client c = client_new(*(int *)arg);
	int status;

	CHECK_ERR(OK, client_get(&c, "/prov", &status));
	CHECK_ERR(OK, client_post(&c, "/prov", STR(""), &status));
	atomic_fetch_add(status == 303 ? &let_in : &sent_away, 1);
	CHECK(status == 303 || status == 503);
	client_free(&c);
	return NULL;
}

TEST(staff_are_answered_before_any_stranger_whose_log_in_takes_for_ever)
{
	struct world w WORLD_CLEANUP = world_new();
	struct served served = { .port = 0 };
	pthread_t strangers[HELD];
	struct client staff;
	int i;

	served_start(&served, &w, held_rooms, 2);
	staff = client_new(served.port);
	CHECK_ERR(OK, client_login(&staff, "caseworker", "en+hel+h%C3%B6g+tranor"));
	for (i = 0; i < HELD; i++)
		CHECK(pthread_create(&strangers[i], NULL, knock, &served.port) == 0);
	while (sent_away < HELD - HELD_AT_ONCE)
		usleep(1000);
	staff_work(&staff, STAFF_TIMES);
	ck_assert_int_eq(let_in, 0);
	may_end = true;
	for (i = 0; i < HELD; i++)
		CHECK(pthread_join(strangers[i], NULL) == 0);
	ck_assert_int_eq(let_in, HELD_AT_ONCE);
	ck_assert_int_eq(sent_away, HELD - HELD_AT_ONCE);
	client_free(&staff);
	served_stop(&served);
}

/* Questions that nobody has asked before, each held: more than there are threads of the network. */
static void *
ask(void *arg)
{
	static atomic_int asked;
	struct client c = client_new(*(int *)arg);
	char question[16];
	int status;

	snprintf(question, sizeof(question), "nr=%d", atomic_fetch_add(&asked, 1));
	CHECK_ERR(OK, client_post(&c, "/fraga", str_of(question), &status));
	CHECK(status == 200);
	client_free(&c);
	return NULL;
}

TEST(staff_and_log_ins_are_answered_while_questions_of_the_public_take_for_ever)
{
	struct world w WORLD_CLEANUP = world_new();
	struct served served = { .port = 0 };
	pthread_t askers[ASKERS];
	struct client staff;
	int i;

	served_start(&served, &w, held_rooms, 2);
	for (i = 0; i < ASKERS; i++)
		CHECK(pthread_create(&askers[i], NULL, ask, &served.port) == 0);
	while (questions == 0)
		usleep(1000);
	staff = client_new(served.port);
	CHECK_ERR(OK, client_login(&staff, "caseworker", "en+hel+h%C3%B6g+tranor"));
	staff_work(&staff, STAFF_TIMES);
	ck_assert_int_eq(questions, 1);
	may_end = true;
	for (i = 0; i < ASKERS; i++)
		CHECK(pthread_join(askers[i], NULL) == 0);
	ck_assert_int_eq(questions, ASKERS);
	client_free(&staff);
	served_stop(&served);
}
