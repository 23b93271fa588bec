/* Metrics of the running program: on their own socket only, and with nothing about anybody. */
#include "tests/harness/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/day_mark.h"
#include "app/marked.h"
#include "app/metrics.h"
#include "core/time/clock.h"
#include "tests/faults/program.h"
#include "tests/harness/client.h"

#define PHRASE "zanzibarkanariefagel"
enum { ANSWER_MAX = 64 * 1024 };

/* What the collector hears when it asks for `path`. */
static const char *
ask(struct world *w, const char *socket_path, const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char *text = arena_alloc(w->arena, ANSWER_MAX);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct str question = arena_printf(w->arena,
		"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path);
	size_t n = 0;
	ssize_t got;

	CHECK(fd >= 0 && text && strlen(socket_path) < sizeof(address.sun_path));
	strcpy(address.sun_path, socket_path);
	CHECK(connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
	CHECK(send(fd, question.p, question.n, 0) == (ssize_t)question.n);
	while (n < ANSWER_MAX - 1 && (got = recv(fd, text + n, ANSWER_MAX - 1 - n, 0)) > 0)
		n += (size_t)got;
	close(fd);
	return text;
}

/* The lines of a class of requests. */
static bool
has_line(const char *text, const char *line)
{
	return strstr(text, line) != NULL;
}

/* Every series is one of ours, and no label says more than these few words. */
static void
expect_known_words(struct world *w, const char *text)
{
	static const char *const labels[] = { "class=\"sign\"", "class=\"file\"",
		"class=\"public\"", "class=\"login\"", "class=\"staff\"", "class=\"none\"",
		"lane=\"staff\"", "lane=\"strangers\"", "lane=\"public\"",
		"what=\"backup\"",
		"what=\"backup_verified\"", "what=\"count\"", "what=\"audit_verified\"",
		"what=\"escrow_confirmed\"", "version=\"" };
	struct str rest = str_of(strstr(text, "\r\n\r\n") + 4), line;

	while (str_split(&rest, '\n', &line)) {
		const char *labelled = arena_cstr(w->arena, line);
		const char *label = strchr(labelled, '{');
		size_t i;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		CHECK(str_starts(line, STR("lotsa_")));
		for (i = 0; label && i < sizeof(labels) / sizeof(labels[0]); i++)
			if (strncmp(label + 1, labels[i], strlen(labels[i])) == 0)
				break;
		ck_assert_msg(!label || i < sizeof(labels) / sizeof(labels[0]), "%s",
			labelled);
	}
}

/* The server answers a moment before its metrics do. */
static bool
is_open_to_its_group(const char *path)
{
	struct stat st;
	int tries;

	for (tries = 0; tries < 500; tries++) {
		if (stat(path, &st) == 0 && S_ISSOCK(st.st_mode) &&
				(st.st_mode & 07777) == 0660)
			return true;
		usleep(10000);
	}
	return false;
}

TEST(metrics_have_a_socket_of_their_own_and_name_nobody)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *path = arena_printf(w.arena, "%s/metrics.sock", w.dir).p, *text;
	const char *log = arena_printf(w.arena, "%s/log", w.dir).p;
	struct client c;
	int port, status;
	pid_t pid;

	setenv("LOTSA_METRICS", path, 1);
	pid = program_serve(&w, log, &port);
	unsetenv("LOTSA_METRICS");
	CHECK(is_open_to_its_group(path));
	c = client_new(port);
	CHECK_ERR(OK, client_get(&c, "/" PHRASE "?" PHRASE, &status));
	CHECK_ERR(OK, client_login(&c, "caseworker", "en+hel+h%C3%B6g+tranor"));
	CHECK_ERR(OK, client_get(&c, "/samtal", &status));
	CHECK(status == 200);
	CHECK_ERR(OK, client_post(&c, "/samtal/sok", STR("kod=" PHRASE), &status));
	CHECK_ERR(OK, client_post(&c, "/in", STR("login=" PHRASE "&password=" PHRASE),
		&status));
	/* not on the public listener, and nothing but the metrics on theirs */
	CHECK_ERR(OK, client_get(&c, "/metrics", &status));
	CHECK(status == 404 && !str_contains(buf_str(&c.in), STR("lotsa_")));
	CHECK(has_line(ask(&w, path, "/samtal"), "HTTP/1.1 404"));
	text = ask(&w, path, "/metrics");
	CHECK(has_line(text, "HTTP/1.1 200") && has_line(text, "text/plain; version=0.0.4"));
	CHECK(!has_line(text, PHRASE) && !has_line(text, "caseworker"));
	CHECK(!has_line(text, "samtal") && !has_line(text, "127.0.0.1"));
	expect_known_words(&w, text);
	/* what was done until now is less than a step */
	CHECK(has_line(text, "lotsa_requests_total{class=\"staff\",outcome=\"ok\"} 0\n"));
	client_free(&c);
	CHECK_ERR(OK, process_stop(pid, &status));
	CHECK(status == 0 && access(path, F_OK) != 0);
}

TEST(metrics_are_refused_beyond_this_machine_and_over_a_file)
{
	static const char *const bad[] = { "0.0.0.0:9999", "192.0.2.1:9999", "nowhere" };
	struct world w WORLD_CLEANUP = world_new();
	struct str said;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		setenv("LOTSA_METRICS", bad[i], 1);
		CHECK(program_run(&w, "serve", w.dir, &said) == 1);
	}
	setenv("LOTSA_METRICS", arena_printf(w.arena, "%s/lotsa.db", w.dir).p, 1);
	CHECK(program_run(&w, "serve", w.dir, &said) == 1);
	unsetenv("LOTSA_METRICS");
	CHECK(str_contains(said, STR("ingen socket")));
	CHECK(access(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, F_OK) == 0);
}

TEST(sizes_are_whole_mebibytes_and_ages_whole_days)
{
	struct world w WORLD_CLEANUP = world_new();
	struct config config = { .data_dir = w.dir, .keys_dir = w.keys_dir };
	BUF_CLEANUP struct buf text = buf_new(1 << 16);
	const char *at;
	long long bytes;

	CHECK_ERR(OK, day_mark_today(&config, w.arena, MARK_BACKUP));
	clock_fix(clock_now() + (int64_t)3 * 86400);
	CHECK_ERR(OK, day_mark_today(&config, w.arena, MARK_COUNT));
	metrics_put_facts(&config, w.db, w.arena, &text);
	buf_put_byte(&text, '\0');
	CHECK(has_line(text.p, "lotsa_days_since{what=\"backup\"} 3\n"));
	CHECK(has_line(text.p, "lotsa_days_since{what=\"count\"} 0\n"));
	CHECK(has_line(text.p, "lotsa_days_since{what=\"audit_verified\"} +Inf\n"));
	CHECK(has_line(text.p, "lotsa_stale_services 0\n"));
	at = strstr(text.p, "\nlotsa_database_bytes ");
	CHECK(at);
	bytes = atoll(at + strlen("\nlotsa_database_bytes "));
	CHECK(bytes % (1 << 20) == 0);
}

TEST(a_count_leaves_its_day)
{
	struct world w WORLD_CLEANUP = world_new();
	struct config config = { .data_dir = w.dir, .keys_dir = w.keys_dir };
	struct str said;
	struct date day;

	CHECK_ERR(ERR_NOT_FOUND, day_mark_read(&config, w.arena, MARK_COUNT, &day));
	CHECK(program_run(&w, "count", w.dir, &said) == 0);
	CHECK_ERR(OK, day_mark_read(&config, w.arena, MARK_COUNT, &day));
}
