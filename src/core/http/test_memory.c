/* What was typed and shown is gone from the server's memory once the answer is sent. */
#include "tests/harness/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "features/people/people.h"
#include "tests/harness/client.h"
#include "tests/harness/served.h"

/* Only the other process says it in clear; here it stands with every bit turned. */
#define PHRASE "zanzibarkanariefagel"
enum { PHRASE_BYTES = sizeof(PHRASE) - 1, CHUNK = 1 << 20, SETTLE_US = 200000 };

/* No part of this program is so large: what is, is a sanitizer's book of which bytes are in use. */
static const unsigned long SHADOW = 1ul << 34;

static unsigned char turned[PHRASE_BYTES];

static enum err
show_phrase(struct page *page)
{
	int times, i;

	page->title = STR("Sida");
	for (times = 0; times < 2000; times++)
		for (i = 0; i < PHRASE_BYTES; i++)
			buf_put_byte(page->html.out, (char)~turned[i]);
	return OK;
}

static const struct route test_routes[] = {
	GET("/kort", PERM_PUBLIC, AUDIT_NONE("test"), show_phrase),
	GET("/kort/trog", PERM_PUBLIC, AUDIT_NONE("test"), show_phrase, .is_slow = true),
};
static const struct room test_room = { "test", test_routes, 2 };
static const struct room *const test_rooms[] = { &test_room, &people_room };

/* The phrase as address, question, cookie, log-in name, password, and as what a page shows. */
static void
visit(int port)
{
	static const char *const paths[] = { "/kort/trog", "/kort", "/" PHRASE, "/in?m=" PHRASE,
		"/kort?q=" PHRASE PHRASE PHRASE PHRASE PHRASE PHRASE PHRASE PHRASE PHRASE };
	struct client c = client_new(port);
	size_t i;
	int status;

	snprintf(c.cookies, sizeof(c.cookies), "__Host-lotsa=" PHRASE "; " PHRASE "=" PHRASE);
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (client_get(&c, paths[i], &status) != OK)
			_exit(2);
	c.cookies[0] = '\0';
	if (client_login(&c, "caseworker", "en+hel+h%C3%B6g+tranor") != OK)
		_exit(3);
	c.cookies[0] = '\0';
	if (client_login(&c, PHRASE, PHRASE PHRASE) != ERR_FORBIDDEN ||
		client_post(&c, "/" PHRASE, STR(PHRASE "=" PHRASE), &status) != OK)
		_exit(3);
	client_free(&c);
	_exit(0);
}

/* How often it stands, in clear, in the `n` bytes. */
static int
count_in(const unsigned char *p, size_t n)
{
	size_t i, j;
	int found = 0;

	for (i = 0; i + PHRASE_BYTES <= n; i++) {
		for (j = 0; j < PHRASE_BYTES && p[i + j] == (unsigned char)~turned[j]; j++)
			;
		found += j == PHRASE_BYTES;
	}
	return found;
}

static int
count_in_range(FILE *memory, unsigned long from, unsigned long to, unsigned char *chunk)
{
	int found = 0;

	while (from < to) {
		size_t n = to - from < CHUNK ? to - from : CHUNK;

		if (fseek(memory, (long)from, SEEK_SET) != 0 || fread(chunk, 1, n, memory) != n)
			return found;
		found += count_in(chunk, n);
		from += n < CHUNK ? n : n - PHRASE_BYTES;
	}
	return found;
}

/* Everything that this process may write: heap, stacks, what libraries keep. */
static int
count_in_memory(void)
{
	FILE *maps = fopen("/proc/self/maps", "r"), *memory = fopen("/proc/self/mem", "rb");
	unsigned char *chunk = malloc(CHUNK);
	char line[512];
	int found = 0;

	CHECK(maps && memory && chunk);
	setvbuf(memory, NULL, _IONBF, 0);
	while (fgets(line, sizeof(line), maps)) {
		unsigned long from, to;
		char rights[5];

		if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) != 3 || rights[1] != 'w' ||
				to - from > SHADOW)
			continue;
		found += count_in_range(memory, from, to, chunk);
	}
	fclose(maps);
	fclose(memory);
	free(chunk);
	return found;
}

/* The visitor is another process, so that its memory is not searched; it waits for the port. */
static pid_t
call_visitor(int *to)
{
	int ends[2], port = 0;
	pid_t pid;

	CHECK(pipe(ends) == 0);
	pid = fork();
	CHECK(pid >= 0);
	if (pid == 0) {
		if (read(ends[0], &port, sizeof(port)) != sizeof(port))
			_exit(1);
		visit(port);
	}
	close(ends[0]);
	*to = ends[1];
	return pid;
}

static void
expect_the_probe_to_find_one(void)
{
	char *p = malloc(PHRASE_BYTES);
	int i;

	CHECK(p);
	for (i = 0; i < PHRASE_BYTES; i++)
		p[i] = (char)~turned[i];
	CHECK(count_in_memory() >= 1);
	explicit_bzero(p, PHRASE_BYTES);
	free(p);
}

TEST(what_was_typed_and_shown_is_gone_from_memory_after_the_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	struct served served = { .port = 0 };
	int i, status, to;
	pid_t pid;

	for (i = 0; i < PHRASE_BYTES; i++)
		turned[i] = (unsigned char)~(unsigned char)PHRASE[i];
	pid = call_visitor(&to);
	served_start(&served, &w, test_rooms, 2);
	CHECK(write(to, &served.port, sizeof(served.port)) == sizeof(served.port));
	CHECK(waitpid(pid, &status, 0) == pid);
	ck_assert_int_eq(status, 0);
	usleep(SETTLE_US);
	ck_assert_int_eq(count_in_memory(), 0);
	expect_the_probe_to_find_one();
	served_stop(&served);
}
