/* Tests of the log. */
#include "tests/harness/harness.h"

#include "core/log/log.h"

#include <stdio.h>
#include <unistd.h>

TEST(an_event_is_one_line_even_when_it_is_too_long)
{
	char got[1024], filler[600];
	int ends[2];
	ssize_t n;

	memset(filler, 'x', sizeof(filler) - 1);
	filler[sizeof(filler) - 1] = '\0';
	CHECK(pipe(ends) == 0);
	CHECK(dup2(ends[1], STDERR_FILENO) >= 0);
	log_event("request", "status=%d", 200);
	log_event("request", "filler=%s", filler);
	log_silence(true);
	log_event("request", "status=%d", 404);
	n = read(ends[0], got, sizeof(got));
	CHECK(n > 25);
	CHECK(memcmp(got, "event=request status=200\n", 25) == 0);
	CHECK(n < 25 + 513 && got[n - 1] == '\n');
	CHECK(memchr(got + 25, '\n', (size_t)n - 25) == got + n - 1);
}
