/* Which questions a team asks, and taking in new ones: wording in use never changes. */
#include "features/screening/questions.h"

#include "features/screening/screening.sql.h"

static enum err
load_source(struct db *db, struct arena *a, instrument_id id,
	struct sql_screening_instrument *out)
{
	struct sql_screening_newest_instrument newest;

	if (id.v != 0)
		return sql_screening_instrument(db, a, id, out);
	TRY(sql_screening_newest_instrument(db, a, &newest));
	*out = (struct sql_screening_instrument){
		.id = newest.id,
		.source = newest.source,
		.is_locked = newest.is_locked,
	};
	return OK;
}

enum err
questions_load(struct db *db, struct arena *a, instrument_id id, struct instrument *out)
{
	struct sql_screening_instrument row;
	struct instrument_fault fault;

	TRY(load_source(db, a, id, &row));
	/* What was taken in was read then; if it cannot be read now, the database is damaged. */
	return instrument_parse(a, row.source, out, &fault) == OK ? OK : ERR_DB;
}

enum err
questions_translated(struct db *db, struct arena *a, const struct instrument *of,
	struct str lang, struct instrument *out)
{
	struct sql_screening_instrument_by_version row;
	struct instrument_fault fault;

	if (str_eq(lang, of->lang))
		return ERR_NOT_FOUND;
	TRY(sql_screening_instrument_by_version(db, a, of->code, of->version, lang, &row));
	return instrument_parse(a, row.source, out, &fault) == OK ? OK : ERR_DB;
}

enum err
questions_lock(struct tx *tx, struct arena *a, instrument_id id, struct str lang)
{
	struct sql_screening_instrument row;
	enum err e = load_source(tx_db(tx), a, id, &row);

	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	if (!row.is_locked)
		TRY(sql_screening_lock_instrument(tx, row.id));
	return sql_screening_lock_translation(tx, lang, row.id);
}

static enum err
add(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct instrument *instrument, struct str source, instrument_id *id)
{
	struct sql_screening_add_instrument row;
	struct sql_screening_add_instrument_in in = {
		.code = instrument->code,
		.version = instrument->version,
		.lang = instrument->lang,
		.title = instrument->title,
		.source = source,
	};

	TRY(sql_screening_add_instrument(tx, scope, a, &in, &row));
	*id = row.id;
	return OK;
}

/* Languages of one version ask the same: an answer means the same in each. */
static enum err
check_translation(struct db *db, struct arena *a, const struct instrument *new,
	struct instrument_fault *fault)
{
	struct sql_screening_instrument_elsewhere row;
	struct instrument_fault ignored;
	struct instrument other;
	enum err e = sql_screening_instrument_elsewhere(db, a, new->code, new->version,
		new->lang, &row);

	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	if (instrument_parse(a, row.source, &other, &ignored) != OK)
		return ERR_DB;
	if (instrument_matches(new, &other))
		return OK;
	*fault = (struct instrument_fault){ STR("questions"), arena_printf(a,
		"har inte samma ämnen och svar i samma ordning som %.*s version %.*s på %.*s",
		STR_ARG(new->code), STR_ARG(new->version), STR_ARG(other.lang)) };
	return ERR_INVALID;
}

enum err
screening_import_instrument(struct tx *tx, const struct scope *scope, struct arena *a,
	struct str json, instrument_id *id, struct instrument_fault *fault)
{
	struct sql_screening_instrument_by_version old;
	struct instrument instrument;
	enum err e;

	TRY(instrument_parse(a, json, &instrument, fault));
	TRY(check_translation(tx_db(tx), a, &instrument, fault));
	e = sql_screening_instrument_by_version(tx_db(tx), a, instrument.code,
		instrument.version, instrument.lang, &old);
	if (e == ERR_NOT_FOUND)
		return add(tx, scope, a, &instrument, json, id);
	TRY(e);
	*id = old.id;
	if (str_eq(old.source, json))
		return OK;
	if (old.is_locked) {
		*fault = (struct instrument_fault){ STR("version"), arena_printf(a,
			"%.*s version %.*s används redan med en annan lydelse. "
			"En lydelse i bruk ändras inte: ge filen en ny version",
			STR_ARG(instrument.code), STR_ARG(instrument.version)) };
		return ERR_CONFLICT;
	}
	return sql_screening_replace_instrument(tx, scope, instrument.title, json, old.id);
}
