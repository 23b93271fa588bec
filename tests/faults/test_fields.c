/*
 * Every field of every form that a route takes is filled with a phrase that nobody else says, as every
 * role; afterwards no log, address, file name, figure, backup or process tells it, and a secret one no
 * page and no byte of the database either.  The forms come from the table of routes: a new field is
 * tried without a word here, and a new kind of field fails the test.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/hall.h"
#include "tests/faults/program.h"
#include "tests/harness/client.h"
#include "tests/harness/harness.h"

/* Letters alone, so that no escaping hides them; the field's number follows in letters too. */
#define PLAIN "zkanariefagel"
#define SECRET "zhemligfagel"

enum { TARGET_MAX = 256, ANSWER = 64 * 1024 };

static void
expect_none(struct str where, const char *phrase, const char *what, const char *from)
{
	ck_assert_msg(!memmem(where.p, where.n, phrase, strlen(phrase)), "%s is in %s (%s)",
		phrase, what, from);
}

/* ---- filling in ---- */

static void
put_phrase(struct buf *b, enum field_kind kind, size_t number)
{
	buf_put_cstr(b, kind == FIELD_SECRET ? SECRET : PLAIN);
	for (; number > 0; number /= 26)
		buf_put_byte(b, (char)('a' + number % 26));
}

/* Something that the field takes where it takes no words, so that the words beside it get further. */
static void
put_valid(struct buf *b, const struct field *field, size_t number)
{
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_HIDDEN:
		put_phrase(b, field->kind, number);
		return;
	case FIELD_INT:
		buf_put_int(b, field->min);
		return;
	case FIELD_DATE:
		buf_put_cstr(b, "2026-12-06");
		return;
	case FIELD_MONTH:
		buf_put_cstr(b, "2026-11");
		return;
	case FIELD_CHOICE:
	case FIELD_SELECT:
	case FIELD_BITS:
		buf_put_cstr(b, field->choices[0].code);
		return;
	case FIELD_ID:
	case FIELD_CHECK:
		buf_put_cstr(b, "1");
		return;
	}
	ck_abort_msg("a kind of field without a phrase");
}

/* The filters of a page stand in its address, and come along with its forms. */
static bool
is_filter(const struct form *form, const struct field *field)
{
	static const char *const filters[][2] = { { "situation", "kommun" } };
	size_t i;

	for (i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		if (strcmp(form->name, filters[i][0]) == 0 &&
				strcmp(field->name, filters[i][1]) == 0)
			return true;
	return false;
}

static void
fill(struct buf *b, const struct form *form, bool is_valid)
{
	size_t i;

	buf_clear(b);
	for (i = 0; form && i < form->n_fields; i++) {
		const struct field *field = &form->fields[i];

		buf_printf(b, "%s%s=", i ? "&" : "", field->name);
		if (is_filter(form, field))
			buf_put_cstr(b, "Ort");
		else if (is_valid)
			put_valid(b, field, i + 1);
		else
			put_phrase(b, field->kind, i + 1);
	}
	if (!form)
		buf_put_cstr(b, PLAIN "=" PLAIN "&" SECRET "=" SECRET);
	CHECK_ERR(OK, buf_err(b));
}

/* "/samtal/:id" gives "/samtal/1", "/kort/:kod" gives a phrase. */
static void
target_of(const char *pattern, char target[TARGET_MAX])
{
	const char *hole = strchr(pattern, ':'), *rest = hole ? strchr(hole, '/') : NULL;
	int before = hole ? (int)(hole - pattern) : (int)strlen(pattern);

	snprintf(target, TARGET_MAX, "%.*s%s%s", before, pattern,
		!hole ? "" : strncmp(hole, ":id", 3) == 0 ? "1" : PLAIN, rest ? rest : "");
}

/* ---- posting ---- */

static void
come_in(struct client *c, const char *login)
{
	int status = 0;

	if (client_get(c, "/konto", &status) == OK && status == 200)
		return;
	c->cookies[0] = '\0';
	CHECK_ERR(OK, client_login(c, login, "en+hel+h%C3%B6g+tranor"));
	CHECK_ERR(OK, client_get(c, "/konto", &status));
}

static void
post(struct client *c, const char *login, const struct route *route, bool is_valid)
{
	struct buf body BUF_CLEANUP = buf_new(ANSWER);
	char target[TARGET_MAX];
	int status = 0;

	come_in(c, login);
	target_of(route->pattern, target);
	fill(&body, route->form, is_valid);
	CHECK_ERR(OK, client_post(c, target, buf_str(&body), &status));
	ck_assert_msg(status != 500, "%s gave 500", route->pattern);
	expect_none(buf_str(&c->in), SECRET, "the page", route->pattern);
	expect_none(str_of(c->location), SECRET, "the address", route->pattern);
	expect_none(str_of(c->location), PLAIN, "the address", route->pattern);
	/* a form that is shown again keeps what was typed in its own fields */
	if (status == 404 || status >= 500 || !route->form)
		expect_none(buf_str(&c->in), PLAIN, "an error page", route->pattern);
}

/* ---- looking ---- */

static void
look_in_files(struct world *w, const char *dir, const char *log)
{
	struct dirent *entry;
	DIR *folder = opendir(dir);

	CHECK(folder);
	while ((entry = readdir(folder)) != NULL) {
		const char *path = arena_printf(w->arena, "%s/%s", dir, entry->d_name).p;

		expect_none(str_of(entry->d_name), PLAIN, "the name of a file", dir);
		expect_none(str_of(entry->d_name), SECRET, "the name of a file", dir);
		expect_none(program_file(w, path), SECRET, "a file", path);
		/* names of people, teams and services are data, and stand in the database */
		if (strncmp(entry->d_name, "lotsa.db", 8) != 0)
			expect_none(program_file(w, path), PLAIN, "a file", path);
	}
	closedir(folder);
	expect_none(program_file(w, log), PLAIN, "the log", log);
}

/* Of files under /proc nobody knows the length. */
static void
look_in_process(struct world *w, pid_t pid, const char *name)
{
	static char bytes[ANSWER];
	FILE *f = fopen(arena_printf(w->arena, "/proc/%d/%s", (int)pid, name).p, "r");
	struct str got = { bytes, 0 };

	CHECK(f);
	got.n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	CHECK(got.n > 0);
	expect_none(got, PLAIN, "the process", name);
	expect_none(got, SECRET, "the process", name);
}

static void
look_in_figures(int port)
{
	struct client c = client_new(port);
	int status = 0;

	CHECK_ERR(OK, client_get(&c, "/metrics", &status));
	CHECK(status == 200 && c.in.n > 0);
	expect_none(buf_str(&c.in), PLAIN, "the figures", "/metrics");
	expect_none(buf_str(&c.in), SECRET, "the figures", "/metrics");
	client_free(&c);
}

/* ---- the test ---- */

static void
try_every_form(int port)
{
	struct site site = { 0 };
	enum role role;
	size_t i, forms = 0;

	hall_site(&site);
	CHECK_ERR(OK, site_open(&site));
	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		struct client c = client_new(port);
		char login[40];
		int at;

		snprintf(login, sizeof(login), "%s", role_code(role));
		for (at = 0; login[at]; at++)
			login[at] = login[at] == '_' ? '-' : login[at];
		for (i = 0; i < site_n_routes(&site); i++) {
			const struct route *route = site_route(&site, i);

			if (route->method != METHOD_POST)
				continue;
			if (route->perm != PERM_PUBLIC && route->perm != PERM_LOGGED_IN &&
					!role_may(role, route->perm))
				continue;
			post(&c, login, route, false);
			post(&c, login, route, true);
			forms += route->form != NULL;
		}
		client_free(&c);
	}
	ck_assert_msg(forms > 60, "only %zu forms", forms);
	site_close(&site);
}

TEST(what_is_typed_into_any_field_stands_nowhere_that_it_should_not)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *log = arena_printf(w.arena, "%s/log", w.dir).p;
	const char *copy = arena_printf(w.arena, "%s/copy", w.dir).p;
	int port, figures = process_free_port(), status;
	struct str said;
	pid_t pid;

	setenv("LOTSA_METRICS", arena_printf(w.arena, "127.0.0.1:%d", figures).p, 1);
	pid = program_serve(&w, log, &port);
	unsetenv("LOTSA_METRICS");
	try_every_form(port);
	look_in_figures(figures);
	look_in_process(&w, pid, "cmdline");
	look_in_process(&w, pid, "environ");
	ck_assert_int_eq(PROGRAM(&w, &said, "backup", "--to", copy), 0);
	CHECK_ERR(OK, process_stop(pid, &status));
	CHECK(status == 0 && str_contains(program_file(&w, log), STR("event=request")));
	look_in_files(&w, w.dir, log);
}
