/* Looking things up as somebody says them. */
#include "features/catalogue/lookup.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

static struct catalogue_finds
looked_up(struct world *w, const struct catalogue_lookup *lookup)
{
	struct catalogue_finds found = { 0 };

	CHECK_ERR(OK,
		catalogue_look_up(
			w->db, world_job(w, w->association), w->arena, lookup, &found));
	return found;
}

static struct catalogue_finds
said(struct world *w, const char *words)
{
	const struct catalogue_lookup lookup = { .words = str_of(words) };

	return looked_up(w, &lookup);
}

static bool
has_line(const struct catalogue_finds *found, const char *code)
{
	size_t i;

	for (i = 0; i < found->n_lines; i++)
		if (str_eq(found->lines[i]->code, str_of(code)))
			return true;
	return false;
}

static bool
has_service(const struct catalogue_finds *found, const char *name)
{
	size_t i;

	for (i = 0; i < found->n; i++)
		if (str_eq(found->services[i].name, str_of(name)))
			return true;
	return false;
}

TEST(national_lines_are_found_by_their_names_and_by_what_people_say)
{
	static const struct {
		const char *said, *line;
	} words[] = { { "bris", "bris" }, { "heder", "heder" }, { "HEDER", "nch" },
		{ "välj att sluta", "sluta" }, { "män som slår", "sluta" }, { "112", "larm" },
		{ "självmord", "hjalplinjen" }, { "tvångsgifte", "heder" }, { "hbtq", "trans" },
		{ "020-50", "kvinnofrid" } };
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_finds found;
	size_t i;

	sodertalje_import(&w);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		found = said(&w, words[i].said);
		ck_assert_msg(has_line(&found, words[i].line), "%s", words[i].said);
	}
	found = said(&w, "heder");
	CHECK(found.n_lines > 2 && str_eq(found.lines[0]->code, STR("heder")) &&
		str_eq(found.lines[1]->code, STR("nch")));
	found = said(&w, "hyresskuld");
	CHECK(found.n_lines == 0 && found.n > 0);
}

TEST(words_that_no_entry_has_are_understood_by_whom_they_are_about)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_finds found;
	size_t i;

	sodertalje_import(&w);
	found = said(&w, "män som slår");
	CHECK(found.meant == TRACK_OWN_USE);
	/* Who is there for them alone stands first. */
	CHECK(found.n > 2 && found.services[0].tracks == TRACK_OWN_USE &&
		found.services[1].tracks == TRACK_OWN_USE);
	CHECK(has_service(&found, "Behandling för våldsutövare"));
	for (i = 0; i < found.n; i++)
		CHECK(found.services[i].tracks & TRACK_OWN_USE);
	/* Words that stand in an entry mean that entry; small ones are left out. */
	found = said(&w, "våldsutövare");
	CHECK(found.meant == 0 && has_service(&found, "Behandling för våldsutövare"));
	found = said(&w, "vem har behandling för våldsutövare");
	CHECK(found.n == 0 || has_service(&found, "Behandling för våldsutövare"));
	found = said(&w, "stöd till kvinnor som är våldsutsatta");
	CHECK(found.meant == 0);
	CHECK(has_service(&found, "Stöd till våldsutsatta kvinnor och barn"));
	found = said(&w, "månraket");
	CHECK(found.n == 0 && found.n_lines == 0 && found.meant == 0);
}

TEST(a_search_is_narrowed_by_whom_it_is_for_and_by_place)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_lookup lookup = { .tracks = TRACK_OWN_USE };
	struct catalogue_finds found;
	size_t n_all;

	sodertalje_import(&w);
	found = looked_up(&w, &lookup);
	n_all = found.n;
	CHECK(n_all > 0 && !has_service(&found, "Brottsofferstöd"));
	CHECK(has_line(&found, "sluta") && !has_line(&found, "bris"));
	CHECK_ERR(OK, catalogue_lookup_place(w.arena, STR("sodertalje kommun"), &lookup));
	CHECK(str_eq(lookup.municipality->digits, STR("0181")));
	found = looked_up(&w, &lookup);
	CHECK(found.n == n_all);
	CHECK_ERR(OK, catalogue_lookup_place(w.arena, STR("stockholms län"), &lookup));
	CHECK(!lookup.municipality && str_eq(lookup.county->digits, STR("01")));
	found = looked_up(&w, &lookup);
	CHECK(found.n == n_all);
	CHECK_ERR(OK, catalogue_lookup_place(w.arena, STR("Kiruna"), &lookup));
	found = looked_up(&w, &lookup);
	CHECK(found.n == 0 && has_line(&found, "sluta"));
	lookup.words = STR("behandling");
	found = looked_up(&w, &lookup);
	CHECK(found.n == 0);
	CHECK_ERR(ERR_NOT_FOUND, catalogue_lookup_place(w.arena, STR("Ankeborg"), &lookup));
}

TEST(the_catalogues_page_takes_everyday_words_and_says_what_it_understood)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/katalog?sok=m%C3%A4n+som+sl%C3%A5r") == 200);
	CHECK(visitor_sees(&v, "Välj att sluta") && visitor_sees(&v, "tel:+4620555666"));
	CHECK(visitor_sees(&v, "Här är det som finns för:"));
	CHECK(visitor_get(&v, "/katalog?sok=zebra") == 200);
	CHECK(visitor_sees(&v, "Ingen verksamhet i katalogen") && visitor_sees(&v, "/akut"));
	CHECK(visitor_get(&v, "/katalog?sok=&vem=own_use&ort=Kiruna") == 200);
	CHECK(visitor_sees(&v, "Ingen verksamhet i katalogen"));
	CHECK(visitor_get(&v, "/katalog?sok=&vem=&ort=Ankeborg") == 200);
	CHECK(visitor_sees(&v, "Ingen kommun och inget län heter så"));
	CHECK(visitor_sees(&v, "value=\"Ankeborg\""));
}
