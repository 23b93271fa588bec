/* What the templates need besides markup: labels, codes and the questions. */
#include "features/screening/templates.h"

const char *
label_sex(int64_t sex)
{
	return choice_label(sex_choices, 3, sex);
}

const char *
label_age_band(int64_t band)
{
	return choice_label(age_band_choices, 5, band);
}

const char *
label_face(int64_t face)
{
	return choice_label(screening_face_choices, 3, face);
}

const char *
label_outcome(int64_t outcome)
{
	return choice_label(screening_outcome_choices, 4, outcome);
}

const char *
label_reason(int64_t reason)
{
	return choice_label(screening_reason_choices, SCREENING_REASONS, reason);
}

struct str
code_sex(int64_t sex)
{
	return str_of(choice_code(sex_choices, 3, sex));
}

struct str
code_age_band(int64_t band)
{
	return str_of(choice_code(age_band_choices, 5, band));
}

struct str
id_text(struct arena *a, int64_t id)
{
	return arena_printf(a, "%lld", (long long)id);
}

const char *
status_text(struct str code)
{
	static const struct status texts[] = {
		{ "sparat", N_("Sparat.") },
		{ "redan", N_("Redan sparat. Inget räknades en gång till.") },
		{ "avstod", N_("Sparat: deltagaren avstod.") },
		{ "inte-nu",
			N_("Sparat: inte nu. Deltagaren kommer tillbaka nästa månad.") },
		{ "avslutat",
			N_("Sparat: deltagaren frågas inte, och kortet är avslutat.") },
		{ "borja-om", N_("Samtalet fanns inte kvar. Börja om från listan.") },
		{ "angrat",
			N_("Det förra formuläret är borttaget. Här kan du skriva in det igen.") },
		{ "for-sent",
			N_("Det förra formuläret går inte att ångra längre. Inget ändrades.") },
		{ "samtal-angrat",
			N_("Det är borttaget, som om det inte hade varit. Deltagaren står på "
			   "listan igen.") },
		{ "samtal-for-sent", N_("Det går inte att ångra längre. Inget ändrades.") },
		{ "fragad", N_("Deltagaren är redan tillfrågad. Här är nästa.") },
		{ "fanns", N_("Kortet var redan skapat. Inget nytt gjordes.") },
		{ "last", N_("Kortet är låst, och du ser det inte längre.") },
		{ "upplast", N_("Kortet är upplåst för hela teamet.") },
		{ "inget-formular",
			N_("Inget frågeformulär är inläst. Be den som sköter Lotsa om det.") },
	};

	return status_of(texts, sizeof(texts) / sizeof(texts[0]), code);
}

/* One's own words, or those that fit everybody: nothing that the participant must not see. */
static struct form_beside
beside_of(const struct staff_half *staff, struct str words, const char *otherwise)
{
	return (struct form_beside){
		.lang = str_of(lang_code(staff->lang)),
		.heading = str_of(tr(staff->lang, N_("För dig som frågar"))),
		.words = str_is_empty(words) ? str_of(tr(staff->lang, otherwise)) : words,
	};
}

void
put_staff_opening(struct html *h, const struct staff_half *staff)
{
	struct form_beside beside = beside_of(staff, STR_NULL,
		N_("Berätta med dina egna ord varför ni frågar alla. Säg att det är frivilligt, "
		   "och att svaren aldrig sparas om en person."));

	form_put_beside(h, &beside);
}

/* What is the same of all questions of a form that is shown. */
struct asked_form {
	struct html *h;
	const struct form_state *state;
	struct str lang, second_lang;	/* the second is empty where there is none */
	const struct staff_half *staff;
};

static void
put_one(const struct asked_form *f, int field, struct str code, const struct question *q,
	const struct question *q2)
{
	struct form_radio radios[OPTIONS_MAX];
	struct str labels[OPTIONS_MAX];
	const struct staff_half *staff = f->staff;
	struct form_second beneath = { .lang = f->second_lang, .legend = q2->text,
		.help = q2->help, .labels = labels };
	struct form_question shown = {
		.legend = q->text,
		.help = staff ? q->help : STR_NULL,
		.lang = f->lang,
		.second = str_is_empty(f->second_lang) ? NULL : &beneath,
		.code = code,
		.radios = radios,
		.n = q->n_options,
		.is_step = staff != NULL,
		.shows_keys = !staff,
	};
	struct form_beside beside;
	size_t k;

	if (staff) {
		/* nobody writes words of one's own for topic 0 */
		beside = beside_of(staff, staff->words[q->topic],
			N_("Läs frågan som den står, och vänta in svaret."));
		shown.beside = &beside;
	}
	for (k = 0; k < q->n_options; k++) {
		radios[k] = (struct form_radio){ q->options[k].code, q->options[k].key,
			q->options[k].label };
		labels[k] = q2->options[k].label;
	}
	form_put_question(f->h, &asking_form, f->state, field, &shown, STR_NULL);
}

void
put_questions(struct html *h, const struct form_state *state,
	const struct instrument *instrument, const struct instrument *second,
	const struct staff_half *staff)
{
	const struct asked_form f = { h, state, instrument->lang,
		second ? second->lang : STR_NULL, staff };
	const struct instrument *beneath = second ? second : instrument;
	size_t i;

	for (i = 0; i < instrument->n_questions; i++) {
		const struct question *q = &instrument->questions[i];

		put_one(&f, ASKING_ANSWER + (int)q->topic - 1,
			str_of(choice_of(topic_choices, QUESTIONS_MAX, q->topic)->code), q,
			&beneath->questions[i]);
	}
	if (instrument->asks_experience)
		put_one(&f, ASKING_EXPERIENCE, STR("EXPERIENCE"), &instrument->experience,
			&beneath->experience);
}

void
put_carried(struct html *h, const struct form_state *state, int field)
{
	bool is_ours = state && state->form == &asking_form;

	form_put_hidden(h, &asking_form, field, is_ours ? state->raw[field] : STR_NULL);
}
