/* What the rows of an import call each other: ids within a file, organisations, the next service. */
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "features/catalogue/import.h"

#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/rows.h"

struct named_row {
	struct str id;
	size_t row;
};

static int
compare_rows(const void *left, const void *right)
{
	const struct named_row *l = left, *r = right;
	int order = str_cmp(l->id, r->id);

	return order ? order : (l->row > r->row) - (l->row < r->row);
}

/* Sorted, two rows with one id stand beside each other: a hundred thousand are no hundred million. */
enum err
reading_check_ids(struct reading *r)
{
	size_t n = r->table.n_rows, first = n, i;
	struct named_row *rows = ARENA_ARRAY(r->arena, struct named_row, n + 1);

	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		rows[i] = (struct named_row){
			csv_cell(&r->table, i, csv_column(&r->table, "id")), i };
	qsort(rows, n, sizeof(*rows), compare_rows);
	for (i = 1; i < n; i++)
		if (str_eq(rows[i - 1].id, rows[i].id) && rows[i].row < first)
			first = rows[i].row;
	r->row = first;
	return first < n ? reading_refuse(r, "id", N_("Samma id finns på två rader.")) : OK;
}

static int
compare_ids(const void *left, const void *right)
{
	const service_id *l = left, *r = right;

	return (l->v > r->v) - (l->v < r->v);
}

enum err
reading_draw_ids(struct reading *r)
{
	size_t n = r->table.n_rows, i;

	r->new_ids = ARENA_ARRAY(r->arena, service_id, n + 1);
	if (!r->new_ids)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		r->new_ids[i] = (service_id){ crypto_random_id() };
	qsort(r->new_ids, n, sizeof(*r->new_ids), compare_ids);
	return OK;
}

const struct sql_catalogue_organisation_codes *
reading_find_organisation(const struct reading *r, struct str code)
{
	size_t from = 0, until = r->n_organisations;

	while (from < until) {
		size_t at = from + (until - from) / 2;
		int order = str_cmp(r->organisations[at].code, code);

		if (order == 0)
			return &r->organisations[at];
		if (order < 0)
			from = at + 1;
		else
			until = at;
	}
	return NULL;
}

enum err
reading_organisation(struct reading *r, const char *column, organisation_id *out)
{
	const struct sql_catalogue_organisation_codes *found =
		reading_find_organisation(r, reading_cell(r, column));

	if (!found)
		return reading_refuse(r, column, N_("Organisationen finns inte."));
	*out = found->id;
	return OK;
}

const struct sql_catalogue_service_codes *
reading_service(const struct reading *r, struct str code)
{
	size_t from = 0, until = r->n_services;

	while (from < until) {
		size_t at = from + (until - from) / 2;
		int order = str_cmp(r->services[at].code, code);

		if (order == 0)
			return &r->services[at];
		if (order < 0)
			from = at + 1;
		else
			until = at;
	}
	return NULL;
}

/* Only what differs is written, so that the same file twice makes no versions. */
static enum err
put_next(struct reading *r)
{
	struct str code = reading_cell(r, "next_id");
	const struct sql_catalogue_service_codes *self, *next;
	struct catalogue_details now, in;

	self = reading_service(r, reading_cell(r, "id"));
	next = str_is_empty(code) ? NULL : reading_service(r, code);
	if (!self || (!str_is_empty(code) && !next))
		return reading_refuse(r, "next_id", N_("Verksamheten finns inte."));
	if (next == self)
		return reading_refuse(
			r, "next_id", N_("En verksamhet kommer inte efter sig själv."));
	if (self->next_service_id.v == (next ? next->id.v : 0))
		return OK;
	TRY(catalogue_details(tx_db(r->tx), r->scope, r->scratch, self->id, &now));
	in = now;
	in.next = next ? next->id : (service_id){ 0 };
	return catalogue_put_details(
		r->tx, r->scope, r->scratch, self->id, &now, &in, r->in->today);
}

enum err
reading_put_next(struct reading *r)
{
	if (!reading_has(r, "next_id"))
		return OK;
	TRY(sql_catalogue_service_codes(
		tx_db(r->tx), r->scope, r->arena, &r->services, &r->n_services));
	for (r->row = 0; r->row < r->table.n_rows; r->row++) {
		arena_reset(r->scratch);
		TRY(put_next(r));
	}
	return OK;
}
