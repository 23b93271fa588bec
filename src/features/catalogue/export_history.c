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

#define FACT_COLUMNS                                                                        \
	"phone,phone_note,hours,same_day,acute,entry_routes,requires,response_time,anonymous," \
	"ended_on,end_reason,name,tracks,target_groups,age_from,age_to,languages,note"

/* In the order of enum catalogue_fact. */
static void
put_facts(struct buf *out, struct arena *a, const struct catalogue_facts *facts)
{
	int fact;

	for (fact = 0; fact < FACTS; fact++)
		if (fact == FACT_IS_ACUTE)
			csv_put_text(out, false, facts->is_acute ? STR("yes") : STR("no"));
		else
			csv_put_text(out, false,
				form_raw(a, &catalogue_facts_form, fact, facts));
}

enum err
catalogue_export_versions(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_catalogue_export_versions *rows;
	size_t n, i;

	TRY(sql_catalogue_export_versions(db, scope, a, &rows, &n));
	buf_put(out, STR("id,version,from_on," FACT_COLUMNS ",checked_on,"
		"source,proposed_by,accepted_by,import_file,import_row\r\n"));
	for (i = 0; i < n; i++) {
		const struct catalogue_facts facts = FACTS_OF(&rows[i], );

		csv_put_text(out, true, rows[i].code);
		csv_put_int(out, false, rows[i].version);
		csv_put_text(out, false, date_text(a, rows[i].from_on));
		put_facts(out, a, &facts);
		csv_put_text(out, false, date_text(a, rows[i].checked_on));
		put_choice(out, catalogue_source_choices, SOURCE_CHOICES,
			str_is_empty(rows[i].accepted_by) ? -1 : rows[i].source);
		csv_put_text(out, false, rows[i].proposed_by);
		csv_put_text(out, false, rows[i].accepted_by);
		csv_put_text(out, false, rows[i].import_file);
		csv_put_text(out, false, rows[i].import_row ?
				arena_printf(a, "%lld", (long long)rows[i].import_row) :
				STR_NULL);
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
	buf_put(out, STR("id,base_version,proposed_on,proposed_by,checked_on,source,"
		FACT_COLUMNS ",verdict,decided_on,decided_by,made_version\r\n"));
	for (i = 0; i < n; i++) {
		struct catalogue_facts facts = FACTS_OF(&rows[i], );

		if (rows[i].is_protected)
			catalogue_replace_addresses(a, &facts, &none);
		csv_put_text(out, true, rows[i].code);
		csv_put_int(out, false, rows[i].base_version);
		csv_put_text(out, false, date_text(a, rows[i].proposed_on));
		csv_put_text(out, false, rows[i].proposed_by);
		csv_put_text(out, false, date_text(a, rows[i].checked_on));
		put_choice(out, catalogue_source_choices, SOURCE_CHOICES, rows[i].source);
		put_facts(out, a, &facts);
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

enum err
catalogue_export_helpline_checks(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_catalogue_export_helpline_checks *rows;
	size_t n, i;

	TRY(sql_catalogue_export_helpline_checks(db, scope, a, &rows, &n));
	buf_put(out, STR("id,phone,hours,right,checked_on,how,checked_by,evidence\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].helpline_code);
		csv_put_text(out, false, rows[i].phone);
		csv_put_text(out, false, rows[i].hours);
		csv_put_text(out, false, rows[i].is_right ? STR("yes") : STR("no"));
		csv_put_text(out, false, date_text(a, rows[i].checked_on));
		put_choice(out, catalogue_source_choices, SOURCE_CHOICES, rows[i].how);
		csv_put_text(out, false, rows[i].checked_by);
		csv_put_text(out, false, rows[i].evidence);
		csv_end_row(out);
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}
