/* The details of a service: who may know, and what one needs before calling; versions of them. */
#include "features/catalogue/catalogue.h"

#include "core/audit/audit.h"
#include "features/catalogue/checks.sql.h"
#include "features/catalogue/details.sql.h"
#include "features/catalogue/rows.h"

enum { CODE_WORD_DAYS = 365 };

const struct choice cost_choices[COST_CHOICES] = {
	{ COST_UNKNOWN, "unknown", N_("okänt") },
	{ COST_FREE, "free", N_("kostar inget") },
	{ COST_SOME, "some", N_("kostar något") },
};

/* A row of `details` or of `details_versions`: the same columns in two generated structs. */
#define DETAILS_OF(row)                                                                       \
	.visible = { .entry = (row)->visibility, .phone = (row)->phone_visibility,            \
		.phone_note = (row)->phone_note_visibility,                                   \
		.on_phone_bill = (row)->on_phone_bill_visibility,                             \
		.response = (row)->response_visibility, .hours = (row)->hours_visibility,     \
		.languages = (row)->languages_visibility,                                     \
		.website = (row)->website_visibility, .cost = (row)->cost_visibility,         \
		.bring = (row)->bring_visibility, .note = (row)->note_visibility },           \
	.is_protected = (row)->is_protected, .on_phone_bill = (row)->on_phone_bill,           \
	.staff_phone = (row)->staff_phone, .website = (row)->website, .cost = (row)->cost,    \
	.cost_text = (row)->cost_text, .bring = (row)->bring, .area = (row)->area,            \
	.next = (row)->next_service_id, .code_word_place = (row)->code_word_place,            \
	.code_word_owner = (row)->code_word_owner,                                            \
	.code_word_trained_on = (row)->code_word_trained_on,                                  \
	.housing_places = (row)->housing_places, .agreement = (row)->agreement

enum err
catalogue_details(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	struct catalogue_details *out)
{
	struct sql_catalogue_details row;

	TRY(sql_catalogue_details(db, scope, a, id, &row));
	*out = (struct catalogue_details){ DETAILS_OF(&row), .version = row.details_version,
		.modified_on = row.modified_on };
	return OK;
}

enum err
catalogue_details_versions(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, struct catalogue_details_version **rows, size_t *n)
{
	struct sql_catalogue_details_versions *found;
	struct catalogue_details_version *versions;
	size_t n_found, i;

	TRY(sql_catalogue_details_versions(db, scope, a, id, &found, &n_found));
	versions = ARENA_ARRAY(a, struct catalogue_details_version, n_found + 1);
	if (!versions)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		versions[i] = (struct catalogue_details_version){ .version = found[i].version,
			.changed_on = found[i].changed_on,
			.by = found[i].account_id,
			.details = { DETAILS_OF(&found[i]), .version = found[i].version } };
	*rows = versions;
	*n = n_found;
	return OK;
}

enum err
catalogue_own_names(struct db *db, const struct scope *scope, struct arena *a,
	struct form_option **out, size_t *n)
{
	struct sql_catalogue_own_names *rows;
	struct form_option *options;
	size_t n_rows, i;

	TRY(sql_catalogue_own_names(db, scope, a, &rows, &n_rows));
	options = ARENA_ARRAY(a, struct form_option, n_rows + 1);
	if (!options)
		return ERR_LIMIT;
	for (i = 0; i < n_rows; i++)
		options[i] = (struct form_option){ rows[i].id.v,
			arena_printf(a, "%.*s, %.*s", STR_ARG(rows[i].organisation_name),
				STR_ARG(rows[i].name)), true };
	*out = options;
	*n = n_rows;
	return OK;
}

bool
catalogue_is_code_word_known(const struct catalogue_details *details, struct date today)
{
	return !str_is_empty(details->code_word_place) &&
		date_is_set(details->code_word_trained_on) &&
		today.days - details->code_word_trained_on.days <= CODE_WORD_DAYS;
}

enum err
catalogue_chain(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	struct catalogue_service out[CATALOGUE_CHAIN_MAX], size_t *n)
{
	struct catalogue_details details;
	service_id at = id;
	size_t found = 0, steps, i;

	/* One that has ended is passed over; the steps are counted, since a circle of those is not seen. */
	for (steps = 0; steps < CATALOGUE_CHAIN_MAX; steps++) {
		TRY(catalogue_details(db, scope, a, at, &details));
		at = details.next;
		for (i = 0; i < found && out[i].id.v != at.v; i++)
			;
		if (at.v == 0 || at.v == id.v || i < found)
			break;
		TRY(catalogue_service(db, scope, a, at, &out[found]));
		found += !date_is_set(out[found].ended_on);
	}
	*n = found;
	return OK;
}

/* ---- changing ---- */

static bool
is_same(const struct catalogue_details *x, const struct catalogue_details *y)
{
	enum catalogue_detail field;

	for (field = DETAIL_ENTRY; field < DETAILS; field++)
		if (!form_is_same(&catalogue_details_form, (int)field, x, y))
			return false;
	return true;
}

struct catalogue_details
catalogue_new_details(void)
{
	return (struct catalogue_details){
		.visible = { .entry = VISIBLE_TO_STAFF, .note = VISIBLE_TO_STAFF }
	};
}

enum err
catalogue_add_areas(struct tx *tx, const struct scope *scope, service_id id, struct str area)
{
	struct str code;

	while (!str_is_empty(area) && str_split(&area, ';', &code))
		TRY(sql_catalogue_add_area(tx, scope, id, str_trim(code)));
	return OK;
}

enum err
catalogue_put_details(struct tx *tx, const struct scope *scope, struct arena *a, service_id id,
	const struct catalogue_details *now, const struct catalogue_details *in,
	struct date today)
{
	const struct sql_catalogue_set_details_in row = {
		.id = id,
		.details_version = now->version,
		.modified_on = today,
		.visibility = in->visible.entry,
		.phone_visibility = in->visible.phone,
		.phone_note_visibility = in->visible.phone_note,
		.on_phone_bill_visibility = in->visible.on_phone_bill,
		.response_visibility = in->visible.response,
		.hours_visibility = in->visible.hours,
		.languages_visibility = in->visible.languages,
		.website_visibility = in->visible.website,
		.cost_visibility = in->visible.cost,
		.bring_visibility = in->visible.bring,
		.note_visibility = in->visible.note,
		.is_protected = in->is_protected,
		.on_phone_bill = in->on_phone_bill,
		.staff_phone = in->staff_phone,
		.website = in->website,
		.cost = in->cost,
		.cost_text = in->cost_text,
		.bring = in->bring,
		.next_service_id = in->next,
		.code_word_place = in->code_word_place,
		.code_word_owner = in->code_word_owner,
		.code_word_trained_on = in->code_word_trained_on,
		.housing_places = in->housing_places,
		.agreement = in->agreement,
	};

	if (is_same(now, in))
		return OK;
	TRY(sql_catalogue_keep_details(tx, scope, (struct date){ 0 }, (account_id){ 0 }, id));
	TRY(sql_catalogue_set_details(tx, scope, &row));
	TRY(sql_catalogue_clear_areas(tx, scope, id));
	TRY(catalogue_add_areas(tx, scope, id, in->area));
	TRY(sql_catalogue_keep_details(tx, scope, today, scope_account(scope), id));
	return in->is_protected && !now->is_protected ?
		catalogue_forget_addresses(tx, scope, a, id) :
		OK;
}

enum err
catalogue_change_details(struct tx *tx, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_details *in, struct date today)
{
	const struct audit_event event = { AUDIT_VERB_WRITE, "catalogue.details", id.v };
	struct sql_catalogue_own_service own;
	struct catalogue_details now;

	TRY(sql_catalogue_own_service(tx_db(tx), scope, a, id, &own));
	TRY(catalogue_details(tx_db(tx), scope, a, id, &now));
	if (now.version != in->version)
		return ERR_CONFLICT;
	if (is_same(&now, in))
		return ERR_INVALID;
	TRY(catalogue_check_protected(tx_db(tx), scope, a, id, &now, in));
	if (in->next.v != 0)
		TRY(sql_catalogue_own_service(tx_db(tx), scope, a, in->next, &own));
	TRY(catalogue_put_details(tx, scope, a, id, &now, in, today));
	return audit_append(tx, scope, &event);
}
