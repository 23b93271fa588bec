/* Acute facts change when a second person has accepted, and nothing that was proposed is lost. */
#include "features/catalogue/catalogue.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

#define SERVICE "Brottsofferstöd"

static struct world
catalogue_world(void)
{
	struct world w = world_new();

	sodertalje_import(&w);
	return w;
}

/* Another editor of the world's association. */
static account_id
second_editor(struct world *w)
{
	const struct account_new in = { .login = STR("second-editor"),
		.display_name = STR("Den andra redaktören"), .password_hash = STR("-"),
		.is_practice = true };
	account_id id;

	world_begin(w);
	CHECK_ERR(OK, account_create(w->tx, world_job(w, w->association), &in, &id));
	CHECK_ERR(OK, role_grant(w->tx, world_job(w, w->association), id,
		ROLE_CATALOGUE_EDITOR, (team_id){ 0 }));
	world_commit(w);
	return id;
}

static const struct scope *
scope_of(struct world *w, account_id id)
{
	return world_session(w, world_token(w, id)).scope;
}

/* The service with another number, seen as it is now. */
static struct catalogue_proposing
another_number(struct world *w, struct str phone)
{
	struct catalogue_service s = sodertalje_service(w, SERVICE);
	struct catalogue_proposing in = { .service = s.id, .version = s.version,
		.source = SOURCE_CALL, .checked_on = w->today,
		.facts = catalogue_facts_of(&s) };

	in.facts.phone = phone;
	return in;
}

static enum err
propose_as(struct world *w, const struct scope *scope, const struct catalogue_proposing *in)
{
	enum err e = catalogue_propose_change(world_begin(w), scope, w->arena, in, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static enum err
accept_as(struct world *w, const struct scope *scope, service_proposal_id id, int64_t version)
{
	enum err e = catalogue_accept_change(
		world_begin(w), scope, w->arena, id, version, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

/* The proposals that wait for the association. */
static size_t
waiting(struct world *w, struct catalogue_change **rows)
{
	size_t n;

	CHECK_ERR(OK, catalogue_changes(w->db, world_job(w, w->association), w->arena,
		(service_id){ 0 }, true, rows, &n));
	return n;
}

TEST(a_proposed_number_is_not_valid_until_another_person_accepts_it)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_change *rows;
	struct catalogue_service now;

	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	now = sodertalje_service(&w, SERVICE);
	CHECK(str_eq(now.phone, STR("08-465 004 16")) && now.is_change_waiting);
	CHECK(waiting(&w, &rows) == 1);
	CHECK_ERR(OK, accept_as(&w, editor, rows[0].id, now.version));
	now = sodertalje_service(&w, SERVICE);
	CHECK(str_eq(now.phone, STR("08-465 004 77")) && !now.is_change_waiting);
	CHECK(now.verified_on.days == w.today.days && now.version == 2);
	CHECK(waiting(&w, &rows) == 0);
	CHECK(str_eq(world_audit_last(&w, w.association).kind, STR("catalogue.accept")));
}

TEST(nobody_accepts_her_own_change_and_no_job_accepts_any)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	const struct scope *job = world_job(&w, w.association);
	account_id second = second_editor(&w);
	struct catalogue_change *rows;
	int64_t all, of_others;

	CHECK_ERR(OK, propose_as(&w, editor, &in));
	CHECK(waiting(&w, &rows) == 1);
	CHECK_ERR(ERR_FORBIDDEN, accept_as(&w, editor, rows[0].id, 1));
	CHECK_ERR(ERR_FORBIDDEN, accept_as(&w, job, rows[0].id, 1));
	CHECK(str_eq(sodertalje_service(&w, SERVICE).phone, STR("08-465 004 16")));
	CHECK_ERR(OK, catalogue_changes_waiting(w.db, editor, w.arena, &all, &of_others));
	CHECK(all == 1 && of_others == 0);
	CHECK_ERR(OK, catalogue_changes_waiting(w.db, scope_of(&w, second), w.arena, &all,
		&of_others));
	CHECK(all == 1 && of_others == 1);
	CHECK_ERR(OK, accept_as(&w, scope_of(&w, second), rows[0].id, 1));
}

TEST(a_proposal_from_a_party_is_accepted_by_the_association_only)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	struct catalogue_change *rows;

	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	CHECK(waiting(&w, &rows) == 1);
	CHECK_ERR(ERR_NOT_FOUND, accept_as(&w, world_job(&w, w.party), rows[0].id, 1));
	CHECK_ERR(ERR_NOT_FOUND, accept_as(&w, world_job(&w, w.nation), rows[0].id, 1));
	CHECK_ERR(ERR_NOT_FOUND, propose_as(&w, world_job(&w, w.nation), &in));
}

TEST(two_changes_of_different_facts_both_stand)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing phone = another_number(&w, STR("08-465 004 77"));
	struct catalogue_proposing hours = another_number(&w, phone.facts.phone);
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_change *rows, merged;
	struct catalogue_service now;

	hours.facts.phone = STR("08-465 004 16");
	hours.facts.hours = STR("vardagar 8-20");
	hours.source = SOURCE_HEARD;
	hours.checked_on = (struct date){ 0 };
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &phone));
	CHECK(waiting(&w, &rows) == 1);
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_TEAM_LEAD), &hours));
	CHECK_ERR(OK, accept_as(&w, editor, rows[0].id, 1));
	CHECK(waiting(&w, &rows) == 1);
	merged = rows[0];
	CHECK(merged.base_version == 1 && merged.version == 2);
	/* Who still looks at the page from before is told. */
	CHECK_ERR(ERR_CONFLICT, accept_as(&w, editor, merged.id, 1));
	CHECK_ERR(OK, accept_as(&w, editor, merged.id, 2));
	now = sodertalje_service(&w, SERVICE);
	CHECK(str_eq(now.phone, STR("08-465 004 77")));
	CHECK(str_eq(now.hours, STR("vardagar 8-20")));
	/* Heard of only: the new facts count as not checked. */
	CHECK(!date_is_set(now.verified_on) && now.version == 3);
}

TEST(a_change_is_decided_once_and_a_withdrawn_one_stays_in_the_history)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	const struct scope *asker = world_scope(&w, ROLE_CASEWORKER);
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_change *rows;
	service_proposal_id id;
	size_t n;

	CHECK_ERR(OK, propose_as(&w, asker, &in));
	CHECK(waiting(&w, &rows) == 1);
	id = rows[0].id;
	CHECK_ERR(ERR_NOT_FOUND, catalogue_withdraw_change(world_begin(&w),
		world_scope(&w, ROLE_TEAM_LEAD), w.arena, id, w.today));
	world_rollback(&w);
	CHECK_ERR(OK, catalogue_withdraw_change(world_begin(&w), asker, w.arena, id, w.today));
	world_commit(&w);
	CHECK_ERR(ERR_CONFLICT, accept_as(&w, editor, id, 1));
	CHECK_ERR(ERR_CONFLICT, catalogue_decline_change(
		world_begin(&w), editor, w.arena, id, 1, w.today));
	world_rollback(&w);
	CHECK_ERR(OK, catalogue_changes(w.db, editor, w.arena, in.service, false, &rows, &n));
	CHECK(n == 1 && rows[0].verdict == PROPOSAL_WITHDRAWN);
	CHECK(str_eq(rows[0].proposed.phone, STR("08-465 004 77")));
}

TEST(a_declined_change_changes_nothing)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	struct catalogue_change *rows;

	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	CHECK(waiting(&w, &rows) == 1);
	CHECK_ERR(ERR_CONFLICT, catalogue_decline_change(world_begin(&w),
		world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena, rows[0].id, 2, w.today));
	world_rollback(&w);
	CHECK_ERR(OK, catalogue_decline_change(world_begin(&w),
		world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena, rows[0].id, 1, w.today));
	world_commit(&w);
	CHECK(str_eq(sodertalje_service(&w, SERVICE).phone, STR("08-465 004 16")));
	CHECK(sodertalje_service(&w, SERVICE).version == 1);
	CHECK(waiting(&w, &rows) == 0);
}

TEST(nothing_is_proposed_where_nothing_changes_or_the_facts_have_moved_on)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_proposing same = another_number(&w, STR("08-465 004 16"));
	struct catalogue_proposing late = another_number(&w, STR("08-465 004 77"));

	late.version = 2;
	CHECK_ERR(ERR_INVALID, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &same));
	CHECK_ERR(ERR_CONFLICT, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &late));
	ck_assert_int_eq(world_rows(&w, "service_proposal"), 0);
}

/* ---- the import ---- */

static struct catalogue_import_count
import_with(struct world *w, const char *old, const char *new)
{
	struct str services = content_text(w, "demo/sodertalje/services.csv"), before;
	const char *at = memmem(services.p, services.n, old, strlen(old));
	struct catalogue_import in = { .today = w->today, .verified_on = w->today,
		.organisations = content_text(w, "demo/sodertalje/organisations.csv") };
	struct catalogue_import_count count;
	struct csv_fault fault;

	CHECK(at);
	before = str_sub(services, 0, (size_t)(at - services.p));
	services = str_sub(services, before.n + strlen(old), services.n);
	in.services = arena_printf(w->arena, "%.*s%s%.*s", STR_ARG(before), new,
		STR_ARG(services));
	CHECK_ERR(OK, catalogue_import_csv(world_begin(w), world_job(w, w->association),
		w->arena, &in, &count, &fault));
	world_commit(w);
	return count;
}

TEST(acute_facts_changed_by_an_import_wait_for_a_second_person)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct catalogue_change *rows;

	CHECK(import_with(&w, "08-465 004 16", "08-465 004 77").proposals == 1);
	CHECK(str_eq(sodertalje_service(&w, SERVICE).phone, STR("08-465 004 16")));
	CHECK(sodertalje_service(&w, SERVICE).is_change_waiting);
	/* The same file again asks for nothing new. */
	CHECK(import_with(&w, "08-465 004 16", "08-465 004 77").proposals == 0);
	CHECK(waiting(&w, &rows) == 1);
	CHECK(rows[0].source == SOURCE_IMPORT && rows[0].by.v == 0);
	CHECK_ERR(OK, accept_as(&w, world_scope(&w, ROLE_CATALOGUE_EDITOR), rows[0].id, 1));
	CHECK(str_eq(sodertalje_service(&w, SERVICE).phone, STR("08-465 004 77")));
}

TEST(other_facts_are_changed_by_an_import_at_once)
{
	struct world w WORLD_CLEANUP = catalogue_world();

	CHECK(import_with(&w, SERVICE, "Stöd efter brott").proposals == 0);
	CHECK(sodertalje_service(&w, "Stöd efter brott").version == 2);
}

/* ---- the pages ---- */

static const char *
path_of(struct world *w, const char *before, int64_t id, const char *after)
{
	return arena_printf(w->arena, "%s%lld%s", before, (long long)id, after).p;
}

#define PLAIN_FACTS "&anonym=unknown&namn=Brottsofferst%C3%B6d&for-vem=exposed&for-vem=relative"
#define NEW_FACTS "&svarar=&tider=&samma-dag=unknown&kalla=call" PLAIN_FACTS

TEST(a_caseworker_proposes_on_a_page_and_an_editor_accepts_on_another)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct visitor asker VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor editor VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	int64_t id = sodertalje_service(&w, SERVICE).id.v;
	const char *service = path_of(&w, "/katalog/", id, "");
	struct catalogue_change *rows;
	const char *change;

	CHECK(visitor_get(&asker, path_of(&w, "/katalog/", id, "/andring")) == 200);
	CHECK(visitor_sees(&asker, "value=\"08-465 004 16\""));
	CHECK(visitor_post(&asker, path_of(&w, "/katalog/", id, "/andring"),
		"version=1&telefon=08-465+004+77" NEW_FACTS) == 303);
	CHECK(visitor_get(&asker, arena_cstr(w.arena, visitor_location(&asker))) == 200);
	CHECK(visitor_sees(&asker, "Tack. Förslaget väntar"));
	CHECK(visitor_sees(&asker, "tel:+46846500416"));
	CHECK(visitor_sees(&asker, "ändring väntar"));
	CHECK(visitor_get(&asker, "/katalog/andringar") == 403);
	CHECK(waiting(&w, &rows) == 1);
	change = path_of(&w, "/katalog/andringar/", rows[0].id.v, "");
	CHECK(visitor_get(&asker, change) == 200);
	CHECK(visitor_sees(&asker, "Ta tillbaka") && !visitor_sees(&asker, "Godta ändringen"));

	CHECK(visitor_get(&editor, "/hem") == 200);
	CHECK(visitor_sees(&editor, "Ändringar i katalogen som väntar på dig: 1"));
	CHECK(visitor_get(&editor, "/katalog/andringar") == 200);
	CHECK(visitor_sees(&editor, "08-465 004 77") && visitor_sees(&editor, "caseworker"));
	CHECK(visitor_get(&editor, change) == 200);
	CHECK(visitor_post(&editor,
		path_of(&w, "/katalog/andringar/", rows[0].id.v, "/godtagande"),
		"version=1") == 303);
	CHECK(visitor_get(&editor, arena_cstr(w.arena, visitor_location(&editor))) == 200);
	CHECK(visitor_sees(&editor, "Ändringen gäller nu"));
	CHECK(visitor_get(&asker, service) == 200);
	CHECK(visitor_sees(&asker, "tel:+46846500477"));
	CHECK(!visitor_sees(&asker, "ändring väntar"));
	CHECK(visitor_get(&asker, path_of(&w, "/katalog/", id, "/historik")) == 200);
	CHECK(visitor_sees(&asker, "<del>") && visitor_sees(&asker, "Version 2"));
	CHECK(visitor_get(&asker, path_of(&w, "/katalog/", id, "/andring?fran=1")) == 200);
	CHECK(visitor_sees(&asker, "value=\"08-465 004 16\""));
}

TEST(whoever_writes_over_a_change_sees_both_versions_and_loses_nothing)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	const char *path = path_of(&w, "/katalog/", in.service.v, "/andring");
	struct catalogue_change *rows;

	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_TEAM_LEAD), &in));
	CHECK(waiting(&w, &rows) == 1);
	CHECK_ERR(OK, accept_as(&w, world_scope(&w, ROLE_CATALOGUE_EDITOR), rows[0].id, 1));
	CHECK(visitor_post(&v, path, "version=1&telefon=08-465+004+88" NEW_FACTS) == 409);
	CHECK(visitor_sees(&v, "Uppgifterna har ändrats medan du skrev"));
	CHECK(visitor_sees(&v, "08-465 004 77") && visitor_sees(&v, "08-465 004 16"));
	CHECK(visitor_sees(&v, "value=\"08-465 004 88\""));
	CHECK(str_eq(visitor_field(&v, "version"), STR("2")));
	ck_assert_int_eq(world_rows(&w, "service_proposal"), 1);
	CHECK(visitor_post(&v, path, "version=2&telefon=08-465+004+88" NEW_FACTS) == 303);
}

TEST(two_editors_at_once_get_one_decision_and_the_second_sees_it)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct visitor first VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	struct visitor second VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, second_editor(&w)));
	struct catalogue_proposing one = another_number(&w, STR("08-465 004 77"));
	struct catalogue_proposing two = another_number(&w, STR("08-465 004 88"));
	struct catalogue_change *rows;
	int64_t a, b;

	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &one));
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_TEAM_LEAD), &two));
	CHECK(waiting(&w, &rows) == 2);
	a = rows[0].id.v;
	b = rows[1].id.v;
	CHECK(visitor_post(&first, path_of(&w, "/katalog/andringar/", a, "/godtagande"),
		"version=1") == 303);
	CHECK(visitor_post(&second, path_of(&w, "/katalog/andringar/", a, "/godtagande"),
		"version=1") == 409);
	CHECK(visitor_post(&second, path_of(&w, "/katalog/andringar/", b, "/godtagande"),
		"version=1") == 409);
	CHECK(visitor_sees(&second, "Uppgifterna har ändrats sedan förslaget gjordes"));
	CHECK(visitor_sees(&second, "08-465 004 77") && visitor_sees(&second, "08-465 004 88"));
	CHECK(visitor_sees(&second, "08-465 004 16"));
	CHECK(waiting(&w, &rows) == 1);
	CHECK(visitor_post(&second, path_of(&w, "/katalog/andringar/", b, "/avslag"),
		"version=2") == 303);
}

TEST(an_own_proposal_is_refused_with_a_word_and_left_in_the_trail)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 77"));
	struct catalogue_change *rows;
	int64_t before;

	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CATALOGUE_EDITOR), &in));
	CHECK(waiting(&w, &rows) == 1);
	before = world_audit_count(&w, w.association);
	CHECK(visitor_post(&v,

			path_of(&w, "/katalog/andringar/", rows[0].id.v, "/godtagande"),
		"version=1") == 403);
	CHECK(visitor_sees(&v, "Ingen godtar sitt eget förslag"));
	ck_assert_int_eq(world_audit_count(&w, w.association), before + 1);
	CHECK(visitor_get(&v, "/hem") == 200 && !visitor_sees(&v, "som väntar på dig"));
}

TEST(a_proposal_holds_no_personal_number_and_no_words_for_a_phone)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	int64_t id = sodertalje_service(&w, SERVICE).id.v;
	const char *path = path_of(&w, "/katalog/", id, "/andring");

	CHECK(visitor_post(&v, path, "version=1&telefon=ring+Anna" NEW_FACTS) == 422);
	CHECK(visitor_sees(&v, "value=\"ring Anna\""));
	CHECK(visitor_post(&v, path, "version=1&telefon=811218-9876" NEW_FACTS) == 422);
	CHECK(visitor_post(&v, path, "version=1&telefon=112&svarar=811218-9876"
		"&tider=&samma-dag=yes&kalla=call" PLAIN_FACTS) == 422);
	CHECK(visitor_post(&v, path, "version=1&telefon=08-465+004+16"
		"&svarar=&tider=&samma-dag=yes&kalla=import" PLAIN_FACTS) == 422);
	ck_assert_int_eq(world_rows(&w, "service_proposal"), 0);
}

TEST(nobody_buries_the_proposals_of_others_under_her_own)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_proposing in = another_number(&w, STR("08-1"));
	int i;

	for (i = 0; i < CATALOGUE_PROPOSALS_MAX; i++) {
		in.facts.phone = arena_printf(w.arena, "08-%d", 1000 + i);
		CHECK_ERR(OK, propose_as(&w, editor, &in));
	}
	in.facts.phone = STR("08-2000");
	CHECK_ERR(ERR_LIMIT, propose_as(&w, editor, &in));
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &in));
}

static service_proposal_id
first_waiting(struct world *w)
{
	struct catalogue_change *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_changes(w->db, world_job(w, w->association), w->arena,
		(service_id){ 0 }, true, &rows, &n));
	CHECK(n > 0);
	return rows[0].id;
}

/* Each is whole by itself: from 30 years, and until 20 years. */
TEST(what_two_changes_would_make_together_is_whole_or_not_accepted)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *editor = scope_of(&w, second_editor(&w));
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	struct catalogue_proposing from = another_number(&w, s.phone), to = from;

	from.facts.age_from = 30;
	to.facts.age_to = 20;
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &from));
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_TEAM_LEAD), &to));
	CHECK_ERR(OK, accept_as(&w, editor, first_waiting(&w), s.version));
	s = sodertalje_service(&w, SERVICE);
	CHECK_ERR(ERR_CONFLICT, accept_as(&w, editor, first_waiting(&w), s.version));
}

/* The service says that something is wrong after whoever proposes has called it. */
TEST(a_check_from_before_the_doubt_does_not_end_it)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *editor = scope_of(&w, second_editor(&w));
	struct catalogue_proposing in = another_number(&w, STR("08-465 004 66"));
	struct catalogue_service s;
	char token[CATALOGUE_TOKEN_TEXT];

	in.checked_on = date_add_days(w.today, -3);
	CHECK_ERR(OK, propose_as(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	CHECK_ERR(OK, catalogue_ask(
		world_begin(&w), editor, w.arena, in.service, w.today, token));
	world_commit(&w);
	CHECK_ERR(OK, catalogue_answer(world_begin(&w), w.arena, str_of(token), ANSWER_WRONG,
		w.today));
	world_commit(&w);
	CHECK_ERR(OK, accept_as(&w, editor, first_waiting(&w), in.version));
	s = sodertalje_service(&w, SERVICE);
	CHECK(str_eq(s.phone, STR("08-465 004 66")) && catalogue_is_stale(&s, w.today));
}
