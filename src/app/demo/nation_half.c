/* A half-year of an invented association: its ballots, straight into the counters, and its ask list. */
#include "app/demo/nation.h"

#include "core/audit/audit.h"

enum { LATE_PERCENT = 25, DECLINED_OF = 20 };

/* The boxes of a half-year; `other` stands where units with few ballots go. */
struct boxes {
	struct ballot_tally units[NATION_UNITS], sexes[SEX_OTHER], ages[AGE_65], other;
};

struct half {
	struct nation *nation;
	struct tx *tx;
	const struct nation_place *place;
	int32_t half;
	int n_units;
	int late_unit;			/* whose forms come a year late; -1 = nobody's */
	struct boxes in_time, late;
	int64_t asked[NATION_UNITS][SEX_OTHER][2];	/* by quarter */
};

static int64_t
ballots_in(const struct ballot_tally *t)
{
	return t->n[COUNTER_BALLOTS][0];
}

static void
move(struct ballot_tally *from, struct ballot_tally *to)
{
	int topic, answer;

	for (topic = 0; topic < COUNTER_TOPICS; topic++)
		for (answer = 0; answer < ANSWER_COUNT; answer++)
			to->n[topic][answer] += from->n[topic][answer];
	*from = (struct ballot_tally){ { { 0 } } };
}

/* ---- inventing ---- */

/* A unit by its size: the last of the first twelve is twelve times the first. */
static int
invent_unit(struct half *h)
{
	uint32_t n = (uint32_t)h->n_units, at = demo_below(h->nation->w, n * (n + 1) / 2);
	int unit = 0;

	while (at > (uint32_t)unit) {
		at -= (uint32_t)unit + 1;
		unit++;
	}
	return unit;
}

static void
invent_one(struct half *h)
{
	struct demo_world *w = h->nation->w;
	struct ballot ballot = demo_invent_ballot(w, h->place->any_percent);
	int unit = invent_unit(h), sex = (int)demo_invent_sex(w) - SEX_WOMAN,
	    age = (int)demo_invent_age(w) - AGE_16;
	struct boxes *boxes = unit == h->late_unit ? &h->late : &h->in_time;

	ballot_tally_add(&boxes->units[unit], &ballot);
	ballot_tally_add(&boxes->sexes[sex], &ballot);
	ballot_tally_add(&boxes->ages[age], &ballot);
	h->asked[unit][sex][demo_below(w, 2)]++;
}

/* ---- boxes that are too small to be opened ---- */

/* What a late box would have to wait with comes in time after all. */
static void
hasten(struct ballot_tally *late, struct ballot_tally *in_time, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (ballots_in(&late[i]) < BALLOT_BOX_MIN)
			move(&late[i], &in_time[i]);
}

static int
largest_of(const struct ballot_tally *boxes, int n)
{
	int i, largest = 0;

	for (i = 1; i < n; i++)
		if (ballots_in(&boxes[i]) > ballots_in(&boxes[largest]))
			largest = i;
	return largest;
}

/* No slips wait in an invented nation: small boxes of a cut go into its largest. */
static void
fold_small(struct ballot_tally *boxes, int n)
{
	int i, largest = largest_of(boxes, n);

	for (i = 0; i < n; i++)
		if (i != largest && ballots_in(&boxes[i]) < BALLOT_BOX_MIN)
			move(&boxes[i], &boxes[largest]);
}

static void
settle(struct half *h)
{
	struct boxes *b = &h->in_time;
	int i;

	hasten(h->late.units, b->units, h->n_units);
	hasten(h->late.sexes, b->sexes, SEX_OTHER);
	hasten(h->late.ages, b->ages, AGE_65);
	fold_small(b->sexes, SEX_OTHER);
	fold_small(b->ages, AGE_65);
	for (i = 0; i < h->n_units; i++)
		if (ballots_in(&b->units[i]) < BALLOT_BOX_MIN)
			move(&b->units[i], &b->other);
	if (ballots_in(&b->other) < BALLOT_BOX_MIN)
		move(&b->other, &b->units[largest_of(b->units, h->n_units)]);
}

/* ---- counting ---- */

static enum err
keep_late(struct half *h, const struct ballot_box *box, const struct ballot_tally *tally)
{
	struct nation_late *late = ARENA_NEW(h->nation->late_arena, struct nation_late);

	if (!late)
		return ERR_LIMIT;
	*late = (struct nation_late){ *box, *tally, h->nation->late };
	h->nation->late = late;
	return OK;
}

static enum err
count_box(struct half *h, const struct boxes *boxes, enum ballot_cut cut, int64_t label,
	const struct ballot_tally *tally)
{
	const struct ballot_box box = { h->place->association, h->half, cut, label };

	if (ballots_in(tally) == 0)
		return OK;
	return boxes == &h->late ? keep_late(h, &box, tally)
				 : ballot_count_up(h->tx, &box, tally);
}

static enum err
count_boxes(struct half *h, const struct boxes *b)
{
	int i;

	for (i = 0; i < h->n_units; i++)
		TRY(count_box(h, b, CUT_INTERVENTION, h->place->units[i].intervention.v,
			&b->units[i]));
	for (i = 0; i < SEX_OTHER; i++)
		TRY(count_box(h, b, CUT_SEX, SEX_WOMAN + i, &b->sexes[i]));
	for (i = 0; i < AGE_65; i++)
		TRY(count_box(h, b, CUT_AGE, AGE_16 + i, &b->ages[i]));
	return count_box(h, b, CUT_OTHER, 0, &b->other);
}

/* ---- the ask list ---- */

static enum err
load_quarter(struct half *h, const struct scope *scope, int unit, int sex, int quarter)
{
	int64_t asked = h->asked[unit][sex][quarter], declined = asked / DECLINED_OF;
	const struct screening_quarter in = {
		.intervention = h->place->units[unit].intervention,
		.team = h->place->units[unit].team, .quarter = h->half * 2 + quarter,
		.sex = (enum sex)(SEX_WOMAN + sex), .asked = asked, .declined = declined,
		.due = (asked + declined) * 100 / h->place->asked_percent[SEX_WOMAN + sex] };

	return in.due > 0 ? screening_load_quarter(h->tx, scope, &in) : OK;
}

static enum err
load_quarters(struct half *h)
{
	const struct audit_event event = { .verb = AUDIT_VERB_JOB, .kind = "demo.load" };
	const struct scope *scope;
	int unit, sex, quarter;

	TRY(scope_for_job(h->nation->w->arena, h->place->party, "demo", &scope));
	for (unit = 0; unit < h->n_units; unit++)
		for (sex = 0; sex < SEX_OTHER; sex++)
			for (quarter = 0; quarter < 2; quarter++)
				TRY(load_quarter(h, scope, unit, sex, quarter));
	TRY(audit_append(h->tx, scope, &event));
	TRY(scope_for_job(h->nation->w->arena, h->place->association, "demo", &scope));
	return audit_append(h->tx, scope, &event);
}

enum err
nation_half(struct nation *nation, struct tx *tx, const struct nation_place *place,
	int32_t half, int64_t n)
{
	struct half h = { .nation = nation, .tx = tx, .place = place, .half = half,
		.n_units = NATION_OWN, .late_unit = -1 };
	int64_t i;

	if (place->joined_half > 0 && half >= place->joined_half)
		h.n_units = place->n_units;
	if (demo_chance(nation->w, LATE_PERCENT))
		h.late_unit = h.n_units - 1;
	for (i = 0; i < n; i++)
		invent_one(&h);
	settle(&h);
	TRY(count_boxes(&h, &h.in_time));
	TRY(count_boxes(&h, &h.late));
	return load_quarters(&h);
}
