/* Protected housing has no address: not in its own texts, and not in what is shown with it. */
#include "features/catalogue/details.sql.h"
#include "features/catalogue/import.h"
#include "features/catalogue/rows.h"

/* ---- its own texts ---- */

static bool
facts_have_address(struct arena *a, const struct catalogue_facts *facts)
{
	return catalogue_looks_like_address(a, facts->phone) ||
		catalogue_looks_like_address(a, facts->phone_note) ||
		catalogue_looks_like_address(a, facts->hours);
}

static bool
service_has_address(struct arena *a, const struct catalogue_service *s)
{
	const struct catalogue_facts facts = catalogue_facts_of(s);
	const struct str texts[] = { s->name, s->note, s->target_groups, s->response_text,
		s->languages };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (catalogue_looks_like_address(a, texts[i]))
			return true;
	return facts_have_address(a, &facts);
}

static bool
details_have_address(struct arena *a, const struct catalogue_details *details)
{
	enum catalogue_detail field;

	for (field = DETAIL_ENTRY; field < DETAILS; field++)
		if (catalogue_details_form.fields[field].kind == FIELD_TEXT &&
			catalogue_looks_like_address(
				a, catalogue_detail_raw(a, details, field)))
			return true;
	return false;
}

enum err
catalogue_check_facts(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	const struct catalogue_facts *facts)
{
	struct catalogue_details details;

	TRY(catalogue_details(db, scope, a, id, &details));
	return details.is_protected && facts_have_address(a, facts) ? ERR_INVALID : OK;
}

/* ---- those of its organisation ---- */

/* The column of organisations.csv whose text looks like an address, or NULL. */
static const char *
organisation_column(struct arena *a, const struct sql_catalogue_beside_protected *row)
{
	const struct {
		const char *column;
		struct str text;
	} texts[] = { { "id", row->organisation_code }, { "name", row->organisation_name },
		{ "municipality", row->municipality }, { "note", row->organisation_note },
		{ "aliases", row->aliases }, { "website", row->organisation_website } };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (catalogue_looks_like_address(a, texts[i].text))
			return texts[i].column;
	return NULL;
}

enum err
catalogue_organisation_has_address(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, bool *out)
{
	struct sql_catalogue_beside_protected *rows;
	size_t n, i;

	TRY(sql_catalogue_beside_protected(db, scope, a, id, &rows, &n));
	*out = false;
	for (i = 0; i < n && !*out; i++)
		*out = organisation_column(a, &rows[i]) ||
			catalogue_looks_like_address(a, rows[i].parent_name);
	return OK;
}

enum err
catalogue_check_protected(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_details *in)
{
	struct catalogue_service service;
	bool has_address;

	TRY(catalogue_service(db, scope, a, id, &service));
	TRY(catalogue_organisation_has_address(db, scope, a, id, &has_address));
	return has_address || service_has_address(a, &service) || details_have_address(a, in) ?
		ERR_INVALID :
		OK;
}

/* ---- an import ---- */

enum err
reading_check_kept(struct reading *r, const struct catalogue_facts *facts,
	const struct catalogue_details *in, bool was_protected)
{
	if (in->is_protected && !was_protected &&
		(facts_have_address(r->scratch, facts) || details_have_address(r->scratch, in)))
		return reading_refuse(r, "protected",
			N_("Något som redan står om verksamheten i katalogen ser ut som en adress. "
			   "Rätta det där först: ett skyddat boende har ingen adress i katalogen."));
	return OK;
}

static bool
find_row(const struct csv_table *table, struct str code, size_t *row)
{
	int column = csv_column(table, "id");
	size_t i;

	for (i = 0; i < table->n_rows; i++)
		if (str_eq(csv_cell(table, i, column), code)) {
			*row = i;
			return true;
		}
	return false;
}

/* Where the files say it; what neither of them speaks of is not theirs to mend. */
static enum err
refuse(struct reading *r, const struct csv_table *organisations,
	const struct sql_catalogue_beside_protected *row, const char *column)
{
	const char *said = column ? column : "name";
	struct str code = column ? row->organisation_code : row->parent_code;

	r->file = STR("organisations.csv");
	if (find_row(organisations, code, &r->row))
		return reading_refuse(r, said, REASON_ADDRESS);
	if (find_row(organisations, row->organisation_code, &r->row))
		return reading_refuse(r, "parent_id", REASON_ADDRESS_BESIDE);
	r->file = STR("services.csv");
	if (find_row(&r->table, row->code, &r->row))
		return reading_refuse(r, "organisation_id", REASON_ADDRESS_BESIDE);
	return OK;
}

enum err
reading_check_beside_protected(struct reading *r, const struct csv_table *organisations)
{
	struct sql_catalogue_beside_protected *rows;
	size_t n, i;

	TRY(sql_catalogue_beside_protected(
		tx_db(r->tx), r->scope, r->arena, (service_id){ 0 }, &rows, &n));
	for (i = 0; i < n; i++) {
		const char *column;

		arena_reset(r->scratch);
		column = organisation_column(r->scratch, &rows[i]);
		if (column || catalogue_looks_like_address(r->scratch, rows[i].parent_name))
			TRY(refuse(r, organisations, &rows[i], column));
	}
	return OK;
}
