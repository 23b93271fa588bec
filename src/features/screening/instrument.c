/* A set of questions as data: read strictly, member by member, with the place of every fault. */
#include "features/screening/instrument.h"

#include "core/json/json.h"

enum { TITLE_MAX = 200, TEXT_MAX = 1000, CODE_MAX = 60, VERSION_MAX = 20, LANG_MAX = 20 };

const struct choice answer_choices[OPTIONS_MAX] = {
	{ ANSWER_NO, "no", N_("Nej") },
	{ ANSWER_EARLIER, "earlier", N_("Ja, tidigare") },
	{ ANSWER_ONGOING, "ongoing", N_("Ja, det pågår") },
	{ ANSWER_DECLINED, "no_answer", N_("Vill inte svara") },
};

const struct choice experience_choices[OPTIONS_MAX] = {
	{ EXPERIENCE_GOOD, "good", N_("Bra") },
	{ EXPERIENCE_NEITHER, "neither", N_("Varken eller") },
	{ EXPERIENCE_HARD, "hard", N_("Jobbigt") },
	{ EXPERIENCE_DECLINED, "no_answer", N_("Vill inte svara") },
};

const struct choice topic_choices[QUESTIONS_MAX] = {
	{ TOPIC_PSYCHOLOGICAL, "PSYCHOLOGICAL", N_("Psykiskt") },
	{ TOPIC_PHYSICAL, "PHYSICAL", N_("Fysiskt") },
	{ TOPIC_SEXUAL_PRESSURE, "SEXUAL_PRESSURE", N_("Sexuell press") },
	{ TOPIC_SEXUAL_VIOLATION, "SEXUAL_VIOLATION", N_("Sexuell kränkning") },
	{ TOPIC_WITNESSED_AS_CHILD, "WITNESSED_AS_CHILD", N_("Bevittnat som barn") },
	{ TOPIC_EXPOSED_AS_CHILD, "EXPOSED_AS_CHILD", N_("Utsatt som barn") },
	{ TOPIC_OWN_USE, "OWN_USE", N_("Har utsatt andra") },
};

/* Of both kinds of answers: they are numbered alike. */
static const char *const answer_keys[ANSWER_COUNT] = { "", "1", "2", "3", "0" };

/* What a question may be answered with, and must be. */
struct answers {
	const struct choice *choices;
	const uint8_t *needed;
	size_t n_needed;
	const char *codes;
};

/* Every question can be answered with no, with a yes, and not at all: the form is voluntary. */
static const uint8_t needed_answers[] = { ANSWER_NO, ANSWER_EARLIER, ANSWER_DECLINED };
static const uint8_t needed_experiences[] = { EXPERIENCE_GOOD, EXPERIENCE_NEITHER,
	EXPERIENCE_HARD, EXPERIENCE_DECLINED };
static const struct answers topic_answers = { answer_choices, needed_answers,
	sizeof(needed_answers), "no, earlier, ongoing, no_answer" };
static const struct answers experience_answers = { experience_choices, needed_experiences,
	sizeof(needed_experiences), "good, neither, hard, no_answer" };

struct reader {
	struct arena *a;
	const struct json *sets;	/* option_sets */
	struct instrument_fault *fault;
};

static enum err
refuse(struct reader *r, struct str place, struct str reason)
{
	*r->fault = (struct instrument_fault){ place, reason };
	return ERR_INVALID;
}

static struct str
path(struct reader *r, struct str place, struct str name)
{
	if (str_is_empty(place))
		return name;
	return arena_printf(r->a, "%.*s.%.*s", STR_ARG(place), STR_ARG(name));
}

/* Nothing but these members: what the program does not know it must not guess about. */
static enum err
members_known(struct reader *r, struct str place, const struct json *object,
	const char *const *known)
{
	size_t i, k;

	if (!object || object->kind != JSON_IS_OBJECT)
		return refuse(r, place, STR("ska vara ett objekt, { … }"));
	for (i = 0; i < object->n; i++) {
		for (k = 0; known[k]; k++)
			if (str_eq(object->items[i].name, str_of(known[k])))
				break;
		if (!known[k])
			return refuse(r, path(r, place, object->items[i].name),
				STR("är inget som formatet känner till"));
	}
	return OK;
}

static bool
has_control(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n') || s.p[i] == 0x7f)
			return true;
	return false;
}

/* A text of at most `max` characters; an optional one may be missing, none may be blank. */
static enum err
read_text(struct reader *r, struct str place, const struct json *object, const char *name,
	size_t max, struct str *out)
{
	const struct json *member = json_member(object, name);
	struct str at = path(r, place, str_of(name));

	if (!member)
		return refuse(r, at, STR("saknas"));
	if (member->kind != JSON_IS_TEXT)
		return refuse(r, at, STR("ska vara en text"));
	if (str_is_empty(str_trim(member->text)))
		return refuse(r, at, STR("är tom"));
	if (has_control(member->text))
		return refuse(r, at, STR("innehåller ett styrtecken"));
	if (str_code_points(member->text) > max)
		return refuse(r, at, arena_printf(r->a, "är längre än %zu tecken", max));
	*out = str_trim(member->text);
	return OK;
}

static enum err
read_optional(struct reader *r, struct str place, const struct json *object, const char *name,
	struct str *out)
{
	if (!json_member(object, name))
		return OK;
	return read_text(r, place, object, name, TEXT_MAX, out);
}

static bool
is_made_of(struct str s, bool upper_too, const char *others)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is_letter = (c >= 'a' && c <= 'z') || (upper_too && c >= 'A' && c <= 'Z');

		if (!is_letter && !(c >= '0' && c <= '9') && !strchr(others, c))
			return false;
	}
	return s.n > 0;
}

/* BCP 47, as far as a file name needs it: "sv", "ar", "zh-Hant". */
static bool
is_language(struct str s)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z'; i++)
		;
	return (i == 2 || i == 3) && (i == s.n || s.p[i] == '-') && is_made_of(s, true, "-") &&
		s.p[s.n - 1] != '-';
}

static enum err
read_option(struct reader *r, struct str place, const struct json *from,
	const struct answers *answers, struct question *q)
{
	static const char *const known[] = { "code", "label", NULL };
	struct question_option *option = &q->options[q->n_options];
	const struct choice *choice;
	struct str code;
	size_t i;

	TRY(members_known(r, place, from, known));
	TRY(read_text(r, place, from, "code", CODE_MAX, &code));
	TRY(read_text(r, place, from, "label", TITLE_MAX, &option->label));
	choice = choice_by_code(answers->choices, OPTIONS_MAX, code);
	if (!choice)
		return refuse(r, path(r, place, STR("code")),
			arena_printf(r->a, "\"%.*s\" är ingen känd svarskod: %s",
				STR_ARG(code), answers->codes));
	if (choice->value == ANSWER_ONGOING && (q->topic == TOPIC_WITNESSED_AS_CHILD ||
						       q->topic == TOPIC_EXPOSED_AS_CHILD))
		return refuse(r, path(r, place, STR("code")),
			STR("en fråga om uppväxten kan inte ha svaret ongoing"));
	for (i = 0; i < q->n_options; i++)
		if (q->options[i].answer == choice->value)
			return refuse(r, path(r, place, STR("code")), STR("finns två gånger"));
	option->answer = (uint8_t)choice->value;
	option->code = choice->code;
	option->key = answer_keys[option->answer];
	q->n_options++;
	return OK;
}

static enum err
options_complete(struct reader *r, struct str place, const struct answers *answers,
	const struct question *q)
{
	size_t i, k;

	for (i = 0; i < answers->n_needed; i++) {
		for (k = 0; k < q->n_options; k++)
			if (q->options[k].answer == answers->needed[i])
				break;
		if (k == q->n_options)
			return refuse(r, place, arena_printf(r->a, "saknar svaret %s",
				choice_of(answers->choices, OPTIONS_MAX,
					answers->needed[i])->code));
	}
	return OK;
}

static enum err
read_options(struct reader *r, struct str place, const struct json *from,
	const struct answers *answers, struct question *q)
{
	struct str name, set_place;
	const struct json *set = NULL;
	size_t i;

	TRY(read_text(r, place, from, "options", CODE_MAX, &name));
	for (i = 0; i < r->sets->n; i++)
		if (str_eq(r->sets->items[i].name, name))
			set = &r->sets->items[i];
	if (!set)
		return refuse(r, path(r, place, STR("options")), arena_printf(r->a,
			"\"%.*s\" finns inte bland option_sets", STR_ARG(name)));
	set_place = arena_printf(r->a, "option_sets.%.*s", STR_ARG(name));
	if (set->kind != JSON_IS_ARRAY || set->n == 0 || set->n > OPTIONS_MAX)
		return refuse(r, set_place, STR("ska vara en lista med ett till fyra svar"));
	for (i = 0; i < set->n; i++)
		TRY(read_option(r, arena_printf(r->a, "%.*s[%zu]", STR_ARG(set_place), i),
			&set->items[i], answers, q));
	return options_complete(r, set_place, answers, q);
}

static enum err
read_question(struct reader *r, size_t index, const struct json *from, struct instrument *out)
{
	static const char *const known[] = { "topic", "options", "text", "help", NULL };
	struct str place = arena_printf(r->a, "questions[%zu]", index), code;
	struct question *q = &out->questions[index];
	const struct choice *topic;
	size_t i;

	TRY(members_known(r, place, from, known));
	TRY(read_text(r, place, from, "topic", CODE_MAX, &code));
	topic = choice_by_code(topic_choices, QUESTIONS_MAX, code);
	if (!topic)
		return refuse(r, path(r, place, STR("topic")),
			arena_printf(r->a, "\"%.*s\" är inget känt ämne", STR_ARG(code)));
	for (i = 0; i < index; i++)
		if (out->questions[i].topic == (enum topic)topic->value)
			return refuse(r, path(r, place, STR("topic")),
				STR("ämnet har redan en fråga"));
	q->topic = (enum topic)topic->value;
	TRY(read_text(r, place, from, "text", TEXT_MAX, &q->text));
	TRY(read_optional(r, place, from, "help", &q->help));
	return read_options(r, place, from, &topic_answers, q);
}

/* A member of its own, so that it comes after all other questions and is none of their topics. */
static enum err
read_experience(struct reader *r, const struct json *root, struct instrument *out)
{
	static const char *const known[] = { "options", "text", "help", NULL };
	const struct json *from = json_member(root, "experience");
	const struct str place = STR("experience");

	if (!from)
		return OK;
	TRY(members_known(r, place, from, known));
	TRY(read_text(r, place, from, "text", TEXT_MAX, &out->experience.text));
	TRY(read_optional(r, place, from, "help", &out->experience.help));
	out->asks_experience = true;
	return read_options(r, place, from, &experience_answers, &out->experience);
}

static enum err
read_questions(struct reader *r, const struct json *root, struct instrument *out)
{
	const struct json *list = json_member(root, "questions");
	size_t i;

	if (!list || list->kind != JSON_IS_ARRAY)
		return refuse(r, STR("questions"), STR("ska vara en lista med frågor"));
	if (list->n == 0 || list->n > QUESTIONS_MAX)
		return refuse(r, STR("questions"), STR("ska ha en till sju frågor"));
	for (i = 0; i < list->n; i++)
		TRY(read_question(r, i, &list->items[i], out));
	out->n_questions = list->n;
	return OK;
}

static enum err
read_head(struct reader *r, const struct json *root, struct instrument *out)
{
	struct str ignored;

	TRY(read_text(r, STR_NULL, root, "id", CODE_MAX, &out->code));
	if (!is_made_of(out->code, false, "-"))
		return refuse(r, STR("id"), STR("får bara ha a–z, 0–9 och bindestreck"));
	TRY(read_text(r, STR_NULL, root, "version", VERSION_MAX, &out->version));
	if (!is_made_of(out->version, true, ".-"))
		return refuse(r, STR("version"),
			STR("får bara ha bokstäver, siffror, punkt och bindestreck"));
	TRY(read_text(r, STR_NULL, root, "language", LANG_MAX, &out->lang));
	if (!is_language(out->lang))
		return refuse(r, STR("language"),
			STR("är ingen språkkod, till exempel \"sv\""));
	TRY(read_text(r, STR_NULL, root, "title", TITLE_MAX, &out->title));
	TRY(read_text(r, STR_NULL, root, "purpose", TEXT_MAX, &out->purpose));
	TRY(read_optional(r, STR_NULL, root, "close", &out->close));
	TRY(read_optional(r, STR_NULL, root, "status", &ignored));
	return read_optional(r, STR_NULL, root, "licence", &ignored);
}

enum err
instrument_parse(struct arena *a, struct str json, struct instrument *out,
	struct instrument_fault *fault)
{
	static const char *const known[] = { "id", "version", "status", "licence", "language",
		"title", "purpose", "close", "option_sets", "questions", "experience", NULL };
	struct reader r = { .a = a, .fault = fault };
	struct instrument instrument = { 0 };
	struct json_fault syntax = { 0 };
	const struct json *root;
	enum err e = json_parse(json, a, &root, &syntax);

	if (e == ERR_LIMIT)
		return refuse(&r, STR("filen"), STR("är för stor"));
	if (e != OK)
		return refuse(&r,
			arena_printf(a, "rad %d, kolumn %d", syntax.line, syntax.column),
			arena_printf(a, "är inte giltig JSON (%.*s)", STR_ARG(syntax.reason)));
	TRY(members_known(&r, STR_NULL, root, known));
	TRY(read_head(&r, root, &instrument));
	r.sets = json_member(root, "option_sets");
	if (!r.sets || r.sets->kind != JSON_IS_OBJECT)
		return refuse(&r, STR("option_sets"),
			STR("ska vara ett objekt med svarslistor"));
	TRY(read_questions(&r, root, &instrument));
	TRY(read_experience(&r, root, &instrument));
	if (arena_is_full(a))
		return ERR_LIMIT;
	*out = instrument;
	return OK;
}

static bool
question_matches(const struct question *a, const struct question *b)
{
	size_t i;

	if (a->topic != b->topic || a->n_options != b->n_options)
		return false;
	for (i = 0; i < a->n_options; i++)
		if (a->options[i].answer != b->options[i].answer)
			return false;
	return true;
}

bool
instrument_matches(const struct instrument *a, const struct instrument *b)
{
	size_t i;

	if (a->n_questions != b->n_questions || a->asks_experience != b->asks_experience ||
			!question_matches(&a->experience, &b->experience))
		return false;
	for (i = 0; i < a->n_questions; i++)
		if (!question_matches(&a->questions[i], &b->questions[i]))
			return false;
	return true;
}

static const struct question *
question_of(const struct instrument *instrument, size_t topic)
{
	size_t i;

	for (i = 0; i < instrument->n_questions; i++)
		if (instrument->questions[i].topic == (enum topic)topic)
			return &instrument->questions[i];
	return NULL;
}

static bool
offers(const struct question *q, uint8_t answer)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (q->options[i].answer == answer)
			return true;
	return false;
}

bool
instrument_allows(const struct instrument *instrument, const struct ballot *ballot)
{
	size_t topic;

	if (ballot->experience != EXPERIENCE_NOT_ASKED &&
			!offers(&instrument->experience, ballot->experience))
		return false;
	for (topic = 1; topic < TOPIC_COUNT; topic++) {
		const struct question *q = question_of(instrument, topic);
		uint8_t answer = ballot->answers[topic];

		if (answer != ANSWER_NOT_ASKED && (!q || !offers(q, answer)))
			return false;
	}
	return true;
}

size_t
instrument_unanswered(const struct instrument *instrument, const struct ballot *ballot)
{
	size_t i, n = 0;

	for (i = 0; i < instrument->n_questions; i++)
		if (ballot->answers[instrument->questions[i].topic] == ANSWER_NOT_ASKED)
			n++;
	return n;
}
