/* What Papper and Samtal share: whom a posting is about, its answers, and recording it. */
#include "features/screening/asking.h"

#include "features/screening/card_lock.h"
#include "features/screening/questions.h"

enum { POSTING_BYTES = 16 };

static enum err
load_due(struct db *db, const struct scope *scope, struct arena *a, due_id id,
	struct asked *out)
{
	struct sql_screening_due due;

	TRY(due_load(db, scope, a, id, &due));
	out->has_card = true;
	out->due = due.id;
	out->card = due.card_id;
	out->team = due.team_id;
	out->code = due.code;
	out->sex = due.sex;
	out->age_band = due.age_band;
	out->is_met = due.outcome != 0 || month_is_set(due.closed_month);
	return OK;
}

static enum err
asked_load(struct db *db, const struct scope *scope, struct arena *a, due_id due, team_id team,
	struct asked *out, bool *lacks_questions)
{
	struct asked asked = { .team = team };
	struct sql_screening_team row;
	enum err e;

	if (due.v != 0)
		TRY(load_due(db, scope, a, due, &asked));
	if (scope_team(scope).v != 0 && scope_team(scope).v != asked.team.v)
		return ERR_NOT_FOUND;
	TRY(sql_screening_team(db, scope, a, asked.team, &row));
	if (due.v == 0 && (row.uses_cards || month_is_set(row.closed_month)))
		return ERR_NOT_FOUND;
	asked.team_name = row.team_name;
	asked.intervention_name = row.intervention_name;
	e = questions_load(db, a, row.instrument_id, &asked.instrument);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*lacks_questions = e == ERR_NOT_FOUND;
	*out = asked;
	return OK;
}

/* Her code has no check character, so no card can have it. */
enum err
asked_invented(struct db *db, const struct scope *scope, struct arena *a, struct asked *out,
	bool *lacks_questions)
{
	struct asked asked = { .has_card = true, .code = STR("ÖVNING"), .sex = SEX_WOMAN,
		.age_band = AGE_25 };
	struct sql_screening_teams *teams;
	struct sql_screening_team team;
	size_t n, i;
	enum err e = ERR_NOT_FOUND;

	TRY(sql_screening_teams(db, scope, a, scope_team(scope), &teams, &n));
	for (i = 0; e == ERR_NOT_FOUND && i < n; i++) {
		asked.team_name = teams[i].team_name;
		asked.intervention_name = teams[i].intervention_name;
		TRY(sql_screening_team(db, scope, a, teams[i].team_id, &team));
		e = questions_load(db, a, team.instrument_id, &asked.instrument);
	}
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*lacks_questions = e == ERR_NOT_FOUND;
	*out = asked;
	return OK;
}

static enum err
asked_here(const struct request_context *ctx, struct db *db, due_id due, team_id team,
	struct asked *out, bool *lacks_questions)
{
	if (ctx->is_practice)
		return asked_invented(db, ctx->scope, ctx->arena, out, lacks_questions);
	return asked_load(db, ctx->scope, ctx->arena, due, team, out, lacks_questions);
}

static int64_t
raw_id(const struct form_state *state, int field)
{
	int64_t v;

	return str_to_int(state->raw[field], &v) == OK && v > 0 ? v : 0;
}

enum err
asked_of_page(struct page *page, due_id due, team_id team, struct asked *out,
	bool *lacks_questions)
{
	if (page->form && page->form->form == &asking_form) {
		due.v = raw_id(page->form, ASKING_DUE);
		team.v = raw_id(page->form, ASKING_TEAM);
	}
	return asked_here(&page->ctx, page->db, due, team, out, lacks_questions);
}

/* ---- before the transaction ---- */

static struct ballot
ballot_of(const struct asking *asking)
{
	struct ballot ballot = { .experience = (uint8_t)asking->experience };
	size_t i;

	for (i = 0; i < QUESTIONS_MAX; i++)
		ballot.answers[i + 1] = (uint8_t)asking->answers[i];
	return ballot;
}

static bool
is_empty(const struct ballot *ballot)
{
	size_t topic;

	for (topic = 1; topic < TOPIC_COUNT; topic++)
		if (ballot->answers[topic] != ANSWER_NOT_ASKED)
			return false;
	return true;
}

static void
point_at_unanswered(struct form_state *state, const struct instrument *instrument,
	const struct ballot *ballot)
{
	size_t i;

	for (i = 0; i < instrument->n_questions; i++) {
		enum topic topic = instrument->questions[i].topic;

		if (ballot->answers[topic] == ANSWER_NOT_ASKED)
			form_error(state, ASKING_ANSWER + (int)topic - 1,
				N_("Frågan saknar svar."));
	}
}

/*
 * "Spara" wants every question answered, or a word that some were not asked: an empty posting by a
 * slip of the Enter key must not become somebody who was asked.
 */
static enum err
check_answers(struct action *act, struct asking_prepared *p, bool may_be_partial)
{
	const struct asking *asking = act->form;
	const struct ballot *ballot = &p->ballot;
	struct asked asked;
	bool lacks_questions;

	TRY(asked_here(&act->ctx, act->db, (due_id){ asking->due }, (team_id){ asking->team },
		&asked, &lacks_questions));
	if (lacks_questions)
		return ERR_NOT_FOUND;
	p->asks_experience = asked.instrument.asks_experience;
	if (!instrument_allows(&asked.instrument, ballot)) {
		form_error(act->state, -1, N_("Ett svar finns inte bland frågans svar."));
		return ERR_INVALID;
	}
	if (instrument_unanswered(&asked.instrument, ballot) == 0 ||
		(may_be_partial && !is_empty(ballot)))
		return OK;
	point_at_unanswered(act->state, &asked.instrument, ballot);
	return ERR_INVALID;
}

/* Stopping before the first answer is wanting to answer nothing. */
static enum err
prepare_answers(struct action *act, struct asking_prepared *p, bool may_be_partial)
{
	TRY(check_answers(act, p, may_be_partial));
	p->outcome = SCREENING_ASKED;
	p->reason = REASON_NONE;
	return ballot_seal(act->ctx.arena, &p->ballot, &p->sealed);
}

static void
prepare_declined(struct asking_prepared *p, enum screening_reason reason)
{
	p->outcome = SCREENING_DECLINED;
	p->reason = reason;
	p->ballot = (struct ballot){ .experience = 0 };
}

static enum err
prepare_not_now(struct action *act, struct asking_prepared *p)
{
	const struct asking *asking = act->form;

	if (asking->reason == REASON_NONE) {
		form_error(act->state, ASKING_REASON, N_("Välj ett skäl."));
		return ERR_INVALID;
	}
	p->outcome = screening_reason_outcome(asking->reason);
	p->reason = (enum screening_reason)asking->reason;
	p->ballot = (struct ballot){ .experience = 0 };
	return OK;
}

enum err
asking_prepare(struct action *act)
{
	const struct asking *asking = act->form;
	struct asking_prepared *p = ARENA_NEW(act->ctx.arena, struct asking_prepared);

	if (!p)
		return ERR_LIMIT;
	act->prepared = p;
	p->ballot = ballot_of(asking);
	if (str_eq(asking->act, ACT_START))
		return OK;
	if (str_eq(asking->act, ACT_DECLINE))
		prepare_declined(p, REASON_DECLINED_ALL);
	else if (str_eq(asking->act, ACT_STOP_DROP) ||
		(str_eq(asking->act, ACT_STOP_COUNT) && is_empty(&p->ballot)))
		prepare_declined(p, REASON_STOPPED);
	else if (str_eq(asking->act, ACT_STOP_COUNT))
		return prepare_answers(act, p, true);
	else if (str_eq(asking->act, ACT_NOT_NOW))
		return prepare_not_now(act, p);
	else
		return prepare_answers(act, p, asking->is_partial);
	return OK;
}

/* ---- in the transaction ---- */

/* Not in the future, and at most a year back: older forms belong to figures already read. */
static enum err
month_of_occasion(struct action *act, struct month *out)
{
	const struct asking *asking = act->form;
	struct month now = date_month(act->ctx.today);

	*out = month_is_set(asking->month) ? asking->month : now;
	if (out->m <= now.m && out->m > now.m - 12)
		return OK;
	form_error(act->state, ASKING_MONTH, N_("Välj en månad det senaste året."));
	return ERR_INVALID;
}

enum err
asking_record(struct action *act, enum screening_face face, struct screening_done *done)
{
	const struct asking *asking = act->form;
	const struct asking_prepared *p = act->prepared;
	struct screening_new occasion = {
		.due = { asking->due },
		.team = { asking->team },
		.sex = (enum sex)asking->sex,
		.age_band = (enum age_band)asking->age_band,
		.face = face,
		.outcome = p->outcome,
		.reason = p->reason,
		.lang = asking_lang_code(asking->lang),
		.has_interpreter = asking->has_interpreter,
		.ballot = p->sealed,
		.asks_experience = p->asks_experience,
		.posting = asking->posting,
	};
	enum err e;

	TRY(month_of_occasion(act, &occasion.month));
	if (str_is_empty(asking->posting)) {
		form_error(act->state, -1,
			N_("Formuläret saknar sin nyckel. Öppna sidan på nytt."));
		return ERR_INVALID;
	}
	if (act->ctx.is_practice) {
		*done = (struct screening_done){ 0 };
		return OK;
	}
	e = screening_record(act->tx, act->ctx.scope, act->ctx.arena, &occasion, done);
	if (e != ERR_CONFLICT)
		return e;
	form_error(act->state, -1,
		N_("Deltagaren är redan tillfrågad av någon annan. Inget sparades."));
	return ERR_INVALID;
}

struct str
asking_posting_key(struct arena *a)
{
	unsigned char bytes[POSTING_BYTES];
	struct buf text BUF_CLEANUP = buf_new(2 * POSTING_BYTES);

	crypto_random(bytes, sizeof(bytes));
	buf_put_hex(&text, (struct str){ (const char *)bytes, sizeof(bytes) });
	return arena_str(a, buf_str(&text));
}

struct str
asking_status(const struct action *act, const struct screening_done *done)
{
	const struct asking_prepared *p = act->prepared;

	if (done->is_repeat)
		return STR("redan");
	switch (p->outcome) {
	case SCREENING_DECLINED:
		return STR("avstod");
	case SCREENING_POSTPONED:
		return STR("inte-nu");
	case SCREENING_NOT_ASKED:
		return STR("avslutat");
	case SCREENING_ASKED:
	default:
		return STR("sparat");
	}
}
