/* The man page has every command of the program, every setting, and nothing that roff would take. */
#include "app/man.h"

#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/paths.h"

static const struct command commands[] = {
	{ "purge", "--dry-run", ".Gallrar 'allt'.", NULL },
	{ "user", "...", "Användare.", NULL },
};

TEST(the_man_page_escapes_what_roff_would_take)
{
	struct buf page BUF_CLEANUP = buf_new(1 << 16);

	man_put(&page, commands, 2, "1.0");
	CHECK_ERR(OK, buf_err(&page));
	CHECK(str_contains(buf_str(&page), STR("\\fBlotsa purge\\fR \\-\\-dry\\-run\n"
		"\\&.Gallrar 'allt'.\n")));
	CHECK(str_contains(buf_str(&page), STR("\\fBlotsa user\\fR \\-\\-help\n")));
}

/* What the program says, line by line. */
static struct str
said_by(struct arena *a, const char *flag)
{
	FILE *said = popen(arena_printf(a, BUILD_ROOT "/lotsa %s", flag).p, "r");
	char *bytes = arena_alloc(a, 1 << 16);
	size_t n;

	CHECK(said && bytes);
	n = fread(bytes, 1, 1 << 16, said);
	CHECK(pclose(said) == 0);
	return (struct str){ bytes, n };
}

/* The page as plain words again. */
static struct str
without_escapes(struct arena *a, struct str page)
{
	char *out = arena_alloc(a, page.n);
	size_t n = 0, i;

	for (i = 0; i < page.n; i++)
		if (page.p[i] != '\\')
			out[n++] = page.p[i];
	return (struct str){ out, n };
}

TEST(every_command_and_setting_of_the_help_stands_in_the_man_page)
{
	struct arena *a = arena_new(1 << 20);
	struct str help = said_by(a, "--help"), line;
	struct str page = without_escapes(a, said_by(a, "--man"));
	int commands_seen = 0, settings_seen = 0;

	while (str_split(&help, '\n', &line)) {
		struct str rest = str_trim(line), word;

		CHECK(str_split(&rest, ' ', &word) || line.n == 0);
		if (str_starts(line, STR("  lotsa "))) {
			CHECK(str_split(&rest, ' ', &word));
			CHECK(str_contains(page,
				arena_printf(a, "fBlotsa %.*s", STR_ARG(word))));
			commands_seen++;
		} else if (str_starts(line, STR("  --"))) {
			CHECK(str_contains(page, arena_printf(a, "fB%.*sfR", STR_ARG(word))));
			settings_seen++;
		}
	}
	CHECK(commands_seen > 12 && settings_seen > 8);
	arena_free(a);
}
