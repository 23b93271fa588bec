/* Forms as field tables: reading a posting. */
#include "core/http/form.h"

enum { PAIRS_MAX = 64, TEXT_MAX = 200, INT_MAX_DEFAULT = 1000000000 };

const struct choice *
choice_of(const struct choice *choices, size_t n, int64_t value)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (choices[i].value == value)
			return &choices[i];
	return NULL;
}

const struct choice *
choice_by_code(const struct choice *choices, size_t n, struct str code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(str_of(choices[i].code), code))
			return &choices[i];
	return NULL;
}

const char *
choice_label(const struct choice *choices, size_t n, int64_t value)
{
	const struct choice *choice = choice_of(choices, n, value);

	return choice ? choice->label : "";
}

const char *
choice_code(const struct choice *choices, size_t n, int64_t value)
{
	const struct choice *choice = choice_of(choices, n, value);

	return choice ? choice->code : "";
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum err
form_decode(struct arena *a, struct str raw, struct str *out)
{
	char *p = arena_alloc(a, raw.n + 1);
	struct str decoded;
	size_t i, n = 0;

	if (!p)
		return ERR_LIMIT;
	for (i = 0; i < raw.n; i++) {
		int high, low;

		if (raw.p[i] != '%') {
			p[n++] = raw.p[i] == '+' ? ' ' : raw.p[i];
			continue;
		}
		if (raw.n - i < 3)
			return ERR_INVALID;
		high = hex_digit(raw.p[i + 1]);
		low = hex_digit(raw.p[i + 2]);
		if (high < 0 || low < 0)
			return ERR_INVALID;
		p[n++] = (char)(high << 4 | low);
		i += 2;
	}
	decoded = (struct str){ p, n };
	if (str_find_byte(decoded, '\0') >= 0 || !str_is_utf8(decoded))
		return ERR_INVALID;
	*out = decoded;
	return OK;
}

/* The next name=value of a body, both still encoded. */
static bool
next_pair(struct str *rest, struct str *name, struct str *value)
{
	struct str pair;

	while (str_split(rest, '&', &pair)) {
		if (str_is_empty(pair))
			continue;
		*value = pair;
		str_split(value, '=', name);
		if (!value->p)
			*value = STR_NULL;
		return true;
	}
	return false;
}

static bool
is_text(enum field_kind kind)
{
	return kind == FIELD_TEXT || kind == FIELD_LINES || kind == FIELD_SECRET ||
		kind == FIELD_HIDDEN;
}

/* \r\n and \r become \n: what browsers send differs from what stands in the page. */
static struct str
with_plain_line_ends(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t i, n = 0;

	if (!p)
		return STR_NULL;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
	}
	return (struct str){ p, n };
}

static bool
has_control(struct str s, bool lines_are_fine)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' || c == 127) && !(lines_are_fine && (c == '\n' || c == '\t')))
			return true;
		/* U+0080 to U+009F */
		if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0)
			return true;
	}
	return false;
}

static const char *
read_text(const struct field *field, struct str raw, void *out)
{
	int64_t n = (int64_t)str_code_points(raw);
	int64_t max = field->max > 0 ? field->max : TEXT_MAX;

	if (has_control(raw, field->kind == FIELD_LINES))
		return N_("Texten innehåller tecken som inte kan användas.");
	if (n > max)
		return N_("Texten är för lång.");
	if (n < field->min)
		return N_("Texten är för kort.");
	*(struct str *)out = raw;
	return NULL;
}

static const char *
read_int(const struct field *field, struct str raw, void *out)
{
	bool is_bounded = field->min != 0 || field->max != 0;
	int64_t min = field->min, max = is_bounded ? field->max : INT_MAX_DEFAULT, v;

	if (str_to_int(raw, &v) != OK)
		return N_("Skriv ett heltal med siffror.");
	if (v < min)
		return N_("Talet är för litet.");
	if (v > max)
		return N_("Talet är för stort.");
	*(int64_t *)out = v;
	return NULL;
}

static const char *
read_choice(const struct field *field, struct str raw, void *out)
{
	const struct choice *choice = choice_by_code(field->choices, field->n_choices, raw);

	if (!choice)
		return N_("Välj ett av alternativen.");
	*(int64_t *)out = choice->value;
	return NULL;
}

/* Codes with ';' between, each one of the choices. */
static const char *
read_bits(const struct field *field, struct str raw, void *out)
{
	struct str code;
	int64_t bits = 0;

	while (str_split(&raw, ';', &code)) {
		const struct choice *choice =
			choice_by_code(field->choices, field->n_choices, code);

		if (!choice)
			return N_("Kryssa i några av alternativen.");
		bits |= choice->value;
	}
	*(int64_t *)out = bits;
	return NULL;
}

static const char *
read_id(struct str raw, void *out)
{
	int64_t v;

	if (str_to_int(raw, &v) != OK || v <= 0)
		return N_("Välj ett av alternativen.");
	*(int64_t *)out = v;
	return NULL;
}

static const char *
read_check(struct str raw, void *out)
{
	if (!str_eq(raw, STR("1")) && !str_eq(raw, STR("on")))
		return N_("Kryssa i rutan eller lämna den tom.");
	*(bool *)out = true;
	return NULL;
}

/* Puts the value of a field that is not empty where it belongs; what is wrong with it, or NULL. */
static const char *
read_value(const struct field *field, struct str raw, void *out)
{
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_HIDDEN:
		return read_text(field, raw, out);
	case FIELD_INT:
		return read_int(field, raw, out);
	case FIELD_DATE:
		return date_read(raw, (struct date *)out) == OK ? NULL :
			N_("Skriv ett datum som finns, med året först, till exempel 2026-11-22.");
	case FIELD_MONTH:
		return month_read(raw, (struct month *)out) == OK ? NULL :
			N_("Skriv en månad med år först, till exempel 2026-11.");
	case FIELD_CHOICE:
	case FIELD_SELECT:
		return read_choice(field, raw, out);
	case FIELD_ID:
		return read_id(raw, out);
	case FIELD_CHECK:
		return read_check(raw, out);
	case FIELD_BITS:
		return read_bits(field, raw, out);
	default:
		err_abort(__FILE__, __LINE__, "a field of no known kind");
	}
}

static const char *
what_is_missing(enum field_kind kind)
{
	switch (kind) {
	case FIELD_CHOICE:
	case FIELD_SELECT:
	case FIELD_ID:
		return N_("Välj ett av alternativen.");
	case FIELD_CHECK:
		return N_("Kryssa i rutan för att gå vidare.");
	case FIELD_BITS:
		return N_("Kryssa i minst ett av alternativen.");
	case FIELD_DATE:
		return N_("Fyll i ett datum.");
	case FIELD_MONTH:
		return N_("Fyll i en månad.");
	case FIELD_INT:
		return N_("Fyll i ett tal.");
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_HIDDEN:
	default:
		return N_("Fyll i det här fältet.");
	}
}

/* Gathers the raw values by field; ERR_INVALID for a body that no honest browser sends. */
static enum err
gather(const struct form *form, struct str body, struct arena *a, struct str *raw)
{
	struct str name, value;
	int n_pairs = 0;
	size_t i;

	while (next_pair(&body, &name, &value)) {
		if (++n_pairs > PAIRS_MAX)
			return ERR_INVALID;
		TRY(form_decode(a, name, &name));
		TRY(form_decode(a, value, &value));
		for (i = 0; i < form->n_fields; i++)
			if (str_eq(name, str_of(form->fields[i].name)))
				break;
		if (i == form->n_fields)
			continue;
		if (raw[i].p && form->fields[i].kind == FIELD_BITS)
			value = arena_printf(
				a, "%.*s;%.*s", STR_ARG(raw[i]), STR_ARG(value));
		else if (raw[i].p)
			return ERR_INVALID;
		raw[i] = value;
	}
	return OK;
}

static enum err
read_field(const struct field *field, struct arena *a, struct str raw, struct str *kept,
	const char **error, void *out)
{
	if (field->kind == FIELD_LINES)
		raw = with_plain_line_ends(a, raw);
	if (field->kind != FIELD_SECRET)
		raw = str_trim(raw);
	if (field->kind != FIELD_SECRET)
		*kept = raw;
	if (is_text(field->kind))
		*(struct str *)out = STR_NULL;
	*error = NULL;
	if (!str_is_empty(raw))
		*error = read_value(field, raw, out);
	else if (field->is_required)
		*error = what_is_missing(field->kind);
	return *error ? ERR_INVALID : OK;
}

enum err
form_parse(const struct form *form, struct str body, struct arena *a, struct form_state *state,
	void *out)
{
	struct str raw[FORM_FIELDS_MAX] = { { 0 } };
	enum err result = OK, e;
	size_t i;

	assert_always(form->n_fields <= FORM_FIELDS_MAX);
	*state = (struct form_state){ .form = form };
	memset(out, 0, form->size);
	for (i = 0; i < form->n_fields; i++)
		state->raw[i] = STR_NULL;
	e = gather(form, body, a, raw);
	if (e == ERR_LIMIT)
		return e;
	if (e != OK)
		state->summary = N_("Formuläret kunde inte läsas. Försök en gång till.");
	for (i = 0; i < form->n_fields; i++) {
		const struct field *field = &form->fields[i];

		e = read_field(field, a, raw[i].p ? raw[i] : STR_NULL, &state->raw[i],
			&state->errors[i], (char *)out + field->offset);
		if (e != OK)
			result = e;
	}
	if (arena_is_full(a))
		return ERR_LIMIT;
	return state->summary ? ERR_INVALID : result;
}

void
form_typed(const struct form_state *state, struct arena *a, void *out)
{
	const struct form *form = state->form;
	size_t i;

	memset(out, 0, form->size);
	for (i = 0; i < form->n_fields; i++) {
		struct str kept;
		const char *error;

		(void)read_field(&form->fields[i], a, state->raw[i], &kept, &error,
			(char *)out + form->fields[i].offset);
	}
}

void
form_error(struct form_state *state, int field, const char *message)
{
	assert_always(field < 0 || (state->form && field < (int)state->form->n_fields));
	if (field < 0)
		state->summary = message;
	else
		state->errors[field] = message;
}

bool
form_has_errors(const struct form_state *state)
{
	size_t i;

	if (!state)
		return false;
	for (i = 0; state->form && i < state->form->n_fields; i++)
		if (state->errors[i])
			return true;
	return state->summary != NULL;
}
