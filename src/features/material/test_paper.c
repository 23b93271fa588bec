/* A PDF as text, by the reader that people have (poppler's pdftotext). */
#include "features/material/test_paper.h"

#include <sqlite3.h>
#include <stdio.h>

#include "tests/harness/harness.h"

enum { TEXT_MAX = 128 * 1024 };

void
paper_import(struct world *w)
{
	sodertalje_import(w);
}

struct material_texts
paper_texts(struct world *w, const char *code)
{
	struct str path = arena_printf(w->arena, "../tests/texts/%s.json", code), fault;
	struct material_texts texts;

	CHECK_ERR(OK, material_texts_parse(content_text(w, path.p), w->arena, &texts, &fault));
	return texts;
}

static void
run_sql(struct world *w, struct str statement)
{
	struct str path = arena_printf(w->arena, "%s/lotsa.db", w->dir);
	sqlite3 *sql;

	CHECK(sqlite3_open(path.p, &sql) == SQLITE_OK);
	CHECK(sqlite3_exec(sql, statement.p, NULL, NULL, NULL) == SQLITE_OK);
	CHECK(sqlite3_changes(sql) > 0);
	sqlite3_close(sql);
}

void
paper_set(struct world *w, const char *service, const char *column, const char *value)
{
	run_sql(w, arena_printf(w->arena, "UPDATE service SET %s = %s WHERE name GLOB '%s'",
		column, value, service));
}

void
paper_move(struct world *w, const char *service, const char *area)
{
	run_sql(w, arena_printf(w->arena,
		"UPDATE service_area SET area_code = '%s' WHERE service_id IN "
		"(SELECT id FROM service WHERE name = '%s')", area, service));
}

void
paper_hide(struct world *w, const char *service, const char *column, enum visibility visibility)
{
	paper_set(w, service, column, visibility == VISIBLE_NEVER_PRINTED ? "3" : "2");
}

void
paper_none_acute(struct world *w)
{
	paper_set(w, "*", "is_acute", "0");
}

void
paper_one_acute(struct world *w, const char *service)
{
	paper_none_acute(w);
	paper_set(w, service, "is_acute", "1");
}

void
paper_never_checked(struct world *w, const char *service)
{
	paper_set(w, service, "verified_on", "NULL");
}

struct str
paper_replace(struct world *w, struct str text, const char *was, const char *is)
{
	const char *copy = arena_cstr(w->arena, text), *at = strstr(copy, was);

	ck_assert_msg(at != NULL, "no %s in the file", was);
	return arena_printf(
		w->arena, "%.*s%s%s", (int)(at - copy), copy, is, at + strlen(was));
}

struct str
paper_reviewed(struct world *w, struct str file)
{
	file = paper_replace(w, file, "\"draft\"", "\"reviewed\"");
	file = paper_replace(w, file, "\"reviewed_by\": \"\"",
		"\"reviewed_by\": \"kommunens kommunikatör\"");
	return paper_replace(
		w, file, "\"reviewed_on\": \"\"", "\"reviewed_on\": \"2026-11-02\"");
}

static struct str
squeeze(char *bytes, size_t n)
{
	size_t i, out = 0;

	for (i = 0; i < n; i++) {
		bool is_space = strchr(" \n\f\r\t", bytes[i]) != NULL;

		if (!is_space)
			bytes[out++] = bytes[i];
		else if (out > 0 && bytes[out - 1] != ' ')
			bytes[out++] = ' ';
	}
	return (struct str){ bytes, out };
}

/* By the reader with these options. */
static struct str
read_with(struct world *w, struct str pdf, const char *options)
{
	struct str path = arena_printf(w->arena, "%s/paper.pdf", w->dir);
	struct str command = arena_printf(
		w->arena, "pdftotext -raw %s %.*s -", options, STR_ARG(path));
	char *text = arena_alloc(w->arena, TEXT_MAX);
	FILE *file = fopen(path.p, "wb"), *reader;
	size_t n;

	CHECK(file != NULL);
	n = fwrite(pdf.p, 1, pdf.n, file);
	CHECK(fclose(file) == 0 && n == pdf.n);
	reader = popen(command.p, "r");
	CHECK(reader && text);
	n = fread(text, 1, TEXT_MAX, reader);
	CHECK(pclose(reader) == 0 && n > 0);
	return squeeze(text, n);
}

struct str
paper_text(struct world *w, struct str pdf)
{
	return read_with(w, pdf, "");
}

struct str
paper_corner(struct world *w, struct str pdf)
{
	return read_with(w, pdf, "-x 0 -y 298 -W 210 -H 297");
}

struct str
paper_words(struct world *w, enum material_product product, const struct print_matter *matter)
{
	struct printed printed;

	CHECK_ERR(OK, print_product(product, matter, w->arena, &printed));
	return paper_text(w, printed.pdf);
}
