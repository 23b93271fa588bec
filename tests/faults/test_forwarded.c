/* Behind a proxy that adds a header of its own a guesser cannot say that she is somebody else each time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/faults/program.h"
#include "tests/harness/client.h"
#include "tests/harness/harness.h"

enum { TRIES = 22 };

/* The header of the client, `width` characters long, and below it that of the proxy. */
static void
come_from(struct client *c, const char *form_cookie, int lie, int width)
{
	snprintf(c->cookies, sizeof(c->cookies), "%s\r\nX-Forwarded-For: 203.0.113.%d%*s\r\n"
		"X-Forwarded-For: 198.51.100.7", form_cookie, lie, width, ",");
}

static void
expect_counted(int width)
{
	struct world w WORLD_CLEANUP = world_new();
	char form_cookie[CLIENT_COOKIES], body[128];
	struct client c;
	int port, status, i;
	pid_t pid;

	setenv("LOTSA_TRUSTED_PROXY", "127.0.0.1", 1);
	pid = program_serve(&w, arena_printf(w.arena, "%s/log", w.dir).p, &port);
	unsetenv("LOTSA_TRUSTED_PROXY");
	c = client_new(port);
	CHECK_ERR(OK, client_get(&c, "/in", &status));
	memcpy(form_cookie, c.cookies, sizeof(form_cookie));
	for (i = 0; i < TRIES; i++) {
		snprintf(body, sizeof(body), "login=nobody%d&password=wrong+guess+%d", i, i);
		come_from(&c, form_cookie, i + 1, width);
		CHECK_ERR(OK, client_post(&c, "/in", str_of(body), &status));
	}
	CHECK(memmem(c.in.p, c.in.n, "många försök", strlen("många försök")));
	client_free(&c);
	CHECK_ERR(OK, process_stop(pid, &status));
}

TEST(the_address_that_the_proxy_adds_is_counted_whatever_stands_above_it)
{
	expect_counted(1);
}

TEST(a_header_as_long_as_a_page_hides_nobody)
{
	expect_counted(1100);
}
