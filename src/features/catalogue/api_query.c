/* Open data: which parameters each list takes, and with which values; another is refused aloud. */
#include "features/catalogue/api.h"

#include <string.h>

#include "core/json/json.h"
#include "features/catalogue/hsds.h"

enum { EVERY = API_ROOT | API_LISTS | API_ONE, REASON_BYTES = 1024 };

/* What HSDS 3.0 names, where it is understood; with `only` no other value is. */
static const struct {
	const char *name;
	unsigned by; /* a set of enum api_list */
	const char *only;
} parameters[] = {
	{ "page", API_LISTS, NULL },
	{ "per_page", API_LISTS, NULL },
	{ "search", API_SERVICES | API_AT_LOCATIONS | API_ORGANISATIONS | API_TAXONOMIES,
		NULL },
	{ "modified_after", API_SERVICES | API_AT_LOCATIONS | API_ORGANISATIONS, NULL },
	{ "organization_id", API_SERVICES | API_AT_LOCATIONS, NULL },
	{ "taxonomy_term_id", API_SERVICES | API_AT_LOCATIONS, NULL },
	{ "search", API_TERMS, NULL },
	{ "taxonomy_id", API_SERVICES | API_AT_LOCATIONS | API_TERMS, NULL },
	{ "parent_id", API_TERMS, NULL },
	{ "top_only", API_TERMS, NULL },
	/* what the answers are anyhow */
	{ "full", API_SERVICES, "true" },
	{ "minimal", API_SERVICES, "false" },
	{ "full", API_ORGANISATIONS, "false" },
	{ "full_service", API_ORGANISATIONS, "false" },
	{ "format", EVERY, "json" },
};
enum { PARAMETERS = sizeof(parameters) / sizeof(parameters[0]) };

/* The place in the table of a name for that list, or PARAMETERS. */
static size_t
find(struct str name, enum api_list list)
{
	size_t i;

	for (i = 0; i < PARAMETERS; i++)
		if ((parameters[i].by & (unsigned)list) &&
			str_eq(name, str_of(parameters[i].name)))
			break;
	return i;
}

static void
put_supported(struct buf *reason, enum api_list list)
{
	bool is_first = true;
	size_t i;

	buf_put_cstr(reason, "This address does not support the parameter. It supports: ");
	for (i = 0; i < PARAMETERS; i++) {
		if (!(parameters[i].by & (unsigned)list))
			continue;
		buf_printf(reason, "%s%s", is_first ? "" : ", ", parameters[i].name);
		if (parameters[i].only)
			buf_printf(reason, "=%s", parameters[i].only);
		is_first = false;
	}
	buf_put_byte(reason, '.');
}

static bool
is_between(struct str value, int64_t most)
{
	int64_t v;

	return str_to_int(value, &v) == OK && v >= 1 && v <= most;
}

/* Why the value is none for the parameter, or NULL. */
static const char *
wrong_value(struct str name, struct str value)
{
	struct date day;
	int64_t row;

	if (str_is_empty(value))
		return NULL;
	if (str_eq(name, STR("page")) && !is_between(value, API_PAGE_MAX))
		return "A page is a whole number from 1 to 1000000.";
	if (str_eq(name, STR("per_page")) && !is_between(value, API_SIZE_MAX))
		return "A page has from 1 to 100 things.";
	if (str_eq(name, STR("search")) && value.n > SEARCH_BYTES)
		return "What is searched for is at most 80 bytes long.";
	if (str_eq(name, STR("modified_after")) && api_read_day(value, &day) != OK)
		return "A day is written as 2026-11-22.";
	if (str_eq(name, STR("organization_id")) &&
		hsds_parse_id(value, HSDS_ORGANISATION, &row) != OK)
		return "This is no id of an organization.";
	if (str_eq(name, STR("taxonomy_id")) &&
		hsds_parse_id(value, HSDS_TAXONOMY, &row) != OK)
		return "This is no id of a taxonomy.";
	if (str_eq(name, STR("taxonomy_term_id")) &&
		hsds_parse_id(value, HSDS_TERM, &row) != OK)
		return "This is no id of a taxonomy term.";
	return NULL;
}

/* Of two values one would be passed over without a word. */
static bool
is_repeated(struct str query, struct str name)
{
	struct str value, part;
	int n = 0;

	while (!str_is_empty(query) && str_split(&query, '&', &value))
		if (str_split(&value, '=', &part) && str_eq(part, name))
			n++;
	return n > 1;
}

/* {"error": why, "parameter": which} */
static void
refuse(struct page *page, struct str name, struct str reason)
{
	struct buf *out = page->html.out;

	api_begin(page);
	page->is_refused = true;
	buf_put_cstr(out, "{\"error\":");
	json_put_text(out, reason);
	buf_put_cstr(out, ",\"parameter\":");
	json_put_text(out, name);
	buf_put_cstr(out, "}\n");
}

/* Fills the reason when the parameter, or its value, is refused. */
static void
check(const struct request_context *ctx, enum api_list list, struct str name, struct str value,
	struct buf *reason)
{
	size_t at = find(name, list);
	const char *wrong;

	if (at == PARAMETERS) {
		put_supported(reason, list);
		return;
	}
	if (is_repeated(ctx->query, name)) {
		buf_put_cstr(reason, "The parameter may stand once.");
		return;
	}
	if (parameters[at].only && !str_eq(value, str_of(parameters[at].only)))
		buf_printf(reason, "The only value that is supported is %s.",
			parameters[at].only);
	if (parameters[at].only)
		return;
	wrong = wrong_value(name, query_value(ctx, parameters[at].name));
	if (wrong)
		buf_put_cstr(reason, wrong);
}

bool
api_takes(struct page *page, enum api_list list)
{
	struct buf reason BUF_CLEANUP = buf_new(REASON_BYTES);
	struct str rest = page->ctx.query, value, name;

	while (!str_is_empty(rest) && str_split(&rest, '&', &value)) {
		if (!str_split(&value, '=', &name) || str_is_empty(name))
			continue;
		check(&page->ctx, list, name, value, &reason);
		if (buf_str(&reason).n == 0)
			continue;
		refuse(page, str_is_utf8(name) ? name : STR_NULL, buf_str(&reason));
		return false;
	}
	return true;
}

/* What the answers are, as the root of an API of HSDS says it. */
enum err
catalogue_api_root(struct page *page)
{
	if (!api_takes(page, API_ROOT))
		return OK;
	api_begin(page);
	buf_put_cstr(page->html.out,
		"{\"version\":\"3.0\","
		"\"profile\":\"https://docs.openreferral.org/en/3.0/\","
		"\"openapi_url\":\"https://raw.githubusercontent.com/openreferral/specification/"
		"3.0/schema/openapi.json\"}\n");
	return OK;
}
