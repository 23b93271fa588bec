/* The releases of a place as a file for its owner: what may be shown, and nothing else. */
#include "features/release/internal.h"
#include "features/release/release.h"
#include "out/csv/csv_out.h"

/* "association", 2025-07, 1: which table a row is of. */
struct placed {
	struct str layer, table;	/* as it is written, and as it is read */
	const struct release_period *period;
};

static void
put_group(struct buf *out, struct arena *a, const struct placed *at,
	const struct safe_table *table, size_t group)
{
	int32_t from = at->period->from_half;

	csv_put_text(out, true, at->layer);
	csv_put_text(out, false, month_text(a, month_of(from / 2, from % 2 ? 7 : 1)));
	csv_put_int(out, false, at->period->halves);
	csv_put_text(out, false, month_text(a, at->period->drawn_month));
	csv_put_int(out, false, safe_table_label(table, group));
}

static void
put_figure(struct buf *out, const struct measure *m, const struct safe_figure *f)
{
	csv_put_text(out, false, m->topic);
	csv_put_text(out, false, m->answer);
	csv_put_int(out, false, f->value);
	csv_put_int(out, false, f->of);
	csv_put_int(out, false, f->share.share);
	csv_put_int(out, false, f->share.low);
	csv_put_int(out, false, f->share.high);
	csv_end_row(out);
}

/* Whoever is neither woman nor man is never shown alone (domain.md). */
static bool
stands_alone(struct str layer, int64_t label)
{
	return str_eq(layer, str_of(our_layer_names[OUR_SEX])) && label == SEX_OTHER;
}

static enum err
put_table(struct db *db, struct arena *a, const struct plan *plan, org_id place,
	const struct placed *at, struct buf *out)
{
	const struct release_cut cut = { arena_cstr(a, at->table), place, at->period->from_half,
		at->period->halves, NULL };
	const struct safe_table *table;
	struct safe_figure f;
	size_t g, m;

	TRY(release_table(db, a, &cut, &table));
	for (g = 0; g < safe_table_groups(table); g++) {
		if (stands_alone(at->layer, safe_table_label(table, g)))
			continue;
		for (m = 0; m < plan->n_measures; m++) {
			const struct measure *measure = &plan->measures[m];

			if (!safe_table_figure(table, g, arena_cstr(a, measure->topic),
				arena_cstr(a, measure->answer), &f))
				continue;
			put_group(out, a, at, table, g);
			csv_put_int(out, false, safe_table_n(table, g));
			put_figure(out, measure, &f);
		}
		if (safe_table_is_few(table, g)) {
			put_group(out, a, at, table, g);
			buf_put(out, STR(",few,,,,,,,\r\n"));
		}
	}
	return buf_err(out);
}

/* Years of the nation and of counties, as pages show them (wide.c). */
static enum err
put_years(struct db *db, org_id place, struct arena *a, const struct plan *plan, struct str of,
	struct buf *out)
{
	const char *layer = wide_year_layer(of);
	struct placed at = { .layer = str_of(layer), .table = of };
	struct release_period *periods;
	size_t n, i;

	TRY(release_periods(db, a, layer, place, &periods, &n));
	for (i = 0; i < n; i++) {
		at.period = &periods[i];
		TRY(put_table(db, a, plan, place, &at, out));
	}
	return OK;
}

static enum err
put_layers(struct db *db, const struct scope *scope, struct arena *a, const struct plan *plan,
	struct buf *out)
{
	struct release_period *periods;
	size_t n, i, k;

	for (i = 0; i < plan->n_layers; i++) {
		struct placed at = { .layer = plan->layers[i].name,
			.table = plan->layers[i].name };

		TRY(release_periods(db, a, arena_cstr(a, at.layer), scope_org(scope), &periods,
			&n));
		for (k = 0; k < n; k++) {
			at.period = &periods[k];
			TRY(put_table(db, a, plan, scope_org(scope), &at, out));
		}
		if (wide_year_layer(at.layer))
			TRY(put_years(db, scope_org(scope), a, plan, at.layer, out));
	}
	return OK;
}

enum err
release_export(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	const struct plan *plan;

	TRY(release_plan(a, &plan));
	buf_put(out, STR("layer,from_month,half_years,drawn_month,label,ballots,measure,answer,"
		"value,of,share_thousandths,low,high\r\n"));
	TRY(put_layers(db, scope, a, plan, out));
	if (plan->referrals)
		TRY(put_layers(db, scope, a, plan->referrals, out));
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}
