/* The fields of the room's forms. */
#include "features/review/templates.h"

static const struct field trail_fields[] = {
	[TRAIL_FROM] = { .name = "fran", .label = N_("Från och med"), .kind = FIELD_DATE,
		.offset = offsetof(struct trail_input, from) },
	[TRAIL_UNTIL] = { .name = "till", .label = N_("Till och med"), .kind = FIELD_DATE,
		.offset = offsetof(struct trail_input, until) },
	[TRAIL_ACCOUNT] = { .name = "konto", .label = N_("Inloggningsnamn"), .kind = FIELD_TEXT,
		.offset = offsetof(struct trail_input, account), .max = 40 },
	[TRAIL_VERB] = { .name = "slag", .label = N_("Slag"), .kind = FIELD_SELECT,
		.offset = offsetof(struct trail_input, verb), .choices = audit_verbs,
		.n_choices = AUDIT_VERBS },
	[TRAIL_KIND] = { .name = "vad", .label = N_("Vad"), .kind = FIELD_SELECT,
		.offset = offsetof(struct trail_input, kind), .choices = audit_kinds,
		.n_choices = AUDIT_KINDS },
};
const struct form trail_form = FORM("trail", struct trail_input, trail_fields);

static const struct field review_fields[] = {
	[REVIEW_FROM] = { .name = "fran", .label = N_("Från och med"),
		.kind = FIELD_DATE, .offset = offsetof(struct review_input, from),
		.is_required = true },
	[REVIEW_UNTIL] = { .name = "till", .label = N_("Till och med"),
		.hint = N_("Högst 92 dagar, och inte längre fram än i dag."),
		.kind = FIELD_DATE, .offset = offsetof(struct review_input, until),
		.is_required = true },
	[REVIEW_SAMPLE] = { .name = "antal", .label = N_("Slumpvis utvalda rader"),
		.hint = N_("5 till 100. Rader på ovanliga tider och många rader på kort tid "
		"läggs till."), .kind = FIELD_INT,
		.offset = offsetof(struct review_input, sample_size), .is_required = true,
		.min = REVIEW_SAMPLE_MIN, .max = REVIEW_SAMPLE_MAX },
};
const struct form review_form = FORM("review", struct review_input, review_fields);

static const struct field judge_fields[] = {
	[JUDGE_VERDICT] = { .name = "bedomning", .label = N_("Bedömning"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct judge_input, verdict), .is_required = true,
		.max = 40 },
	[JUDGE_PART] = { .name = "del", .label = N_("Del"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct judge_input, part), .max = 10 },
};
const struct form judge_form = FORM("judge", struct judge_input, judge_fields);
