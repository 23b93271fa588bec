/* HSDS comes in as it went out: what is public of a catalogue, into another and back. */
#include "core/json/json.h"
#include "features/catalogue/hsds.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

static void
check_same(struct str is, struct str wanted)
{
	ck_assert_msg(str_eq(is, wanted), "%.*s\ninstead of\n%.*s", STR_ARG(is),
		STR_ARG(wanted));
}

static enum err
import(struct world *w, struct str text, struct csv_fault *fault)
{
	const struct catalogue_hsds_import in = { .text = text, .today = w->today };
	struct catalogue_import_count count;
	enum err e = catalogue_import_hsds(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, fault);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static void
put_value(const struct json *value, struct buf *out);

/* Without ids and days of change: those are of the database that a thing lies in. */
static void
put_object(const struct json *value, struct buf *out)
{
	size_t i;

	for (i = 0; i < value->n; i++) {
		struct str name = value->items[i].name;

		if (str_eq(name, STR("id")) || str_ends(name, STR("_id")) ||
			str_eq(name, STR("last_modified")))
			continue;
		buf_printf(out, "%.*s=", STR_ARG(name));
		put_value(&value->items[i], out);
		buf_put_byte(out, '\n');
	}
}

static void
put_value(const struct json *value, struct buf *out)
{
	size_t i;

	if (value->kind == JSON_IS_TEXT)
		buf_put(out, value->text);
	else if (value->kind == JSON_IS_OBJECT)
		put_object(value, out);
	else if (value->kind == JSON_IS_ARRAY)
		for (i = 0; i < value->n; i++)
			put_value(&value->items[i], out);
	else
		buf_put_int(out, value->number);
}

/* The service of that name as /services gives it; the order of services is that of their ids. */
static struct str
service_text(struct visitor *v, const struct json *list, struct str name)
{
	struct buf out BUF_CLEANUP = buf_new(64 * 1024);
	size_t i;

	for (i = 0; i < list->n; i++)
		if (str_eq(json_member_text(&list->items[i], "name"), name))
			put_value(&list->items[i], &out);
	return arena_str(v->arena, buf_str(&out));
}

static const struct json *
services(struct visitor *v)
{
	const struct json *answer;
	struct json_fault fault;

	CHECK(visitor_get(v, "/services?per_page=100") == 200);
	CHECK_ERR(OK,
		json_parse(arena_str(v->arena, visitor_body(v)), v->arena, &answer, &fault));
	return json_member(answer, "contents");
}

TEST(hsds_goes_out_and_into_an_empty_catalogue_and_out_again_the_same)
{
	WORLD_CLEANUP struct world first = world_new(), second = world_new();
	struct visitor out VISITOR_CLEANUP = visitor_new(&first, STR_NULL);
	struct visitor again VISITOR_CLEANUP = visitor_new(&second, STR_NULL);
	const struct json *had, *has;
	struct csv_fault fault = { 0 };
	enum err e;
	size_t i;

	sodertalje_import(&first);
	had = services(&out);
	CHECK(had->n > 10);
	e = import(&second, visitor_body(&out), &fault);
	ck_assert_msg(
		e == OK, "%.*s: %s", STR_ARG(fault.column), fault.reason ? fault.reason : "");
	has = services(&again);
	CHECK(had->n == has->n);
	for (i = 0; i < had->n; i++) {
		struct str name = json_member_text(&had->items[i], "name");

		check_same(service_text(&again, has, name), service_text(&out, had, name));
	}
}

TEST(hsds_into_its_own_catalogue_changes_nothing_that_it_does_not_say)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct buf before BUF_CLEANUP = buf_new(1 << 20), after BUF_CLEANUP = buf_new(1 << 20);
	const struct scope *scope = world_job(&w, w.association);
	struct csv_fault fault = { 0 };

	sodertalje_import(&w);
	CHECK_ERR(OK, catalogue_export_services(w.db, scope, w.arena, &before));
	services(&v);
	CHECK_ERR(OK, import(&w, visitor_body(&v), &fault));
	CHECK_ERR(OK, catalogue_export_services(w.db, scope, w.arena, &after));
	check_same(buf_str(&after), buf_str(&before));
}

#define ORGANISATION \
	"\"organization\":{\"id\":\"o\",\"name\":\"Alfa\",\"attributes\":[{\"link_type\":\"kind\"," \
	"\"value\":\"region\"}]}"
#define TRACK "\"attributes\":[{\"link_type\":\"track\",\"value\":\"exposed\"}]"

TEST(what_is_wrong_in_hsds_is_told_by_its_pointer_and_nothing_is_kept)
{
	static const struct {
		const char *text, *pointer;
	} wrong[] = {
		{ "{", "" },
		{ "7", "" },
		{ "{\"contents\":{}}", "/contents" },
		{ "[7]", "/0" },
		{ "[{\"id\":\"s\"}]", "/0/organization" },
		{ "[{" ORGANISATION "}]", "/0/id" },
		{ "{\"services\":[{\"id\":\"s\",\"name\":7," ORGANISATION "}]}",
			"/services/0/name" },
		{ "[{\"id\":\"s\",\"name\":\"S\"," ORGANISATION "}]", "/0 (tracks)" },
		{ "[{\"id\":\"s\",\"name\":\"S\"," TRACK "," ORGANISATION
		  "},{\"id\":\"t\",\"phones\":7," ORGANISATION "}]",
			"/1/phones" },
		{ "[{\"id\":\"s\",\"name\":\"S\"," TRACK ",\"schedules\":[{}]," ORGANISATION
		  "}]",
			"/0/schedules/0/description" },
		{ "[{\"id\":\"s\",\"name\":\"S\"," TRACK
		  ",\"organization\":{\"id\":\"o\",\"name\":\"Alfa\"}}]",
			"/0/organization/attributes" },
		{ "[{\"id\":\"s\",\"name\":\"S\"," TRACK ",\"url\":\"http://x\"," ORGANISATION
		  "}]",
			"/0 (website)" },
	};
	WORLD_CLEANUP struct world w = world_new();
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct csv_fault fault = { 0 };

		CHECK_ERR(ERR_INVALID, import(&w, str_of(wrong[i].text), &fault));
		check_same(fault.column, str_of(wrong[i].pointer));
		CHECK(fault.reason != NULL);
		CHECK(world_rows(&w, "service") == 0 && world_rows(&w, "organisation") == 0);
	}
	CHECK_ERR(OK,
		import(&w, STR("[{\"id\":\"s\",\"name\":\"S\"," TRACK "," ORGANISATION "}]"),
			&(struct csv_fault){ 0 }));
	CHECK(world_rows(&w, "service") == 1);
}

TEST(what_was_checked_was_checked_today_at_the_latest)
{
	WORLD_CLEANUP struct world w = world_new();
	int days;

	for (days = -1; days <= 1; days++) {
		struct date day = date_add_days(w.today, days);
		struct csv_fault fault = { 0 };
		struct str text = arena_printf(w.arena,
			"[{\"id\":\"s\",\"name\":\"S\",\"assured_date\":\"%.*s\"," TRACK
			"," ORGANISATION "}]",
			STR_ARG(date_text(w.arena, day)));

		CHECK_ERR(days > 0 ? ERR_INVALID : OK, import(&w, text, &fault));
		check_same(fault.column, days > 0 ? STR("/0/assured_date") : STR_NULL);
		CHECK(sodertalje_service(&w, "S").verified_on.days ==
			w.today.days + (days < 0 ? -1 : 0));
	}
}
