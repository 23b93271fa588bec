/* Brings the shipped demo catalogue into a world. */
#include "tests/harness/sodertalje.h"

#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/paths.h"

enum { TEXT_MAX = 256 * 1024 };

struct str
content_text(struct world *w, const char *path)
{
	struct str full = arena_printf(w->arena, "%s/content/%s", SOURCE_ROOT, path);
	char *bytes = arena_alloc(w->arena, TEXT_MAX);
	FILE *file = fopen(arena_cstr(w->arena, full), "rb");
	struct str text = { bytes, 0 };

	ck_assert_ptr_nonnull(bytes);
	ck_assert_ptr_nonnull(file);
	text.n = fread(bytes, 1, TEXT_MAX, file);
	fclose(file);
	return text;
}

void
sodertalje_import(struct world *w)
{
	struct catalogue_import in = {
		.organisations = content_text(w, "demo/sodertalje/organisations.csv"),
		.services = content_text(w, "demo/sodertalje/services.csv"),
		.verified_on = w->today,
		.today = w->today,
	};
	struct catalogue_import_count count;
	struct csv_fault fault;
	struct tx *tx = world_begin(w);

	CHECK_ERR(OK,
		catalogue_import_csv(
			tx, world_job(w, w->association), w->arena, &in, &count, &fault));
	CHECK(count.organisations == 36 && count.services == 22);
	world_commit(w);
}

struct catalogue_service
sodertalje_service(struct world *w, const char *name)
{
	struct catalogue_service *rows;
	size_t n, i;

	CHECK_ERR(OK,
		catalogue_list(w->db, world_job(w, w->association), w->arena, &rows, &n));
	for (i = 0; i < n; i++) {
		if (str_eq(rows[i].name, str_of(name)))
			return rows[i];
	}
	ck_abort_msg("no service %s", name);
	return rows[0];
}

void
sodertalje_say_wrong(struct world *w, const char *name)
{
	char token[CATALOGUE_TOKEN_TEXT];

	CHECK_ERR(OK,
		catalogue_ask(world_begin(w), world_scope(w, ROLE_CATALOGUE_EDITOR), w->arena,
			sodertalje_service(w, name).id, w->today, token));
	CHECK_ERR(OK,
		catalogue_answer(w->tx, w->arena, str_of(token), ANSWER_WRONG, w->today));
	world_commit(w);
}
