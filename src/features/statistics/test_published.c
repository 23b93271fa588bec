/* What the field has published of who was asked comes out of participants who were. */
#include "features/statistics/statistics.h"

#include <stdio.h>

#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"
#include "tests/paths.h"

/* Södertälje 2019–2021: 221 askings; 63 % of the women and 48 % of the men. */
enum { WOMEN = 200, WOMEN_ASKED = 126, MEN = 198, MEN_ASKED = 95, LINE = 512 };

static void
ask(struct world *w, struct tx *tx, due_id due)
{
	struct ballot ballot = { .answers = { [TOPIC_PHYSICAL] = ANSWER_NO } };
	struct screening_new in = { .due = due, .team = w->team, .month = date_month(w->today),
		.face = FACE_PAPER, .outcome = SCREENING_ASKED, .lang = STR("sv") };
	struct screening_done done;

	CHECK_ERR(OK, ballot_seal(w->arena, &ballot, &in.ballot));
	CHECK_ERR(OK, screening_record(tx, world_job(w, w->party), w->arena, &in, &done));
}

static void
make_participants(struct world *w, enum sex sex, int due, int asked)
{
	const struct card_new card = { .team = w->team, .sex = sex, .age_band = AGE_25,
		.start_month = date_month(w->today) };
	struct tx *tx = world_begin(w);
	struct card_made made;
	int i;

	for (i = 0; i < due; i++) {
		CHECK_ERR(OK, screening_create_card(tx, world_job(w, w->party), w->arena, &card,
			&made));
		if (i < asked)
			ask(w, tx, made.due);
	}
	world_commit(w);
}

static const struct coverage_cell *
cell_of(const struct coverage *c, const char *table, const char *row)
{
	size_t i, k;

	for (i = 0; i < c->n_tables; i++)
		for (k = 0; k < c->tables[i].n; k++)
			if (strcmp(c->tables[i].code, table) == 0 &&
				str_eq(c->tables[i].rows[k].code, str_of(row)))
				return &c->tables[i].rows[k].cell;
	ck_abort_msg("%s has no row %s", table, row);
}

/* The share that is shown is the published one, and the published one lies in the interval. */
static void
check_share(int64_t part, int64_t whole, int published)
{
	struct share_range range;

	CHECK(share_percent(part, whole) == published);
	CHECK(share_wilson(part, whole, &range));
	CHECK(range.lo <= 100 * published && 100 * published <= range.hi);
}

static void
check_sex(const struct coverage *c, const char *sex, int published)
{
	const struct coverage_cell *cell = cell_of(c, "sex", sex);

	check_share(cell->asked, cell->due, published);
}

/* One row of the file; false when it is not about who was asked. */
static bool
check_row(const struct coverage *c, const char *row)
{
	int value;

	if (sscanf(row, "Södertälje (%*[^)]),%*[^,],women asked,%d", &value) == 1)
		check_sex(c, "woman", value);
	else if (sscanf(row, "Södertälje (%*[^)]),%*[^,],men asked,%d", &value) == 1)
		check_sex(c, "man", value);
	else if (sscanf(row, "Södertälje (%*[^)]),%*[^,],times asked,%d", &value) == 1)
		CHECK(c->all.asked == value);
	else if (sscanf(row, "Norra Västmanland,%*[^,],answered among asked,%d", &value) == 1)
		check_share(c->all.asked - c->all.declined, c->all.asked, value);
	else
		return false;
	return true;
}

TEST(what_the_field_has_published_of_who_was_asked_comes_out)
{
	WORLD_CLEANUP struct world w = world_new();
	FILE *f = fopen(SOURCE_ROOT "/content/demo/published_results.csv", "r");
	struct period year = period_year_of(w.arena, w.today);
	struct coverage c = { 0 };
	char row[LINE];
	int checked = 0;

	CHECK(f != NULL);
	make_participants(&w, SEX_WOMAN, WOMEN, WOMEN_ASKED);
	make_participants(&w, SEX_MAN, MEN, MEN_ASKED);
	CHECK_ERR(OK, coverage_read(w.db, world_scope(&w, ROLE_ASSOCIATION_MANAGER), w.arena,
		&year, w.today, &c));
	while (fgets(row, sizeof(row), f))
		checked += check_row(&c, row);
	fclose(f);
	CHECK(checked == 4);
	/* and the difference that was published is one that is named */
	CHECK(coverage_gap(cell_of(&c, "sex", "woman"), cell_of(&c, "sex", "man")) ==
		GAP_SECOND_LESS);
}
