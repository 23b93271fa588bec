/* Calling a command, and hearing what it says. */
#include "tests/harness/command.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/harness/harness.h"

int
command_call(command_fn *command, const struct config *config, const char *const *words,
	char *said, size_t size)
{
	int argc, status, out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	char *argv[COMMAND_WORDS_MAX + 1] = { NULL };
	FILE *file = tmpfile();

	CHECK(file && null >= 0 && out >= 0 && err >= 0);
	for (argc = 0; argc < COMMAND_WORDS_MAX && words[argc]; argc++)
		argv[argc] = (char *)(uintptr_t)words[argc];
	fflush(stdout);
	dup2(fileno(file), STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	status = command(config, argc, argv);
	fflush(stdout);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	close(out);
	close(err);
	close(null);
	rewind(file);
	said[fread(said, 1, size - 1, file)] = '\0';
	fclose(file);
	return status;
}
