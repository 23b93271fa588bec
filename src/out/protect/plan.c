/* Reading a plan, strictly: what is not understood is refused. */
#include "out/protect/plan.h"

#include "core/json/json.h"

struct reading {
	struct arena *arena;
	struct plan *plan;
	struct plan_fault *fault;
};

static enum err
refuse(struct reading *r, struct str place, const char *reason)
{
	*r->fault = (struct plan_fault){ place, str_of(reason) };
	return ERR_INVALID;
}

static enum err
refuse_member(struct reading *r, const char *list, size_t i, struct str member,
	const char *reason)
{
	return refuse(r, arena_printf(r->arena, "%s[%zu].%.*s", list, i, STR_ARG(member)),
		reason);
}

/* A name is letters, digits, '_', '-' and '.': it goes into files and rows as it is. */
static bool
is_name(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
				!(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.')
			return false;
	}
	return s.n > 0 && s.n <= 60;
}

/* Only these members; `names` ends with NULL. */
static enum err
check_members(struct reading *r, const struct json *object, struct str place,
	const char *const *names)
{
	size_t i, k;

	if (object->kind != JSON_IS_OBJECT)
		return refuse(r, place, "ska vara ett objekt");
	for (i = 0; i < object->n; i++) {
		for (k = 0; names[k]; k++)
			if (str_eq(object->items[i].name, str_of(names[k])))
				break;
		if (!names[k])
			return refuse(r, object->items[i].name, "okänd del av planen");
	}
	return OK;
}

static int
name_index(const struct str *names, size_t n, struct str name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(names[i], name))
			return (int)i;
	return -1;
}

/* A list of names to bits. */
static enum err
read_bits(struct reading *r, const struct json *list, const struct str *names, size_t n,
	uint32_t *out)
{
	uint32_t bits = 0;
	size_t i;

	if (!list || list->kind != JSON_IS_ARRAY || list->n == 0)
		return ERR_INVALID;
	for (i = 0; i < list->n; i++) {
		int at = list->items[i].kind == JSON_IS_TEXT
			? name_index(names, n, list->items[i].text)
			: -1;

		if (at < 0 || (bits >> at & 1))
			return refuse(r, list->items[i].text, "okänt eller upprepat namn");
		bits |= UINT32_C(1) << at;
	}
	*out = bits;
	return OK;
}

static enum err
read_answers(struct reading *r, const struct json *list)
{
	struct plan *plan = r->plan;
	size_t i;

	if (!list || list->kind != JSON_IS_ARRAY || list->n < 2 || list->n > PLAN_ANSWERS_MAX)
		return refuse(r, STR("answers"), "ska vara en lista med 2 till 16 namn");
	for (i = 0; i < list->n; i++) {
		struct str name = list->items[i].text;

		if (list->items[i].kind != JSON_IS_TEXT || !is_name(name) ||
				name_index(plan->answers, i, name) >= 0)
			return refuse(r, STR("answers"), "ett namn saknas eller upprepas");
		plan->answers[i] = name;
	}
	plan->n_answers = list->n;
	return OK;
}

static enum err
read_topics(struct reading *r, const struct json *object)
{
	struct plan *plan = r->plan;
	size_t i;

	if (!object || object->kind != JSON_IS_OBJECT || object->n == 0 ||
			object->n > PLAN_TOPICS_MAX)
		return refuse(r, STR("topics"), "ska vara ett objekt med 1 till 32 ämnen");
	for (i = 0; i < object->n; i++) {
		if (!is_name(object->items[i].name))
			return refuse(r, STR("topics"), "ett namn går inte att använda");
		plan->topics[i] = object->items[i].name;
		if (read_bits(r, &object->items[i], plan->answers, plan->n_answers,
				&plan->possible[i]) != OK)
			return refuse(r, arena_printf(r->arena, "topics.%.*s",
				STR_ARG(plan->topics[i])), "ska vara en lista med svar");
	}
	plan->n_topics = object->n;
	return OK;
}

/* An earlier measure: "yes" of the same topic, "ANY.yes" of another; -1 when there is none. */
static int
find_reference(const struct reading *r, size_t i, struct str name)
{
	size_t at;

	for (at = 0; at < name.n; at++)
		if (name.p[at] == '.')
			return plan_measure(r->plan, (struct str){ name.p, at },
				(struct str){ name.p + at + 1, name.n - at - 1 });
	return plan_measure(r->plan, r->plan->measures[i].topic, name);
}

/* What is counted by a part must be counted by the whole, on every ballot. */
static bool
is_part_of(const struct measure *inner, const struct measure *outer)
{
	return (inner->topics & ~outer->topics) == 0 &&
		(inner->answers & ~outer->answers) == 0;
}

/* -1 where the member is missing. */
static enum err
read_of(struct reading *r, const struct json *from, size_t i, int *out)
{
	struct plan *plan = r->plan;

	*out = -1;
	if (!json_member(from, "of"))
		return OK;
	*out = find_reference(r, i, json_member_text(from, "of"));
	if (*out < 0)
		return refuse_member(r, "measures", i, STR("of"),
			"ska vara ett mått som står tidigare");
	if (!is_part_of(&plan->measures[i], &plan->measures[*out]))
		return refuse_member(r, "measures", i, STR("of"),
			"måttet kan vara större än det som det är en andel av");
	return OK;
}

static enum err
add_within(struct reading *r, const struct json *name, size_t i)
{
	struct measure *m = &r->plan->measures[i];
	int at = name->kind == JSON_IS_TEXT ? find_reference(r, i, name->text) : -1;

	if (at < 0 || (m->within >> at & 1))
		return refuse_member(r, "measures", i, STR("within"),
			"ska vara mått som står tidigare, vart och ett en gång");
	if (!is_part_of(m, &r->plan->measures[at]))
		return refuse_member(r, "measures", i, STR("within"),
			"måttet kan vara större än det som det sägs vara en del av");
	m->within |= UINT64_C(1) << at;
	return OK;
}

/* One name, or a list of them. */
static enum err
read_within(struct reading *r, const struct json *from, size_t i)
{
	const struct json *within = json_member(from, "within");
	size_t k;

	r->plan->measures[i].within = 0;
	if (!within)
		return OK;
	if (within->kind != JSON_IS_ARRAY)
		return add_within(r, within, i);
	for (k = 0; k < within->n; k++)
		TRY(add_within(r, &within->items[k], i));
	return OK;
}

static enum err
read_measure(struct reading *r, const struct json *from, size_t i)
{
	static const char *const members[] = { "topic", "answer", "rate", "topics", "answers",
		"within", "of", NULL };
	struct plan *plan = r->plan;
	struct measure *m = &plan->measures[i];

	TRY(check_members(r, from, STR("measures"), members));
	m->topic = json_member_text(from, "topic");
	m->answer = json_member_text(from, "answer");
	m->rate = json_member_text(from, "rate");
	if (!is_name(m->topic) || !is_name(m->answer) || !is_name(m->rate))
		return refuse_member(r, "measures", i, STR("topic"),
			"topic, answer och rate ska vara namn");
	if (plan_measure(plan, m->topic, m->answer) >= 0)
		return refuse_member(r, "measures", i, STR("answer"), "måttet finns redan");
	if (read_bits(r, json_member(from, "topics"), plan->topics, plan->n_topics,
			&m->topics) != OK)
		return refuse_member(r, "measures", i, STR("topics"),
			"ska vara en lista med ämnen");
	if (read_bits(r, json_member(from, "answers"), plan->answers, plan->n_answers,
			&m->answers) != OK)
		return refuse_member(r, "measures", i, STR("answers"),
			"ska vara en lista med svar");
	TRY(read_within(r, from, i));
	TRY(read_of(r, from, i, &m->of));
	plan->n_measures = i + 1;
	return OK;
}

static enum err
read_epsilon(struct reading *r, const struct json *rates, size_t i)
{
	struct layer *layer = &r->plan->layers[i];
	size_t k, m;

	layer->epsilon = ARENA_ARRAY(r->arena, struct fraction, r->plan->n_measures);
	if (!layer->epsilon)
		return ERR_LIMIT;
	for (m = 0; m < r->plan->n_measures; m++)
		layer->epsilon[m] = FRACTION_ZERO;
	if (!rates || rates->kind != JSON_IS_OBJECT)
		return refuse_member(r, "layers", i, STR("epsilon"), "ska vara ett objekt");
	for (k = 0; k < rates->n; k++) {
		struct fraction epsilon;
		bool is_used = false;

		if (rates->items[k].kind != JSON_IS_TEXT ||
				fraction_parse(rates->items[k].text, &epsilon) != OK ||
				fraction_is_zero(epsilon))
			return refuse_member(r, "layers", i, rates->items[k].name,
				"ska vara ett bråk över noll, som \"3/10\"");
		for (m = 0; m < r->plan->n_measures; m++)
			if (str_eq(r->plan->measures[m].rate, rates->items[k].name)) {
				layer->epsilon[m] = epsilon;
				is_used = true;
			}
		if (!is_used)
			return refuse_member(r, "layers", i, rates->items[k].name,
				"inget mått har det som rate");
	}
	return OK;
}

/* Whether a layer draws all of these measures (bits). */
static bool
draws_all(const struct layer *layer, uint64_t measures)
{
	size_t m;

	for (m = 0; measures >> m; m++)
		if ((measures >> m & 1) && fraction_is_zero(layer->epsilon[m]))
			return false;
	return true;
}

/* A share, and a part, can only be shown where what it is of is drawn, too, or a sum of what is. */
static enum err
check_layer(struct reading *r, size_t i)
{
	const struct plan *plan = r->plan;
	size_t m;

	for (m = 0; m < plan->n_measures; m++) {
		const struct measure *measure = &plan->measures[m];
		const struct fraction *epsilon = plan->layers[i].epsilon;

		if (fraction_is_zero(epsilon[m]))
			continue;
		if (!draws_all(&plan->layers[i], measure->within) ||
				(measure->of >= 0 && fraction_is_zero(epsilon[measure->of]) &&
					!plan_parts(plan, i, (size_t)measure->of)))
			return refuse_member(r, "layers", i, measure->rate,
				"det som måttet är en del av dras inte här");
	}
	return OK;
}

/* Half a year where nothing is said. */
static enum err
read_period(struct reading *r, const struct json *period, size_t i)
{
	static const char *const periods[] = { "half", "year", "year-july" };
	int k;

	if (!period)
		return OK;
	for (k = 0; k < 3; k++)
		if (period->kind == JSON_IS_TEXT && str_eq(period->text, str_of(periods[k]))) {
			r->plan->layers[i].period = (enum plan_period)k;
			return OK;
		}
	return refuse_member(r, "layers", i, STR("period"),
		"ska vara \"half\", \"year\" eller \"year-july\"");
}

static enum err
read_layer(struct reading *r, const struct json *from, size_t i)
{
	static const char *const members[] = { "name", "period", "epsilon", NULL };
	struct str name;

	TRY(check_members(r, from, STR("layers"), members));
	TRY(read_period(r, json_member(from, "period"), i));
	name = json_member_text(from, "name");
	if (!is_name(name) || plan_layer(r->plan, name) >= 0)
		return refuse_member(r, "layers", i, STR("name"), "saknas eller finns redan");
	r->plan->layers[i].name = name;
	TRY(read_epsilon(r, json_member(from, "epsilon"), i));
	r->plan->n_layers = i + 1;
	return check_layer(r, i);
}

static enum err
read_lists(struct reading *r, const struct json *root)
{
	const struct json *measures = json_member(root, "measures");
	const struct json *layers = json_member(root, "layers");
	size_t i;

	TRY(read_answers(r, json_member(root, "answers")));
	TRY(read_topics(r, json_member(root, "topics")));
	if (!measures || measures->kind != JSON_IS_ARRAY || measures->n == 0 ||
			measures->n > PLAN_MEASURES_MAX)
		return refuse(r, STR("measures"), "ska vara en lista med 1 till 64 mått");
	for (i = 0; i < measures->n; i++)
		TRY(read_measure(r, &measures->items[i], i));
	if (!layers || layers->kind != JSON_IS_ARRAY || layers->n == 0 ||
			layers->n > PLAN_LAYERS_MAX)
		return refuse(r, STR("layers"), "ska vara en lista med 1 till 32 nivåer");
	for (i = 0; i < layers->n; i++)
		TRY(read_layer(r, &layers->items[i], i));
	return OK;
}

static enum err
check_loss(struct reading *r, struct str place, const char *what, struct fraction loss)
{
	struct buf text = buf_new(200);

	if (fraction_cmp(loss, r->plan->cap) <= 0)
		return OK;
	buf_put(&text, str_of(what));
	buf_put(&text, STR(" kan kosta "));
	fraction_put(&text, loss);
	buf_put(&text, STR(", över planens tak "));
	fraction_put(&text, r->plan->cap);
	*r->fault = (struct plan_fault){ place, arena_str(r->arena, buf_str(&text)) };
	buf_free(&text);
	return ERR_INVALID;
}

static enum err
check_cap(struct reading *r)
{
	const struct plan *plan = r->plan;
	struct fraction loss;
	size_t topic;

	if (fraction_cmp(plan->cap, (struct fraction){ PLAN_CEILING, 1 }) > 0)
		return refuse(r, STR("cap"), "taket får vara högst 4");
	for (topic = 0; topic < plan->n_topics; topic++) {
		if (plan_loss(plan, topic, &loss) != OK)
			return refuse(r, plan->topics[topic],
				"bråken går inte att lägga ihop exakt");
		TRY(check_loss(r, plan->topics[topic], "ett svar", loss));
	}
	return OK;
}

static enum err
read_parts(struct reading *r, const struct json *root)
{
	const struct json *few = json_member(root, "few");

	r->plan->name = json_member_text(root, "plan");
	if (!is_name(r->plan->name))
		return refuse(r, STR("plan"), "planen behöver ett namn");
	if (fraction_parse(json_member_text(root, "cap"), &r->plan->cap) != OK)
		return refuse(r, STR("cap"), "ska vara ett bråk, som \"3\"");
	if (!few || few->kind != JSON_IS_INT || few->number < 1 || few->number > 1000)
		return refuse(r, STR("few"), "ska vara ett heltal från 1 till 1000");
	r->plan->few = few->number;
	TRY(read_lists(r, root));
	return check_cap(r);
}

/* A referral is one unit: all that is drawn of it counts together. */
static enum err
read_referrals(struct reading *r, const struct json *from)
{
	static const char *const members[] = { "plan", "cap", "few", "answers", "topics",
		"measures", "layers", NULL };
	struct reading own = { r->arena, ARENA_NEW(r->arena, struct plan), r->fault };
	struct fraction loss;

	if (!from)
		return OK;
	if (!own.plan)
		return ERR_LIMIT;
	TRY(check_members(&own, from, STR("referrals"), members));
	TRY(read_parts(&own, from));
	if (plan_ballot_loss(own.plan, &loss) != OK)
		return refuse(r, STR("referrals"), "bråken går inte att lägga ihop exakt");
	TRY(check_loss(&own, STR("referrals"), "en lotsning", loss));
	r->plan->referrals = own.plan;
	return OK;
}

static enum err
read_root(struct reading *r, const struct json *root)
{
	static const char *const members[] = { "plan", "comment", "cap", "few", "answers",
		"topics", "measures", "layers", "referrals", NULL };

	TRY(check_members(r, root, STR("plan"), members));
	TRY(read_parts(r, root));
	return read_referrals(r, json_member(root, "referrals"));
}

enum err
plan_read(struct str json, struct arena *a, const struct plan **out, struct plan_fault *fault)
{
	struct plan_fault found = { STR_NULL, STR_NULL };
	struct json_fault at = { 0 };
	struct reading r = { a, ARENA_NEW(a, struct plan), &found };
	const struct json *root;
	enum err e;

	if (!r.plan)
		return ERR_LIMIT;
	e = json_parse(json, a, &root, &at);
	if (e == ERR_INVALID)
		e = refuse(&r, arena_printf(a, "rad %d, kolumn %d", at.line, at.column),
			"filen är inte JSON");
	if (e == OK)
		e = read_root(&r, root);
	if (e != OK) {
		*fault = found;
		return e;
	}
	*out = r.plan;
	return OK;
}
