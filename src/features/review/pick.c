/* Which rows of a period a review looks at: a random sample, and what the rules find. */
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "features/review/review.h"

enum { PEOPLE_MAX = 2000, HOURS = 24 };

/* What one person did on the day that is being walked. */
struct person {
	int64_t account;
	int64_t odd_seq;	/* the first row at an odd time, 0 = none */
	int32_t n_day;
	int32_t n_hour[HOURS];
};

struct picking {
	struct review_draw *draw;
	int64_t n_seen;			/* rows of the period so far */
	int64_t *sample;
	int64_t n_sample;
	struct date day;
	struct person *people;
	size_t n_people;
	enum err err;
};

static bool
add_pick(struct picking *p, struct review_pick pick)
{
	if (p->draw->n == REVIEW_ITEMS_MAX) {
		p->err = ERR_LIMIT;
		return false;
	}
	p->draw->picks[p->draw->n++] = pick;
	return true;
}

static bool
add_found(struct picking *p, int64_t seq)
{
	return add_pick(p, (struct review_pick){ .seq = seq, .is_rule = true });
}

/* Every row of the period has the same chance (Vitter's reservoir, algorithm R). */
static void
sample_row(struct picking *p, int64_t seq)
{
	uint32_t at;

	p->n_seen++;
	if (p->n_sample < p->draw->sample_size) {
		p->sample[p->n_sample++] = seq;
		return;
	}
	if (p->n_seen > UINT32_MAX)
		return;
	at = crypto_random_below((uint32_t)p->n_seen);
	if (at < p->draw->sample_size)
		p->sample[at] = seq;
}

static bool
end_day(struct picking *p)
{
	size_t i;

	for (i = 0; i < p->n_people; i++)
		if (p->people[i].odd_seq && !add_found(p, p->people[i].odd_seq))
			return false;
	p->n_people = 0;
	return true;
}

static struct person *
person_of(struct picking *p, int64_t account)
{
	size_t i;

	for (i = 0; i < p->n_people; i++)
		if (p->people[i].account == account)
			return &p->people[i];
	if (p->n_people == PEOPLE_MAX) {
		p->err = ERR_LIMIT;
		return NULL;
	}
	p->people[p->n_people] = (struct person){ .account = account };
	return &p->people[p->n_people++];
}

/* Jobs work at night and do much; the rules are about people. */
static bool
apply_rules(struct picking *p, const struct audit_row *row)
{
	struct person *person = person_of(p, row->detail.account.v);
	struct date day;
	int hour, minute;

	if (!person)
		return false;
	clock_local(row->detail.at, &day, &hour, &minute);
	/* the walk goes backwards: the last one seen is the first of the day */
	if (review_is_odd_time(row->detail.at))
		person->odd_seq = row->seq;
	person->n_day++;
	person->n_hour[hour]++;
	if (person->n_day == REVIEW_ROWS_DAY + 1 ||
			person->n_hour[hour] == REVIEW_ROWS_HOUR + 1)
		return add_found(p, row->seq);
	return true;
}

static bool
take_row(void *context, const struct audit_row *row)
{
	struct picking *p = context;

	if (row->day.days != p->day.days && !end_day(p))
		return false;
	p->day = row->day;
	sample_row(p, row->seq);
	/* for the eye of the auditor in any case: what does not open, and what was done to a lock */
	if (row->is_sealed || review_is_override(row->detail.kind) ||
		review_is_of_lock(row->detail.kind))
		return add_found(p, row->seq);
	return row->detail.account.v == 0 || apply_rules(p, row);
}

static int
by_seq(const void *a, const void *b)
{
	const struct review_pick *x = a, *y = b;

	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* A row may be picked for several reasons, and is looked at once. */
static void
merge(struct review_draw *draw)
{
	size_t i, n = 0;

	qsort(draw->picks, draw->n, sizeof(*draw->picks), by_seq);
	for (i = 0; i < draw->n; i++) {
		struct review_pick *pick = &draw->picks[i];

		if (n > 0 && draw->picks[n - 1].seq == pick->seq) {
			draw->picks[n - 1].is_random |= pick->is_random;
			draw->picks[n - 1].is_rule |= pick->is_rule;
		} else {
			draw->picks[n++] = *pick;
		}
	}
	draw->n = n;
}

enum err
review_pick(struct db *db, const struct scope *scope, struct arena *a, struct review_draw *draw)
{
	const struct audit_filter filter = { .from = draw->from, .until = draw->until };
	struct picking p = { .draw = draw,
		.sample = ARENA_ARRAY(a, int64_t, REVIEW_SAMPLE_MAX),
		.people = ARENA_ARRAY(a, struct person, PEOPLE_MAX) };
	int64_t i;

	assert_always(draw->sample_size >= 0 && draw->sample_size <= REVIEW_SAMPLE_MAX);
	draw->n = 0;
	draw->picks = ARENA_ARRAY(a, struct review_pick, REVIEW_ITEMS_MAX);
	if (!draw->picks || !p.sample || !p.people)
		return ERR_LIMIT;
	TRY(audit_walk(db, scope, &filter, take_row, &p));
	TRY(p.err);
	if (!end_day(&p))
		return ERR_LIMIT;
	for (i = 0; i < p.n_sample; i++)
		TRY(add_pick(&p, (struct review_pick){ .seq = p.sample[i], .is_random = true })
			? OK : p.err);
	merge(draw);
	return OK;
}
