/* The real program, run as a user runs it, with what it says kept. */
#ifndef TESTS_FAULTS_PROGRAM_H
#define TESTS_FAULTS_PROGRAM_H

#include <sys/types.h>

#include "tests/harness/world.h"

/* Runs `lotsa COMMAND --data DATA --listen 127.0.0.1:0`: its exit status, and all that it wrote. */
int program_run(struct world *w, const char *command, const char *data, struct str *said);
/* The same for a command of several words: a list that ends with NULL, at most eight. */
int program_words(struct world *w, const char *data, const char *const *words,
	struct str *said);
#define PROGRAM(w, said, ...) \
	program_words((w), (w)->dir, (const char *const[]){ __VA_ARGS__, NULL }, (said))
/* Starts `lotsa serve` on the world's folder, what it writes going to the file `log`. */
pid_t program_serve(struct world *w, const char *log, int *port);
/* The bytes of a file, in the world's arena; empty when it is not there. */
struct str program_file(struct world *w, const char *path);

#endif
