/* An exported catalogue is the one that was imported. */
#include <string.h>

#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

struct files {
	struct str organisations, services;
};

static struct files
exported(struct world *w)
{
	const struct scope *scope = world_job(w, w->association);
	struct buf o = buf_new(1 << 20), s = buf_new(1 << 20);
	struct files out;

	CHECK_ERR(OK, catalogue_export_organisations(w->db, scope, w->arena, &o));
	CHECK_ERR(OK, catalogue_export_services(w->db, scope, w->arena, &s));
	out = (struct files){ arena_str(w->arena, buf_str(&o)),
		arena_str(w->arena, buf_str(&s)) };
	buf_free(&o);
	buf_free(&s);
	return out;
}

TEST(a_catalogue_goes_out_and_comes_in_again_as_it_was)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_import_count count;
	struct csv_fault fault;
	struct files first, again;

	sodertalje_import(&w);
	first = exported(&w);
	CHECK(str_contains(first.services, STR("Behandling för våldsutövare")));
	world_begin(&w);
	CHECK_ERR(OK, catalogue_import_csv(w.tx, world_job(&w, w.association), w.arena,
		&(struct catalogue_import){ .organisations = first.organisations,
			.services = first.services, .today = w.today }, &count, &fault));
	world_commit(&w);
	ck_assert_int_eq(count.services, world_rows(&w, "service"));
	again = exported(&w);
	CHECK(str_eq(first.organisations, again.organisations));
	CHECK(str_eq(first.services, again.services));
}

TEST(texts_that_look_like_formulas_come_back_to_the_letter)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_import_count count;
	struct csv_fault fault;
	const struct catalogue_import in = { .today = w.today,
		.organisations = STR("id,name,kind,parent_id,municipality,note\n"
			"a,=Alfa,region,,@Ort,''-not\n"),
		.services = STR("id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			"entry_routes,requires,response_time,same_day,anonymous,phone,"
			"phone_note,note\n"
			"s,a,-Stöd,exposed,,,,self,none,,unknown,unknown,+46 8 1,''@x,'s text\n") };
	struct files first, again;

	CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), world_job(&w, w.association),
		w.arena, &in, &count, &fault));
	world_commit(&w);
	first = exported(&w);
	CHECK(str_contains(first.services, STR(",'+46 8 1,''@x,'s text,")));
	CHECK(str_contains(first.organisations, STR("a,'=Alfa,region,,'@Ort,''-not,")));
	CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), world_job(&w, w.association),
		w.arena, &(struct catalogue_import){ .organisations = first.organisations,
			.services = first.services, .today = w.today }, &count, &fault));
	world_commit(&w);
	CHECK(count.proposals == 0);
	again = exported(&w);
	CHECK(str_eq(first.organisations, again.organisations));
	CHECK(str_eq(first.services, again.services));
}

TEST(whom_to_call_next_goes_out_and_comes_in_again)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_job(&w, w.association);
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	struct catalogue_details details;
	struct files first;
	service_id id, next;
	int64_t versions;

	sodertalje_import(&w);
	id = sodertalje_service(&w, "Brottsofferstöd").id;
	next = sodertalje_service(&w, "Krisstöd till barn och föräldrar").id;
	CHECK_ERR(OK, catalogue_details(w.db, scope, w.arena, id, &details));
	details.next = next;
	CHECK_ERR(OK, catalogue_change_details(
		world_begin(&w), scope, w.arena, id, &details, w.today));
	world_commit(&w);
	first = exported(&w);
	details.next = (service_id){ 0 };
	details.version++;
	CHECK_ERR(OK, catalogue_change_details(
		world_begin(&w), scope, w.arena, id, &details, w.today));
	world_commit(&w);
	CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), scope, w.arena,
		&(struct catalogue_import){ .organisations = first.organisations,
			.services = first.services, .today = w.today }, &count, &fault));
	world_commit(&w);
	CHECK_ERR(OK, catalogue_details(w.db, scope, w.arena, id, &details));
	CHECK(details.next.v == next.v);
	CHECK(str_eq(first.services, exported(&w).services));
	versions = world_rows(&w, "service_details_version");
	CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), scope, w.arena,
		&(struct catalogue_import){ .organisations = first.organisations,
			.services = first.services, .today = w.today }, &count, &fault));
	world_commit(&w);
	CHECK(world_rows(&w, "service_details_version") == versions);
}

TEST(who_may_see_each_fact_goes_out_and_comes_in_again)
{
	static const int64_t values[] = { VISIBLE_AS_ENTRY, VISIBLE_TO_STAFF,
		VISIBLE_NEVER_PRINTED };
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *scope = world_job(&w, w.association);
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	struct catalogue_details details, before;
	struct files first;
	service_id id;
	size_t round, i;

	sodertalje_import(&w);
	id = sodertalje_service(&w, "Brottsofferstöd").id;
	for (round = 0; round < VISIBLE_FACTS; round++) {
		CHECK_ERR(OK, catalogue_details(w.db, scope, w.arena, id, &details));
		before = details;
		for (i = 0; i < VISIBLE_FACTS; i++)
			*(int64_t *)((char *)&details.visible + visible_facts[i].offset) =
				values[(round * (i + 1) + i / 3 + 1) % 3];
		CHECK_ERR(OK, catalogue_change_details(
			world_begin(&w), scope, w.arena, id, &details, w.today));
		world_commit(&w);
		first = exported(&w);
		before.version++;
		CHECK_ERR(OK, catalogue_change_details(
			world_begin(&w), scope, w.arena, id, &before, w.today));
		world_commit(&w);
		CHECK(!str_eq(first.services, exported(&w).services));
		CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), scope, w.arena,
			&(struct catalogue_import){ .organisations = first.organisations,
				.services = first.services, .today = w.today },
			&count, &fault));
		world_commit(&w);
		CHECK_ERR(OK, catalogue_details(w.db, scope, w.arena, id, &before));
		CHECK(memcmp(&before.visible, &details.visible, sizeof(before.visible)) == 0);
		CHECK(str_eq(first.services, exported(&w).services));
	}
}

/* Else whoever reads the file in elsewhere would take for confirmed what is known to be wrong. */
TEST(what_the_service_itself_says_is_wrong_goes_out_without_a_day_of_checking)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_import_count count;
	struct csv_fault fault;
	struct catalogue_service s;
	struct files first, again;

	sodertalje_import(&w);
	first = exported(&w);
	sodertalje_say_wrong(&w, "Brottsofferstöd");
	again = exported(&w);
	CHECK(first.services.n == again.services.n + strlen("2026-11-22"));
	CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), world_job(&w, w.association),
		w.arena, &(struct catalogue_import){ .organisations = again.organisations,
			.services = again.services, .today = w.today }, &count, &fault));
	world_commit(&w);
	s = sodertalje_service(&w, "Brottsofferstöd");
	CHECK(s.verified_on.days == w.today.days && s.said_wrong_on.days == w.today.days);
}
