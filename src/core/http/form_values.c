/* Forms as field tables: the values of a form's struct, field by field. */
#include "core/http/form.h"

static const struct field *
field_of(const struct form *form, int field)
{
	assert_always(field >= 0 && field < (int)form->n_fields);
	return &form->fields[field];
}

static struct str
codes_of(struct arena *a, const struct field *f, int64_t bits)
{
	struct str text = STR_NULL;
	size_t i;

	for (i = 0; i < f->n_choices; i++)
		if (bits & f->choices[i].value)
			text = arena_printf(a, "%.*s%s%s", STR_ARG(text), text.n ? ";" : "",
				f->choices[i].code);
	return text;
}

struct str
form_raw(struct arena *a, const struct form *form, int field, const void *values)
{
	const struct field *f = field_of(form, field);
	const void *at = (const char *)values + f->offset;
	int64_t number;

	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_HIDDEN:
		return *(const struct str *)at;
	case FIELD_CHOICE:
	case FIELD_SELECT:
		return str_of(choice_code(f->choices, f->n_choices, *(const int64_t *)at));
	case FIELD_BITS:
		return codes_of(a, f, *(const int64_t *)at);
	case FIELD_CHECK:
		return *(const bool *)at ? STR("1") : STR_NULL;
	case FIELD_DATE:
		return date_text(a, *(const struct date *)at);
	case FIELD_MONTH:
		return month_text(a, *(const struct month *)at);
	case FIELD_INT:
	case FIELD_ID:
		number = *(const int64_t *)at;
		return number ? arena_printf(a, "%lld", (long long)number) : STR_NULL;
	case FIELD_SECRET:
	default:
		return STR_NULL;
	}
}

bool
form_is_written(const struct form *form, int field)
{
	enum field_kind kind = field_of(form, field)->kind;

	return kind == FIELD_TEXT || kind == FIELD_LINES;
}

/* The bytes of a value; a text is a slice of its own. */
static size_t
size_of(enum field_kind kind)
{
	switch (kind) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_HIDDEN:
		return sizeof(struct str);
	case FIELD_CHECK:
		return sizeof(bool);
	case FIELD_DATE:
		return sizeof(struct date);
	case FIELD_MONTH:
		return sizeof(struct month);
	case FIELD_INT:
	case FIELD_CHOICE:
	case FIELD_SELECT:
	case FIELD_ID:
	case FIELD_BITS:
	default:
		return sizeof(int64_t);
	}
}

bool
form_is_same(const struct form *form, int field, const void *x, const void *y)
{
	const struct field *f = field_of(form, field);
	const char *at_x = (const char *)x + f->offset, *at_y = (const char *)y + f->offset;
	size_t n = size_of(f->kind);

	if (n == sizeof(struct str))
		return str_eq(*(const struct str *)(const void *)at_x,
			*(const struct str *)(const void *)at_y);
	return memcmp(at_x, at_y, n) == 0;
}

void
form_copy(const struct form *form, int field, const void *from, void *to)
{
	const struct field *f = field_of(form, field);

	memcpy((char *)to + f->offset, (const char *)from + f->offset, size_of(f->kind));
}
