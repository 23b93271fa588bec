/* What an invented participant answers. */
#include "app/demo/demo.h"

/*
 * Chances in hundredths that somebody with any experience says yes to a topic, and that it is ongoing.
 * Chosen so that 70-90 % say yes to something and about 40 % to violence against a child, as published.
 */
struct topic_chance {
	enum topic topic;
	uint32_t yes, ongoing;
};

static const struct topic_chance chances[] = {
	{ TOPIC_PSYCHOLOGICAL, 70, 22 },
	{ TOPIC_PHYSICAL, 45, 12 },
	{ TOPIC_SEXUAL_PRESSURE, 24, 8 },
	{ TOPIC_SEXUAL_VIOLATION, 22, 8 },
	{ TOPIC_WITNESSED_AS_CHILD, 52, 0 },
	{ TOPIC_EXPOSED_AS_CHILD, 50, 0 },
	{ TOPIC_OWN_USE, 14, 20 },
};
enum { NO_ANSWER_PERCENT = 4 };

bool
demo_chance(struct demo_world *w, uint32_t percent)
{
	return demo_below(w, 100) < percent;
}

struct ballot
demo_invent_ballot(struct demo_world *w, uint32_t any_percent)
{
	bool has_any = demo_chance(w, any_percent);
	struct ballot ballot = { 0 };
	size_t i;

	for (i = 0; i < sizeof(chances) / sizeof(chances[0]); i++) {
		enum answer answer = ANSWER_NO;

		if (demo_chance(w, NO_ANSWER_PERCENT))
			answer = ANSWER_DECLINED;
		else if (has_any && demo_chance(w, chances[i].yes))
			answer = demo_chance(w, chances[i].ongoing) ? ANSWER_ONGOING
								    : ANSWER_EARLIER;
		ballot.answers[chances[i].topic] = (uint8_t)answer;
	}
	if (has_any && !(ballot_states(&ballot) & STATE_ANY))
		ballot.answers[TOPIC_PSYCHOLOGICAL] = ANSWER_EARLIER;
	return ballot;
}

uint8_t
demo_invent_experience(struct demo_world *w)
{
	uint32_t percent = demo_below(w, 100);

	return percent < 52    ? EXPERIENCE_GOOD
		: percent < 82 ? EXPERIENCE_NEITHER
		: percent < 93 ? EXPERIENCE_HARD
		: percent < 97 ? EXPERIENCE_DECLINED
			       : EXPERIENCE_NOT_ASKED;
}

enum sex
demo_invent_sex(struct demo_world *w)
{
	uint32_t percent = demo_below(w, 100);

	return percent < 59 ? SEX_WOMAN : percent < 98 ? SEX_MAN : SEX_OTHER;
}

enum age_band
demo_invent_age(struct demo_world *w)
{
	uint32_t percent = demo_below(w, 100);

	return percent < 14    ? AGE_16
		: percent < 49 ? AGE_25
		: percent < 79 ? AGE_40
		: percent < 97 ? AGE_55
			       : AGE_65;
}
