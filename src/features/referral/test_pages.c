/* Referrals through the dispatcher: refusals first, then one from its offer to its end. */
#include "features/referral/referral.h"

#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "core/time/clock.h"
#include "tests/harness/visitor.h"

static const char *
text(struct world *w, const char *format, long long id)
{
	struct url u = url_id(w->arena, format, id);

	return arena_cstr(w->arena, u.text);
}

/* The path of the referral that the last answer leads to, without its query. */
static const char *
path_of(struct world *w, struct visitor *v)
{
	struct str rest = visitor_location(v), path;

	CHECK(str_split(&rest, '?', &path));
	return arena_cstr(w->arena, path);
}

static const char *
make_to(struct world *w, struct visitor *v, const char *service)
{
	struct catalogue_service s = sodertalje_service(w, service);
	struct str body = arena_printf(w->arena,
		"tjanst=%lld&spar=exposed&satt=informed&grund=no_identity&uppfoljning=2026-12-06",
		(long long)s.id.v);

	CHECK(visitor_post(v, "/lotsningar", arena_cstr(w->arena, body)) == 303);
	return path_of(w, v);
}

static const char *
make_one(struct world *w, struct visitor *v)
{
	return make_to(w, v, "Stöd till våldsutsatta kvinnor");
}

TEST(referrals_are_closed_to_those_who_are_not_logged_in)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	CHECK(visitor_get(&v, "/lotsningar") != 200);
	CHECK(visitor_get(&v, "/lotsningar/ny") != 200);
	CHECK(visitor_get(&v, "/lotsningar/1/lapp") != 200);
}

TEST(roles_without_case_data_do_not_see_referrals)
{
	static const enum role roles[] = { ROLE_CATALOGUE_EDITOR, ROLE_ASSOCIATION_MANAGER,
		ROLE_NATIONAL_ANALYST, ROLE_AUDITOR, ROLE_ADMINISTRATOR };
	struct world w WORLD_CLEANUP = world_new();
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		struct visitor v VISITOR_CLEANUP =
			visitor_new(&w, world_token(&w, w.accounts[roles[i]]));

		CHECK(visitor_get(&v, "/lotsningar") == 403);
		CHECK(visitor_get(&v, "/lotsningar/1") == 403);
		CHECK(visitor_post(&v, "/lotsningar", "tjanst=1") == 403);
	}
}

TEST(another_party_gets_not_found_for_a_referral_and_its_slip)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor other VISITOR_CLEANUP = visitor_new(&w, world_token(&w, w.elsewhere));
	const char *path;

	sodertalje_import(&w);
	path = make_one(&w, &v);
	CHECK(visitor_get(&other, path) == 404);
	CHECK(visitor_get(&other, arena_printf(w.arena, "%s/lapp", path).p) == 404);
	CHECK(visitor_post(&other, arena_printf(w.arena, "%s/steg", path).p,
		      "fran=offered&sedda=0&till=accepted")
		== 404);
}

/* The form that the last posting of a choice leads to. */
static void
choose(struct world *w, struct visitor *v, service_id service, const char *track)
{
	struct str body = arena_printf(
		w->arena, "tjanst=%lld&spar=%s", (long long)service.v, track);

	CHECK(visitor_post(v, "/lotsningar/ny", arena_cstr(w->arena, body)) == 303);
	CHECK(!str_contains(visitor_location(v), str_of(track)));
	CHECK(visitor_get(v, arena_cstr(w->arena, visitor_location(v))) == 200);
}

TEST(a_service_for_several_begins_with_the_group_where_it_was_chosen)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	service_id id;

	sodertalje_import(&w);
	id = sodertalje_service(&w, "Brottsofferstöd").id;
	CHECK(visitor_get(&v, text(&w, "/lotsningar/ny?tjanst=%lld", id.v)) == 200);
	CHECK(!visitor_sees(&v, "value=\"relative\" checked"));
	choose(&w, &v, id, "relative");
	CHECK(visitor_sees(&v, "value=\"relative\" checked"));
	choose(&w, &v, id, "exposed");
	CHECK(visitor_sees(&v, "value=\"exposed\" checked"));
	/* What was chosen in the list says nothing about a service that was found elsewhere. */
	CHECK(visitor_get(&v, text(&w, "/lotsningar/ny?tjanst=%lld", id.v)) == 200);
	CHECK(!visitor_sees(&v, "value=\"exposed\" checked"));
	CHECK(visitor_post(&v, "/lotsningar/ny", "tjanst=1&spar=x") == 422);
	CHECK(visitor_sees(&v, "Vart ska lotsningen gå?"));
}

TEST(a_proposed_service_is_three_clicks_and_a_save_away)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_service s;

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/lotsningar") == 200);
	CHECK(visitor_sees(&v, "href=\"/lotsningar/ny\""));
	CHECK(visitor_get(&v, "/lotsningar/ny") == 200);
	s = sodertalje_service(&w, "Behandling för våldsutövare");
	CHECK(visitor_sees(&v, arena_printf(w.arena, "name=\"tjanst\" value=\"%lld\"",
		(long long)s.id.v).p));
	choose(&w, &v, s.id, "own_use");
	CHECK(visitor_sees(&v, "value=\"own_use\" checked"));
	CHECK(visitor_sees(&v, "value=\"informed\" checked"));
	CHECK(visitor_sees(&v, "value=\"no_identity\" checked"));
	CHECK(visitor_sees(&v, "value=\"2026-12-06\""));
}

TEST(a_faulty_offer_is_shown_again_with_what_was_typed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_service s;
	struct str body;

	sodertalje_import(&w);
	s = sodertalje_service(&w, "Brottsofferstöd");
	body = arena_printf(w.arena,
		"tjanst=%lld&spar=relative&satt=booked&grund=consent&uppfoljning=2026-11-22",
		(long long)s.id.v);
	CHECK(visitor_post(&v, "/lotsningar", arena_cstr(w.arena, body)) == 422
		|| v.response.status == 400);
	CHECK(visitor_sees(&v, "Dagen ska ligga framåt"));
	CHECK(visitor_sees(&v, "Ange vad samtycket gäller"));
	CHECK(visitor_sees(&v, "value=\"booked\" checked"));
	CHECK(visitor_sees(&v, "Brottsofferstöd"));
}

TEST(a_referral_tells_that_a_change_of_the_number_waits)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *where, *propose;

	sodertalje_import(&w);
	where = make_one(&w, &v);
	CHECK(visitor_get(&v, where) == 200 && !visitor_sees(&v, "ändring väntar"));
	propose = text(&w, "/katalog/%lld/andring",
		sodertalje_service(&w, "Stöd till våldsutsatta kvinnor").id.v);
	CHECK(visitor_get(&v, propose) == 200);
	CHECK(visitor_post(&v, propose, "version=1&telefon=08-465+004+77&svarar=&tider=&"
		"samma-dag=unknown&anonym=unknown&namn=St%C3%B6d&for-vem=exposed&kalla=call") == 303);
	CHECK(visitor_get(&v, where) == 200 && visitor_sees(&v, "ändring väntar"));
}

TEST(the_same_form_sent_twice_makes_one_referral)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_service s, other;
	struct str code = referral_slip_code(w.arena), first;
	const char *body;

	sodertalje_import(&w);
	s = sodertalje_service(&w, "Brottsofferstöd");
	other = sodertalje_service(&w, "Kamratstöd");
	body = arena_printf(w.arena, "tjanst=%lld&spar=exposed&satt=informed&grund=no_identity"
		"&uppfoljning=2026-12-06&lapp=%.*s", (long long)s.id.v, STR_ARG(code)).p;
	CHECK(visitor_post(&v, "/lotsningar", body) == 303);
	first = arena_str(w.arena, visitor_location(&v));
	CHECK(visitor_post(&v, "/lotsningar", body) == 303);
	CHECK(str_eq(first, visitor_location(&v)));
	CHECK(world_rows(&w, "referral") == 1);
	body = arena_printf(w.arena, "tjanst=%lld&spar=own_use&satt=informed&grund=no_identity"
		"&uppfoljning=2026-12-06&lapp=%.*s", (long long)other.id.v, STR_ARG(code)).p;
	CHECK(visitor_post(&v, "/lotsningar", body) == 409);
	CHECK(world_rows(&w, "referral") == 1);
}

TEST(a_referral_goes_from_offer_to_its_end)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *path, *step;

	sodertalje_import(&w);
	path = make_one(&w, &v);
	step = arena_printf(w.arena, "%s/steg", path).p;
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_sees(&v, "Deltagaren tackade ja"));
	CHECK(!visitor_sees(&v, "Avsluta utan uppföljning"));
	CHECK(visitor_post(&v, step, "fran=offered&sedda=0&till=accepted") == 303);
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s?till=contacted", step).p) == 200);
	CHECK(visitor_sees(&v, "Tid till första kontakten"));
	CHECK(visitor_post(&v, step,
		      "fran=accepted&sedda=0&till=contacted&tid=same_day&uppfoljning=2026-12-20") ==
		303);
	CHECK(visitor_post(&v, step, "fran=contacted&sedda=0&till=arrived&ord=2") != 303);
	CHECK(visitor_sees(&v, "Välj vem som berättade"));
	CHECK(visitor_post(&v, step, "fran=contacted&sedda=0&till=arrived&ord=1") == 303);
	CHECK(visitor_post(&v, step, "fran=arrived&sedda=0&till=ongoing&ord=1") == 303);
	CHECK(visitor_post(&v, step, "fran=ongoing&sedda=1&till=ongoing&ord=1") == 303);
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s?till=ended_early", step).p) == 200);
	CHECK(visitor_sees(&v, "stödet passade inte") &&
		!visitor_sees(&v, "handläggaren har bytts"));
	CHECK(visitor_post(&v, step, "fran=ongoing&sedda=2&till=completed&ord=1") == 303);
	CHECK(visitor_post(&v, step, "fran=ongoing&sedda=2&till=completed&ord=1") == 409);
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_sees(&v, "genomförd") && visitor_sees(&v, "november 2026"));
	CHECK(!visitor_sees(&v, "Vad har hänt?"));
}

TEST(a_step_page_for_a_step_that_is_not_there_shows_the_referral)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *path;

	sodertalje_import(&w);
	path = make_one(&w, &v);
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s/steg?till=completed", path).p) == 200);
	CHECK(visitor_sees(&v, "Vad har hänt?"));
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s/steg?till=nonsense", path).p) == 200);
	CHECK(visitor_get(&v, "/lotsningar/4711/steg?till=accepted") == 404);
}

TEST(a_slip_has_the_code_and_the_number_and_nothing_that_tells)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *path;
	static const char *const telling[] = { "våld", "Våld", "vålds", "utsatt", "kvinnojour",
		"Kvinnojour", "2026", "november", "caseworker", "Lotsning" };
	size_t i;

	sodertalje_import(&w);
	path = make_one(&w, &v);
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s/lapp", path).p) == 200);
	CHECK(visitor_sees(&v, "08-465 004 17"));
	CHECK(visitor_sees(&v, "<title>Kontakt"));
	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		ck_assert_msg(!visitor_sees(&v, telling[i]), "the slip says %s", telling[i]);
}

static void
change_visibility(struct world *w, struct catalogue_visibility visible)
{
	struct catalogue_service s = sodertalje_service(w, "Vårdcentral");
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_details details;

	CHECK_ERR(OK, catalogue_details(w->db, editor, w->arena, s.id, &details));
	details.visible = visible;
	CHECK_ERR(OK, catalogue_change_details(
		world_begin(w), editor, w->arena, s.id, &details, w->today));
	world_commit(w);
}

/* What is for professionals is what they hand over; what is never printed they say. */
TEST(a_slip_prints_no_number_and_no_name_that_are_never_printed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *path;

	sodertalje_import(&w);
	path = arena_printf(w.arena, "%s/lapp", make_to(&w, &v, "Vårdcentral")).p;
	change_visibility(&w, (struct catalogue_visibility){ .entry = VISIBLE_TO_STAFF,
		.phone = VISIBLE_TO_STAFF });
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_sees(&v, "slip-phone\">08-465 004 11"));
	change_visibility(&w, (struct catalogue_visibility){ .entry = VISIBLE_TO_ALL,
		.phone = VISIBLE_NEVER_PRINTED });
	CHECK(visitor_get(&v, path) == 200);
	CHECK(!visitor_sees(&v, "slip-phone") && visitor_sees(&v, "Luna och Tallhöjden"));
	CHECK(visitor_sees(&v, "no-print\">Numret 08-465 004 11 trycks aldrig"));
	change_visibility(&w, (struct catalogue_visibility){ .entry = VISIBLE_NEVER_PRINTED });
	CHECK(visitor_get(&v, path) == 200);
	CHECK(!visitor_sees(&v, "slip-phone") && !visitor_sees(&v, "Luna och Tallhöjden"));
	CHECK(visitor_sees(&v, "Säg gärna koden"));
}

TEST(a_team_lead_sees_what_is_long_overdue_and_closes_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *path, *step;

	sodertalje_import(&w);
	path = make_one(&w, &v);
	step = arena_printf(w.arena, "%s/steg", path).p;
	/* The clock moves on to 6 January 2027 plus a day more than thirty. */
	clock_fix(1795348800 + 86400ll * 46);
	struct visitor late VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor lead VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_TEAM_LEAD]));

	CHECK(visitor_get(&late, path) == 200);
	CHECK(!visitor_sees(&late, "Avsluta utan uppföljning") &&
		visitor_sees(&late, "försenad"));
	CHECK(visitor_post(&late, step, "fran=offered&sedda=0&till=not_followed_up&orsak=12") ==
		403);
	CHECK(visitor_get(&lead, "/lotsningar") == 200);
	CHECK(visitor_sees(&lead, "Försenade mer än 30 dagar"));
	CHECK(visitor_get(&lead, path) == 200);
	CHECK(visitor_sees(&lead, "Avsluta utan uppföljning"));
	CHECK(visitor_post(&lead, step, "fran=offered&sedda=0&till=not_followed_up&orsak=12") ==
		303);
}

TEST(an_offer_says_that_the_service_itself_says_that_something_is_wrong)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	static const char said[] = "verksamheten själv säger att något är fel";
	const char *offer;

	sodertalje_import(&w);
	offer = text(&w, "/lotsningar/ny?tjanst=%lld",
		(long long)sodertalje_service(&w, "Brottsofferstöd").id.v);
	CHECK(visitor_get(&v, offer) == 200 && !visitor_sees(&v, said));
	sodertalje_say_wrong(&w, "Brottsofferstöd");
	CHECK(visitor_get(&v, offer) == 200 && visitor_sees(&v, said));
	CHECK(visitor_get(&v, "/lotsningar/ny") == 200 && visitor_sees(&v, said));
}
