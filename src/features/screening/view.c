/* What the templates need besides markup: labels, codes and the questions. */
#include "features/screening/templates.h"

static const char *
label_of(const struct choice *choices, size_t n, int64_t value)
{
	const struct choice *choice = choice_of(choices, n, value);

	return choice ? choice->label : "";
}

const char *
label_sex(int64_t sex)
{
	return label_of(sex_choices, 3, sex);
}

const char *
label_age_band(int64_t band)
{
	return label_of(age_band_choices, 5, band);
}

const char *
label_face(int64_t face)
{
	return label_of(screening_face_choices, 3, face);
}

const char *
label_outcome(int64_t outcome)
{
	return label_of(screening_outcome_choices, 4, outcome);
}

const char *
label_reason(int64_t reason)
{
	return label_of(screening_reason_choices, SCREENING_REASONS, reason);
}

struct str
code_sex(int64_t sex)
{
	const struct choice *choice = choice_of(sex_choices, 3, sex);

	return str_of(choice ? choice->code : "");
}

struct str
code_age_band(int64_t band)
{
	const struct choice *choice = choice_of(age_band_choices, 5, band);

	return str_of(choice ? choice->code : "");
}

struct str
id_text(struct arena *a, int64_t id)
{
	return arena_printf(a, "%lld", (long long)id);
}

const char *
status_text(struct str code)
{
	static const struct choice texts[] = {
		{ 1, "sparat", N_("Sparat.") },
		{ 2, "redan", N_("Redan sparat. Inget räknades en gång till.") },
		{ 3, "avstod", N_("Sparat: deltagaren avstod.") },
		{ 4, "inte-nu",
			N_("Sparat: inte nu. Deltagaren kommer tillbaka nästa månad.") },
		{ 5, "avslutat",
			N_("Sparat: deltagaren frågas inte, och kortet är avslutat.") },
		{ 6, "borja-om", N_("Samtalet fanns inte kvar. Börja om från listan.") },
		{ 9, "angrat",
			N_("Det förra formuläret är borttaget. Här kan du skriva in det igen.") },
		{ 10, "for-sent",
			N_("Det förra formuläret går inte att ångra längre. Inget ändrades.") },
		{ 8, "fragad", N_("Deltagaren är redan tillfrågad. Här är nästa.") },
		{ 11, "fanns", N_("Kortet var redan skapat. Inget nytt gjordes.") },
		{ 9, "last", N_("Kortet är låst, och du ser det inte längre.") },
		{ 10, "upplast", N_("Kortet är upplåst för hela teamet.") },
		{ 7, "inget-formular",
			N_("Inget frågeformulär är inläst. Be den som sköter Lotsa om det.") },
	};
	const struct choice *text = choice_by_code(texts, sizeof(texts) / sizeof(texts[0]),
		code);

	return text ? text->label : NULL;
}

void
put_questions(struct html *h, const struct form_state *state,
	const struct instrument *instrument, const struct instrument *second, bool is_talk)
{
	struct form_radio radios[OPTIONS_MAX];
	struct str labels[OPTIONS_MAX];
	size_t i, k;

	for (i = 0; i < instrument->n_questions; i++) {
		const struct question *q = &instrument->questions[i];
		const struct question *q2 = second ? &second->questions[i] : q;
		struct form_second beneath = {
			.lang = second ? second->lang : STR_NULL,
			.legend = q2->text,
			.help = q2->help,
			.labels = labels,
		};
		struct form_question shown = {
			.legend = q->text,
			.help = is_talk ? q->help : STR_NULL,
			.lang = instrument->lang,
			.second = second ? &beneath : NULL,
			.code = str_of(choice_of(topic_choices, QUESTIONS_MAX, q->topic)->code),
			.radios = radios,
			.n = q->n_options,
			.is_step = is_talk,
			.shows_keys = !is_talk,
		};

		for (k = 0; k < q->n_options; k++) {
			radios[k] = (struct form_radio){ q->options[k].code, q->options[k].key,
				q->options[k].label };
			labels[k] = q2->options[k].label;
		}
		form_put_question(h, &asking_form, state, ASKING_ANSWER + (int)q->topic - 1,
			&shown, STR_NULL);
	}
}

void
put_carried(struct html *h, const struct form_state *state, int field)
{
	bool is_ours = state && state->form == &asking_form;

	form_put_hidden(h, &asking_form, field, is_ours ? state->raw[field] : STR_NULL);
}
