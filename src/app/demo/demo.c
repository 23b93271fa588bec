/* `lotsa demo`: makes a data folder with the Södertälje demo and prints its log-ins. */
#include "app/demo/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "core/time/clock.h"
#include "features/release/release.h"

enum {
	DEMO_ARENA = 64 << 20,
	DEMO_SEED = 2019,
	ASSOCIATIONS_MAX = 500,
	ASKINGS_MIN = 1000,
	ASKINGS_MAX = 50 * 1000 * 1000
};

/* What was asked for; no associations: Södertälje alone. */
struct words {
	struct demo_nation_order nation;
	int64_t seed;
};

/* SplitMix64 (Steele, Lea, Flood 2014): short, and the same on every machine. */
uint32_t
demo_below(struct demo_world *w, uint32_t limit)
{
	uint64_t z = w->random += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ (z >> 31)) % limit);
}

static int
complain(const char *message)
{
	fprintf(stderr, "lotsa demo: %s\n", message);
	return 1;
}

/* An empty file whose presence says that everything here is practice. */
static enum err
mark_as_demo(const struct config *config, struct arena *a)
{
	const char *path =
		arena_cstr(a, arena_printf(a, "%s/" CONFIG_DEMO_MARK, config->data_dir));
	int fd = path ? open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600) : -1;

	if (fd < 0)
		return ERR_IO;
	return close(fd) == 0 ? OK : ERR_IO;
}

/* A demo is made once, and its keys with it. */
static int
complain_of_folders(const struct config *config)
{
	char path[4096];
	int n = snprintf(path, sizeof(path), "%s/lotsa.db", config->data_dir);

	if (n > 0 && n < (int)sizeof(path) && access(path, F_OK) == 0)
		fprintf(stderr, "lotsa demo: mappen %s har redan en databas. Välj en annan "
			"mapp med --data MAPP, eller ta bort mapparna %s och %s. Inget är "
			"ändrat.\n", config->data_dir, config->data_dir, config->keys_dir);
	else
		fprintf(stderr, "lotsa demo: nycklarna i mappen %s hör till en annan databas "
			"än den som ska göras i mappen %s. Är de kvar efter en borttagen demo: "
			"ta bort mappen %s också. Annars: välj andra mappar med --data MAPP. "
			"Inget är ändrat.\n", config->keys_dir, config->data_dir,
			config->keys_dir);
	return 1;
}

static enum err
make_folder(const struct config *config, struct arena *a)
{
	if (mkdir(config->data_dir, 0700) != 0 && errno != EEXIST)
		return ERR_IO;
	TRY(keys_create(config->keys_dir, config->data_dir));
	TRY(db_create(config_db_path(config, a)));
	return mark_as_demo(config, a);
}

static enum err
load(struct demo_world *w)
{
	TRY(demo_load_places(w));
	TRY(demo_load_content(w));
	TRY(demo_load_asking(w));
	TRY(demo_load_referrals(w));
	return demo_load_staff(w);
}

static enum err
open_and_load(const struct config *config, struct arena *a, const struct words *words)
{
	struct demo_world w = { .arena = a, .today = clock_today(),
		.random = (uint64_t)words->seed };
	struct release_order order = { .keys_dir = config->keys_dir, .today = w.today };
	struct release_done released;
	struct ballot_counted counted;
	enum err e;

	TRY(keys_open(config->keys_dir, config->data_dir));
	TRY(audit_open_keys(config->keys_dir));
	TRY(db_open(config_db_path(config, a), DB_WRITE, &w.writer));
	e = load(&w);
	if (e == OK)
		e = ballot_count(w.writer, config->keys_dir, w.today, &counted);
	if (e == OK && words->nation.associations > 0)
		e = demo_load_nation(&w, &words->nation);
	if (e == OK)
		e = release_now(w.writer, &order, a, &released);
	db_close(w.writer);
	audit_close_keys();
	keys_close();
	return e;
}

static void
print_logins(void)
{
	size_t i;

	for (i = 0; i < DEMO_ACCOUNTS; i++)
		printf("login %s %s %s\n", demo_accounts[i].login, demo_accounts[i].password,
			role_code(demo_accounts[i].role));
	for (i = 0; i < DEMO_ACCOUNTS; i++)
		printf("pin %s %s\n", demo_accounts[i].login, demo_pin);
}

static enum err
make_demo(const struct config *config, struct arena *a, const struct words *words)
{
	TRY(crypto_init());
	TRY(make_folder(config, a));
	return open_and_load(config, a, words);
}

/* A number after its word, within bounds. */
static bool
number_of(int argc, char **argv, int *i, const char *word, int64_t *out)
{
	if (strcmp(argv[*i], word) != 0 || *i + 1 >= argc ||
			str_to_int(str_of(argv[*i + 1]), out) != OK)
		return false;
	(*i)++;
	return true;
}

/* Both sizes of a nation, or none. */
static bool
read_words(const struct config *config, int argc, char **argv, struct words *out)
{
	struct demo_nation_order *nation = &out->nation;
	int i;

	*out = (struct words){ { 0, 0, config->keys_dir }, DEMO_SEED };
	for (i = 1; i < argc; i++)
		if (!number_of(argc, argv, &i, "--associations", &nation->associations) &&
				!number_of(argc, argv, &i, "--askings", &nation->askings) &&
				!number_of(argc, argv, &i, "--seed", &out->seed))
			return false;
	if (nation->associations == 0 && nation->askings == 0)
		return out->seed >= 0;
	return out->seed >= 0 && nation->associations >= 2 &&
		nation->associations <= ASSOCIATIONS_MAX && nation->askings >= ASKINGS_MIN &&
		nation->askings <= ASKINGS_MAX;
}

static int
usage(void)
{
	fprintf(stderr, "Så här: lotsa demo --data MAPP [--seed TAL]\n"
		"eller:  lotsa demo --associations ANTAL --askings ANTAL --data MAPP [--seed TAL]\n"
		"Förbunden är 2 till %d, frågetillfällena %d till %d. Inget är ändrat.\n",
		ASSOCIATIONS_MAX, ASKINGS_MIN, ASKINGS_MAX);
	return 2;
}

int
app_command_demo(const struct config *config, int argc, char **argv)
{
	struct words words;
	struct arena *a;
	enum err e;

	if (!read_words(config, argc, argv, &words))
		return usage();
	if (keys_are_taken(config->keys_dir))
		return complain_of_folders(config);
	a = arena_new(DEMO_ARENA);
	if (!a)
		return complain("minnet räcker inte");
	e = make_demo(config, a, &words);
	arena_free(a);
	if (e == ERR_CONFLICT)
		return complain_of_folders(config);
	if (e != OK) {
		fprintf(stderr, "lotsa demo: demon kunde inte läggas in (%s); ta bort mapparna "
			"%s och %s och försök igen\n", err_words(e), config->data_dir,
			config->keys_dir);
		return 1;
	}
	print_logins();
	return 0;
}
