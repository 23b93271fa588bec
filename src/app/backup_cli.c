/* `lotsa backup`, `lotsa verify-backup` and `lotsa restore`. */
#include <stdio.h>

#include "app/backup.h"
#include "app/escrow.h"
#include "core/audit/audit.h"
#include "core/crypto/crypto.h"
#include "core/time/clock.h"

enum { BACKUP_ARENA_MAX = 1 << 20 };

/* What went wrong and what to do, by command and error; NULL ends the list. */
struct said {
	enum err e;
	const char *text;
};

static const struct said backup_said[] = {
	{ ERR_CONFLICT, "filen finns redan; välj ett annat namn" },
	{ ERR_NOT_FOUND,
		"databasen eller nyckeln backup.key saknas; kör: lotsa migrate --data MAPP" },
	{ ERR_IO, "filen går inte att skriva; finns mappen, och finns det plats?" },
	{ OK, NULL },
};

static const struct said read_said[] = {
	{ ERR_NOT_FOUND, "filen eller nyckeln backup.key finns inte" },
	{ ERR_INVALID,
		"filen är skadad, avkortad eller gjord med en annan nyckel; "
		"ta en annan kopia" },
	{ ERR_CONFLICT,
		"innehållet stämmer inte med vad kopian säger om sig själv, eller är nyare än "
		"programmet" },
	{ ERR_BUSY,
		"det finns redan en databas eller dess skrivlogg i mappen; återställ till "
		"en tom mapp med --data MAPP" },
	{ ERR_IO, "det gick inte att läsa eller skriva" },
	{ OK, NULL },
};

static int
complain(const char *command, const struct said *said, enum err e)
{
	for (; said->text; said++)
		if (said->e == e) {
			fprintf(stderr, "lotsa %s: %s\n", command, said->text);
			return 1;
		}
	fprintf(stderr, "lotsa %s: det gick inte (%s)\n", command, err_words(e));
	return 1;
}

/* The FILE of `COMMAND --flag FILE`; NULL after having said how to call it. */
static const char *
file_of(int argc, char **argv, const char *flag)
{
	if (argc == 3 && strcmp(argv[1], flag) == 0)
		return argv[2];
	fprintf(stderr, "Så här: lotsa %s %s FIL --data MAPP\n", argv[0], flag);
	return NULL;
}

static void
put_facts(const struct backup_facts *facts)
{
	printf("Gjord %.*s. Loggens kedja är hel: %lld rader. Rader per tabell:\n%.*s",
		STR_ARG(facts->made_on), (long long)facts->audit_rows, STR_ARG(facts->counts));
}

/* Keys around a call that needs them. */
static enum err
with_keys(const struct config *config, const char *file, struct backup_facts *facts,
	struct arena *a,
	enum err (*call)(
		const struct config *, struct arena *, const char *, struct backup_facts *))
{
	enum err e;

	TRY(crypto_init());
	TRY(audit_open_keys(config->keys_dir));
	e = call(config, a, file, facts);
	audit_close_keys();
	return e;
}

static enum err
make(const struct config *config, struct arena *a, const char *file, struct backup_facts *facts)
{
	(void)facts;
	return backup_make(config, a, file);
}

/* A copy is whole whatever the clock says, but it then bears a day that is wrong. */
static void
say_clock(const struct config *config, struct arena *a)
{
	struct date day;

	if (backup_last_verified(config, a, &day) == OK && day.days > clock_today().days)
		fprintf(stderr,
			"lotsa backup: klockan är ställd bakåt: en kopia prövades %.*s. Kopian är "
			"hel, men dagen i den är fel. Ställ klockan (timedatectl).\n",
			STR_ARG(date_text(a, day)));
}

/* A copy is of no use to whoever has lost the keys with the machine. */
static void
say_escrow(const struct config *config, struct arena *a)
{
	struct date day;

	if (escrow_last_confirmed(config, a, &day) != OK)
		fprintf(stderr,
			"lotsa verify-backup: VARNING: nycklarnas förvar är inte prövat. Går "
			"nyckelmappen förlorad går kopian inte att öppna. Kör: lotsa escrow make "
			"--to FIL och lotsa escrow confirm --from FIL\n");
}

int
app_command_backup(const struct config *config, int argc, char **argv)
{
	const char *file = file_of(argc, argv, "--to");
	struct arena *a = arena_new(BACKUP_ARENA_MAX);
	enum err e = ERR_LIMIT;

	if (file && a)
		e = with_keys(config, file, NULL, a, make);
	if (e == OK)
		say_clock(config, a);
	arena_free(a);
	if (!file)
		return 2;
	if (e != OK)
		return complain("backup", backup_said, e);
	printf("Säkerhetskopian är skriven till %s. "
	       "Pröva den med: lotsa verify-backup --from %s\n",
		file, file);
	return 0;
}

static int
read_command(const struct config *config, const char *command, const char *file,
	const char *done,
	enum err (*call)(
		const struct config *, struct arena *, const char *, struct backup_facts *))
{
	struct arena *a = arena_new(BACKUP_ARENA_MAX);
	struct backup_facts facts;
	enum err e = a ? with_keys(config, file, &facts, a, call) : ERR_LIMIT;

	if (e == OK) {
		printf("%s\n", done);
		put_facts(&facts);
		if (call == backup_verify)
			say_escrow(config, a);
	}
	arena_free(a);
	return e == OK ? 0 : complain(command, read_said, e);
}

int
app_command_verify_backup(const struct config *config, int argc, char **argv)
{
	const char *file = file_of(argc, argv, "--from");

	if (!file)
		return 2;
	return read_command(config, "verify-backup", file,
		"Säkerhetskopian går att återställa.", backup_verify);
}

int
app_command_restore(const struct config *config, int argc, char **argv)
{
	const char *file = file_of(argc, argv, "--from");

	if (!file)
		return 2;
	return read_command(config, "restore", file,
		"Databasen är återställd. Alla får logga in igen.", backup_restore);
}
