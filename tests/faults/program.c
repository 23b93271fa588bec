/* Runs the real program, and keeps what it says. */
#include "tests/faults/program.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/harness/client.h"
#include "tests/harness/harness.h"
#include "tests/harness/program.h"

enum { TRIES = 400, PAUSE_US = 25000, WORDS_MAX = 8 };

static pid_t
start(struct world *w, const char *const *words, const char *data, const char *listen,
	const char *log)
{
	const char *all[WORDS_MAX + 6] = { "lotsa" }, *binary = program_path(w);
	int n = 1;
	pid_t pid;

	for (; *words && n <= WORDS_MAX; words++)
		all[n++] = *words;
	CHECK(!*words);
	all[n++] = "--data";
	all[n++] = data;
	all[n++] = "--listen";
	all[n] = listen;
	pid = fork();
	CHECK(pid >= 0);
	if (pid == 0) {
		int fd = open(log, O_CREAT | O_TRUNC | O_WRONLY, 0600);

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setenv("LOTSA_KEYS", w->keys_dir, 1);
		if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0 || dup2(fd, STDERR_FILENO) < 0)
			_exit(126);
		execv(binary, (char *const *)(uintptr_t)all);
		_exit(127);
	}
	return pid;
}

struct str
program_file(struct world *w, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct str got = STR_NULL;
	char *bytes;
	long n = 0;

	if (!f)
		return got;
	/* a folder opens, but has no end */
	if (fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) < 0) {
		fclose(f);
		return got;
	}
	rewind(f);
	bytes = arena_alloc(w->arena, (size_t)n + 1);
	CHECK(bytes);
	got = (struct str){ bytes, fread(bytes, 1, (size_t)n, f) };
	fclose(f);
	return got;
}

int
program_run(struct world *w, const char *command, const char *data, struct str *said)
{
	return program_words(w, data, (const char *const[]){ command, NULL }, said);
}

int
program_words(struct world *w, const char *data, const char *const *words, struct str *said)
{
	const char *log = arena_printf(w->arena, "%s/said", w->dir).p;
	pid_t pid = start(w, words, data, "127.0.0.1:0", log);
	int status;

	CHECK(waitpid(pid, &status, 0) == pid);
	*said = program_file(w, log);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

pid_t
program_serve(struct world *w, const char *log, int *port)
{
	struct client c;
	pid_t pid;
	int tries, status = 0;

	*port = process_free_port();
	pid = start(w, (const char *const[]){ "serve", NULL }, w->dir,
		arena_printf(w->arena, "127.0.0.1:%d", *port).p, log);
	c = client_new(*port);
	for (tries = 0; status != 200 && tries < TRIES; tries++)
		if (client_get(&c, "/healthz", &status) != OK)
			usleep(PAUSE_US);
	client_free(&c);
	CHECK(status == 200);
	return pid;
}
