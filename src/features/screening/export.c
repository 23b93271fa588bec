/* The ask list as a file for its owner. */
#include "features/screening/screening.h"

#include "features/screening/screening.sql.h"
#include "out/csv/csv_out.h"

static void
put_code(struct buf *out, const struct choice *choices, size_t n, int64_t value)
{
	csv_put_text(out, false, str_of(choice_code(choices, n, value)));
}

enum err
screening_export_asks(
	struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct sql_screening_export_asks *rows;
	size_t n, i;

	TRY(sql_screening_export_asks(db, scope, a, &rows, &n));
	buf_put(out, STR("card,team_id,sex,age,started,closed,due,ask,outcome,met\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].code);
		csv_put_int(out, false, rows[i].team_id.v);
		put_code(out, sex_choices, 3, rows[i].sex);
		put_code(out, age_band_choices, 5, rows[i].age_band);
		csv_put_text(out, false, month_text(a, rows[i].start_month));
		csv_put_text(out, false, month_text(a, rows[i].closed_month));
		csv_put_text(out, false, month_text(a, rows[i].due_month));
		csv_put_text(out, false, month_text(a, rows[i].ask_month));
		put_code(out, screening_outcome_choices, 4, rows[i].outcome);
		csv_put_text(out, false, month_text(a, rows[i].met_month));
		csv_end_row(out);
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}

enum err
screening_instruments(struct db *db, struct arena *a, struct instrument_file **out, size_t *n)
{
	struct sql_screening_instruments *rows;
	struct instrument_file *files;
	size_t count, i;

	TRY(sql_screening_instruments(db, a, &rows, &count));
	files = ARENA_ARRAY(a, struct instrument_file, count + 1);
	if (!files)
		return ERR_LIMIT;
	for (i = 0; i < count; i++)
		files[i] = (struct instrument_file){ rows[i].code, rows[i].version,
			rows[i].lang, rows[i].source };
	*out = files;
	*n = count;
	return OK;
}
