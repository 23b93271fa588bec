/*
 * What the catalogue knows and the public may not: a word that stands in every place that can hide it is
 * looked for in every public page and answer, the open data, its search and package, all that is
 * printed, the log, and all that a backup says of itself.  A word that is public stands beside it, or
 * nothing was looked at.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/hall.h"
#include "features/catalogue/visibility.h"
#include "features/material/test_paper.h"
#include "features/material/version.h"
#include "features/publicsite/finder.h"
#include "features/publicsite/forms.h"
#include "tests/faults/program.h"
#include "tests/harness/client.h"
#include "tests/harness/harness.h"

/* Letters alone, so that no escaping hides them: for everybody, for colleagues, and for no paper. */
#define OPEN "synligfagel"
#define STAFF "doldfagel"
#define NO_PAPER "otrycktfagel"
/* What protected housing may not have. */
#define STREET "Hemliggatan"

static const char organisations[] =
	"id,name,kind,parent_id,municipality,note,aliases,visibility,website,"
	"website_visibility\n"
	"a,Alfa,civil_society,,Södertälje," STAFF ",,public,https://" STAFF ".example,"
	"professionals\n"
	"b," STAFF ",civil_society,,Södertälje,," STAFF ",professionals,"
	"https://" STAFF ".example,\n"
	"c," NO_PAPER ",civil_society,,Södertälje,,,never_printed,,\n";
#define HEAD                                                                                  \
	"id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,requires," \
	"response_time,same_day,anonymous,phone,phone_note,note,hours,visibility,"            \
	"phone_visibility,hours_visibility,practical_visibility,note_visibility,protected,"   \
	"staff_phone,website,cost,cost_text,bring,area,code_word_place,code_word_owner,"      \
	"code_word_trained_on,agreement\n"
#define EXPOSED ",exposed,,,,self;phone,none,,yes,yes,"
static const char services[] = HEAD
	"s,a,Stöd " OPEN EXPOSED "08-465 004 30,," STAFF "," NO_PAPER ",public,,never_printed,"
	"professionals,professionals,," STAFF ",https://" STAFF ".example,some," STAFF "," STAFF
	",0181," STAFF "," STAFF ",2026-11-01," STAFF "\n"
	"t,a," NO_PAPER EXPOSED "08-465 004 31," NO_PAPER "," NO_PAPER "," NO_PAPER
	",never_printed,public,public,public,public,,,,,," NO_PAPER ",0181,,,,\n"
	"u,a," STAFF EXPOSED "08-465 004 32," STAFF "," STAFF "," STAFF
	",professionals,public,public,public,public,,,,,," STAFF ",0181,,,,\n"
	"v,b," STAFF EXPOSED "08-465 004 33,,,,public,,,,,,,,,,,0181,,,,\n"
	"x,a,Boende" EXPOSED "08-465 004 34,,,,public,,,,,yes," STAFF ",,,,,0181,,,," STAFF "\n"
	"y,a,Samtal" EXPOSED NO_PAPER "," NO_PAPER ",," STAFF
	",public,never_printed,professionals,,,,,,,,,0181,,,,\n";
/* The same housing with an address in one more cell. */
static const char with_address[] =
	HEAD "x,a,Boende" EXPOSED "08-465 004 34,," STREET " 7,,public,,,,,yes,,,,,,0181,,,,\n";
/* The same organisation with one in a text of its own, which stands by the housing wherever that does. */
#define ALFA_HEAD "id,name,kind,parent_id,municipality,note,aliases,visibility,website\n"
static const struct {
	const char *column, *text;
} with_organisation[] = {
	{ "name", ALFA_HEAD "a,Alfa " STREET " 7,civil_society,,Södertälje,,,public,\n" },
	{ "note", ALFA_HEAD "a,Alfa,civil_society,,Södertälje," STREET " 7,,public,\n" },
	{ "aliases", ALFA_HEAD "a,Alfa,civil_society,,Södertälje,,A;" STREET " 7,public,\n" },
	{ "website", ALFA_HEAD "a,Alfa,civil_society,,Södertälje,,,public,https://a.example/"
			       STREET "/7\n" },
};

/* ---- each fact by itself ---- */

/* How often the word of a fact stands in its service of open data; in the order of visible_facts. */
static const struct {
	const char *column;
	int n;
} facts[VISIBLE_FACTS] = { { "phone", 2 }, { "phone_note", 1 }, { "on_phone_bill", 0 },
	{ "response_time", 1 }, { "hours", 1 }, { "languages", 1 }, { "website", 1 },
	{ "cost_text", 2 }, { "bring", 1 }, { "note", 1 } };
enum { WORDS_OF_ALL = 10 };

static void
put_cell(struct buf *out, size_t fact, bool is_hidden, const char *word)
{
	const char *text = is_hidden ? word : OPEN;

	if (strcmp(facts[fact].column, "website") == 0)
		buf_printf(out, ",https://%s.example", text);
	else if (strcmp(facts[fact].column, "on_phone_bill") == 0)
		buf_put(out, STR(",yes"));
	else
		buf_printf(out, ",%s", text);
}

/* Services that differ in the one fact that is hidden: "valp0", "valp1", ... */
static void
put_each(struct buf *out, const char *code, const char *visibility, const char *word)
{
	size_t hidden, fact;

	for (hidden = 0; hidden < VISIBLE_FACTS; hidden++) {
		buf_printf(out, "%s%zu,a,%s%zu,exposed,,,,self,none,yes,yes,public,some,0181",
			code, hidden, code, hidden);
		for (fact = 0; fact < VISIBLE_FACTS; fact++) {
			put_cell(out, fact, fact == hidden, word);
			buf_printf(out, ",%s", fact == hidden ? visibility : "as_entry");
		}
		buf_put_byte(out, '\n');
	}
}

static struct str
each_fact(struct world *w)
{
	struct buf out BUF_CLEANUP = buf_new(64 * 1024);
	size_t fact;

	buf_put(&out, STR("id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			  "entry_routes,requires,same_day,anonymous,visibility,cost,area"));
	for (fact = 0; fact < VISIBLE_FACTS; fact++)
		buf_printf(&out, ",%s,%s", facts[fact].column, visible_facts[fact].column);
	buf_put_byte(&out, '\n');
	put_each(&out, "valp", "professionals", STAFF);
	put_each(&out, "valn", "never_printed", NO_PAPER);
	CHECK_ERR(OK, buf_err(&out));
	return arena_str(w->arena, buf_str(&out));
}

/* ---- looking ---- */

static void
expect_no(struct str where, const char *word, const char *what)
{
	ck_assert_msg(
		!memmem(where.p, where.n, word, strlen(word)), "%s stands in %s", word, what);
}

static void
expect_public(struct str where, const char *what)
{
	expect_no(where, STAFF, what);
	expect_no(where, NO_PAPER, what);
	expect_no(where, STREET, what);
}

/* How often the public word stands there. */
static int
n_open(struct str where)
{
	const char *at = where.p, *end = where.p + where.n;
	int n = 0;

	while (at && (at = memmem(at, (size_t)(end - at), OPEN, strlen(OPEN))) != NULL) {
		at += strlen(OPEN);
		n++;
	}
	return n;
}

static int
look_at(struct client *c, const char *path)
{
	int status = 0;

	CHECK_ERR(OK, client_get(c, path, &status));
	expect_public(buf_str(&c->in), path);
	return status == 200 ? n_open(buf_str(&c->in)) : 0;
}

/* Every page that asks for no name, but those that need to know which. */
static void
look_at_pages(struct client *c)
{
	struct site site = { 0 };
	size_t i, n = 0;

	hall_site(&site);
	CHECK_ERR(OK, site_open(&site));
	for (i = 0; i < site_n_routes(&site); i++) {
		const struct route *route = site_route(&site, i);

		if (route->method != METHOD_GET || route->perm != PERM_PUBLIC ||
			strchr(route->pattern, ':'))
			continue;
		look_at(c, route->pattern);
		n++;
	}
	ck_assert_msg(n > 20, "only %zu pages", n);
	site_close(&site);
}

static void
look_at_answers(struct client *c)
{
	static const char *const paths[] = { "/k", "/en", "/latt" };
	int found = 0, status = 0;
	char body[128];
	size_t i, p;

	for (i = 0; i < n_situations; i++) {
		snprintf(body, sizeof(body), "for=%s&vad=%s&var=181&klar=1",
			choice_of(door_choices, DOORS - 1, situations[i].door)->code,
			choice_of(what_choices, WHATS - 1, situations[i].what)->code);
		for (p = 0; p < 3; p++) {
			CHECK_ERR(OK, client_post(c, paths[p], str_of(body), &status));
			CHECK(status == 200);
			expect_public(buf_str(&c->in), body);
			found += n_open(buf_str(&c->in));
		}
	}
	CHECK(found > 3);
}

/* Each member of a list by itself, too. */
static void
look_at_list(struct world *w, struct client *c, const char *list)
{
	struct str all;
	const char *at, *end;
	int n = 0;

	look_at(c, list);
	all = arena_str(w->arena, buf_str(&c->in));
	at = all.p, end = all.p + all.n;
	while ((at = memmem(at, (size_t)(end - at), "{\"id\":\"", 7)) != NULL) {
		at += 7;
		look_at(c, arena_printf(w->arena, "%s/%.*s", list, 36, at).p);
		n++;
	}
	CHECK(n > 0);
}

static void
look_at_open_data(struct world *w, struct client *c)
{
	static const char *const hidden[] = { STAFF, NO_PAPER, STREET };
	size_t i;

	CHECK(look_at(c, "/services") > 0);
	look_at_list(w, c, "/services");
	look_at_list(w, c, "/organizations");
	CHECK(look_at(c, "/services?search=" OPEN) > 0);
	for (i = 0; i < 3; i++) {
		look_at(c, arena_printf(w->arena, "/services?search=%s", hidden[i]).p);
		CHECK(str_contains(buf_str(&c->in), STR("\"total_items\":0")));
	}
}

/* Whether the service is among those that have a term of the taxonomy: 6 response, 7 on_phone_bill. */
static bool
is_found_by(struct world *w, struct client *c, const char *service, int taxonomy)
{
	look_at(c, arena_printf(w->arena, "/services?search=%s&taxonomy_id="
		"0a000000-0000-8000-8000-00000000000%d", service, taxonomy).p);
	return str_contains(buf_str(&c->in), STR("\"total_items\":1"));
}

/* What is hidden is gone, and all else of the service is there. */
static void
look_at_each(struct world *w, struct client *c, const char *code)
{
	size_t fact;

	for (fact = 0; fact < VISIBLE_FACTS; fact++) {
		const char *service = arena_printf(w->arena, "%s%zu", code, fact).p;
		int n = look_at(
			c, arena_printf(w->arena, "/services?search=%s", service).p);
		struct str said = buf_str(&c->in);
		bool is_bill = str_contains(said, STR("\"link_type\":\"on_phone_bill\""));

		ck_assert_int_eq(n, WORDS_OF_ALL - facts[fact].n);
		ck_assert_int_eq(is_bill, strcmp(facts[fact].column, "on_phone_bill") != 0);
		CHECK(str_contains(said, STR("\"total_items\":1")));
		ck_assert_int_eq(str_contains(said, STR("cost_options")),
			strcmp(facts[fact].column, "cost_text") != 0);
		ck_assert_int_eq(is_found_by(w, c, service, 6),
			strcmp(facts[fact].column, "response_time") != 0);
		ck_assert_int_eq(is_found_by(w, c, service, 7), is_bill);
	}
}

/* ---- paper ---- */

static struct str
printed(struct world *w, enum material_product product, const char *code)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	const struct making making = { .product = product,
		.code = str_of(code),
		.municipality = STR("0181"),
		.address = STR("HTTPS://X.SE/K"),
		.by = w->accounts[ROLE_CATALOGUE_EDITOR],
		.today = w->today,
		.is_for_release = true };
	struct made_product made;

	CHECK_ERR(OK, material_make(w->db, editor, w->arena, &making, &made));
	return paper_text(w, made.printed.pdf);
}

static void
look_at_paper(struct world *w)
{
	static const char *const codes[] = { "sv", "en" };
	enum material_product product;
	int found = 0;
	size_t i;

	for (product = PRODUCT_BROCHURE; product <= PRODUCT_POSTER; product++) {
		for (i = 0; i < 2; i++) {
			struct str text = printed(w, product, codes[i]);

			expect_no(text, NO_PAPER, "a printed product");
			expect_no(text, STREET, "a printed product");
			/* the sheet is for colleagues */
			if (product != PRODUCT_SHEET)
				expect_no(text, STAFF, "a printed product");
			found += n_open(text);
		}
	}
	CHECK(found > 1);
}

/* ---- the test ---- */

static void
put_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	CHECK(f && fputs(text, f) >= 0);
	CHECK(fclose(f) == 0);
}

static void
import(struct world *w)
{
	const char *folder = arena_printf(w->arena, "%s/import", w->dir).p;
	struct str said;
	size_t i;

	CHECK(mkdir(folder, 0700) == 0);
	put_file(folder, "organisations.csv", organisations);
	put_file(folder, "services.csv", services);
	ck_assert_msg(
		PROGRAM(w, &said, "import", "catalogue", folder) == 0, "%.*s", STR_ARG(said));
	expect_public(said, "what the import says");
	put_file(folder, "services.csv", each_fact(w).p);
	ck_assert_msg(
		PROGRAM(w, &said, "import", "catalogue", folder) == 0, "%.*s", STR_ARG(said));
	put_file(folder, "services.csv", with_address);
	CHECK(PROGRAM(w, &said, "import", "catalogue", folder) == 1);
	CHECK(str_contains(said, STR("services.csv, rad 2, kolumn note: ")));
	expect_public(said, "what the import says");
	put_file(folder, "services.csv", HEAD);
	for (i = 0; i < sizeof(with_organisation) / sizeof(with_organisation[0]); i++) {
		put_file(folder, "organisations.csv", with_organisation[i].text);
		/* whatever it says, nothing of it may be found below */
		PROGRAM(w, &said, "import", "catalogue", folder);
		ck_assert_msg(str_contains(said,
				arena_printf(w->arena, "organisations.csv, rad 2, kolumn %s: ",
					with_organisation[i].column)),
			"%.*s", STR_ARG(said));
		expect_public(said, "what the import says");
	}
}

static void
look_at_backup(struct world *w)
{
	const char *copy = arena_printf(w->arena, "%s/copy", w->dir).p;
	struct str said;

	CHECK(PROGRAM(w, &said, "backup", "--to", copy) == 0);
	expect_public(said, "what the backup says");
	CHECK(PROGRAM(w, &said, "verify-backup", "--from", copy) == 0);
	CHECK(said.n > 0);
	expect_public(said, "the listing of a backup");
	said = program_file(w, copy);
	CHECK(said.n > 0);
	expect_public(said, "a backup");
}

static void
look_at_package(struct world *w)
{
	static const char *const names[] = { "organizations", "services", "phones", "schedules",
		"service_areas", "languages", "cost_options", "required_documents", "attributes",
		"locations", "service_at_location" };
	const char *folder = arena_printf(w->arena, "%s/open", w->dir).p;
	struct str said;
	int found = 0;
	size_t i;

	CHECK(PROGRAM(w, &said, "export", "--open-data", "--to", folder) == 0);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str text = program_file(
			w, arena_printf(w->arena, "%s/%s.csv", folder, names[i]).p);

		expect_public(text, names[i]);
		found += n_open(text);
	}
	CHECK(found > 0);
}

TEST(a_hidden_fact_stands_in_nothing_that_anybody_can_get)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *log = arena_printf(w.arena, "%s/log", w.dir).p;
	struct client c;
	int port, status;
	pid_t pid;

	import(&w);
	pid = program_serve(&w, log, &port);
	c = client_new(port);
	look_at_pages(&c);
	look_at_answers(&c);
	look_at_open_data(&w, &c);
	look_at_each(&w, &c, "valp");
	look_at_each(&w, &c, "valn");
	client_free(&c);
	look_at_paper(&w);
	look_at_backup(&w);
	look_at_package(&w);
	CHECK_ERR(OK, process_stop(pid, &status));
	CHECK(status == 0 && str_contains(program_file(&w, log), STR("event=")));
	expect_public(program_file(&w, log), "the log");
}
