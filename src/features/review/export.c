/* The systematic reviews of a place as two files for its owner: what was looked at, and what was found. */
#include "core/auth/session.h"
#include "features/review/review.h"
#include "out/csv/csv_out.h"

static const char *const verdict_codes[VERDICT_COUNT] = {
	[VERDICT_NONE] = "none",
	[VERDICT_IN_ORDER] = "in_order",
	[VERDICT_ASK] = "ask",
	[VERDICT_NOT_IN_ORDER] = "not_in_order",
};

static void
put_review(struct buf *out, struct arena *a, const struct review *r, struct str by)
{
	csv_put_int(out, true, r->id.v);
	csv_put_text(out, false, by);
	csv_put_text(out, false, date_text(a, r->made_on));
	csv_put_text(out, false, date_text(a, r->from_on));
	csv_put_text(out, false, date_text(a, r->until_on));
	csv_put_text(out, false, date_text(a, r->closed_on));
	csv_put_int(out, false, r->sample_size);
	csv_put_int(out, false, r->n_items);
	csv_put_int(out, false, r->n_in_order);
	csv_put_int(out, false, r->n_ask);
	csv_put_int(out, false, r->n_not_in_order);
	csv_end_row(out);
}

enum err
review_export(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct account maker;
	struct review *rows;
	size_t n, i;

	TRY(review_list(db, scope, a, &rows, &n));
	buf_put(out, STR("review,by,made_on,from_on,until_on,closed_on,sample,rows,in_order,"
		"ask,not_in_order\r\n"));
	for (i = 0; i < n; i++) {
		TRY(account_by_id(db, a, rows[i].maker, &maker));
		put_review(out, a, &rows[i], maker.display_name);
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}

enum err
review_export_rows(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct review_item *items;
	struct review *rows;
	size_t n, n_items, i, k;

	TRY(review_list(db, scope, a, &rows, &n));
	buf_put(out, STR("review,row,random,rule,verdict\r\n"));
	for (i = 0; i < n; i++) {
		TRY(review_items(db, scope, a, rows[i].id, &items, &n_items));
		for (k = 0; k < n_items; k++) {
			csv_put_int(out, true, rows[i].id.v);
			csv_put_int(out, false, items[k].seq);
			csv_put_text(out, false, items[k].is_random ? STR("yes") : STR("no"));
			csv_put_text(out, false, items[k].is_rule ? STR("yes") : STR("no"));
			csv_put_text(out, false, str_of(verdict_codes[items[k].verdict]));
			csv_end_row(out);
		}
	}
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}
