/* A service that was not in the catalogue: the organisations that it may be one of, and how it comes in. */
#include "core/crypto/crypto.h"
#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/changes.sql.h"
#include "features/catalogue/rows.h"

enum { CODE_LETTERS = 40, CODE_TRIES = 1000 };

enum err
catalogue_organisation_names(struct db *db, const struct scope *scope, struct arena *a,
	struct form_option **out, size_t *n)
{
	struct sql_catalogue_organisations_seen *rows;
	struct form_option *options;
	size_t n_rows, i;

	TRY(sql_catalogue_organisations_seen(db, scope, a, &rows, &n_rows));
	options = ARENA_ARRAY(a, struct form_option, n_rows + 1);
	if (!options)
		return ERR_LIMIT;
	for (i = 0; i < n_rows; i++)
		options[i] = (struct form_option){ rows[i].id.v,
			arena_printf(a, "%.*s%s%.*s", STR_ARG(rows[i].name),
				rows[i].municipality.n ? ", " : "",
				STR_ARG(rows[i].municipality)),
			true };
	*out = options;
	*n = n_rows;
	return OK;
}

/* The letters and digits of the name with '-' between, as the ids of the files are written. */
static struct str
code_of(struct arena *a, struct str name)
{
	struct str folded = str_fold(a, name);
	char code[CODE_LETTERS];
	size_t n = 0, i;

	for (i = 0; i < folded.n && n < sizeof(code); i++) {
		char c = folded.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			code[n++] = c;
		else if (n > 0 && code[n - 1] != '-')
			code[n++] = '-';
	}
	while (n > 0 && code[n - 1] == '-')
		n--;
	return n > 0 ? arena_printf(a, "%.*s", (int)n, code) : STR("verksamhet");
}

static enum err
draw_code(struct tx *tx, const struct scope *scope, struct arena *a, struct str name,
	struct str *out)
{
	struct str base = code_of(a, name), code = base;
	struct sql_catalogue_code_taken taken;
	int i;

	for (i = 2; i < CODE_TRIES; i++) {
		TRY(sql_catalogue_code_taken(tx_db(tx), scope, a, code, &taken));
		if (taken.n == 0) {
			*out = code;
			return OK;
		}
		code = arena_printf(a, "%.*s-%d", STR_ARG(base), i);
	}
	return ERR_LIMIT;
}

/* Nobody has compared it with the service since it was written, and nobody has said that it is public. */
enum err
catalogue_add_new(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_change *change, struct date today, service_id *out)
{
	const struct catalogue_details details = catalogue_new_details();
	const struct catalogue_facts *facts = &change->proposed;
	struct sql_catalogue_add_service_in row = {
		.id = { crypto_random_id() },
		.organisation_id = change->organisation,
		.name = facts->name,
		.tracks = facts->tracks,
		.target_groups = facts->target_groups,
		.age_from = facts->age_from,
		.age_to = facts->age_to,
		.entry_routes = facts->entry_routes,
		.requires = facts->requirements,
		.response = catalogue_response_of(a, facts->response_text),
		.response_text = facts->response_text,
		.same_day = facts->same_day,
		.anonymous = facts->anonymous,
		.phone = facts->phone,
		.phone_note = facts->phone_note,
		.languages = facts->languages,
		.hours = facts->hours,
		.note = facts->note,
		.is_acute = facts->is_acute,
		.visibility = details.visible.entry,
		.note_visibility = details.visible.note,
		.modified_on = today,
	};

	TRY(draw_code(tx, scope, a, facts->name, &row.code));
	TRY(sql_catalogue_add_service(tx, scope, &row));
	TRY(sql_catalogue_add_version(tx, scope,
		&(struct sql_catalogue_add_version_in){
			.from_on = today, .service_id = row.id }));
	TRY(catalogue_index_service(tx, scope, row.id));
	*out = row.id;
	return OK;
}
