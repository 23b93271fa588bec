/* Tests of the settings. */
#include "tests/harness/harness.h"

#include "core/config/config.h"
#include "tests/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static struct config loaded;
static struct arena *arena;
static char *args[16];
static int n_args;

/* Splits the command line at spaces. */
static enum err
load(const char *line)
{
	char *rest, *part;

	n_args = 0;
	if (!arena)
		arena = arena_new(1 << 20);
	rest = strcpy(arena_alloc(arena, strlen(line) + 1), line);
	while ((part = strsep(&rest, " ")))
		args[n_args++] = part;
	args[n_args] = NULL;
	return config_load(&n_args, args, arena, &loaded);
}

TEST(settings_have_defaults_and_keys_lie_beside_the_data)
{
	CHECK_ERR(OK, load("serve --data /srv/x/"));
	CHECK(strcmp(loaded.data_dir, "/srv/x") == 0);
	CHECK(strcmp(loaded.keys_dir, "/srv/x.keys") == 0);
	CHECK_ERR(OK, load("serve --keys /srv/k// --data /srv/x/"));
	CHECK(strcmp(loaded.keys_dir, "/srv/k") == 0);
	CHECK_ERR(OK, load("serve --data /srv/x/"));
	CHECK(strcmp(loaded.listen, "127.0.0.1:8080") == 0);
	CHECK(strcmp(loaded.host, loaded.listen) == 0);
	CHECK(strcmp(config_db_path(&loaded, arena), "/srv/x/lotsa.db") == 0);
	CHECK(!loaded.is_demo && loaded.threads == 2 && loaded.workers == 4);
	CHECK(loaded.login_workers == 1 && loaded.public_workers == 1);
}

TEST(flags_are_taken_out_and_the_rest_stays_in_order)
{
	CHECK_ERR(OK, load("user add --data=d anna --threads 3 --name Anna"));
	CHECK(n_args == 5);
	CHECK(strcmp(args[1], "add") == 0 && strcmp(args[2], "anna") == 0);
	CHECK(strcmp(args[3], "--name") == 0 && strcmp(args[4], "Anna") == 0);
	CHECK(args[5] == NULL && loaded.threads == 3);
}

TEST(flags_win_over_environment_and_environment_over_file)
{
	int fd = memfd_create("settings", 0);
	char line[256];
	static const char text[] =
		"# inställningar\nthreads = 5\nworkers=6\nexit-url = https://a.se/\n";

	CHECK(fd >= 0 && write(fd, text, sizeof(text) - 1) == sizeof(text) - 1);
	setenv("LOTSA_WORKERS", "7", 1);
	setenv("LOTSA_EXIT_URL", "https://b.se/", 1);
	snprintf(line, sizeof(line), "serve --config /proc/self/fd/%d --exit-url https://c.se/",
		fd);
	CHECK_ERR(OK, load(line));
	close(fd);
	CHECK(loaded.threads == 5 && loaded.workers == 7 && n_args == 1);
	CHECK(strcmp(loaded.exit_url, "https://c.se/") == 0);
}

static bool
has(struct str text, const char *before, const char *what, const char *after)
{
	return str_contains(text, arena_printf(arena, "%s%s%s", before, what, after));
}

TEST(every_setting_stands_in_the_help_and_in_the_book_of_operation)
{
	BUF_CLEANUP struct buf help = buf_new(1 << 16);
	struct setting_text setting;
	char *book;
	FILE *f = fopen(SOURCE_ROOT "/doc/operate.md", "rb");
	size_t n, i;

	CHECK_ERR(OK, load("serve"));
	book = arena_alloc(arena, 1 << 18);
	CHECK(f && book);
	n = fread(book, 1, 1 << 18, f);
	fclose(f);
	config_put_help(&help);
	for (i = 0; config_setting(i, &setting); i++) {
		struct str text = { book, n };

		CHECK(has(buf_str(&help), "  --", setting.name, " "));
		ck_assert_msg(has(text, "\n| `", setting.name, "` |") &&
				has(text, "| `--", setting.name, "` |") &&
				has(text, "| `", setting.variable, "` |"),
			"doc/operate.md says nothing of %s", setting.name);
	}
	CHECK(i >= 11);
}

TEST(the_settings_file_of_the_package_is_one)
{
	CHECK_ERR(OK, load("serve --config " SOURCE_ROOT "/dist/lotsa.conf"));
	CHECK(strcmp(loaded.metrics, "/run/lotsa/metrics.sock") == 0);
}

TEST(bad_settings_are_refused)
{
	CHECK(freopen("/dev/null", "w", stderr));
	CHECK_ERR(ERR_INVALID, load("serve --threads 0"));
	CHECK_ERR(ERR_INVALID, load("serve --threads many"));
	CHECK_ERR(ERR_INVALID, load("serve --data"));
	CHECK_ERR(ERR_INVALID, load("serve --exit-url http://plain.se/"));
	CHECK_ERR(ERR_INVALID, load("serve --config /nowhere/lotsa.conf"));
}
