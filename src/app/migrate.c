/* `lotsa migrate`: makes the data folder and its keys, or brings an older database up to date. */
#include "app/hall.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/crypto/crypto.h"
#include "core/crypto/keys.h"

static int
fail(const char *what, const char *where)
{
	fprintf(stderr, "lotsa migrate: %s: %s\n", where, what);
	return 1;
}

int
app_command_migrate(const struct config *config, int argc, char **argv)
{
	struct arena *arena = arena_new(64 * 1024);
	const char *path = arena ? config_db_path(config, arena) : NULL;
	int applied = 0, status = 1;
	enum err e;

	if (argc > 1) {
		fprintf(stderr, "lotsa migrate: okänt argument: %s\n", argv[1]);
		status = 2;
	} else if (!path || crypto_init() != OK) {
		fail("minnet räcker inte", config->data_dir);
	} else if (access(path, F_OK) != 0 && keys_are_taken(config->keys_dir)) {
		fprintf(stderr, "lotsa migrate: nycklarna i mappen %s hör till en annan "
			"databas än den som skulle göras i mappen %s. Läs tillbaka kopian med "
			"lotsa restore, eller välj andra mappar med --data och --keys. Inget "
			"är gjort.\n", config->keys_dir, config->data_dir);
	} else if (mkdir(config->data_dir, 0700) != 0 && errno != EEXIST) {
		fail("mappen går inte att skapa", config->data_dir);
	} else if (keys_create(config->keys_dir, config->data_dir) != OK) {
		fail("nycklarna går inte att skapa eller hör till en annan datamapp",
			config->keys_dir);
	} else if ((e = db_create(path)) == OK) {
		printf("Databasen %s är skapad.\n", path);
		status = 0;
	} else if (e != ERR_CONFLICT) {
		fail("databasen går inte att skapa", path);
	} else if ((e = db_migrate(path, &applied)) == ERR_CONFLICT) {
		fail("databasen är nyare än programmet", path);
	} else if (e != OK) {
		fail("databasen går inte att uppdatera; inget steg är halvt gjort", path);
	} else {
		printf("%d steg gjordes. Databasen %s är aktuell.\n", applied, path);
		status = 0;
	}
	arena_free(arena);
	return status;
}
