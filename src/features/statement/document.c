/* From JSON to what the two pages show. */
#include "features/statement/document.h"

#include "base/embedded.h"
#include "core/json/json.h"

extern const struct embedded_set embedded_statement_content;

static const struct {
	const char *code;
	enum conformance conformance;
} conformances[] = {
	{ "full", CONFORMANCE_FULL },
	{ "partial", CONFORMANCE_PARTIAL },
	{ "none", CONFORMANCE_NONE },
};

struct str
statement_file(struct arena *a, const char *name, enum lang lang)
{
	struct str path = arena_printf(a, "%s.%s.json", name, lang_code(lang));
	const struct embedded_file *file = embedded_find(&embedded_statement_content, path);

	assert_always(file);
	return embedded_str(file);
}

/* A text that must be there. */
static enum err
read_text(const struct json *object, const char *name, struct str *out)
{
	*out = json_member_text(object, name);
	return str_is_empty(*out) ? ERR_INVALID : OK;
}

static enum err
read_list(const struct json *object, const char *name, struct arena *a, struct texts *out)
{
	const struct json *list = json_member(object, name);
	size_t i;

	if (!list || list->kind != JSON_IS_ARRAY)
		return ERR_INVALID;
	*out = (struct texts){ arena_alloc(a, (list->n + 1) * sizeof(struct str)), list->n };
	if (!out->rows)
		return ERR_LIMIT;
	for (i = 0; i < list->n; i++) {
		if (list->items[i].kind != JSON_IS_TEXT)
			return ERR_INVALID;
		out->rows[i] = list->items[i].text;
	}
	return OK;
}

static enum err
read_conformance(const struct json *object, enum conformance *out)
{
	struct str code = json_member_text(object, "conformance");
	size_t i;

	for (i = 0; i < sizeof(conformances) / sizeof(conformances[0]); i++)
		if (str_eq(code, str_of(conformances[i].code))) {
			*out = conformances[i].conformance;
			return OK;
		}
	return ERR_INVALID;
}

static enum err
read_shortcomings(const struct json *object, struct arena *a, struct statement *out)
{
	const struct json *list = json_member(object, "shortcomings");
	size_t i;

	if (!list || list->kind != JSON_IS_ARRAY)
		return ERR_INVALID;
	out->n_shortcomings = list->n;
	out->shortcomings = arena_alloc(a, (list->n + 1) * sizeof(struct shortcoming));
	if (!out->shortcomings)
		return ERR_LIMIT;
	for (i = 0; i < list->n; i++) {
		TRY(read_text(&list->items[i], "what", &out->shortcomings[i].what));
		TRY(read_text(&list->items[i], "instead", &out->shortcomings[i].instead));
		TRY(read_text(&list->items[i], "until", &out->shortcomings[i].until));
	}
	return OK;
}

enum err
statement_read(struct str json, struct arena *a, struct statement *out)
{
	struct statement s = { .n_shortcomings = 0 };
	const struct json *object;
	struct json_fault fault;
	struct str complaints;

	TRY(json_parse(json, a, &object, &fault));
	TRY(read_conformance(object, &s.conformance));
	TRY(read_text(object, "standard", &s.standard));
	TRY(date_parse(json_member_text(object, "checked_on"), &s.checked_on));
	TRY(read_list(object, "ways", a, &s.ways));
	TRY(read_shortcomings(object, a, &s));
	TRY(read_text(object, "authority", &s.authority));
	TRY(read_text(object, "complaints", &complaints));
	s.complaints = url_outside(a, complaints);
	/* A statement of full conformance has nothing to excuse, and any other says what is wrong. */
	if ((s.conformance == CONFORMANCE_FULL) != (s.n_shortcomings == 0) || s.ways.n == 0)
		return ERR_INVALID;
	*out = s;
	return OK;
}

enum err
kept_read(struct str json, struct arena *a, struct kept *out)
{
	struct kept k = { .n = 0 };
	const struct json *object, *list;
	struct json_fault fault;
	size_t i;

	TRY(json_parse(json, a, &object, &fault));
	TRY(read_text(object, "lead", &k.lead));
	list = json_member(object, "sections");
	if (!list || list->kind != JSON_IS_ARRAY)
		return ERR_INVALID;
	k.n = list->n;
	k.sections = arena_alloc(a, (list->n + 1) * sizeof(struct kept_section));
	if (!k.sections)
		return ERR_LIMIT;
	for (i = 0; i < list->n; i++) {
		TRY(read_text(&list->items[i], "heading", &k.sections[i].heading));
		TRY(read_list(&list->items[i], "text", a, &k.sections[i].paragraphs));
		TRY(read_list(&list->items[i], "items", a, &k.sections[i].items));
	}
	*out = k;
	return OK;
}
