/* The real program on a free port of this machine, ended by its process id. */
#include "tests/harness/harness.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/harness/client.h"
#include "tests/harness/program.h"
#include "tests/harness/world.h"

#define PASSWORD_ENCODED "en+hel+h%C3%B6g+tranor"

enum { ANSWER_MAX = 64 * 1024 };

/* Runs the program to its end without a word; its exit status. */
static int
run(struct world *w, const char *command, const char *data, const char *listen_at)
{
	pid_t pid = fork();
	int status;

	CHECK(pid >= 0);
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout))
			_exit(126);
		execl(program_path(w), "lotsa", command, "--data", data, "--listen", listen_at,
			(char *)NULL);
		_exit(127);
	}
	CHECK(waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static pid_t
start(struct world *w, int *port)
{
	pid_t pid;

	setenv("LOTSA_KEYS", w->keys_dir, 1);
	*port = process_free_port();
	CHECK_ERR(OK, process_start(program_path(w), w->dir, *port, &pid));
	return pid;
}

static void
stop(pid_t pid)
{
	int status;

	CHECK_ERR(OK, process_stop(pid, &status));
	ck_assert_int_eq(status, 0);
}

TEST(the_program_serves_logs_in_and_ends_when_asked)
{
	struct world w WORLD_CLEANUP = world_new();
	struct client c;
	int port, status;
	pid_t pid = start(&w, &port);

	c = client_new(port);
	CHECK_ERR(OK, client_get(&c, "/", &status));
	CHECK(status == 200);
	CHECK_ERR(OK, client_get(&c, "/hem", &status));
	CHECK(status == 303 && strcmp(c.location, "/in") == 0);
	CHECK_ERR(ERR_FORBIDDEN, client_login(&c, "caseworker", "fel+l%C3%B6senord+h%C3%A4r"));
	CHECK_ERR(OK, client_login(&c, "caseworker", PASSWORD_ENCODED));
	CHECK_ERR(OK, client_get(&c, "/hem", &status));
	CHECK(status == 200);
	CHECK_ERR(OK, client_get(&c, "/readyz", &status));
	CHECK(status == 200);
	client_free(&c);
	stop(pid);
}

TEST(one_folder_has_one_server)
{
	struct world w WORLD_CLEANUP = world_new();
	int port;
	pid_t pid = start(&w, &port);

	CHECK(run(&w, "serve", w.dir, "127.0.0.1:0") == 1);
	stop(pid);
}

TEST(serving_nothing_or_an_address_that_is_none_is_refused)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *empty = arena_printf(w.arena, "%s/empty", w.dir).p;

	setenv("LOTSA_KEYS", w.keys_dir, 1);
	CHECK(run(&w, "serve", empty, "127.0.0.1:0") == 1);
	CHECK(run(&w, "serve", w.dir, "nowhere") == 1);
	CHECK(run(&w, "serve", w.dir, "127.0.0.1:99999") == 1);
	CHECK(run(&w, "no-such-command", w.dir, "127.0.0.1:0") == 2);
}

TEST(a_practice_listens_to_this_machine_only)
{
	struct world w WORLD_CLEANUP = world_new();
	int fd = open(arena_printf(w.arena, "%s/" CONFIG_DEMO_MARK, w.dir).p,
		O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	struct client c;
	int port, status;
	pid_t pid;

	CHECK(fd >= 0);
	close(fd);
	setenv("LOTSA_KEYS", w.keys_dir, 1);
	CHECK(run(&w, "serve", w.dir, "0.0.0.0:0") == 1);
	pid = start(&w, &port);
	c = client_new(port);
	CHECK_ERR(OK, client_get(&c, "/", &status));
	CHECK(status == 200 && str_contains(buf_str(&c.in), STR("ÖVNING")));
	client_free(&c);
	stop(pid);
}

/* ---- byte by byte ---- */

static int
call_up(int port)
{
	int fd = client_dial(port);

	CHECK(fd >= 0);
	return fd;
}

static void
say(int fd, const char *text)
{
	CHECK(client_say(fd, text));
}

/* Everything until the server hangs up, or `enough` stands in it. */
static struct str
listen_to(struct world *w, int fd, const char *enough)
{
	char *bytes = arena_alloc(w->arena, ANSWER_MAX);
	struct str got = { bytes, 0 };
	ssize_t n;

	while ((n = recv(fd, bytes + got.n, ANSWER_MAX - got.n, 0)) > 0) {
		got.n += (size_t)n;
		if (enough && str_contains(got, str_of(enough)))
			break;
	}
	return got;
}

TEST(an_answer_in_flight_is_finished_after_the_signal)
{
	struct world w WORLD_CLEANUP = world_new();
	int port, raw, fd;
	pid_t pid = start(&w, &port);
	struct str answer;

	fd = call_up(port);
	say(fd, "POST /in HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 7\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\n\r\nlog");
	usleep(200000);
	CHECK(kill(pid, SIGTERM) == 0);
	usleep(200000);
	say(fd, "in=x");
	answer = listen_to(&w, fd, NULL);
	CHECK(str_starts(answer, STR("HTTP/1.1 403")));
	CHECK(str_contains(answer, STR("Connection: close")));
	CHECK(str_contains(answer, STR("</html>")));
	close(fd);
	CHECK(waitpid(pid, &raw, 0) == pid);
	CHECK(WIFEXITED(raw) && WEXITSTATUS(raw) == 0);
}

TEST(too_large_a_body_is_refused_before_it_is_sent)
{
	struct world w WORLD_CLEANUP = world_new();
	int port, fd;
	pid_t pid = start(&w, &port);

	fd = call_up(port);
	say(fd, "POST /in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n");
	CHECK(str_starts(listen_to(&w, fd, "\r\n\r\n"), STR("HTTP/1.1 413")));
	close(fd);
	fd = call_up(port);
	say(fd, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
	CHECK(str_starts(listen_to(&w, fd, "\r\n\r\n"), STR("HTTP/1.1 421")));
	close(fd);
	fd = call_up(port);
	say(fd, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	CHECK(!str_contains(listen_to(&w, fd, NULL), STR("<html")));
	close(fd);
	fd = call_up(port);
	say(fd, "no request at all\r\n\r\n");
	listen_to(&w, fd, NULL);
	close(fd);
	stop(pid);
}
