/* organisations.csv on its way into the catalogue: only what is new in it is written. */
#include <stdlib.h>

#include "features/catalogue/import.h"

#include "features/catalogue/catalogue.sql.h"

static const struct reading_column columns[] = { { "id", true }, { "name", true },
	{ "kind", true }, { "parent_id", true }, { "municipality", true }, { "note", true },
	{ "aliases", false }, { "visibility", false }, { "website", false },
	{ "website_visibility", false } };

static int
compare_names(const void *left, const void *right)
{
	return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

/* "o; a" as "a;o", as the database gives them back. */
static enum err
read_aliases(struct reading *r, struct str *out)
{
	struct str cell = reading_cell(r, "aliases"), rest = cell, part, text = STR_NULL;
	struct str *names = ARENA_ARRAY(r->scratch, struct str, cell.n / 2 + 1);
	size_t n = 0, i;

	if (!names)
		return ERR_LIMIT;
	while (!str_is_empty(rest) && str_split(&rest, ';', &part)) {
		part = str_trim(part);
		if (!str_is_empty(part))
			names[n++] = part;
	}
	qsort(names, n, sizeof(*names), compare_names);
	for (i = 0; i < n; i++)
		text = arena_printf(r->scratch, "%.*s%s%.*s", STR_ARG(text), i ? ";" : "",
			STR_ARG(names[i]));
	*out = text;
	return OK;
}

static enum err
put_aliases(struct reading *r, organisation_id id, bool is_new, struct str aliases)
{
	struct str part;

	if (!is_new)
		TRY(sql_catalogue_clear_aliases(r->tx, r->scope, id));
	while (!str_is_empty(aliases) && str_split(&aliases, ';', &part))
		TRY(sql_catalogue_add_alias(r->tx, r->scope, id, part));
	return OK;
}

static enum err
read_row(struct reading *r, const struct sql_catalogue_organisation_codes *now,
	struct sql_catalogue_put_organisation_in *in)
{
	in->visibility = now ? now->visibility : VISIBLE_TO_STAFF;
	in->website = now ? now->website : STR_NULL;
	in->website_visibility = now ? now->website_visibility : VISIBLE_AS_ENTRY;
	in->modified_on = r->in->today;
	TRY(reading_text(r, "name", true, &in->name));
	TRY(reading_choice(
		r, "kind", organisation_kind_choices, ORGANISATION_KIND_CHOICES, &in->kind));
	TRY(reading_text(r, "municipality", false, &in->municipality));
	TRY(reading_text(r, "note", false, &in->note));
	if (!str_is_empty(reading_cell(r, "visibility")))
		TRY(reading_choice(r, "visibility", visibility_choices, VISIBILITY_CHOICES,
			&in->visibility));
	TRY(reading_fact_visibility(r, "website_visibility", &in->website_visibility));
	return reading_website(r, &in->website);
}

static bool
is_same(const struct sql_catalogue_organisation_codes *now,
	const struct sql_catalogue_put_organisation_in *in)
{
	return now && str_eq(now->name, in->name) && now->kind == in->kind &&
		str_eq(now->municipality, in->municipality) && str_eq(now->note, in->note) &&
		now->visibility == in->visibility && str_eq(now->website, in->website) &&
		now->website_visibility == in->website_visibility;
}

static enum err
put_row(struct reading *r)
{
	const struct sql_catalogue_organisation_codes *now;
	struct sql_catalogue_put_organisation_in in = { 0 };
	struct sql_catalogue_put_organisation made = { 0 };
	struct str aliases;

	TRY(reading_code(r, "id", &in.code));
	now = reading_find_organisation(r, in.code);
	TRY(read_row(r, now, &in));
	TRY(read_aliases(r, &aliases));
	if (is_same(now, &in) && str_eq(now->aliases, aliases))
		return OK;
	TRY(sql_catalogue_put_organisation(r->tx, r->scope, r->scratch, &in, &made));
	if (now && str_eq(now->aliases, aliases))
		return OK;
	return put_aliases(r, made.id, !now, aliases);
}

/* Parents are tied when every organisation is there: a file may name them in any order. */
static enum err
put_parent(struct reading *r)
{
	const struct sql_catalogue_organisation_codes *self;
	organisation_id parent = { 0 };

	self = reading_find_organisation(r, reading_cell(r, "id"));
	if (!str_is_empty(reading_cell(r, "parent_id")))
		TRY(reading_organisation(r, "parent_id", &parent));
	if (parent.v == self->id.v)
		return reading_refuse(
			r, "parent_id", N_("Organisationen kan inte höra till sig själv."));
	if (parent.v == self->parent_id.v)
		return OK;
	return sql_catalogue_set_parent(r->tx, r->scope, parent, r->in->today, self->id);
}

enum err
reading_put_organisations(struct reading *r)
{
	TRY(csv_read(r->in->organisations, r->arena, &r->table, r->fault));
	TRY(reading_check_columns(r, columns, N_OF(columns)));
	TRY(reading_check_ids(r));
	TRY(sql_catalogue_organisation_codes(
		tx_db(r->tx), r->scope, r->arena, &r->organisations, &r->n_organisations));
	for (r->row = 0; r->row < r->table.n_rows; r->row++) {
		arena_reset(r->scratch);
		TRY(put_row(r));
	}
	TRY(sql_catalogue_organisation_codes(
		tx_db(r->tx), r->scope, r->arena, &r->organisations, &r->n_organisations));
	for (r->row = 0; r->row < r->table.n_rows; r->row++)
		TRY(put_parent(r));
	return OK;
}
