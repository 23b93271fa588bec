/* Tests of the finder's pages: what somebody in Södertälje finds, and what nobody can tell. */
#include "tests/harness/harness.h"

#include <stdio.h>

#include "core/http/kept.h"
#include "core/time/clock.h"
#include "features/material/test_paper.h"
#include "features/publicsite/finder.h"
#include "features/publicsite/forms.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

static int
ask(struct visitor *v, const char *path, const char *body)
{
	v->next.content_type = STR("application/x-www-form-urlencoded");
	v->next.body = arena_str(v->arena, str_of(body));
	return visitor_post(v, path, "");
}

/* The heading of answer number `i` from 1, as it stands on the page; "" without. */
static struct str
answer(const struct visitor *v, int i)
{
	static const char open[] = "data-size=\"sm\">";
	struct str page = visitor_body(v);
	const char *at = page.p, *end = page.p + page.n;

	while (at && i-- > 0) {
		at = memmem(at, (size_t)(end - at), "<h2", 3);
		at = at ? memmem(at, (size_t)(end - at), open, sizeof(open) - 1) : NULL;
		at = at ? at + sizeof(open) - 1 : NULL;
	}
	if (!at)
		return STR_NULL;
	end = memchr(at, '<', (size_t)(end - at));
	return (struct str){ at, (size_t)(end - at) };
}

TEST(the_first_page_asks_for_whom_and_has_the_acute_numbers)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	static const char *const starts[] = { "/", "/k", "/en", "/latt" };
	size_t i;

	for (i = 0; i < 4; i++) {
		CHECK(visitor_get(&v, starts[i]) == 200);
		CHECK(visitor_sees(&v, "href=\"tel:112\"") &&
			visitor_sees(&v, "href=\"tel:11414\""));
		CHECK(visitor_sees(&v, "020-50 50 50"));
		CHECK(visitor_sees(&v, "value=\"jag\""));
		CHECK(visitor_sees(&v, "value=\"arbete\""));
		CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
		CHECK(str_eq(visitor_header(&v, "Cache-Control"), STR("no-store")));
	}
	CHECK(visitor_sees(&v, "Vi sparar inte det du väljer."));
	CHECK(visitor_get(&v, "/en") == 200);
	CHECK(visitor_sees(&v, "<html lang=\"en\" dir=\"ltr\"") && visitor_sees(&v, "Myself"));
}

TEST(each_step_asks_the_next_question_and_carries_the_answers_in_the_page)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(ask(&v, "/k", "for=jag") == 200);
	CHECK(visitor_sees(&v, "name=\"for\" value=\"jag\"") &&
		visitor_sees(&v, "value=\"prata\"") && !visitor_sees(&v, "value=\"beslut\""));
	CHECK(ask(&v, "/k", "for=jag&vad=prata") == 200);
	CHECK(visitor_sees(&v, "name=\"vad\" value=\"prata\"") &&
		visitor_sees(&v, "<option value=\"181\">Södertälje</option>"));
	CHECK(ask(&v, "/latt", "for=jag&vad=prata&var=181&klar=1") == 200);
	CHECK(visitor_sees(&v, "Du bestämmer vad du vill säga.") &&
		visitor_sees(&v, "action=\"/latt\""));
}

TEST(a_step_that_makes_no_sense_goes_back_to_what_does)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(ask(&v, "/k", "for=ingen&vad=prata") == 200 && visitor_sees(&v, "Mig själv"));
	CHECK(ask(&v, "/k", "for=jag&vad=beslut") == 200);
	CHECK(visitor_sees(&v, "value=\"prata\""));
	CHECK(ask(&v, "/k", "") == 200 && visitor_sees(&v, "Mig själv"));
	CHECK(ask(&v, "/k", "for=jag&vad=prata&var=99&klar=1") == 200);
	CHECK(visitor_sees(&v, "Det här gäller i hela landet."));
}

/* What people ask in Södertälje, and what the first answer should be. */
static const struct {
	const char *body, *first;
} asked_in_sodertalje[] = {
	{ "for=egen&vad=sluta&vem=m", "Behandling för våldsutövare" },
	{ "for=egen&vad=sluta", "Behandling för våldsutövare" },
	{ "for=egen&vad=prata", "Välj att sluta" },
	{ "for=egen&vad=nu", "Välj att sluta" },
	{ "for=arbete&vad=beslut", "Beslut om akut skyddat boende" },
	{ "for=arbete&vad=sluta", "Behandling för våldsutövare" },
	{ "for=arbete&vad=rad", "Stöd till våldsutsatta kvinnor" },
	{ "for=arbete&vad=familj", "Nationella stödtelefonen mot hedersförtryck" },
	{ "for=arbete&vad=unga", "Krisstöd till barn och föräldrar" },
	{ "for=jag&vad=plats&vem=k", "Beslut om akut skyddat boende" },
	{ "for=jag&vad=prata&vem=k", "Stöd till våldsutsatta kvinnor" },
	{ "for=jag&vad=prata&vem=m", "Brottsofferstöd" },
	{ "for=jag&vad=fraga", "Brottsofferstöd" },
	{ "for=jag&vad=hur", "Sjukvårdsrådgivningen" },
	{ "for=jag&vad=familj", "Rätt att välja" },
	{ "for=annan&vad=hjalpa", "Brottsofferstöd" },
	{ "for=annan&vad=plats", "Akut fara – SOS Alarm" },
	{ "for=annan&vad=unga", "Krisstöd till barn och föräldrar" },
	{ "for=annan&vad=sluta", "Välj att sluta" },
	{ "for=barn&vad=prata", "Bris" },
	{ "for=barn&vad=plats", "Bris" },
	{ "for=barn&vad=familj", "Rätt att välja" },
};

TEST(what_people_in_sodertalje_ask_has_a_sensible_first_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i, n = sizeof(asked_in_sodertalje) / sizeof(asked_in_sodertalje[0]);

	CHECK(n >= 20);
	sodertalje_import(&w);
	for (i = 0; i < n; i++) {
		char body[128];
		struct str first;

		snprintf(body, sizeof(body), "%s&var=181&klar=1", asked_in_sodertalje[i].body);
		CHECK(ask(&v, "/k", body) == 200);
		first = answer(&v, 1);
		ck_assert_msg(str_eq(first, str_of(asked_in_sodertalje[i].first)),
			"%s: %.*s, expected %s", asked_in_sodertalje[i].body, STR_ARG(first),
			asked_in_sodertalje[i].first);
		CHECK(answer(&v, 2).n > 0 && answer(&v, ANSWERS_MAX + 1).n == 0);
	}
}

/* A hundred days later the facts of the acute are past their ninety, those of the others are not. */
TEST(who_looks_for_a_safe_place_finds_who_decides_also_when_nobody_has_confirmed_it)
{
	static const struct {
		const char *who, *answers[3];
	} asked[] = {
		{ "k", { "Kvinnofridslinjen", "Beslut om akut skyddat boende",
			"Kvinnoboende" } },
		{ "m", { "Stödlinjen för män", "Beslut om akut skyddat boende",
			"Polisen (ej akut)" } },
		{ "t", { "Stödlinjen för transpersoner", "Beslut om akut skyddat boende",
			"Polisen (ej akut)" } },
	};
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i;
	int k;

	sodertalje_import(&w);
	clock_fix(clock_now() + (int64_t)100 * 24 * 60 * 60);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		char body[128];

		snprintf(body, sizeof(body), "for=jag&vad=plats&vem=%s&var=181&klar=1",
			asked[i].who);
		CHECK(ask(&v, "/k", body) == 200);
		for (k = 0; k < 3 && asked[i].answers[k]; k++)
			ck_assert_msg(str_eq(answer(&v, k + 1), str_of(asked[i].answers[k])),
				"%s %d: %.*s", asked[i].who, k, STR_ARG(answer(&v, k + 1)));
		CHECK(!visitor_sees(&v, "Öppen förskola") && !visitor_sees(&v, "Elevhälsa"));
		CHECK(visitor_sees(&v, "Kvinnoboende") == (asked[i].who[0] == 'k'));
	}
}

TEST(a_treatment_that_needs_no_decision_is_followed_by_the_national_line)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct str first;

	sodertalje_import(&w);
	CHECK(ask(&v, "/k", "for=egen&vad=sluta&vem=m&var=181&klar=1") == 200);
	first = answer(&v, 1);
	CHECK(str_eq(first, STR("Behandling för våldsutövare")));
	CHECK(visitor_sees(&v, "inget krävs") && visitor_sees(&v, "Välj att sluta"));
	CHECK(visitor_sees(&v, "övningsnummer"));
}

TEST(a_municipality_with_nothing_of_its_own_is_told_so_and_gets_the_national_lines)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	sodertalje_import(&w);
	CHECK(ask(&v, "/k", "for=jag&vad=prata&var=2584&klar=1") == 200);
	CHECK(visitor_sees(&v, "Vi känner inte till något just för Kiruna."));
	CHECK(str_eq(answer(&v, 1), STR("Kvinnofridslinjen")));
	CHECK(!visitor_sees(&v, "Brottsofferjouren"));
}

TEST(a_municipality_with_nothing_of_its_own_gets_what_its_county_has_and_is_told_so)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	sodertalje_import(&w);
	paper_move(&w, "Brottsofferstöd", "01");
	CHECK(ask(&v, "/k", "for=jag&vad=prata&var=127&klar=1") == 200);
	CHECK(visitor_sees(&v, "just för Botkyrka. Det här gäller i länet, och"));
	CHECK(str_eq(answer(&v, 1), STR("Brottsofferstöd")));
	CHECK(ask(&v, "/k", "for=jag&vad=prata&var=2584&klar=1") == 200);
	CHECK(visitor_sees(&v, "just för Kiruna. Det här gäller i hela landet."));
	CHECK(!visitor_sees(&v, "Brottsofferstöd"));
}

static void
check_length(struct visitor *v, const char *path, const struct situation *situation,
	const char *tail, bool is_squeezed)
{
	struct str body = arena_printf(v->arena, "for=%s&vad=%s%s",
		choice_of(door_choices, DOORS - 1, situation->door)->code,
		choice_of(what_choices, WHATS - 1, situation->what)->code, tail);
	size_t wanted = is_squeezed ? QUESTION_SQUEEZED_BYTES : QUESTION_BYTES;

	v->next.accept_encoding = is_squeezed ? STR("gzip") : STR_NULL;
	CHECK(ask(v, path, arena_cstr(v->arena, body)) == 200);
	ck_assert_msg(visitor_body(v).n == wanted, "%.*s: %zu bytes", STR_ARG(body),
		visitor_body(v).n);
}

TEST(every_combination_has_one_length_plain_and_one_squeezed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	static const char *const tails[] = { "", "&klar=1", "&var=181&klar=1",
		"&var=2584&klar=1",
		"&vem=m&var=181&klar=1", "&vem=o&klar=1&var=181" };
	static const char *const paths[] = { "/k", "/en", "/latt" };
	size_t s, t, p;

	sodertalje_import(&w);
	for (s = 0; s < n_situations; s++)
		for (t = 0; t < 6; t++)
			for (p = 0; p < 3; p++)
				check_length(&v, paths[p], &situations[s], tails[t],
					(s + t) % 2);
}

TEST(every_municipality_gives_an_answer_of_the_same_length)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct places places;
	size_t i;

	sodertalje_import(&w);
	CHECK_ERR(OK, places_read(w.arena, &places));
	for (i = 0; i < places.n_municipalities; i++) {
		char body[64];

		snprintf(body, sizeof(body), "for=jag&vad=plats&vem=alla&var=%lld&klar=1",
			(long long)places.municipalities[i].code);
		v.next.accept_encoding = STR("gzip, deflate, br");
		CHECK(ask(&v, "/k", body) == 200);
		ck_assert_uint_eq(visitor_body(&v).n, QUESTION_SQUEEZED_BYTES);
	}
}

TEST(the_card_has_the_numbers_for_everybody_and_no_name)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/k/kort") == 200);
	CHECK(visitor_sees(&v, "1177") && visitor_sees(&v, "116 111") &&
		visitor_sees(&v, "<title>Stöd och kontakt"));
	CHECK(visitor_sees(&v, "november 2026"));
	CHECK(!visitor_sees(&v, "010-223 57 60"));
}

/* ---- what is kept in memory, and what an editor changes ---- */

static bool
finds_victim_support(struct visitor *v)
{
	CHECK(ask(v, "/k", "for=jag&vad=fraga&var=181&klar=1") == 200);
	return str_eq(answer(v, 1), STR("Brottsofferstöd"));
}

/* By the form of the editor: what the public may know of the service and of its number. */
static void
edit_victim_support(struct world *w, const char *visible, const char *phone, int version)
{
	struct visitor v VISITOR_CLEANUP =
		visitor_new(w, world_token(w, w->accounts[ROLE_CATALOGUE_EDITOR]));
	char path[64], body[512];

	snprintf(path, sizeof(path), "/katalog/%lld/uppgifter",
		(long long)sodertalje_service(w, "Brottsofferstöd").id.v);
	snprintf(body, sizeof(body),
		"synlig=%s&synlig-telefon=%s&synlig-svarar=as_entry&synlig-rakning=as_entry"
		"&synlig-svarstid=as_entry&synlig-tider=as_entry&synlig-sprak=as_entry"
		"&synlig-webbplats=as_entry&synlig-kostnad=as_entry&synlig-ta-med=as_entry"
		"&synlig-om=as_entry&rakning=no&kostnad=free&omrade=0181&version=%d",
		visible, phone, version);
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_post(&v, path, body) == 303);
}

TEST(a_number_that_an_editor_hides_is_gone_from_the_next_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	sodertalje_import(&w);
	CHECK(finds_victim_support(&v) && visitor_sees(&v, "08-465 004 16"));
	edit_victim_support(&w, "public", "professionals", 1);
	CHECK(!finds_victim_support(&v) && !visitor_sees(&v, "08-465 004 16"));
	edit_victim_support(&w, "public", "as_entry", 2);
	CHECK(finds_victim_support(&v));
	edit_victim_support(&w, "professionals", "as_entry", 3);
	CHECK(!finds_victim_support(&v));
}

/* As `lotsa import catalogue` does: a file of organisations, over a connection of its own. */
static void
import_elsewhere(struct world *w, const char *victim_support)
{
	struct catalogue_import in = {
		.organisations = arena_printf(w->arena,
			"id,name,kind,parent_id,municipality,note,visibility\n"
			"boj,Brottsofferjouren,civil_society,,Södertälje,,%s\n",
			victim_support),
		.services = STR("id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			"entry_routes,requires,response_time,same_day,anonymous,phone,"
			"phone_note,note\n"),
		.today = w->today };
	struct catalogue_import_count count;
	struct csv_fault fault;
	struct db *writer;
	struct tx *tx;

	CHECK_ERR(OK, db_open(arena_printf(w->arena, "%s/lotsa.db", w->dir).p, DB_WRITE,
		&writer));
	CHECK_ERR(OK, tx_begin(writer, &tx));
	ck_assert_msg(catalogue_import_csv(tx, world_job(w, w->association), w->arena, &in,
		&count, &fault) == OK, "%.*s: %s", STR_ARG(fault.column), fault.reason);
	CHECK_ERR(OK, tx_commit(tx));
	db_close(writer);
}

TEST(what_another_process_makes_private_is_gone_from_the_next_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	sodertalje_import(&w);
	CHECK(finds_victim_support(&v));
	import_elsewhere(&w, "professionals");
	CHECK(!finds_victim_support(&v));
	import_elsewhere(&w, "public");
	CHECK(finds_victim_support(&v));
}

static int64_t
public_changes(struct world *w)
{
	int64_t n;

	CHECK_ERR(OK, catalogue_public_changes(w->db, w->arena, &n));
	return n;
}

TEST(an_answer_stays_in_memory_while_nothing_public_changes)
{
	struct world w WORLD_CLEANUP = world_new();
	int64_t n;

	sodertalje_import(&w);
	edit_victim_support(&w, "professionals", "as_entry", 1);
	n = public_changes(&w);
	CHECK(n > 0);
	edit_victim_support(&w, "professionals", "professionals", 2);
	ck_assert_int_eq(public_changes(&w), n);
	edit_victim_support(&w, "public", "professionals", 3);
	CHECK(public_changes(&w) > n);
}

/* Who said that, and of what, is nothing for the public: it is not confirmed. */
TEST(what_the_service_itself_says_is_wrong_is_unconfirmed_in_public_at_once)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	static const char body[] = "for=jag&vad=plats&vem=k&var=181&klar=1";

	sodertalje_import(&w);
	CHECK(ask(&v, "/k", body) == 200 && !visitor_sees(&v, "Ej bekräftat"));
	CHECK(str_eq(answer(&v, 1), STR("Beslut om akut skyddat boende")));
	sodertalje_say_wrong(&w, "Beslut om akut skyddat boende");
	CHECK(ask(&v, "/k", body) == 200 && visitor_sees(&v, "Ej bekräftat"));
	CHECK(!str_eq(answer(&v, 1), STR("Beslut om akut skyddat boende")));
	CHECK(!visitor_sees(&v, "själv säger"));
}

TEST(an_answer_says_when_staff_made_sure_of_a_national_line_or_that_nobody_can)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct helpline_checking bris = { .code = STR("bris"), .phone = STR("116 111"),
		.is_right = true, .how = SOURCE_CALL };
	static const char body[] = "for=barn&vad=prata&var=181&klar=1";

	CHECK(ask(&v, "/k", body) == 200);
	CHECK(visitor_sees(&v, "Inte bekräftat sedan augusti 2025"));
	CHECK_ERR(OK, helpline_check(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
		w.arena, &bris, w.today));
	world_commit(&w);
	CHECK(ask(&v, "/k", body) == 200);
	CHECK(!visitor_sees(&v, "augusti 2025"));
	CHECK(visitor_sees(&v, "Bekräftat 22 november 2026"));
	bris.is_right = false;
	CHECK_ERR(OK, helpline_check(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
		w.arena, &bris, w.today));
	world_commit(&w);
	CHECK(ask(&v, "/k", body) == 200 && visitor_sees(&v, "Ej bekräftat"));
}
