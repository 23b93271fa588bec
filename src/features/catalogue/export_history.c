/* The history of the place's own catalogue as files: what held when, what was proposed, and every check. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/checks.sql.h"
#include "features/catalogue/export.sql.h"
#include "features/catalogue/rows.h"
#include "out/csv/csv_out.h"

static void
put_choice(struct buf *out, const struct choice *choices, size_t n, int64_t value)
{
	const struct choice *choice = choice_of(choices, n, value);

	csv_put_text(out, false, str_of(choice ? choice->code : ""));
}

static void
put_facts(struct buf *out, const struct catalogue_facts *f)
{
	csv_put_text(out, false, f->phone);
	csv_put_text(out, false, f->phone_note);
	csv_put_text(out, false, f->hours);
	put_choice(out, same_day_choices, SAME_DAY_CHOICES, f->same_day);
	csv_put_text(out, false, f->is_acute ? STR("yes") : STR("no"));
}

enum err
catalogue_export_versions(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_catalogue_export_versions *rows;
	size_t n, i;

	TRY(sql_catalogue_export_versions(db, scope, a, &rows, &n));
	buf_put(out, STR("id,version,from_on,phone,phone_note,hours,same_day,acute,checked_on,"
		"source,proposed_by,accepted_by\r\n"));
	for (i = 0; i < n; i++) {
		const struct catalogue_facts facts = { rows[i].phone, rows[i].phone_note,
			rows[i].hours, (enum same_day)rows[i].same_day, rows[i].is_acute };

		csv_put_text(out, true, rows[i].code);
		csv_put_int(out, false, rows[i].version);
		csv_put_text(out, false, date_text(a, rows[i].from_on));
		put_facts(out, &facts);
		csv_put_text(out, false, date_text(a, rows[i].checked_on));
		put_choice(out, catalogue_source_choices, SOURCE_CHOICES,
			str_is_empty(rows[i].accepted_by) ? -1 : rows[i].source);
		csv_put_text(out, false, rows[i].proposed_by);
		csv_put_text(out, false, rows[i].accepted_by);
		csv_end_row(out);
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}

enum err
catalogue_export_proposals(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	static const struct catalogue_facts none = { 0 };
	struct sql_catalogue_export_proposals *rows;
	size_t n, i;

	TRY(sql_catalogue_export_proposals(db, scope, a, &rows, &n));
	buf_put(out, STR("id,base_version,proposed_on,proposed_by,checked_on,source,phone,"
		"phone_note,hours,same_day,acute,verdict,decided_on,decided_by,made_version\r\n"));
	for (i = 0; i < n; i++) {
		struct catalogue_facts facts = { rows[i].phone, rows[i].phone_note,
			rows[i].hours, (enum same_day)rows[i].same_day, rows[i].is_acute };

		if (rows[i].is_protected)
			catalogue_replace_addresses(a, &facts, &none);
		csv_put_text(out, true, rows[i].code);
		csv_put_int(out, false, rows[i].base_version);
		csv_put_text(out, false, date_text(a, rows[i].proposed_on));
		csv_put_text(out, false, rows[i].proposed_by);
		csv_put_text(out, false, date_text(a, rows[i].checked_on));
		put_choice(out, catalogue_source_choices, SOURCE_CHOICES, rows[i].source);
		put_facts(out, &facts);
		put_choice(out, catalogue_verdict_choices, VERDICT_CHOICES, rows[i].verdict);
		csv_put_text(out, false, date_text(a, rows[i].decided_on));
		csv_put_text(out, false, rows[i].decided_by);
		csv_put_int(out, false, rows[i].made_version);
		csv_end_row(out);
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}

enum err
catalogue_export_checks(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_catalogue_export_checks *rows;
	size_t n, i;

	TRY(sql_catalogue_export_checks(db, scope, a, &rows, &n));
	buf_put(out, STR("id,version,checked_on,how,checked_by,evidence\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].code);
		csv_put_int(out, false, rows[i].version);
		csv_put_text(out, false, date_text(a, rows[i].checked_on));
		put_choice(out, catalogue_source_choices, SOURCE_CHOICES, rows[i].how);
		csv_put_text(out, false, rows[i].checked_by);
		csv_put_text(out, false, rows[i].evidence);
		csv_end_row(out);
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}
