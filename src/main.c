/* The command table of `lotsa`. */
#include <stdio.h>
#include <string.h>

#include "app/hall.h"
#include "core/config/command.h"
#include "features/people/people.h"

static const struct command commands[] = {
	{ "serve", "", "Startar servern.", app_command_serve },
	{ "migrate", "", "Skapar datamappen, eller uppdaterar en äldre databas.",
		app_command_migrate },
	{ "user", "...", "Platser, insatser, team, användare och roller.", people_command_user },
};

enum { N_COMMANDS = sizeof(commands) / sizeof(commands[0]), CONFIG_ARENA_MAX = 1 << 20 };

static void
put_command(FILE *out, const struct command *command)
{
	fprintf(out, "  lotsa %s%s%s\n      %s\n", command->name, command->usage[0] ? " " : "",
		command->usage, command->help);
}

static int
help(FILE *out)
{
	struct buf text BUF_CLEANUP = buf_new(16 * 1024);
	size_t i;

	fprintf(out, "Lotsa: fråga, vägled, följ upp.\n\nKommandon\n");
	for (i = 0; i < N_COMMANDS; i++)
		put_command(out, &commands[i]);
	config_put_help(&text);
	fprintf(out, "\nInställningar, för alla kommandon\n%.*s", STR_ARG(buf_str(&text)));
	return out == stdout ? 0 : 2;
}

static bool
is_help(const char *arg)
{
	return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0 || strcmp(arg, "help") == 0;
}

static int
run(const struct command *command, const struct config *config, int argc, char **argv)
{
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
		put_command(stdout, command);
		return 0;
	}
	return command->run(config, argc, argv);
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new(CONFIG_ARENA_MAX);
	struct config config;
	int status = 2;
	size_t i;

	if (!arena)
		return 1;
	if (argc < 2 || is_help(argv[1])) {
		status = help(argc < 2 ? stderr : stdout);
	} else if (strcmp(argv[1], "--version") == 0) {
		printf("lotsa %s\n", LOTSA_VERSION);
		status = 0;
	} else if (config_load(&argc, argv, arena, &config) == OK && argc >= 2) {
		for (i = 0; i < N_COMMANDS && strcmp(commands[i].name, argv[1]) != 0; i++)
			continue;
		if (i < N_COMMANDS)
			status = run(&commands[i], &config, argc - 1, argv + 1);
		else
			fprintf(stderr, "lotsa: kommandot %s finns inte. Se lotsa --help\n", argv[1]);
	}
	arena_free(arena);
	return status;
}
