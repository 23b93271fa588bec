/* `lotsa release`: draws and stores what is due. */
#include <stdio.h>

#include "core/audit/command.h"
#include "core/time/clock.h"
#include "features/release/internal.h"

enum { RELEASE_ARENA = 1 << 30 };

struct words {
	bool is_dry, may_make_journal;
};

static bool
read_words(int argc, char **argv, struct words *out)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--dry-run") == 0)
			out->is_dry = true;
		else if (strcmp(argv[i], "--new-journal") == 0)
			out->may_make_journal = true;
		else
			return false;
	}
	return true;
}

static const char *
reason_of(enum err e)
{
	switch (e) {
	case ERR_INVALID:
		return "planen passar inte frågorna, eller så är journalen skadad";
	case ERR_LIMIT:
		return "ett svar skulle kosta mer än planens tak";
	case ERR_CONFLICT:
		return "databasen har en publicering som journalen i nyckelmappen inte känner "
		       "till; är det rätt nyckelmapp?";
	case ERR_NOT_FOUND:
		return "journalen i nyckelmappen saknas; lägg tillbaka release.journal, eller "
		       "skriv --new-journal om den är förlorad";
	case ERR_BUSY:
		return "databasen eller journalen används av någon annan; försök igen";
	case OK:
	case ERR_FORBIDDEN:
	case ERR_IO:
	case ERR_DB:
	case ERR_COUNT:
	default:
		return err_words(e);
	}
}

static int
failed(enum err e)
{
	fprintf(stderr, "lotsa release: inget publicerat: %s\n", reason_of(e));
	return 1;
}

static void
say_level(const struct release_done *done, int level)
{
	static const char *const names[LEVELS] = { "", "Insatser", "Förbund", "Riket", "Län" };
	int32_t through = done->levels[level].through;

	if (through > 0)
		printf("%s: till och med %d-H%d, %lld grupper, %lld valsedlar.\n", names[level],
			through / 2, through % 2 + 1, (long long)done->levels[level].groups,
			(long long)done->levels[level].ballots);
}

/* Numbers of groups and ballots only: both are public. */
static int
say_done(const struct words *words, const struct release_done *done)
{
	static const int order[LEVELS - 1] = { LEVEL_NATION, LEVEL_COUNTY, LEVEL_ASSOCIATION,
		LEVEL_INTERVENTION };
	int i;

	if (done->opened)
		printf("Avbrutna publiceringar som nu visas: %lld.\n", (long long)done->opened);
	if (done->is_restored)
		printf("Databasen är äldre än det som har visats. Perioderna till och med den "
		       "senaste publiceringen dras inte om.\n");
	for (i = 0; i < LEVELS - 1; i++)
		say_level(done, order[i]);
	if (done->number)
		printf("Publicering %lld är klar.\n", (long long)done->number);
	else if (words->is_dry)
		printf("Inget har dragits.\n");
	else
		printf("Inget att publicera.\n");
	return 0;
}

static enum err
run(const struct config *config, const struct words *words, struct arena *a,
	struct release_done *done)
{
	struct release_order order = { .keys_dir = config->keys_dir, .today = clock_today(),
		.is_dry = words->is_dry, .may_make_journal = words->may_make_journal };
	struct db *writer;
	enum err e;

	TRY(audit_open_db(config, a, DB_WRITE, &writer));
	e = release_now(writer, &order, a, done);
	audit_close_db(writer);
	return e;
}

static bool
is_older(const struct config *config, struct arena *a)
{
	int in_file;

	return db_schema_number(config_db_path(config, a), &in_file) == OK &&
		in_file < db_schema_known();
}

int
release_command(const struct config *config, int argc, char **argv)
{
	struct words words = { false, false };
	struct release_done done = { 0 };
	struct arena *a;
	enum err e;

	if (!read_words(argc, argv, &words)) {
		fprintf(stderr, "Så här: lotsa release --data MAPP [--dry-run]\n");
		return 2;
	}
	a = arena_new(RELEASE_ARENA);
	if (!a)
		return failed(ERR_IO);
	if (is_older(config, a)) {
		arena_free(a);
		fprintf(stderr, "lotsa release: inget publicerat: databasen är äldre än "
			"programmet; kör lotsa migrate\n");
		return 1;
	}
	e = run(config, &words, a, &done);
	arena_wipe(a);
	arena_free(a);
	return e == OK ? say_done(&words, &done) : failed(e);
}
