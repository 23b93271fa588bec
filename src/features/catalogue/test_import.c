/* Import: all or nothing, again and again, with the place of whatever is wrong. */
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

static const char organisations_head[] = "id,name,kind,parent_id,municipality,note,aliases\n";
static const char services_head[] =
	"id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,requires,"
	"response_time,same_day,anonymous,phone,phone_note,note\n";

/* Imports two small files and expects this fault (row 0 = none). */
static void
expect(struct world *w, const char *organisations, const char *services, int64_t row,
	const char *column)
{
	struct catalogue_import in = {
		.organisations =
			arena_printf(w->arena, "%s%s", organisations_head, organisations),
		.services = arena_printf(w->arena, "%s%s", services_head, services),
		.today = w->today,
	};
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	struct tx *tx = world_begin(w);
	enum err e = catalogue_import_csv(
		tx, world_job(w, w->association), w->arena, &in, &count, &fault);

	if (row == 0) {
		CHECK_ERR(OK, e);
		world_commit(w);
		return;
	}
	CHECK_ERR(ERR_INVALID, e);
	world_rollback(w);
	ck_assert_msg(fault.row == row && str_eq(fault.column, str_of(column)),
		"row %lld column %.*s: %s", (long long)fault.row, STR_ARG(fault.column),
		fault.reason);
	CHECK(fault.reason && fault.file.n > 0);
}

#define ORG "a,Alfa,municipality,,Södertälje,,\n"
#define SERVICE "s,a,Stöd,exposed,,,,self,none,,unknown,unknown,,,\n"

TEST(a_catalogue_can_be_imported_twice_and_is_there_once)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;
	size_t n;

	sodertalje_import(&w);
	sodertalje_import(&w);
	CHECK_ERR(OK, catalogue_list(w.db, world_job(&w, w.association), w.arena, &rows, &n));
	CHECK(n == 22);
}

TEST(hours_that_nobody_can_tell_open_from_closed_by_are_taken_and_told)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct catalogue_import in = {
		.organisations = arena_printf(w.arena, "%s%s", organisations_head, ORG),
		.services = STR("id,organisation_id,name,tracks,target_groups,age_from,age_to,"
				"entry_routes,requires,response_time,same_day,anonymous,phone,"
				"phone_note,note,hours\n"
				"s,a,Ett,exposed,,,,self,none,,unknown,unknown,,,,mån–fre 8–16\n"
				"t,a,Två,exposed,,,,self,none,,unknown,unknown,,,,efter överenskommelse\n"
				"u,a,Tre,exposed,,,,self,none,,unknown,unknown,,,,\n"
				"v,a,Fyra,exposed,,,,self,none,,unknown,unknown,,,,kvällar\n"),
		.today = w.today,
	};
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };

	CHECK_ERR(OK, catalogue_import_csv(world_begin(&w), world_job(&w, w.association),
		w.arena, &in, &count, &fault));
	world_commit(&w);
	CHECK(count.services == 4 && count.unread_hours == 2 && count.unread_row == 3);
}

static size_t
found(struct world *w, const char *words)
{
	struct catalogue_service *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_search(w->db, world_job(w, w->association), w->arena,
			      str_of(words), &rows, &n));
	return n;
}

TEST(what_an_import_renames_is_found_by_its_new_words_and_not_by_the_old)
{
	struct world w WORLD_CLEANUP = world_new();

	expect(&w, ORG, SERVICE, 0, "");
	CHECK(found(&w, "alfa") == 1 && found(&w, "stod") == 1 && found(&w, "beta") == 0);
	/* the organisation alone: its service is found by the new name too */
	expect(&w, "a,Beta,municipality,,Södertälje,,smeknamnet\n", "", 0, "");
	CHECK(found(&w, "alfa") == 0 && found(&w, "beta") == 1 && found(&w, "smekn") == 1);
	expect(&w, "", "s,a,Samtal,exposed,,,,self,none,,unknown,unknown,,,\n", 0, "");
	CHECK(found(&w, "stod") == 0 && found(&w, "samtal beta") == 1);
}

TEST(an_import_leaves_one_line_in_the_audit_trail)
{
	struct world w WORLD_CLEANUP = world_new();
	int64_t before = world_audit_count(&w, w.association);

	sodertalje_import(&w);
	CHECK(world_audit_count(&w, w.association) == before + 1);
}

TEST(an_organisation_may_stand_before_the_one_it_belongs_to)
{
	struct world w WORLD_CLEANUP = world_new();

	sodertalje_import(&w);
	CHECK(str_eq(sodertalje_service(&w, "Brottsofferstöd").parent_name,
		STR("Södertäljejourerna")));
	expect(&w, "b,Beta,municipality,a,,,\n" ORG, SERVICE, 0, "");
}

TEST(a_fault_in_the_organisations_is_told_with_row_and_column)
{
	struct world w WORLD_CLEANUP = world_new();

	expect(&w, ORG "b,,region,,,,\n", SERVICE, 3, "name");
	expect(&w, ORG "b,Beta,club,,,,\n", SERVICE, 3, "kind");
	expect(&w, ORG "b,Beta,region,z,,,\n", SERVICE, 3, "parent_id");
	expect(&w, ORG "b,Beta,region,b,,,\n", SERVICE, 3, "parent_id");
	expect(&w, ORG "a,Beta,region,,,,\n", SERVICE, 3, "id");
	expect(&w, ORG "Å,Beta,region,,,,\n", SERVICE, 3, "id");
	expect(&w, ORG "b,Beta,region,,,ring 811218-9876,\n", SERVICE, 3, "note");
}

TEST(a_fault_in_the_services_is_told_with_row_and_column)
{
	struct world w WORLD_CLEANUP = world_new();

	expect(&w, ORG, SERVICE "t,z,Stöd,exposed,,,,self,none,,unknown,unknown,,,\n", 3,
		"organisation_id");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposd,,,,self,none,,unknown,unknown,,,\n", 3,
		"tracks");
	expect(&w, ORG, SERVICE "t,a,Stöd,,,,,self,none,,unknown,unknown,,,\n", 3, "tracks");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposed,,x,,self,none,,unknown,unknown,,,\n", 3,
		"age_from");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposed,,20,10,self,none,,unknown,unknown,,,\n", 3,
		"age_to");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposed,,,,door,none,,unknown,unknown,,,\n", 3,
		"entry_routes");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposed,,,,self,none;diagnosis,,unknown,unknown,,,\n",
		3, "requires");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposed,,,,self,none,,maybe,unknown,,,\n", 3,
		"same_day");
	expect(&w, ORG, SERVICE "t,a,Stöd,exposed,,,,self,none,,unknown,,,,\n", 3, "anonymous");
	expect(&w, ORG, SERVICE SERVICE, 3, "id");
}

TEST(a_column_that_the_catalogue_does_not_know_is_refused)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_import in = {
		.organisations = STR("id,name,kind,parent_id,municipality,note,adress\n"),
		.services = STR(""),
	};
	struct catalogue_import_count count;
	struct csv_fault fault;
	struct tx *tx = world_begin(&w);

	CHECK_ERR(ERR_INVALID,
		catalogue_import_csv(
			tx, world_job(&w, w.association), w.arena, &in, &count, &fault));
	CHECK(fault.row == 1 && str_eq(fault.column, STR("adress")));
	CHECK(str_eq(fault.file, STR("organisations.csv")));
	in.organisations = STR("id,name,kind,parent_id,note\n");
	CHECK_ERR(ERR_INVALID,
		catalogue_import_csv(
			tx, world_job(&w, w.association), w.arena, &in, &count, &fault));
	CHECK(fault.row == 1 && str_eq(fault.column, STR("municipality")));
	world_rollback(&w);
}

TEST(a_refused_import_changes_nothing)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service *rows;
	size_t n;

	expect(&w, ORG, SERVICE "t,z,Stöd,exposed,,,,self,none,,unknown,unknown,,,\n", 3,
		"organisation_id");
	CHECK_ERR(OK, catalogue_list(w.db, world_job(&w, w.association), w.arena, &rows, &n));
	CHECK(n == 0);
}

TEST(the_days_of_a_demo_are_spread_and_always_the_same)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_import in = {
		.organisations = content_text(&w, "demo/sodertalje/organisations.csv"),
		.services = content_text(&w, "demo/sodertalje/services.csv"),
		.verified_on = w.today,
		.today = w.today,
		.spread_days = 200,
	};
	struct catalogue_import_count count;
	struct csv_fault fault;
	struct catalogue_service *rows;
	struct date earliest = w.today;
	size_t n, i;
	int64_t to_verify;

	CHECK_ERR(OK,
		catalogue_import_csv(world_begin(&w), world_job(&w, w.association), w.arena,
			&in, &count, &fault));
	world_commit(&w);
	CHECK_ERR(OK, catalogue_list(w.db, world_job(&w, w.association), w.arena, &rows, &n));
	for (i = 0; i < n; i++) {
		CHECK(rows[i].verified_on.days <= w.today.days);
		CHECK(rows[i].verified_on.days > w.today.days - 200);
		if (rows[i].verified_on.days < earliest.days)
			earliest = rows[i].verified_on;
	}
	CHECK(earliest.days < w.today.days - 90);
	CHECK_ERR(OK,
		catalogue_to_verify(
			w.db, world_job(&w, w.association), w.arena, w.today, &to_verify));
	CHECK(to_verify > 0 && to_verify < 22);
}

TEST(new_services_get_drawn_ids_that_rise_with_the_rows_of_the_file)
{
	struct world w WORLD_CLEANUP = world_new();
	struct buf rows BUF_CLEANUP = buf_new(8192);
	struct catalogue_service *services;
	int64_t last = 0;
	size_t n, i;
	char row;

	/* by name as by row */
	for (row = 'a'; row <= 't'; row++)
		buf_printf(
			&rows, "s%c,a,%c,exposed,,,,self,none,,unknown,unknown,,,\n", row, row);
	buf_put_byte(&rows, '\0');
	expect(&w, ORG, rows.p, 0, "");
	CHECK_ERR(
		OK, catalogue_list(w.db, world_job(&w, w.association), w.arena, &services, &n));
	CHECK(n == 20);
	for (i = 0; i < n; i++) {
		CHECK(services[i].id.v > last + 1);
		last = services[i].id.v;
	}
}

TEST(what_a_file_says_was_checked_was_checked_today_at_the_latest)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_import in = { .organisations = arena_printf(w.arena, "%s" ORG,
					       organisations_head),
		.today = w.today };
	struct catalogue_import_count count;
	int days;

	for (days = -1; days <= 1; days++) {
		struct date day = date_add_days(w.today, days);
		struct csv_fault fault = { 0 };
		struct tx *tx = world_begin(&w);

		in.services = arena_printf(w.arena,
			"id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,"
			"requires,response_time,same_day,anonymous,phone,phone_note,note,verified_on\n"
			"s,a,Stöd,exposed,,,,self,none,,unknown,unknown,,,,%.*s\n",
			STR_ARG(date_text(w.arena, day)));
		CHECK_ERR(days > 0 ? ERR_INVALID : OK,
			catalogue_import_csv(tx, world_job(&w, w.association), w.arena, &in,
				&count, &fault));
		CHECK(days < 1 ||
			(fault.row == 2 && str_eq(fault.column, STR("verified_on"))));
		if (days > 0)
			world_rollback(&w);
		else
			world_commit(&w);
		CHECK(sodertalje_service(&w, "Stöd").verified_on.days ==
			w.today.days + (days < 0 ? -1 : 0));
	}
}
