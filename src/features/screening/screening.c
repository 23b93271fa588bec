/* The rules of asking: cards and their due dates, and what an occasion does to them. */
#include "features/screening/screening.h"

#include "core/crypto/keys.h"
#include "core/time/clock.h"
#include "features/screening/card_code.h"
#include "features/screening/card_lock.h"
#include "features/screening/questions.h"

enum { CODE_TRIES = 50, POSTING_MIN = 16, POSTING_MAX = 64, LANG_MAX = 20,
	QUARTER_NUMBER_MAX = 100000 };

static bool
is_sex(int64_t sex)
{
	return choice_of(sex_choices, 3, sex) != NULL;
}

static bool
is_age_band(int64_t band)
{
	return choice_of(age_band_choices, 5, band) != NULL;
}

/* A team of the scope; somebody with one team has no other. */
static enum err
load_team(struct db *db, const struct scope *scope, struct arena *a, team_id id,
	struct sql_screening_team *team)
{
	if (scope_team(scope).v != 0 && scope_team(scope).v != id.v)
		return ERR_NOT_FOUND;
	return sql_screening_team(db, scope, a, id, team);
}

/* ---- cards ---- */

enum err
screening_draw_code(struct db *db, const struct scope *scope, struct arena *a, struct str *code)
{
	struct sql_screening_card_code_taken row;
	int i;

	for (i = 0; i < CODE_TRIES; i++) {
		struct str drawn = card_code_draw(a);

		if (str_is_empty(drawn))
			return ERR_LIMIT;
		TRY(sql_screening_card_code_taken(db, scope, a, drawn, &row));
		if (!row.is_taken) {
			*code = drawn;
			return OK;
		}
	}
	return ERR_LIMIT;
}

enum err
screening_create_card(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct card_new *in, struct card_made *out)
{
	struct sql_screening_add_card_in card;
	struct sql_screening_add_card added;
	struct sql_screening_card_code_taken taken;
	struct sql_screening_add_due due;
	struct sql_screening_team team;
	struct str code = in->code;

	if (!is_sex(in->sex) || !is_age_band(in->age_band) || !month_is_set(in->start_month))
		return ERR_INVALID;
	TRY(load_team(tx_db(tx), scope, a, in->team, &team));
	if (!team.uses_cards || month_is_set(team.closed_month))
		return ERR_INVALID;
	if (str_is_empty(code)) {
		TRY(screening_draw_code(tx_db(tx), scope, a, &code));
	} else {
		TRY(sql_screening_card_code_taken(tx_db(tx), scope, a, code, &taken));
		if (taken.is_taken)
			return ERR_CONFLICT;
	}
	card = (struct sql_screening_add_card_in){
		.intervention_id = team.intervention_id,
		.team_id = in->team,
		.code = code,
		.sex = in->sex,
		.age_band = in->age_band,
		.start_month = in->start_month,
	};
	TRY(sql_screening_add_card(tx, scope, a, &card, &added));
	TRY(sql_screening_add_due(tx, scope, a, added.id,
		month_add(in->start_month, (int)team.first_after), &due));
	TRY(sql_screening_put_person_in(tx, scope, added.id));
	*out = (struct card_made){ added.id, due.id, code };
	return OK;
}

enum err
screening_find_card(struct db *db, const struct scope *scope, struct arena *a, struct str typed,
	card_id *out)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct str codes[CARD_SPLITS_MAX];
	struct sql_screening_card_by_code row;
	size_t n, i;

	TRY(card_code_read(a, typed, codes, &n));
	for (i = 0; i < n; i++) {
		struct sql_screening_card_by_code_in in = { .code = codes[i],
			.team_id = scope_team(scope), .who = viewer.who, .now = viewer.now };
		enum err e = sql_screening_card_by_code(db, scope, a, &in, &row);

		if (e == OK)
			*out = row.id;
		if (e != ERR_NOT_FOUND)
			return e;
	}
	return ERR_NOT_FOUND;
}

/* ---- an occasion ---- */

/* An answer is there exactly when somebody was asked; everything else has its reason. */
static bool
goes_together(const struct screening_new *in)
{
	if (!month_is_set(in->month) || in->lang.n > LANG_MAX ||
		!choice_of(screening_face_choices, 3, in->face))
		return false;
	if (in->outcome == SCREENING_ASKED)
		return in->ballot && in->reason == REASON_NONE;
	return !in->ballot && in->reason != REASON_NONE &&
		screening_reason_outcome(in->reason) == in->outcome;
}

/*
 * Only a keyed hash of the form's key is kept: who finds the key in a browser's memory cannot look it
 * up, and nothing leads from it to the occasion.
 */
static enum err
take_posting(struct tx *tx, struct str key, uint8_t hash[CRYPTO_HASH_BYTES], bool *is_repeat)
{
	enum err e;

	if (str_is_empty(key))
		return OK;
	if (key.n < POSTING_MIN || key.n > POSTING_MAX)
		return ERR_INVALID;
	crypto_keyed_hash(keys_posting(), &key, 1, hash);
	e = sql_screening_add_posting(tx, (struct str){ (const char *)hash, CRYPTO_HASH_BYTES },
		clock_today().days);
	if (e != ERR_CONFLICT)
		return e;
	*is_repeat = true;
	return OK;
}

/* Whom the occasion is about: out of the card where there is one, else as typed. */
struct whom {
	struct sql_screening_team team;
	card_id card;
	due_id due;
	struct month due_month, ask_month;
	int64_t sex, age_band;
};

static enum err
whom_of_due(struct tx *tx, const struct scope *scope, struct arena *a, due_id id,
	struct whom *out)
{
	struct sql_screening_due due;

	TRY(due_load(tx_db(tx), scope, a, id, &due));
	if (due.outcome != 0 || month_is_set(due.closed_month))
		return ERR_CONFLICT;
	TRY(load_team(tx_db(tx), scope, a, due.team_id, &out->team));
	out->card = due.card_id;
	out->due = due.id;
	out->due_month = due.due_month;
	out->ask_month = due.ask_month;
	out->sex = due.sex;
	out->age_band = due.age_band;
	return OK;
}

static enum err
whom_as_typed(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_new *in, struct whom *out)
{
	TRY(load_team(tx_db(tx), scope, a, in->team, &out->team));
	if (out->team.uses_cards || month_is_set(out->team.closed_month) || !is_sex(in->sex)
		|| !is_age_band(in->age_band))
		return ERR_INVALID;
	out->sex = in->sex;
	out->age_band = in->age_band;
	return OK;
}

/*
 * A due date is met once: two caseworkers with the same list must not both count.  The next one is
 * reckoned from the asking, or from the due date where somebody was asked ahead of it.
 */
static enum err
meet_due(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_new *in, const struct whom *whom, due_id *next)
{
	struct month from = in->month.m > whom->due_month.m ? in->month : whom->due_month;
	struct sql_screening_add_due due;

	TRY(sql_screening_take_person_out(tx, scope, whom->card));
	TRY(sql_screening_set_met(tx, scope, in->outcome, in->month, whom->due));
	if (whom->team.again_after != 0) {
		TRY(sql_screening_add_due(tx, scope, a, whom->card,
			month_add(from, (int)whom->team.again_after), &due));
		*next = due.id;
	}
	return sql_screening_put_person_in(tx, scope, whom->card);
}

static enum err
move_due(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_new *in, const struct whom *whom, due_id *next)
{
	if (whom->due.v == 0)
		return OK;
	switch (in->outcome) {
	case SCREENING_ASKED:
	case SCREENING_DECLINED:
		return meet_due(tx, scope, a, in, whom, next);
	case SCREENING_POSTPONED:
		*next = whom->due;
		return sql_screening_set_ask_month(tx, scope, month_add(in->month, 1),
			whom->due);
	case SCREENING_NOT_ASKED:
		return sql_screening_close_card(tx, scope, in->month, whom->card);
	default:
		return ERR_INVALID;
	}
}

static enum err
add_occasion(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_new *in, const struct whom *whom, screening_id *id)
{
	struct sql_screening_add_occasion row;
	struct sql_screening_add_occasion_in occasion = {
		.intervention_id = whom->team.intervention_id,
		.team_id = whom->team.team_id,
		.card_id = whom->card,
		.due_id = whom->due,
		.month = in->month,
		.face = in->face,
		.outcome = in->outcome,
		.reason = in->reason,
		.lang = str_is_empty(in->lang) ? STR("sv") : in->lang,
		.has_interpreter = in->has_interpreter,
		.sex = whom->sex,
		.age_band = whom->age_band,
	};

	TRY(sql_screening_add_occasion(tx, scope, a, &occasion, &row));
	TRY(sql_screening_add_to_sum(tx, scope, &(struct sql_screening_add_to_sum_in){
		.intervention_id = occasion.intervention_id, .team_id = occasion.team_id,
		.month = occasion.month, .sex = occasion.sex, .outcome = occasion.outcome,
		.reason = occasion.reason, .n = 1 }));
	*id = row.id;
	return OK;
}

static enum err
cast(struct tx *tx, struct arena *a, const struct screening_new *in, const struct whom *whom,
	struct ballot_handle *out)
{
	struct ballot_labels labels = {
		.association = whom->team.association_id,
		.intervention = whom->team.intervention_id,
		.sex = whom->sex,
		.age_band = whom->age_band,
		.month = in->month,
	};

	if (in->outcome != SCREENING_ASKED)
		return OK;
	TRY(questions_lock(tx, a, whom->team.instrument_id, in->lang));
	if (in->asks_experience)
		TRY(ballot_note_experience(tx, labels.association, in->month));
	return ballot_cast(tx, a, &labels, in->ballot, out);
}

enum err
screening_record(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_new *in, struct screening_done *out)
{
	struct screening_done done = { 0 };
	struct whom whom = { 0 };

	if (!goes_together(in))
		return ERR_INVALID;
	TRY(take_posting(tx, in->posting, done.handle.posting, &done.is_repeat));
	if (done.is_repeat) {
		*out = done;
		return OK;
	}
	if (in->due.v != 0)
		TRY(whom_of_due(tx, scope, a, in->due, &whom));
	else
		TRY(whom_as_typed(tx, scope, a, in, &whom));
	TRY(move_due(tx, scope, a, in, &whom, &done.next_due));
	TRY(add_occasion(tx, scope, a, in, &whom, &done.handle.occasion));
	TRY(cast(tx, a, in, &whom, &done.handle.ballot));
	done.handle.outcome = in->outcome;
	done.handle.card = whom.card;
	done.handle.due = whom.due;
	done.handle.next_due = done.next_due;
	done.handle.ask_month = whom.ask_month;
	*out = done;
	return OK;
}

/* ---- whom to ask ---- */

static struct due_row
due_row_of(const struct sql_screening_due_page *row)
{
	return (struct due_row){
		.id = row->id,
		.card_id = row->card_id,
		.code = row->code,
		.team_id = row->team_id,
		.team_name = row->team_name,
		.intervention_name = row->intervention_name,
		.sex = (enum sex)row->sex,
		.age_band = (enum age_band)row->age_band,
		.due_month = row->due_month,
		.ask_month = row->ask_month,
	};
}

enum err
screening_due_page(struct db *db, const struct scope *scope, struct arena *a,
	const struct due_filter *filter, struct due_row **rows, size_t *n)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_due_page_in in = {
		.who = viewer.who,
		.now = viewer.now,
		.until_month = filter->until,
		.team_id = scope_team(scope),
		.intervention_id = filter->intervention,
		.n = (int64_t)filter->n_max,
		.skip = filter->skip,
	};
	struct sql_screening_due_page *found;
	struct due_row *copies;
	size_t n_found, i;

	TRY(sql_screening_due_page(db, scope, a, &in, &found, &n_found));
	copies = ARENA_ARRAY(a, struct due_row, n_found + 1);
	if (!copies)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		copies[i] = due_row_of(&found[i]);
	*rows = copies;
	*n = n_found;
	return OK;
}

enum err
screening_next_due(struct db *db, const struct scope *scope, struct arena *a,
	struct month until, size_t n_max, struct due_row **rows, size_t *n)
{
	struct due_filter filter = { .until = until, .n_max = n_max };

	return screening_due_page(db, scope, a, &filter, rows, n);
}

enum err
screening_due_count(struct db *db, const struct scope *scope, struct arena *a,
	struct month until, intervention_id intervention, int64_t *n)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_due_count_in in = { .until_month = until,
		.team_id = scope_team(scope), .intervention_id = intervention,
		.who = viewer.who, .now = viewer.now };
	struct sql_screening_due_count row;

	TRY(sql_screening_due_count(db, scope, a, &in, &row));
	*n = row.n;
	return OK;
}

/* ---- counts-only interventions ---- */

enum err
screening_set_denominator(struct tx *tx, const struct scope *scope,
	intervention_id intervention, int64_t quarter, enum sex sex, int64_t n)
{
	struct sql_screening_set_denominator_in in = {
		.intervention_id = intervention,
		.quarter = quarter,
		.sex = sex,
		.n = n,
	};

	if (!is_sex(sex) || n < 0 || n > QUARTER_NUMBER_MAX || quarter < 2000 * 4 ||
		quarter > 2200 * 4)
		return ERR_INVALID;
	return sql_screening_set_denominator(tx, scope, &in);
}
