/* A posting fills its struct or says what is wrong, and the page shows it again with the input. */
#include "core/http/form.h"

#include "tests/harness/harness.h"

struct meeting {
	struct str title, notes, secret, key;
	int64_t minutes, kind, place;
	struct date on;
	struct month month;
	bool is_open;
};

enum { TITLE, NOTES, SECRET, MINUTES, KIND, PLACE, ON, MONTH, OPEN, KEY };
enum { KIND_SHORT = 3, KIND_LONG = 4 };

static const struct choice kinds[] = {
	{ KIND_SHORT, "short", N_("Kort") },
	{ KIND_LONG, "long", N_("Långt") },
};

#define AT(member) .offset = offsetof(struct meeting, member)

static const struct field fields[] = {
	[TITLE] = { "title", N_("Rubrik"), N_("Högst tio tecken"), FIELD_TEXT, AT(title),
		.is_required = true, .max = 10 },
	[NOTES] = { "notes", N_("Anteckning"), NULL, FIELD_LINES, AT(notes) },
	[SECRET] = { "secret", N_("Lösenord"), NULL, FIELD_SECRET, AT(secret), .min = 4,
		.autocomplete = "current-password" },
	[MINUTES] = { "minutes", N_("Minuter"), NULL, FIELD_INT, AT(minutes), .min = 5,
		.max = 90 },
	[KIND] = { "kind", N_("Slag"), NULL, FIELD_CHOICE, AT(kind), .is_required = true,
		.choices = kinds, .n_choices = 2 },
	[PLACE] = { "place", N_("Plats"), NULL, FIELD_ID, AT(place) },
	[ON] = { "on", N_("Dag"), NULL, FIELD_DATE, AT(on) },
	[MONTH] = { "month", N_("Månad"), NULL, FIELD_MONTH, AT(month) },
	[OPEN] = { "open", N_("Öppet för alla"), NULL, FIELD_CHECK, AT(is_open) },
	[KEY] = { "key", N_("Nyckel"), NULL, FIELD_HIDDEN, AT(key) },
};

static const struct form form = FORM("meeting", struct meeting, fields);

#define PLAIN "title=Kaffe&kind=long"

static enum err
parse(struct arena *a, const char *body, struct form_state *state, struct meeting *out)
{
	return form_parse(&form, str_of(body), a, state, out);
}

TEST(a_full_posting_fills_every_kind_of_field)
{
	struct arena *a = arena_new(1 << 20);
	struct form_state state;
	struct meeting m;

	CHECK_ERR(OK, parse(a, "title=+K%C3%A4ffe+&notes=a%0D%0Ab%0Dc"
		"&secret=+%26hej+&minutes=15"
		"&kind=short&place=77&on=2026-11-22&month=2026-11&open=1&key=abc&csrf=x", &state, &m));
	CHECK(str_eq(m.title, STR("Käffe")));
	CHECK(str_eq(m.notes, STR("a\nb\nc")));
	CHECK(str_eq(m.secret, STR(" &hej ")));
	CHECK(m.minutes == 15 && m.kind == KIND_SHORT && m.place == 77 && m.is_open);
	CHECK(m.on.days == 20779 && month_number(m.month) == 11);
	CHECK(str_eq(m.key, STR("abc")));
	CHECK(!form_has_errors(&state));
	arena_free(a);
}

TEST(what_is_left_empty_is_empty_and_not_wrong)
{
	struct arena *a = arena_new(1 << 20);
	struct form_state state;
	struct meeting m;

	CHECK_ERR(OK, parse(a, PLAIN "&notes=&minutes=&place=&on=", &state, &m));
	CHECK(m.notes.p && m.notes.n == 0 && m.secret.p && m.secret.n == 0);
	CHECK(m.minutes == 0 && m.place == 0 && !date_is_set(m.on) && !m.is_open);
	arena_free(a);
}

static void
check_wrong(const char *body, int field)
{
	struct arena *a = arena_new(1 << 20);
	struct form_state state;
	struct meeting m;

	CHECK_ERR(ERR_INVALID, parse(a, body, &state, &m));
	CHECK(form_has_errors(&state));
	CHECK(field < 0 ? state.summary != NULL : state.errors[field] != NULL);
	arena_free(a);
}

TEST(each_field_refuses_what_breaks_its_rule)
{
	check_wrong("kind=long", TITLE);
	check_wrong("title=+++&kind=long", TITLE);
	check_wrong("title=elva+tecken!&kind=long", TITLE);
	check_wrong("title=a%07b&kind=long", TITLE);
	check_wrong("title=a%C2%85b&kind=long", TITLE);
	check_wrong("title=a%0Ab&kind=long", TITLE);
	check_wrong("title=Kaffe", KIND);
	check_wrong("title=Kaffe&kind=3", KIND);
	check_wrong(PLAIN "&secret=abc", SECRET);
	check_wrong(PLAIN "&minutes=4", MINUTES);
	check_wrong(PLAIN "&minutes=91", MINUTES);
	check_wrong(PLAIN "&minutes=1e1", MINUTES);
	check_wrong(PLAIN "&place=0", PLACE);
	check_wrong(PLAIN "&place=-3", PLACE);
	check_wrong(PLAIN "&on=2026-02-30", ON);
	check_wrong(PLAIN "&month=2026-13", MONTH);
	check_wrong(PLAIN "&open=yes", OPEN);
}

TEST(a_body_that_no_browser_sends_is_refused_whole)
{
	struct arena *a = arena_new(1 << 20);
	struct buf body = buf_new(4096);
	int i;

	check_wrong(PLAIN "&title=Te", -1);
	check_wrong(PLAIN "&notes=%", -1);
	check_wrong(PLAIN "&notes=%4", -1);
	check_wrong(PLAIN "&notes=%zz", -1);
	check_wrong(PLAIN "&notes=%C0%AF", -1);
	check_wrong(PLAIN "&notes=a%00b", -1);
	buf_put(&body, STR(PLAIN));
	for (i = 0; i < 63; i++)
		buf_printf(&body, "&x%d=1", i);
	buf_put_byte(&body, '\0');
	check_wrong(body.p, -1);
	buf_free(&body);
	arena_free(a);
}

/* Everything that form_put_... writes for one form, into the arena. */
static struct str
shown(struct arena *a, const struct form_state *state)
{
	static const struct form_option places[] = { { 7, { "Torget", 6 }, true },
		{ 8, { "Ån", 3 }, true } };
	struct buf out = buf_new(64 * 1024);
	struct html h = { &out, a, LANG_SV };
	struct str copy;

	form_put_summary(&h, state);
	form_put_field(&h, &form, state, TITLE, STR("<Kaffe>"));
	form_put_field(&h, &form, state, SECRET, STR("never"));
	form_put_field(&h, &form, state, KIND, STR_NULL);
	form_put_options(&h, &form, state, PLACE, places, 2, 8);
	form_put_field(&h, &form, state, OPEN, STR_NULL);
	form_put_hidden(&h, &form, KEY, STR("\"k\""));
	CHECK_ERR(OK, buf_err(&out));
	copy = arena_str(a, buf_str(&out));
	buf_free(&out);
	return copy;
}

TEST(a_fresh_form_has_labels_hints_and_nothing_chosen)
{
	struct arena *a = arena_new(1 << 20);
	struct str page = shown(a, NULL);

	CHECK(str_contains(page, STR("for=\"f-title\">Rubrik</label>")));
	CHECK(str_contains(page, STR("aria-describedby=\"f-title-hint\" aria-required=\"true\" "
		"autocomplete=\"off\" spellcheck=\"false\" maxlength=\"10\" "
		"value=\"&lt;Kaffe&gt;\">")));
	CHECK(str_contains(page, STR("type=\"password\" id=\"f-secret\" name=\"secret\" "
		"autocomplete=\"current-password\">")));
	CHECK(str_contains(page, STR("id=\"f-kind\" name=\"kind\" value=\"short\">")));
	CHECK(str_contains(page, STR("id=\"f-kind-long\" name=\"kind\" value=\"long\">")));
	CHECK(str_contains(page, STR("name=\"place\" value=\"8\" checked>")));
	CHECK(str_contains(page, STR("Plats <span class=\"optional\">(frivilligt)</span>")));
	CHECK(str_contains(page,
		STR("<input type=\"hidden\" name=\"key\" value=\"&quot;k&quot;\">")));
	CHECK(!str_contains(page, STR("never")) && !str_contains(page, STR("role=\"alert\"")));
	CHECK(!str_contains(page, STR("aria-invalid")));
	arena_free(a);
}

TEST(a_refused_form_keeps_the_input_and_leads_to_each_fault)
{
	struct arena *a = arena_new(1 << 20);
	struct form_state state;
	struct meeting m;
	struct str page;

	CHECK_ERR(ERR_INVALID, parse(a, "title=%22elva+tecken!&secret=hemligt&open=1",
		&state, &m));
	form_error(&state, -1, N_("Passar inte"));
	page = shown(a, &state);
	CHECK(str_contains(page, STR("role=\"alert\" tabindex=\"-1\"")));
	CHECK(str_contains(page, STR("Passar inte")));
	CHECK(str_contains(page, STR("<a class=\"ds-link\" href=\"#f-kind\">Slag</a>")));
	CHECK(str_contains(page, STR("aria-describedby=\"f-title-hint f-title-error\" "
		"aria-invalid=\"true\"")));
	CHECK(str_contains(page, STR("value=\"&quot;elva tecken!\"")));
	CHECK(str_contains(page, STR("id=\"f-kind-error\">Välj ett av alternativen.</p>")));
	CHECK(str_contains(page, STR("value=\"1\" checked>")));
	CHECK(!str_contains(page, STR("hemligt")));
	arena_free(a);
}

TEST(a_full_arena_is_a_limit_and_no_fault_of_the_reader)
{
	struct arena *a = arena_new(64);
	struct form_state state;
	struct meeting m;

	CHECK_ERR(ERR_LIMIT, parse(a, PLAIN "&notes=en+ganska+l%C3%A5ng+text+som"
		"+inte+ryms+h%C3%A4r"
		"+alls+eftersom+minnet+tar+slut", &state, &m));
	arena_free(a);
}
