/* Drawing a release and storing it with its cost, all in one transaction. */
#include "features/release/draw.sql.h"
#include "features/release/internal.h"
#include "features/release/release.sql.h"

/* Which engine drew: raised when the same counts would be drawn or fitted in another way. */
#define ENGINE "lotsa-protect 2"

/* The losses of a half-year: of a nation of a hundred associations some fifteen thousand rows. */
enum { HALF_ARENA = 64 * 1024 * 1024 };

struct storing {
	struct making *m;
	struct tx *tx;
	release_id release;
	struct cell *cells;
	struct figure *figures;		/* by measure, then group */
	struct fraction losses[OUR_LAYERS][PLAN_TOPICS_MAX];
};

/* ---- drawing ---- */

static struct cell
cell_of(const struct making *m, const struct group *g)
{
	struct cell cell = { .kind = CELL_JOINT, .parent = g->parent, .part = g->part,
		.layer = -1, .n = g->n };

	if (g->kind == GROUP_NEW || g->kind == GROUP_SHOWN) {
		cell.kind = g->kind == GROUP_NEW ? CELL_DRAWN : CELL_FIXED;
		cell.layer = m->reading.layers[g->layer];
	}
	return cell;
}

struct str
measure_name(struct arena *a, const struct measure *m)
{
	return arena_printf(a, "%.*s.%.*s", STR_ARG(m->topic), STR_ARG(m->answer));
}

/* What an earlier release has shown of a group stands for itself in the fit. */
static enum err
read_shown(struct storing *s, size_t group, const struct str *names)
{
	const struct group *g = &s->m->groups[group];
	const struct plan *plan = s->m->order->plan;
	struct sql_release_figures_of *rows;
	size_t n, i, k;

	TRY(sql_release_figures_of(s->m->db, s->m->arena,
		&(struct sql_release_figures_of_in){ .release_id = { g->release },
			.layer = str_of(our_layer_names[g->layer]), .place_id = { g->place },
			.label = g->label, .from_half = g->from },
		&rows, &n));
	for (i = 0; i < n; i++)
		for (k = 0; k < plan->n_measures; k++)
			if (str_eq(names[k], rows[i].measure))
				s->figures[k * s->m->n_groups + group] =
					(struct figure){ rows[i].value, 0, true };
	return OK;
}

static enum err
prepare(struct storing *s)
{
	struct making *m = s->m;
	const struct plan *plan = m->order->plan;
	struct str *names = ARENA_ARRAY(m->arena, struct str, plan->n_measures);
	size_t i, bad;

	s->cells = ARENA_ARRAY(m->arena, struct cell, m->n_groups + 1);
	s->figures = ARENA_ARRAY(m->arena, struct figure, m->n_groups * plan->n_measures + 1);
	if (!names || !s->cells || !s->figures)
		return ERR_LIMIT;
	for (i = 0; i < plan->n_measures; i++)
		names[i] = measure_name(m->arena, &plan->measures[i]);
	for (i = 0; i < m->n_groups; i++) {
		s->cells[i] = cell_of(m, &m->groups[i]);
		if (m->groups[i].kind == GROUP_SHOWN)
			TRY(read_shown(s, i, names));
	}
	return tree_is_sound(s->cells, m->n_groups, m->arena, &bad) ? OK : ERR_DB;
}

/* Counts that come from no ballots are an error of the data, and end everything. */
static enum err
draw(struct storing *s)
{
	struct making *m = s->m;
	const struct plan *plan = m->order->plan;
	struct counts *counts = counts_new(m->arena, m->n_groups, plan->n_measures);
	size_t cell, measure;
	enum err e;

	if (!counts)
		return ERR_LIMIT;
	e = undrawn_count(m, counts);
	if (e == OK && counts_check(counts, plan, s->cells, &cell, &measure) != OK)
		e = ERR_DB;
	if (e == OK)
		e = protect_draw(plan, s->cells, m->n_groups, counts, m->order->noise,
			s->figures);
	counts_wipe(counts);
	TRY(e);
	return protect_fit(plan, s->cells, m->n_groups, m->arena, s->figures);
}

/* ---- the figures ---- */

int64_t
spread_of(double variance)
{
	return (int64_t)(variance * 1000) + 1;
}

/*
 * Where no form had the question of the experience, its figures are noise and nothing else.  That it
 * was asked is known without any answer, so leaving them out tells none.
 */
static enum err
collects_experience(const struct storing *s, const struct group *g, bool *out)
{
	struct sql_release_experience_collected row;

	TRY(sql_release_experience_collected(s->m->db, s->m->arena, (org_id){ g->place },
		g->from, g->from + g->halves, &row));
	*out = row.n > 0;
	return OK;
}

static enum err
store_figures(struct storing *s, size_t group)
{
	const struct group *g = &s->m->groups[group];
	const struct plan *plan = s->m->order->plan;
	const struct layer *layer = &plan->layers[s->m->reading.layers[g->layer]];
	bool is_collected;
	size_t k;

	TRY(collects_experience(s, g, &is_collected));
	for (k = 0; k < plan->n_measures; k++) {
		const struct figure *f = &s->figures[k * s->m->n_groups + group];
		bool is_shown = is_collected ||
			!measure_is_experience(plan, &plan->measures[k]);

		if (fraction_is_zero(layer->epsilon[k]) || !f->is_known || !is_shown)
			continue;
		TRY(sql_release_add_figure(s->tx, &(struct sql_release_add_figure_in){
			.release_id = s->release, .layer = layer->name,
			.place_id = { g->place }, .label = g->label, .from_half = g->from,
			.measure = measure_name(s->m->arena, &plan->measures[k]),
			.value = f->value, .spread = spread_of(f->variance) }));
	}
	return OK;
}

static enum err
store_groups(struct storing *s)
{
	size_t i;

	for (i = 0; i < s->m->n_groups; i++) {
		const struct group *g = &s->m->groups[i];

		if (g->kind != GROUP_NEW)
			continue;
		TRY(sql_release_add_group(s->tx, &(struct sql_release_add_group_in){
			.release_id = s->release, .layer = str_of(our_layer_names[g->layer]),
			.place_id = { g->place }, .label = g->label, .from_half = g->from,
			.n_halves = g->halves, .n = g->n }));
		TRY(store_figures(s, i));
	}
	return OK;
}

/* ---- the ledger ---- */

static enum err
charge_layer(struct storing *s, enum our_layer our, const struct undrawn_box *box)
{
	const struct plan *plan = s->m->order->plan;
	size_t layer = (size_t)s->m->reading.layers[our], t;

	for (t = 0; t < plan->n_topics; t++) {
		struct fraction loss = s->losses[our][t];

		if (fraction_is_zero(loss))
			continue;
		TRY(sql_release_add_loss(s->tx, &(struct sql_release_add_loss_in){
			.release_id = s->release, .layer = plan->layers[layer].name,
			.association_id = box->association, .half_year = box->half_year,
			.cut = box->cut, .label = box->label, .topic = plan->topics[t],
			.num = loss.num, .den = loss.den, .n = box->n }));
	}
	return OK;
}

static enum err
find_losses(struct storing *s)
{
	const struct plan *plan = s->m->order->plan;
	size_t t;
	int our;

	for (our = 0; our < OUR_LAYERS; our++)
		for (t = 0; t < plan->n_topics && s->m->reading.layers[our] >= 0; t++)
			TRY(plan_layer_loss(plan, (size_t)s->m->reading.layers[our], t,
				&s->losses[our][t]));
	return OK;
}

static enum err
charge_box(void *context, const struct undrawn_box *box)
{
	struct storing *s = context;
	int our;

	for (our = 0; our < OUR_LAYERS; our++)
		if (group_of_box(s->m, (enum our_layer)our, box) >= 0)
			TRY(charge_layer(s, (enum our_layer)our, box));
	return OK;
}

typedef struct sql_release_losses loss_row;

static bool
is_same_answer(const loss_row *a, const loss_row *b)
{
	return a->association_id.v == b->association_id.v && str_eq(a->topic, b->topic);
}

/*
 * The most that an answer of one association and topic can have lost in the half-year of the rows: over
 * the layers the sum of the dearest draw in each.  A ballot was drawn by one of them at most in each
 * layer, which check_ledger sees to.  `end` is set behind the last row of the answer.
 */
static enum err
worst_loss(const loss_row *rows, size_t n, size_t first, size_t *end, struct fraction *out)
{
	struct fraction sum = FRACTION_ZERO, dearest = FRACTION_ZERO;
	size_t i;

	for (i = first; i < n && is_same_answer(&rows[first], &rows[i]); i++) {
		struct fraction loss = { rows[i].num, rows[i].den };

		if (i > first && !str_eq(rows[i].layer, rows[i - 1].layer)) {
			TRY(fraction_add(sum, dearest, &sum));
			dearest = FRACTION_ZERO;
		}
		if (fraction_cmp(loss, dearest) > 0)
			dearest = loss;
	}
	*end = i;
	return fraction_add(sum, dearest, out);
}

/* No answer of a half-year has lost more than the cap. */
static enum err
check_half(const struct storing *s, struct arena *a, int64_t half)
{
	const struct plan *plan = s->m->order->plan;
	struct fraction loss;
	loss_row *rows;
	size_t n, i;

	TRY(sql_release_losses(s->m->db, a, half, &rows, &n));
	for (i = 0; i < n;) {
		bool is_referral = str_eq(rows[i].topic, STR(REFERRAL_TOPIC));
		struct fraction cap = is_referral && plan->referrals ? plan->referrals->cap
								     : plan->cap;

		TRY(worst_loss(rows, n, i, &i, &loss));
		if (fraction_cmp(loss, cap) > 0)
			return ERR_LIMIT;
	}
	return OK;
}

/* What other half-years have lost was checked when it was drawn. */
static enum err
check_losses(const struct storing *s)
{
	struct sql_release_halves *halves;
	struct arena *a = arena_new(HALF_ARENA);
	enum err e = a ? OK : ERR_LIMIT;
	size_t n = 0, i;

	if (e == OK)
		e = sql_release_halves(s->m->db, s->m->arena, s->release, &halves, &n);
	for (i = 0; e == OK && i < n; i++) {
		arena_reset(a);
		e = check_half(s, a, halves[i].half_year);
	}
	arena_free(a);
	return e;
}

/* After everything is written, and before it is committed. */
static enum err
check_ledger(const struct storing *s)
{
	struct sql_release_overdrawn overdrawn;
	struct sql_release_redrawn redrawn;

	TRY(sql_release_overdrawn(s->m->db, s->m->arena, s->release, &overdrawn));
	TRY(sql_release_redrawn(s->m->db, s->m->arena, STR(REFERRAL_TOPIC),
		s->release, &redrawn));
	if (overdrawn.n > 0 || redrawn.n > 0)
		return ERR_LIMIT;
	return check_losses(s);
}

static enum err
store_levels(struct storing *s)
{
	int level;

	for (level = 1; level < LEVELS; level++)
		if (s->m->through[level] > 0)
			TRY(sql_release_add_level(s->tx, s->release, level,
				s->m->through[level]));
	return OK;
}

enum err
making_store(struct making *m, struct tx *tx, const struct scope *scope, int64_t number)
{
	struct storing s = { .m = m, .tx = tx, .release = { number } };

	TRY(sql_release_add(tx, scope, &(struct sql_release_add_in){ .number = number,
		.drawn_month = date_month(m->order->today), .engine = STR(ENGINE),
		.plan = m->order->plan_text }));
	TRY(store_levels(&s));
	TRY(prepare(&s));
	TRY(find_losses(&s));
	TRY(undrawn_boxes(m, charge_box, &s));
	TRY(draw(&s));
	TRY(undrawn_mark(m, tx));
	TRY(store_groups(&s));
	TRY(wide_years_store(m, tx, s.release, s.figures));
	TRY(referrals_store(m, tx, s.release));
	/* nothing of it is seen before it is committed, and it is committed only within the cap */
	return check_ledger(&s);
}
