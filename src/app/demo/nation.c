/* A nation of any size: its places, who merges with whom, and ten years of releases. */
#include "app/demo/nation.h"

#include "core/audit/audit.h"
#include "features/release/release.h"

enum {
	LATE_ARENA = 64 << 20,
	RELEASE_ARENA = 1 << 30,
	MERGER_YEAR = 5,
	PER_MERGER = 20,	/* one pair in so many associations merges */
	GROWTH_FROM = 8		/* the last year asks twice as much as the first and more */
};

/* Counties by Statistics Sweden's numbers; 2, 11, 15 and 16 are no longer in use. */
static const uint8_t counties[] = { 1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 17, 18, 19, 20, 21,
	22, 23, 24, 25 };

/* ---- places ---- */

static enum err
make_org(struct nation *nation, struct tx *tx, enum org_kind kind, int64_t number, org_id *out)
{
	struct arena *a = nation->w->arena;
	const char *name = kind == ORG_PARTY ? "Övningskommun" : "Samordningsförbundet Övning";
	const char *code = kind == ORG_PARTY ? "kommun" : "forbund";
	const struct org_new in = { .kind = kind,
		.code = arena_printf(a, "%s-%03lld", code, (long long)number),
		.name = arena_printf(a, "%s %02lld", name, (long long)number) };
	const struct scope *system;

	TRY(scope_for_job(a, (org_id){ 0 }, "demo", &system));
	TRY(org_create(tx, system, &in, out));
	if (kind == ORG_PARTY)
		return OK;
	return org_set_county(tx, system, *out,
		counties[(size_t)number % (sizeof(counties) / sizeof(counties[0]))]);
}

static enum err
make_unit(struct nation *nation, struct tx *tx, struct nation_place *place)
{
	struct arena *a = nation->w->arena;
	struct nation_unit *unit = &place->units[place->n_units++];
	struct intervention_new intervention = { .association = place->association,
		.name = arena_printf(a, "Insats %d", place->n_units) };
	struct team_new team = { .name = arena_printf(a, "Team %d", place->n_units) };
	const struct scope *scope;

	TRY(scope_for_job(a, place->party, "demo", &scope));
	TRY(intervention_create(tx, scope, &intervention, &unit->intervention));
	if (place->n_units <= DEMO_PROGRAMMES)
		TRY(intervention_set_programme(tx, scope, unit->intervention,
			nation->w->programmes[place->n_units - 1]));
	team.intervention = unit->intervention;
	return team_create(tx, scope, &team, &unit->team);
}

/* The largest asks ten times as much as the smallest; a third begin a year or more after the others. */
static enum err
make_place(struct nation *nation, struct tx *tx, int64_t i, int32_t first, int32_t last)
{
	struct demo_world *w = nation->w;
	struct nation_place *p = &nation->places[i];
	int k;

	*p = (struct nation_place){ .weight = 20 + demo_below(w, 180), .first_half = first,
		.last_half = last, .any_percent = 62 + demo_below(w, 28) };
	if (demo_chance(w, 33))
		p->first_half += 2 + 2 * (int32_t)demo_below(w, 3);
	p->asked_percent[SEX_WOMAN] = 45 + demo_below(w, 50);
	p->asked_percent[SEX_MAN] = p->asked_percent[SEX_WOMAN] - demo_below(w, 25);
	p->asked_percent[SEX_OTHER] = p->asked_percent[SEX_MAN];
	TRY(make_org(nation, tx, ORG_ASSOCIATION, i + 1, &p->association));
	TRY(make_org(nation, tx, ORG_PARTY, i + 1, &p->party));
	for (k = 0; k < NATION_OWN; k++)
		TRY(make_unit(nation, tx, p));
	return OK;
}

/* From then on the second of the pair asks for both; what the first has counted stays its own. */
static enum err
merge(struct nation *nation, struct tx *tx, int64_t i, int32_t half)
{
	struct nation_place *from = &nation->places[i], *to = &nation->places[i + 1];
	int k;

	from->last_half = half - 1;
	to->joined_half = half;
	to->weight += from->weight;
	for (k = 0; k < NATION_JOINED; k++)
		TRY(make_unit(nation, tx, to));
	return OK;
}

static enum err
make_places(struct nation *nation, struct tx *tx, int32_t first, int32_t last)
{
	int64_t i;

	for (i = 0; i < nation->n; i++)
		TRY(make_place(nation, tx, i, first, last));
	for (i = 0; i + 1 < nation->n; i += PER_MERGER)
		TRY(merge(nation, tx, i, first + 2 * MERGER_YEAR));
	return OK;
}

/* ---- how much each asks ---- */

static int64_t
weight_of(const struct nation *nation, int64_t i, int32_t half, int32_t first)
{
	const struct nation_place *p = &nation->places[i];
	int64_t weight = p->weight;

	if (half < p->first_half || half > p->last_half)
		return 0;
	if (p->joined_half > half)
		weight -= nation->places[i - 1].weight;
	return weight * (GROWTH_FROM + half - first);
}

static int64_t
whole_weight(const struct nation *nation, int32_t first, int32_t last)
{
	int64_t sum = 0, i;
	int32_t half;

	for (half = first; half <= last; half++)
		for (i = 0; i < nation->n; i++)
			sum += weight_of(nation, i, half, first);
	return sum;
}

/* ---- the years ---- */

/* How far the load has come, so that the shares of all half-years are the whole in the end. */
struct spread {
	int32_t first;
	int64_t weight, whole;	/* until now, of all */
	int64_t askings, given;
};

/* A part of the load that is one transaction. */
typedef enum err in_tx(struct nation *nation, struct tx *tx, struct spread *s, int32_t half);

/* What was late is counted now, after its year was released. */
static enum err
count_late(struct nation *nation, struct tx *tx, struct spread *s, int32_t half)
{
	struct nation_late *late;

	(void)s, (void)half;
	for (late = nation->late; late; late = late->next)
		TRY(ballot_count_up(tx, &late->box, &late->tally));
	nation->late = NULL;
	arena_reset(nation->late_arena);
	return OK;
}

static enum err
release_year(struct nation *nation, const char *keys_dir, int year, struct arena *a)
{
	struct release_order order = { .keys_dir = keys_dir,
		.today = month_first_day(month_of(year + 1, 2)) };
	struct release_done done;

	arena_reset(a);
	return release_now(nation->w->writer, &order, a, &done);
}

static enum err
load_half(struct nation *nation, struct tx *tx, struct spread *s, int32_t half)
{
	int64_t i, until;

	for (i = 0; i < nation->n; i++) {
		s->weight += weight_of(nation, i, half, s->first);
		until = (int64_t)((__int128)s->askings * s->weight / s->whole);
		if (until - s->given < BALLOT_BOX_MIN)
			continue;
		TRY(nation_half(nation, tx, &nation->places[i], half, until - s->given));
		s->given = until;
	}
	return OK;
}

static enum err
make_all_places(struct nation *nation, struct tx *tx, struct spread *s, int32_t last)
{
	return make_places(nation, tx, s->first, last);
}

static enum err
in_one_transaction(struct nation *nation, in_tx *part, struct spread *s, int32_t half)
{
	struct tx *tx;
	enum err e;

	TRY(tx_begin(nation->w->writer, &tx));
	e = part(nation, tx, s, half);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static enum err
load(struct nation *nation, const struct demo_nation_order *order, struct arena *release_arena)
{
	int32_t last = month_half_year(date_month(nation->w->today)) - 1, half;
	struct spread s = { .first = last / 2 * 2 - 2 * NATION_YEARS + 2,
		.askings = order->askings };

	TRY(in_one_transaction(nation, make_all_places, &s, last));
	s.whole = whole_weight(nation, s.first, last);
	assert_always(s.whole > 0);	/* each place weighs something in the last half-year */
	for (half = s.first; half <= last; half++) {
		TRY(in_one_transaction(nation, load_half, &s, half));
		if (half % 2 == 0)
			continue;
		TRY(release_year(nation, order->keys_dir, half / 2, release_arena));
		TRY(in_one_transaction(nation, count_late, &s, half));
	}
	return in_one_transaction(nation, count_late, &s, half);
}

enum err
demo_load_nation(struct demo_world *w, const struct demo_nation_order *order)
{
	struct nation nation = { .w = w, .n = order->associations - 1 };
	struct arena *release_arena = arena_new(RELEASE_ARENA);
	enum err e = ERR_LIMIT;

	nation.places = ARENA_ARRAY(w->arena, struct nation_place, (size_t)nation.n);
	nation.late_arena = arena_new(LATE_ARENA);
	if (release_arena && nation.places && nation.late_arena)
		e = load(&nation, order, release_arena);
	if (release_arena)
		arena_wipe(release_arena);
	arena_free(release_arena);
	arena_free(nation.late_arena);
	return e;
}
