/* Protected housing has no address: not in its own texts, and not in what is shown with it. */
#include "features/catalogue/checks.sql.h"
#include "features/catalogue/import.h"
#include "features/catalogue/protected.sql.h"
#include "features/catalogue/rows.h"

/* ---- its own texts ---- */

/* Whether one of the texts that the form fills looks like an address. */
static bool
has_address(struct arena *a, const struct form *form, const void *values)
{
	int field;

	for (field = 0; field < (int)form->n_fields; field++)
		if (form_is_written(form, field) &&
			catalogue_looks_like_address(a, form_raw(a, form, field, values)))
			return true;
	return false;
}

static bool
facts_have_address(struct arena *a, const struct catalogue_facts *facts)
{
	return has_address(a, &catalogue_facts_form, facts);
}

static bool
details_have_address(struct arena *a, const struct catalogue_details *details)
{
	return has_address(a, &catalogue_details_form, details);
}

enum err
catalogue_check_facts(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	const struct catalogue_facts *facts)
{
	struct catalogue_details details;
	struct catalogue_service service;
	struct catalogue_facts now;
	int fact;

	TRY(catalogue_details(db, scope, a, id, &details));
	if (!details.is_protected)
		return OK;
	TRY(catalogue_service(db, scope, a, id, &service));
	now = catalogue_facts_of(&service);
	for (fact = 0; fact < FACTS; fact++)
		if (form_is_written(&catalogue_facts_form, fact) &&
			catalogue_fact_differs(&now, facts, (enum catalogue_fact)fact) &&
			catalogue_looks_like_address(
				a, form_raw(a, &catalogue_facts_form, fact, facts)))
			return ERR_INVALID;
	return OK;
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

/* How many of them stand beside an address; service {0} = all that is protected. */
static enum err
count_beside(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	int64_t *out)
{
	struct sql_catalogue_beside_protected *rows;
	size_t n, i;

	TRY(sql_catalogue_beside_protected(db, scope, a, id, &rows, &n));
	*out = 0;
	for (i = 0; i < n; i++)
		*out += organisation_column(a, &rows[i]) ||
			catalogue_looks_like_address(a, rows[i].parent_name);
	return OK;
}

enum err
catalogue_count_beside_protected(
	struct db *db, const struct scope *scope, struct arena *a, int64_t *n)
{
	return count_beside(db, scope, a, (service_id){ 0 }, n);
}

enum err
catalogue_organisation_has_address(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, bool *out)
{
	int64_t n;

	TRY(count_beside(db, scope, a, id, &n));
	*out = n > 0;
	return OK;
}

/* Who sees a fact in the end: by itself, or as the entry; larger is fewer. */
static int64_t
seen_by(const struct catalogue_visibility *visible, size_t fact)
{
	const char *bytes = (const char *)visible + visible_facts[fact].offset;
	int64_t own;

	memcpy(&own, bytes, sizeof(own));
	return own > visible->entry ? own : visible->entry;
}

static bool
is_wider(const struct catalogue_visibility *now, const struct catalogue_visibility *in)
{
	size_t i;

	for (i = 0; i < VISIBLE_FACTS; i++)
		if (seen_by(in, i) < seen_by(now, i))
			return true;
	return in->entry < now->entry;
}

bool
catalogue_is_newly_protected(
	const struct catalogue_details *now, const struct catalogue_details *in)
{
	return in->is_protected &&
		(!now->is_protected || is_wider(&now->visible, &in->visible));
}

enum err
catalogue_check_protected(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_details *now, const struct catalogue_details *in)
{
	struct catalogue_service service;
	struct catalogue_facts facts;
	bool is_beside;

	if (!catalogue_is_newly_protected(now, in))
		return in->is_protected && details_have_address(a, in) ? ERR_INVALID : OK;
	TRY(catalogue_service(db, scope, a, id, &service));
	TRY(catalogue_organisation_has_address(db, scope, a, id, &is_beside));
	facts = catalogue_facts_of(&service);
	return is_beside || facts_have_address(a, &facts) || details_have_address(a, in) ?
		ERR_INVALID :
		OK;
}

/* ---- what was written before ---- */

/* Puts what `instead` has in place of each text that looks like an address; whether any did. */
static bool
replace_addresses(struct arena *a, const struct form *form, void *values, const void *instead)
{
	bool is_any = false;
	int field;

	for (field = 0; field < (int)form->n_fields; field++) {
		if (!form_is_written(form, field) ||
			!catalogue_looks_like_address(a, form_raw(a, form, field, values)))
			continue;
		form_copy(form, field, instead, values);
		is_any = true;
	}
	return is_any;
}

bool
catalogue_replace_addresses(
	struct arena *a, struct catalogue_facts *facts, const struct catalogue_facts *instead)
{
	return replace_addresses(a, &catalogue_facts_form, facts, instead);
}

static enum err
forget_versions(struct tx *tx, const struct scope *scope, struct arena *a, service_id id)
{
	static const struct catalogue_facts none = { 0 };
	struct catalogue_version *rows;
	size_t n, i;

	TRY(catalogue_versions(tx_db(tx), scope, a, id, &rows, &n));
	for (i = 0; i < n; i++) {
		struct catalogue_facts *facts = &rows[i].facts;

		if (catalogue_replace_addresses(a, facts, &none))
			TRY(sql_catalogue_forget_facts(tx, scope,
				&(struct sql_catalogue_forget_facts_in){ .phone = facts->phone,
					.phone_note = facts->phone_note,
					.hours = facts->hours,
					.response_text = facts->response_text,
					.name = facts->name,
					.target_groups = facts->target_groups,
					.languages = facts->languages,
					.note = facts->note,
					.service_id = id,
					.version = rows[i].version }));
	}
	return OK;
}

static enum err
forget_details(struct tx *tx, const struct scope *scope, struct arena *a, service_id id)
{
	static const struct catalogue_details none = { 0 };
	struct catalogue_details_version *rows;
	size_t n, i;

	TRY(catalogue_details_versions(tx_db(tx), scope, a, id, &rows, &n));
	for (i = 0; i < n; i++) {
		struct catalogue_details *d = &rows[i].details;

		if (replace_addresses(a, &catalogue_details_form, d, &none))
			TRY(sql_catalogue_forget_details(tx, scope,
				&(struct sql_catalogue_forget_details_in){
					.staff_phone = d->staff_phone,
					.website = d->website,
					.cost_text = d->cost_text,
					.bring = d->bring,
					.code_word_place = d->code_word_place,
					.code_word_owner = d->code_word_owner,
					.agreement = d->agreement,
					.service_id = id,
					.version = rows[i].version }));
	}
	return OK;
}

enum err
catalogue_forget_addresses(
	struct tx *tx, const struct scope *scope, struct arena *a, service_id id)
{
	TRY(sql_catalogue_forget_evidence(tx, scope, id));
	TRY(forget_versions(tx, scope, a, id));
	return forget_details(tx, scope, a, id);
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
