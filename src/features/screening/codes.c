/* The closed sets of asking: what is stored, what files call it and what people read. */
#include "features/screening/screening.h"

const struct choice sex_choices[3] = {
	{ SEX_WOMAN, "woman", N_("Kvinna") },
	{ SEX_MAN, "man", N_("Man") },
	{ SEX_OTHER, "other", N_("Annat eller okänt") },
};

const struct choice age_band_choices[5] = {
	{ AGE_16, "16-24", N_("16–24 år") },
	{ AGE_25, "25-39", N_("25–39 år") },
	{ AGE_40, "40-54", N_("40–54 år") },
	{ AGE_55, "55-64", N_("55–64 år") },
	{ AGE_65, "65+", N_("65 år eller äldre") },
};

const struct choice screening_face_choices[3] = {
	{ FACE_TOGETHER, "together", N_("Samtal") },
	{ FACE_PAPER, "paper", N_("Papper") },
	{ FACE_OWN_SCREEN, "own_screen", N_("Egen skärm") },
};

const struct choice screening_outcome_choices[4] = {
	{ SCREENING_ASKED, "asked", N_("Tillfrågad") },
	{ SCREENING_DECLINED, "declined", N_("Avstod") },
	{ SCREENING_POSTPONED, "postponed", N_("Inte nu") },
	{ SCREENING_NOT_ASKED, "not_asked", N_("Frågas inte") },
};

const struct choice screening_reason_choices[SCREENING_REASONS] = {
	{ REASON_NOT_ALONE, "not_alone", N_("Deltagaren var inte ensam") },
	{ REASON_NO_INTERPRETER, "no_interpreter", N_("Det fanns ingen tolk") },
	{ REASON_UNWELL, "unwell", N_("Deltagaren mådde för dåligt") },
	{ REASON_WRONG_MOMENT, "wrong_moment", N_("Det var fel tillfälle") },
	{ REASON_NOT_TODAY, "not_today", N_("Deltagaren vill inte i dag") },
	{ REASON_OTHER_TIME, "other_time", N_("En annan tid är bestämd") },
	{ REASON_NO_MEETING, "no_meeting", N_("Mötet blev inte av") },
	{ REASON_LEFT, "left", N_("Har slutat i insatsen (kortet avslutas)") },
	{ REASON_ASKED_ELSEWHERE, "asked_elsewhere",
		N_("Har nyss fått frågorna i en annan insats (kortet avslutas)") },
	{ REASON_CANNOT_TAKE_PART, "cannot_take_part",
		N_("Kan inte delta i ett sådant samtal (kortet avslutas)") },
	{ REASON_DECLINED_ALL, "declined_all", N_("Avstod helt") },
	{ REASON_STOPPED, "stopped", N_("Slutade, och inget räknades") },
};

enum screening_outcome
screening_reason_outcome(int64_t reason)
{
	if (!choice_of(screening_reason_choices, SCREENING_REASONS, reason))
		return (enum screening_outcome)0;
	if (reason >= REASON_DECLINED_ALL)
		return SCREENING_DECLINED;
	return reason >= REASON_LEFT ? SCREENING_NOT_ASKED : SCREENING_POSTPONED;
}
