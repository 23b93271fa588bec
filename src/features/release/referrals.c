/* Drawing what came of referrals: how many there are is drawn as well, whether there are any or not. */
#include "features/referral/referral.h"
#include "features/release/draw.sql.h"
#include "features/release/internal.h"
#include "features/release/release.sql.h"

enum {
	TRACKS = REFERRAL_TRACK_CHOICES,
	PERIODS_MAX = 200,
	MANY = 1 << 30	/* no bound: nobody is told how many there are */
};

const char *const referral_layer_names[REFERRAL_LAYERS] = { "referral", "referral.county",
	"referral.nation" };
static const enum release_level levels[REFERRAL_LAYERS] = { LEVEL_ASSOCIATION, LEVEL_COUNTY,
	LEVEL_NATION };

/* The groups of a layer: for each period, each place and each track one, whether or not it has any. */
struct strip {
	int layer;		/* of the plan; -1 = nothing to draw */
	int32_t first, halves;	/* of the first period */
	size_t n_periods, n_places;
	size_t base;		/* its first group */
};

struct drawing {
	struct making *m;
	struct tx *tx;
	release_id release;
	const struct plan *plan;
	struct strip strips[REFERRAL_LAYERS];
	size_t n;			/* groups */
	struct figure *figures;		/* by measure, then group */
};

typedef struct sql_release_ended ended_row;

/* ---- what is due ---- */

/*
 * The first half-year that each layer has not drawn; 0 = none.  Where it never was drawn: that of the
 * first ballot anywhere, which is public; when the first referral ended is not.
 */
static enum err
first_undrawn(struct drawing *d, int32_t out[REFERRAL_LAYERS])
{
	struct sql_release_referral_drawn *drawn;
	struct sql_release_first_half first;
	size_t n, k;
	int i;

	TRY(sql_release_referral_drawn(d->m->db, d->m->arena, STR(REFERRAL_TOPIC), &drawn, &n));
	TRY(sql_release_first_half(d->m->db, d->m->arena, &first));
	for (i = 0; i < REFERRAL_LAYERS; i++) {
		out[i] = (int32_t)first.half;
		for (k = 0; k < n; k++)
			if (str_eq(drawn[k].layer, str_of(referral_layer_names[i])))
				out[i] = (int32_t)drawn[k].through + 1;
	}
	return OK;
}

/* A county has its number for its place; only those that some association lies in are stored. */
static size_t
places_of(const struct drawing *d, int i)
{
	if (i == REFERRALS_NATION)
		return 1;
	return i == REFERRALS_COUNTY ? COUNTY_LAST : d->m->n_associations;
}

static enum err
find_strip(struct drawing *d, int i, int32_t from)
{
	struct strip *s = &d->strips[i];
	enum plan_period period;
	int32_t last = d->m->through[levels[i]];

	s->layer = last > 0 ? plan_layer(d->plan, str_of(referral_layer_names[i])) : -1;
	if (s->layer < 0 || from == 0) {
		s->layer = -1;
		return OK;
	}
	period = d->plan->layers[s->layer].period;
	s->halves = plan_period_halves(period);
	s->first = plan_period_first(period, from);
	/* a period of which something was drawn, or may have been, is let be as a whole */
	if (s->first <= d->m->blocked[levels[i]])
		s->first = plan_period_first(period, d->m->blocked[levels[i]]) + s->halves;
	if (last - s->first + 1 < s->halves) {
		s->layer = -1;
		return OK;
	}
	s->n_periods = (size_t)((last - s->first + 1) / s->halves);
	if (s->n_periods > PERIODS_MAX)
		return ERR_DB;
	s->n_places = places_of(d, i);
	s->base = d->n;
	d->n += s->n_periods * s->n_places * TRACKS;
	return OK;
}

static enum err
find_strips(struct drawing *d)
{
	int32_t from[REFERRAL_LAYERS];
	int i;

	TRY(first_undrawn(d, from));
	for (i = 0; i < REFERRAL_LAYERS; i++)
		TRY(find_strip(d, i, from[i]));
	return OK;
}

static bool
is_drawn_in(const struct strip *s, int64_t half)
{
	return s->layer >= 0 && half >= s->first &&
		half < s->first + (int64_t)s->n_periods * s->halves;
}

/* The place of an association in a layer; the number of places when it has none. */
static size_t
place_of(const struct drawing *d, int i, org_id association)
{
	size_t k = association_of(d->m, association.v);

	if (i == REFERRALS_NATION)
		return 0;
	if (i == REFERRALS_ASSOCIATION || k == d->m->n_associations)
		return k;
	return d->m->associations[k].county > 0 ? (size_t)d->m->associations[k].county - 1
						: COUNTY_LAST;
}

/* What is a sum in one layer is one in all. */
static bool
draws_alike(const struct plan *plan)
{
	size_t i, m;

	for (i = 1; i < plan->n_layers; i++)
		for (m = 0; m < plan->n_measures; m++)
			if (fraction_is_zero(plan->layers[i].epsilon[m]) !=
					fraction_is_zero(plan->layers[0].epsilon[m]))
				return false;
	return true;
}

/* ---- counting ---- */

static int
answer_of(const struct plan *plan, const char *name)
{
	size_t i;

	for (i = 0; i < plan->n_answers; i++)
		if (str_eq(plan->answers[i], str_of(name)))
			return (int)i;
	return -1;
}

/* The plan's answers that a referral has given: how it ended, and whether the promise was kept. */
static uint32_t
answers_of(const struct plan *plan, const ended_row *row)
{
	static const char *const contacts[] = { NULL, "IN_TIME", "LATE" };
	static const char *const ends[REFERRAL_STATE_COUNT] = {
		[REFERRAL_DECLINED] = "DECLINED", [REFERRAL_COMPLETED] = "COMPLETED",
		[REFERRAL_ENDED_EARLY] = "ENDED_EARLY", [REFERRAL_NO_CAPACITY] = "NOT_MET",
		[REFERRAL_NOT_REACHED] = "NOT_MET",
		[REFERRAL_NOT_FOLLOWED_UP] = "NOT_FOLLOWED_UP" };
	const char *end = row->state < REFERRAL_STATE_COUNT ? ends[row->state] : NULL;
	const char *contact = contacts[row->contact];
	uint32_t bits = 0;

	if (end && answer_of(plan, end) >= 0)
		bits |= UINT32_C(1) << answer_of(plan, end);
	if (contact && answer_of(plan, contact) >= 0)
		bits |= UINT32_C(1) << answer_of(plan, contact);
	return bits;
}

static void
count_row(const struct drawing *d, const ended_row *row, struct counts *counts)
{
	uint32_t bits = answers_of(d->plan, row);
	size_t m, group;
	int i;

	for (i = 0; i < REFERRAL_LAYERS; i++) {
		const struct strip *s = &d->strips[i];
		size_t place = place_of(d, i, row->association_id);

		if (!is_drawn_in(s, row->closed_half) || place >= s->n_places)
			continue;
		group = s->base + ((size_t)((row->closed_half - s->first) / s->halves) *
			s->n_places + place) * TRACKS + (size_t)row->track - 1;
		for (m = 0; m < d->plan->n_measures; m++)
			if (d->plan->measures[m].answers & bits)
				counts_add(counts, group, m, row->n);
	}
}

static enum err
draw(struct drawing *d, ended_row *rows, size_t n_rows)
{
	struct counts *counts = counts_new(d->m->arena, d->n, d->plan->n_measures);
	struct cell *cells = ARENA_ARRAY(d->m->arena, struct cell, d->n);
	size_t k;
	int i;

	d->figures = ARENA_ARRAY(d->m->arena, struct figure, d->n * d->plan->n_measures);
	if (!counts || !cells || !d->figures)
		return ERR_LIMIT;
	for (i = 0; i < REFERRAL_LAYERS; i++) {
		const struct strip *s = &d->strips[i];
		size_t end = s->base + s->n_periods * s->n_places * TRACKS;

		for (k = s->base; s->layer >= 0 && k < end; k++)
			cells[k] = (struct cell){ CELL_DRAWN, -1, 0, s->layer, MANY };
	}
	for (k = 0; k < n_rows; k++)
		count_row(d, &rows[k], counts);
	return protect_draw(d->plan, cells, d->n, counts, d->m->order->noise, d->figures);
}

/* ---- making them agree ---- */

/*
 * A whole and its parts, all groups at once: a tree with one small branch for each group.  What is not
 * drawn but has parts becomes their sum.
 */
static enum err
fit_whole(struct drawing *d, size_t layer, size_t whole, uint64_t parts)
{
	size_t size = 1 + (size_t)__builtin_popcountll(parts), at = 0, k, m;
	struct cell *cells = ARENA_ARRAY(d->m->arena, struct cell, d->n * size);
	struct figure *figures = ARENA_ARRAY(d->m->arena, struct figure, d->n * size);
	bool is_drawn = !fraction_is_zero(d->plan->layers[layer].epsilon[whole]);

	if (!cells || !figures)
		return ERR_LIMIT;
	for (k = 0; k < d->n; k++) {
		int32_t parent = (int32_t)at;

		cells[at] = (struct cell){ is_drawn ? CELL_DRAWN : CELL_JOINT, -1, 0,
			is_drawn ? (int32_t)layer : -1, MANY };
		figures[at++] = d->figures[whole * d->n + k];
		for (m = 0; m < d->plan->n_measures; m++) {
			if (!(parts >> m & 1))
				continue;
			cells[at] = (struct cell){ CELL_DRAWN, parent, 0, (int32_t)layer,
				MANY };
			figures[at++] = d->figures[m * d->n + k];
		}
	}
	TRY(tree_fit(cells, at, NULL, d->m->arena, figures));
	for (k = at = 0; k < d->n; k++) {
		d->figures[whole * d->n + k] = figures[at++];
		for (m = 0; m < d->plan->n_measures; m++)
			if (parts >> m & 1)
				d->figures[m * d->n + k] = figures[at++];
	}
	return OK;
}

/* A sum of parts that have their figures already. */
static void
add_up(struct drawing *d, size_t whole, uint64_t parts)
{
	size_t k, m;

	for (k = 0; k < d->n; k++) {
		struct figure sum = { 0, 0, true };

		for (m = 0; m < d->plan->n_measures; m++)
			if (parts >> m & 1) {
				sum.value += d->figures[m * d->n + k].value;
				sum.variance += d->figures[m * d->n + k].variance;
			}
		d->figures[whole * d->n + k] = sum;
	}
}

/* The first whole of a part settles it; later ones are sums.  All layers draw the same measures. */
static enum err
fit(struct drawing *d, size_t layer)
{
	uint64_t settled = 0;
	size_t m;

	for (m = 0; m < d->plan->n_measures; m++) {
		uint64_t parts = plan_parts(d->plan, layer, m);

		if (!parts || (settled >> m & 1))
			continue;
		if (parts & settled)
			add_up(d, m, parts);
		else
			TRY(fit_whole(d, layer, m, parts));
		settled |= parts | UINT64_C(1) << m;
	}
	return OK;
}

/* ---- storing ---- */

static enum err
store_group(struct drawing *d, int i, size_t group, const struct sql_release_add_group_in *at)
{
	int offered = plan_measure(d->plan, STR("REFERRAL"), STR("offered"));
	struct sql_release_add_group_in row = *at;
	size_t m;

	if (offered < 0)
		return ERR_INVALID;
	row.n = d->figures[(size_t)offered * d->n + group].value;
	TRY(sql_release_add_group(d->tx, &row));
	for (m = 0; m < d->plan->n_measures; m++) {
		const struct figure *f = &d->figures[m * d->n + group];

		if (!f->is_known)
			continue;
		TRY(sql_release_add_figure(d->tx, &(struct sql_release_add_figure_in){
			.release_id = d->release, .layer = str_of(referral_layer_names[i]),
			.place_id = row.place_id, .label = row.label,
			.from_half = row.from_half,
			.measure = measure_name(d->m->arena, &d->plan->measures[m]),
			.value = f->value, .spread = spread_of(f->variance) }));
	}
	return OK;
}

static bool
has_association(const struct drawing *d, int i, size_t place)
{
	size_t k;

	for (k = 0; k < d->m->n_associations; k++)
		if (place_of(d, i, d->m->associations[k].id) == place)
			return true;
	return false;
}

static enum err
store_strip(struct drawing *d, int i)
{
	const struct strip *s = &d->strips[i];
	size_t end = s->layer >= 0 ? s->n_periods * s->n_places * TRACKS : 0, k;

	for (k = 0; k < end; k++) {
		size_t place = k / TRACKS % s->n_places;
		bool is_place = i == REFERRALS_ASSOCIATION;
		int64_t track = (int64_t)(k % TRACKS) + 1;

		if (!has_association(d, i, place))
			continue;
		TRY(store_group(d, i, s->base + k, &(struct sql_release_add_group_in){
			.release_id = d->release, .layer = str_of(referral_layer_names[i]),
			.place_id = is_place ? d->m->associations[place].id : d->m->nation,
			.label = i == REFERRALS_COUNTY
				? ((int64_t)place + 1) * REFERRAL_COUNTY_LABEL + track
				: track,
			.from_half = s->first + (int64_t)(k / TRACKS / s->n_places) * s->halves,
			.n_halves = s->halves }));
	}
	return OK;
}

/* All that is drawn of a referral in a layer is one loss. */
static enum err
charge(struct drawing *d, int i, org_id association, int32_t half, const ended_row *rows,
	size_t n)
{
	struct fraction loss;
	int64_t ended = 0;
	size_t k;

	TRY(plan_layer_ballot_loss(d->plan, (size_t)d->strips[i].layer, &loss));
	for (k = 0; k < n; k++)
		if (rows[k].association_id.v == association.v && rows[k].closed_half == half)
			ended += rows[k].n;
	return sql_release_add_loss(d->tx, &(struct sql_release_add_loss_in){
		.release_id = d->release, .layer = str_of(referral_layer_names[i]),
		.association_id = association, .half_year = half,
		.topic = STR(REFERRAL_TOPIC), .num = loss.num, .den = loss.den, .n = ended });
}

static enum err
charge_strip(struct drawing *d, int i, const ended_row *rows, size_t n)
{
	const struct strip *s = &d->strips[i];
	size_t a;
	int32_t half;

	for (a = 0; s->layer >= 0 && a < d->m->n_associations; a++) {
		if (place_of(d, i, d->m->associations[a].id) >= s->n_places)
			continue;
		for (half = s->first; is_drawn_in(s, half); half++)
			TRY(charge(d, i, d->m->associations[a].id, half, rows, n));
	}
	return OK;
}

enum err
referrals_are_due(struct making *m, bool *out)
{
	struct drawing d = { .m = m, .plan = m->order->plan->referrals };

	*out = false;
	if (!d.plan)
		return OK;
	TRY(find_strips(&d));
	*out = d.n > 0;
	return OK;
}

enum err
referrals_store(struct making *m, struct tx *tx, release_id release)
{
	struct drawing d = { .m = m, .tx = tx, .release = release,
		.plan = m->order->plan->referrals };
	ended_row *rows;
	size_t n;
	int i;

	if (!d.plan)
		return OK;
	if (!draws_alike(d.plan))
		return ERR_INVALID;
	TRY(find_strips(&d));
	if (d.n == 0)
		return OK;
	TRY(sql_release_ended(m->db, m->arena, &rows, &n));
	for (i = 0; i < REFERRAL_LAYERS; i++)
		TRY(charge_strip(&d, i, rows, n));
	TRY(draw(&d, rows, n));
	crypto_wipe(rows, n * sizeof(*rows));
	TRY(fit(&d, 0));
	for (i = 0; i < REFERRAL_LAYERS; i++)
		TRY(store_strip(&d, i));
	return OK;
}
