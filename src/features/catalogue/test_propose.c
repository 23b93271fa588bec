/* Searching and proposing in the Södertälje catalogue. */
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

static size_t
search_for(struct world *w, const char *words, struct catalogue_service **rows)
{
	size_t n;

	CHECK_ERR(OK,
		catalogue_search(w->db, world_scope(w, ROLE_CASEWORKER), w->arena,
			str_of(words), rows, &n));
	return n;
}

static size_t
propose(struct world *w, struct catalogue_need need, struct catalogue_proposal **rows)
{
	size_t n;

	CHECK_ERR(OK,
		catalogue_propose(w->db, world_scope(w, ROLE_CASEWORKER), w->arena, &need,
			w->today, rows, &n));
	return n;
}

/* Its place among the proposals, or -1. */
static int
place_of(const struct catalogue_proposal *rows, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct str found =
			rows[i].service ? rows[i].service->name : rows[i].helpline->name;

		if (str_eq(found, str_of(name)))
			return (int)i;
	}
	return -1;
}

static bool
has_reason(const struct catalogue_proposal *p, const char *reason)
{
	size_t i;

	for (i = 0; i < CATALOGUE_REASONS_MAX && p->reasons[i]; i++) {
		if (strcmp(p->reasons[i], reason) == 0)
			return true;
	}
	return false;
}

TEST(a_word_of_three_letters_is_found_inside_others_and_a_shorter_one_where_they_begin)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;

	sodertalje_import(&w);
	CHECK(search_for(&w, "fferjou", &rows) >= 1);
	CHECK(search_for(&w, "OFFERJOU", &rows) == search_for(&w, "offerjou", &rows));
	CHECK(search_for(&w, "br", &rows) >= 1 && search_for(&w, "ro", &rows) == 0);
	CHECK(search_for(&w, "b", &rows) >= search_for(&w, "br", &rows));
	CHECK(search_for(&w, "boj saknas", &rows) == 0);
}

TEST(what_somebody_types_into_the_search_is_no_language_of_the_index)
{
	static const char *const typed[] = { "\"", "boj OR", "NOT boj", "boj*", "(boj", "^boj",
		"words:boj", "'", "\\", "\"boj", "b\"oj", "åäö" };
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;
	size_t i;

	sodertalje_import(&w);
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		CHECK(search_for(&w, typed[i], &rows) < 22);
}

TEST(boj_finds_brottsofferjouren)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;

	sodertalje_import(&w);
	CHECK(search_for(&w, "boj", &rows) == 1);
	CHECK(str_eq(rows[0].organisation_name, STR("Brottsofferjouren")));
	CHECK(search_for(&w, "BOJ", &rows) == 1);
}

TEST(a_search_forgives_missing_dots_and_finds_what_belongs_to_an_organisation)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;

	sodertalje_import(&w);
	CHECK(search_for(&w, "sodertaljejourerna", &rows) == 3);
	CHECK(str_eq(rows[0].parent_name, STR("Södertäljejourerna")));
	CHECK(search_for(&w, "Södertäljejourerna annfrid", &rows) == 1);
	CHECK(search_for(&w, "vardcentral foto", &rows) == 1);
	CHECK(search_for(&w, "finns inte", &rows) == 0);
	CHECK(search_for(&w, "", &rows) == 22);
}

TEST(another_associations_catalogue_is_not_seen)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;
	struct catalogue_service mine;
	const struct scope *stranger = world_job(&w, w.nation);
	size_t n;

	sodertalje_import(&w);
	mine = sodertalje_service(&w, "Brottsofferstöd");
	CHECK_ERR(OK, catalogue_list(w.db, stranger, w.arena, &rows, &n));
	CHECK(n == 0);
	CHECK_ERR(ERR_NOT_FOUND, catalogue_service(w.db, stranger, w.arena, mine.id, &mine));
}

TEST(a_man_who_uses_violence_reaches_treatment_without_a_decision)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_OWN_USE, .sex = 2, .age_from = 25,
		.age_to = 39, .municipality = STR("Södertälje"), .is_without_decision = true };
	size_t n;

	sodertalje_import(&w);
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, "Behandling för våldsutövare") == 0);
	CHECK(has_reason(&rows[0], "För den som utsätter andra."));
	CHECK(has_reason(&rows[0], "Nås utan beslut och remiss."));
	CHECK(has_reason(&rows[0], "Finns i teamets kommun."));
	CHECK(place_of(rows, n, "Välj att sluta") > 0);
	CHECK(place_of(rows, n, "Psykiatrisk vård") < 0);
	CHECK(place_of(rows, n, "Ungdomsmottagning") < 0);
	CHECK(place_of(rows, n, "Polisen (ej akut)") < 0);
}

TEST(who_can_decide_on_shelter_today_is_found)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_EXPOSED, .words = STR("skyddat boende"),
		.is_same_day = true };
	size_t n;

	sodertalje_import(&w);
	n = propose(&w, need, &rows);
	CHECK(n == 1);
	CHECK(str_eq(rows[0].service->name, STR("Beslut om akut skyddat boende")));
	CHECK(str_starts(rows[0].service->organisation_name, STR("Relationsvårdscentrum")));
	CHECK(has_reason(&rows[0], "Svarar samma dag."));
	CHECK(has_reason(&rows[0], "Kräver biståndsbeslut."));
}

TEST(what_is_for_women_is_not_proposed_to_a_man_and_the_other_way_round)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_EXPOSED, .age_from = 40, .age_to = 54 };
	size_t n;

	sodertalje_import(&w);
	need.sex = 2;
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, "Stöd till våldsutsatta kvinnor") < 0);
	CHECK(place_of(rows, n, "Stöd till våldsutsatta kvinnor och barn") < 0);
	CHECK(place_of(rows, n, "Stödlinjen för män") >= 0);
	CHECK(place_of(rows, n, "Brottsofferstöd") >= 0);
	need.sex = 1;
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, "Stöd till våldsutsatta kvinnor") >= 0);
	CHECK(place_of(rows, n, "Stödlinjen för män") < 0);
	CHECK(place_of(rows, n, "Kvinnofridslinjen") >= 0);
	need.sex = 3;
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, "Stöd till våldsutsatta kvinnor") >= 0);
	CHECK(place_of(rows, n, "Stödlinjen för män") >= 0);
}

TEST(age_keeps_the_young_and_the_old_apart)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need young = { .tracks = TRACK_EXPOSED, .age_from = 16, .age_to = 24 };
	struct catalogue_need old = { .tracks = TRACK_EXPOSED, .age_from = 65, .age_to = 130 };
	size_t n;

	sodertalje_import(&w);
	n = propose(&w, young, &rows);
	CHECK(place_of(rows, n, "Stöd till unga via chatt och möten") >= 0);
	CHECK(place_of(rows, n, "Ungdomsmottagning") >= 0);
	n = propose(&w, old, &rows);
	CHECK(place_of(rows, n, "Stöd till unga via chatt och möten") < 0);
	CHECK(place_of(rows, n, "Ungdomsmottagning") < 0);
	CHECK(place_of(rows, n, "Diakoni och samtal") >= 0);
}

TEST(children_get_what_is_for_children)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_CHILD, .age_to = 17 };
	size_t n;

	sodertalje_import(&w);
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, "Krisstöd till barn och föräldrar") >= 0);
	CHECK(place_of(rows, n, "Bris") >= 0);
	CHECK(place_of(rows, n, "Vårdcentral") < 0);
}

TEST(unknown_excludes_nothing_and_is_said)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_OWN_USE, .is_without_decision = true };
	size_t n;
	int at;

	sodertalje_import(&w);
	n = propose(&w, need, &rows);
	at = place_of(rows, n, "Vårdcentral");
	CHECK(at > 0);
	CHECK(has_reason(
		&rows[at], "Det är inte känt om något krävs först: fråga verksamheten."));
}

TEST(a_service_is_stale_in_proposals_when_it_was_not_checked_for_long)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_OWN_USE };
	size_t n;

	sodertalje_import(&w);
	n = propose(&w, need, &rows);
	CHECK(n > 0 && !rows[0].is_stale);
	CHECK_ERR(OK,
		catalogue_propose(w.db, world_scope(&w, ROLE_CASEWORKER), w.arena, &need,
			date_add_days(w.today, 180), &rows, &n));
	CHECK(rows[0].is_stale);
}

TEST(what_was_checked_lately_stands_before_what_fits_as_well_and_was_not)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_EXPOSED };
	struct catalogue_service checked;
	const char *first = "Stöd till våldsutsatta kvinnor";
	const char *second = "Beslut om akut skyddat boende";
	size_t n;

	sodertalje_import(&w);
	w.today = date_add_days(w.today, 100);
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, first) < place_of(rows, n, second));
	checked = sodertalje_service(&w, second);
	CHECK_ERR(OK,
		catalogue_verify(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
			w.arena,
			&(struct catalogue_checking){ checked.id, checked.version,
				SOURCE_CALL, STR_NULL },
			w.today));
	world_commit(&w);
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, second) < place_of(rows, n, first));
	CHECK(rows[place_of(rows, n, first)].is_stale);
}

TEST(what_the_service_itself_says_is_wrong_stands_behind_what_fits_as_well)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_proposal *rows;
	struct catalogue_need need = { .tracks = TRACK_EXPOSED };
	const char *first = "Stöd till våldsutsatta kvinnor";
	const char *second = "Beslut om akut skyddat boende";
	size_t n;

	sodertalje_import(&w);
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, first) < place_of(rows, n, second));
	sodertalje_say_wrong(&w, first);
	n = propose(&w, need, &rows);
	CHECK(place_of(rows, n, second) < place_of(rows, n, first));
	CHECK(rows[place_of(rows, n, first)].is_stale);
}

TEST(only_the_owner_says_that_a_fact_was_checked)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service service;
	struct date later;

	sodertalje_import(&w);
	later = date_add_days(w.today, 100);
	service = sodertalje_service(&w, "Brottsofferstöd");
	CHECK_ERR(ERR_NOT_FOUND,
		catalogue_verify(
			world_begin(&w), world_scope(&w, ROLE_CASEWORKER), w.arena,
			&(struct catalogue_checking){ service.id, service.version,
				SOURCE_CALL, STR_NULL },
			later));
	world_rollback(&w);
	CHECK_ERR(OK,
		catalogue_verify(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
			w.arena,
			&(struct catalogue_checking){ service.id, service.version,
				SOURCE_CALL, STR_NULL },
			later));
	world_commit(&w);
	CHECK(sodertalje_service(&w, "Brottsofferstöd").verified_on.days == later.days);
}
