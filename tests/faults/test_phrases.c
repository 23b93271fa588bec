/* A phrase that nobody else says is put in wherever something can be put in, and looked for afterwards. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "tests/faults/program.h"
#include "tests/harness/client.h"
#include "tests/harness/harness.h"

/* Letters alone, so that no escaping hides it. */
#define PHRASE "zanzibarkanariefagel"

static void
expect_none(struct str where, const char *what)
{
	ck_assert_msg(!memmem(where.p, where.n, PHRASE, strlen(PHRASE)), "the phrase is in %s",
		what);
}

/* Paths, queries and cookies: what answers is an error page or a page, neither of which repeats them. */
static void
say_in_addresses(struct client *c)
{
	static const char *const paths[] = { "/" PHRASE, "/samtal/" PHRASE, "/in?m=" PHRASE,
		"/" PHRASE "?" PHRASE "=" PHRASE, "/?lang=" PHRASE, "/lotsningar/" PHRASE,
		"/fil/" PHRASE "/lotsa.css", "/hem?m=" PHRASE, "/samtal?sida=" PHRASE,
		"/samtal/papper?m=" PHRASE "&team=" PHRASE, "/katalog/" PHRASE };
	size_t i;
	int status;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		CHECK_ERR(OK, client_get(c, paths[i], &status));
		CHECK(status != 500);
		expect_none(buf_str(&c->in), paths[i]);
		expect_none(str_of(c->location), "a redirection");
	}
}

/* Secrets are never repeated; what else was typed may stand in its own field on the way back. */
static void
say_in_forms(struct client *c)
{
	static const struct {
		const char *path, *form;
		bool is_secret;
	} forms[] = {
		{ "/in", "login=caseworker&password=" PHRASE, true },
		{ "/in", "login=" PHRASE "&password=" PHRASE "-" PHRASE, false },
		{ "/" PHRASE, PHRASE "=" PHRASE, true },
		{ "/samtal/sok", "kod=" PHRASE, false },
		{ "/samtal/dold/fortsatt", "pin=" PHRASE, true },
		{ "/samtal/papper", "nyckel=" PHRASE "&team=" PHRASE "&svar1=" PHRASE, true },
		{ "/lotsningar", "tjanst=" PHRASE "&ord=" PHRASE, true },
		{ "/katalog/1/andring", "version=1&telefon=" PHRASE "&svarar=" PHRASE
			"&tider=" PHRASE "&samma-dag=yes&anonym=yes&namn=" PHRASE
			"&for-vem=exposed&kalla=call", false },
		{ "/konto/losenord", "present=" PHRASE "&new=" PHRASE "&again=" PHRASE, true },
		{ "/in/losenord", "present=" PHRASE "&new=" PHRASE "&again=" PHRASE, true },
		{ "/in/lank", "lank=" PHRASE "&new=" PHRASE "1&again=" PHRASE "1", false },
		{ "/in/lank", "lank=x&new=" PHRASE "&again=" PHRASE, true },
		{ "/konto/pin", "pin-password=" PHRASE "&pin=" PHRASE, true },
	};
	size_t i;
	int status;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		CHECK_ERR(OK, client_post(c, forms[i].path, str_of(forms[i].form), &status));
		ck_assert_msg(status >= 300 && status != 500, "%s gave %d", forms[i].path,
			status);
		if (forms[i].is_secret)
			expect_none(buf_str(&c->in), forms[i].path);
		expect_none(str_of(c->location), "a redirection");
	}
}

static void
expect_no_core(struct world *w, pid_t pid)
{
	FILE *f = fopen(arena_printf(w->arena, "/proc/%d/limits", (int)pid).p, "r");
	char line[256];
	bool is_none = false;

	CHECK(f);
	while (fgets(line, sizeof(line), f)) {
		long soft = -1, hard = -1;

		if (sscanf(line, "Max core file size %ld %ld", &soft, &hard) == 2)
			is_none = soft == 0 && hard == 0;
	}
	fclose(f);
	CHECK(is_none);
}

/* Names and contents of everything in the data folder. */
static void
expect_none_in_files(struct world *w)
{
	struct dirent *entry;
	DIR *dir = opendir(w->dir);

	CHECK(dir);
	while ((entry = readdir(dir)) != NULL) {
		expect_none(str_of(entry->d_name), "the name of a file");
		expect_none(program_file(w, arena_printf(w->arena, "%s/%s", w->dir,
			entry->d_name).p), entry->d_name);
	}
	closedir(dir);
}

TEST(what_is_typed_stands_in_no_log_no_error_page_no_file_and_no_core)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *log = arena_printf(w.arena, "%s/log", w.dir).p;
	struct client c;
	int port, status;
	pid_t pid = program_serve(&w, log, &port);

	expect_no_core(&w, pid);
	c = client_new(port);
	snprintf(c.cookies, sizeof(c.cookies), "__Host-lotsa=" PHRASE "; " PHRASE "=" PHRASE);
	say_in_addresses(&c);
	c.cookies[0] = '\0';
	CHECK_ERR(OK, client_login(&c, "caseworker", "en+hel+h%C3%B6g+tranor"));
	CHECK_ERR(OK, client_get(&c, "/hem", &status));
	say_in_addresses(&c);
	CHECK_ERR(OK, client_get(&c, "/konto", &status));
	say_in_forms(&c);
	client_free(&c);
	CHECK_ERR(OK, process_stop(pid, &status));
	CHECK(status == 0);
	CHECK(str_contains(program_file(&w, log), STR("event=request")));
	expect_none_in_files(&w);
}
