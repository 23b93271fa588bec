/* Checking: a queue with the next entry open, who sees to what, and the service's own word by a link. */
#include "features/catalogue/catalogue.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

#define SERVICE "Brottsofferstöd"

/* Everything was checked a hundred days ago: acute facts are due, others are not. */
static struct world
aged_world(void)
{
	struct world w = world_new();
	struct catalogue_service *rows;
	size_t n, i;

	sodertalje_import(&w);
	CHECK_ERR(OK, catalogue_list(w.db, world_job(&w, w.association), w.arena, &rows, &n));
	world_begin(&w);
	for (i = 0; i < n; i++)
		CHECK_ERR(OK,
			catalogue_verify(w.tx, world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena,
				&(struct catalogue_checking){ rows[i].id, rows[i].version,
					SOURCE_CALL, STR_NULL },
				date_add_days(w.today, -100)));
	world_commit(&w);
	return w;
}

static int64_t
n_due(struct world *w)
{
	int64_t n;

	CHECK_ERR(OK,
		catalogue_to_verify(
			w->db, world_job(w, w->association), w->arena, w->today, &n));
	return n;
}

static enum err
check_as(struct world *w, enum role role, const struct catalogue_checking *in)
{
	enum err e = catalogue_verify(
		world_begin(w), world_scope(w, role), w->arena, in, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static struct catalogue_standing
standing(struct world *w, service_id id)
{
	struct catalogue_standing x;

	CHECK_ERR(OK,
		catalogue_standing(w->db, world_job(w, w->association), w->arena, id, &x));
	return x;
}

TEST(acute_facts_are_due_before_the_others)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service *rows;
	size_t n, i;

	CHECK_ERR(OK,
		catalogue_due(w.db, world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena, w.today, 0,
			100, &rows, &n));
	CHECK(n > 0 && n < 22 && (int64_t)n == n_due(&w));
	for (i = 0; i < n; i++)
		CHECK(rows[i].is_acute);
	CHECK_ERR(OK,
		catalogue_due(w.db, world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena,
			date_add_days(w.today, 100), 0, 100, &rows, &n));
	CHECK(n == 22 && rows[0].is_acute && !rows[21].is_acute);
}

TEST(a_check_says_how_by_whom_and_where_it_stands)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	struct catalogue_checking in = { s.id, s.version, SOURCE_VISIT,
		STR("anslaget på dörren") };
	struct catalogue_standing x;
	int64_t before = n_due(&w);

	CHECK_ERR(OK, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	CHECK(n_due(&w) == before - 1);
	x = standing(&w, s.id);
	CHECK(x.how == SOURCE_VISIT && x.checked_on.days == w.today.days);
	CHECK(str_eq(x.evidence, in.evidence) && x.checked_by.n > 0);
	in.how = SOURCE_CALL;
	CHECK_ERR(OK, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	CHECK(standing(&w, s.id).how == SOURCE_CALL);
	CHECK(world_rows(&w, "service_check") == 22 + 2);
}

TEST(hearsay_and_facts_that_have_changed_are_no_check)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	struct catalogue_checking in = { s.id, s.version, SOURCE_HEARD, STR_NULL };

	CHECK_ERR(ERR_INVALID, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	in.how = SOURCE_IMPORT;
	CHECK_ERR(ERR_INVALID, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	in.how = SOURCE_CALL;
	in.version++;
	CHECK_ERR(ERR_CONFLICT, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	in.version--;
	CHECK_ERR(ERR_NOT_FOUND, check_as(&w, ROLE_CASEWORKER, &in));
	CHECK(world_rows(&w, "service_check") == 22);
}

TEST(evidence_holds_no_address_of_protected_housing)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	struct catalogue_checking in = { s.id, s.version, SOURCE_VISIT,
		STR("skylten på Storgatan 14") };
	struct catalogue_details details;
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);

	CHECK_ERR(OK, catalogue_details(w.db, editor, w.arena, s.id, &details));
	details.is_protected = true;
	CHECK_ERR(OK,
		catalogue_change_details(
			world_begin(&w), editor, w.arena, s.id, &details, w.today));
	world_commit(&w);
	CHECK_ERR(ERR_INVALID, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	in.evidence = STR("ringde jouren");
	CHECK_ERR(OK, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
}

TEST(an_entry_that_becomes_protected_forgets_where_its_facts_stood)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	struct catalogue_checking in = { s.id, s.version, SOURCE_VISIT,
		STR("skylten på Storgatan 14") };
	struct catalogue_details details;
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);

	CHECK_ERR(OK, check_as(&w, ROLE_CATALOGUE_EDITOR, &in));
	CHECK(str_contains(world_tables(&w), STR("Storgatan")));
	CHECK_ERR(OK, catalogue_details(w.db, editor, w.arena, s.id, &details));
	details.is_protected = true;
	CHECK_ERR(OK,
		catalogue_change_details(
			world_begin(&w), editor, w.arena, s.id, &details, w.today));
	world_commit(&w);
	CHECK(!str_contains(world_tables(&w), STR("Storgatan")));
}

TEST(what_one_sees_to_oneself_comes_first_among_the_acute)
{
	struct world w WORLD_CLEANUP = aged_world();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_service *rows;
	service_id last;
	size_t n;

	CHECK_ERR(OK, catalogue_due(w.db, editor, w.arena, w.today, 0, 100, &rows, &n));
	last = rows[n - 1].id;
	CHECK_ERR(ERR_NOT_FOUND,
		catalogue_keep(
			world_begin(&w), world_scope(&w, ROLE_CASEWORKER), w.arena, last));
	world_rollback(&w);
	CHECK_ERR(OK, catalogue_keep(world_begin(&w), editor, w.arena, last));
	world_commit(&w);
	CHECK(standing(&w, last).keeper.v == w.accounts[ROLE_CATALOGUE_EDITOR].v);
	CHECK_ERR(OK, catalogue_due(w.db, editor, w.arena, w.today, 0, 100, &rows, &n));
	CHECK(rows[0].id.v == last.v);
}

TEST(what_waits_for_a_change_to_be_decided_holds_up_nobody)
{
	struct world w WORLD_CLEANUP = aged_world();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_service *rows;
	struct catalogue_proposing in;
	service_id first;
	size_t n;

	CHECK_ERR(OK, catalogue_due(w.db, editor, w.arena, w.today, 0, 100, &rows, &n));
	first = rows[0].id;
	in = (struct catalogue_proposing){ .service = first,
		.version = rows[0].version,
		.source = SOURCE_CALL,
		.facts = catalogue_facts_of(&rows[0]) };
	in.facts.phone = STR("08-465 004 77");
	CHECK_ERR(OK,
		catalogue_propose_change(world_begin(&w), editor, w.arena, &in, w.today));
	world_commit(&w);
	CHECK_ERR(OK, catalogue_due(w.db, editor, w.arena, w.today, 0, 100, &rows, &n));
	CHECK(rows[n - 1].id.v == first.v && rows[0].id.v != first.v);
}

/* ---- the service's own word ---- */

static void
ask(struct world *w, service_id id, char token[CATALOGUE_TOKEN_TEXT])
{
	CHECK_ERR(OK,
		catalogue_ask(world_begin(w), world_scope(w, ROLE_CATALOGUE_EDITOR), w->arena,
			id, w->today, token));
	world_commit(w);
}

static enum err
answer(struct world *w, const char *token, enum catalogue_answer said, struct date today)
{
	enum err e =
		catalogue_answer(world_begin(w), w->arena, str_of(token), said, today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(a_service_confirms_its_own_entry_once)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	char token[CATALOGUE_TOKEN_TEXT];
	int64_t before = n_due(&w), audited;

	ask(&w, s.id, token);
	audited = world_audit_count(&w, w.association);
	CHECK_ERR(ERR_INVALID, answer(&w, token, ANSWER_NONE, w.today));
	CHECK_ERR(OK, answer(&w, token, ANSWER_RIGHT, w.today));
	CHECK(n_due(&w) == before - 1);
	CHECK(standing(&w, s.id).how == SOURCE_OWNER && standing(&w, s.id).checked_by.n == 0);
	CHECK(world_audit_count(&w, w.association) == audited + 2);
	CHECK_ERR(ERR_NOT_FOUND, answer(&w, token, ANSWER_WRONG, w.today));
}

TEST(a_link_is_dead_when_it_is_old_replaced_unknown_or_overtaken)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	char old[CATALOGUE_TOKEN_TEXT], token[CATALOGUE_TOKEN_TEXT];
	struct date after = date_add_days(w.today, CATALOGUE_INQUIRY_DAYS + 1);

	ask(&w, s.id, old);
	ask(&w, s.id, token);
	CHECK_ERR(ERR_NOT_FOUND, answer(&w, old, ANSWER_RIGHT, w.today));
	CHECK_ERR(ERR_NOT_FOUND, answer(&w, token, ANSWER_RIGHT, after));
	CHECK_ERR(ERR_NOT_FOUND, answer(&w, "", ANSWER_RIGHT, w.today));
	CHECK_ERR(OK,
		check_as(&w, ROLE_CATALOGUE_EDITOR,
			&(struct catalogue_checking){ s.id, s.version, SOURCE_CALL,
				STR_NULL }));
	CHECK_ERR(ERR_NOT_FOUND, answer(&w, token, ANSWER_RIGHT, w.today));
}

TEST(what_a_service_says_is_wrong_is_due_and_stale_although_it_is_fresh)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service s;

	sodertalje_import(&w);
	CHECK(n_due(&w) == 0);
	sodertalje_say_wrong(&w, SERVICE);
	s = sodertalje_service(&w, SERVICE);
	CHECK(n_due(&w) == 1 && standing(&w, s.id).answer == ANSWER_WRONG);
	CHECK(catalogue_is_stale(&s, w.today) && s.said_wrong_on.days == w.today.days);
	CHECK_ERR(OK,
		check_as(&w, ROLE_CATALOGUE_EDITOR,
			&(struct catalogue_checking){ s.id, s.version, SOURCE_CALL,
				STR_NULL }));
	s = sodertalje_service(&w, SERVICE);
	CHECK(n_due(&w) == 0 && !catalogue_is_stale(&s, w.today));
}

TEST(asking_a_service_anew_does_not_make_right_what_it_said_is_wrong)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service s;
	char token[CATALOGUE_TOKEN_TEXT];

	sodertalje_import(&w);
	sodertalje_say_wrong(&w, SERVICE);
	s = sodertalje_service(&w, SERVICE);
	ask(&w, s.id, token);
	s = sodertalje_service(&w, SERVICE);
	CHECK(n_due(&w) == 1 && catalogue_is_stale(&s, w.today));
	CHECK_ERR(OK, answer(&w, token, ANSWER_RIGHT, w.today));
	s = sodertalje_service(&w, SERVICE);
	CHECK(n_due(&w) == 0 && !catalogue_is_stale(&s, w.today));
}

TEST(a_file_that_was_checked_before_leaves_wrong_what_the_service_says_is_wrong)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service s;

	sodertalje_import(&w);
	sodertalje_say_wrong(&w, SERVICE);
	sodertalje_import(&w);
	s = sodertalje_service(&w, SERVICE);
	CHECK(catalogue_is_stale(&s, w.today));
	w.today = date_add_days(w.today, 1);
	sodertalje_import(&w);
	s = sodertalje_service(&w, SERVICE);
	CHECK(!catalogue_is_stale(&s, w.today));
}

/* ---- through the pages ---- */

TEST(the_queue_opens_the_next_entry_in_the_place_of_the_confirmed_one)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	struct catalogue_service *rows;
	const char *path;
	size_t n;

	CHECK_ERR(OK,
		catalogue_due(w.db, world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena, w.today, 0,
			100, &rows, &n));
	CHECK(n >= 3);
	CHECK(visitor_get(&v, "/katalog/att-kontrollera?plats=2") == 200);
	path = arena_printf(w.arena, "/katalog/%lld/kontroll", (long long)rows[1].id.v).p;
	CHECK(visitor_sees(&v, path) && visitor_sees(&v, "autofocus"));
	CHECK(visitor_post(&v, path, "version=1&plats=2") == 422);
	CHECK(visitor_sees(&v, path));
	CHECK(visitor_post(&v, path, "version=1&plats=2&hur=call&belagg=ring+811218-9876")
		== 422);
	CHECK(visitor_post(&v, path, "version=1&plats=2&hur=letter") == 303);
	CHECK(visitor_get(&v, arena_cstr(w.arena, visitor_location(&v))) == 200);
	CHECK(visitor_sees(&v, "Noterat"));
	path = arena_printf(w.arena, "/katalog/%lld/kontroll", (long long)rows[2].id.v).p;
	CHECK(visitor_sees(&v, path));
}

/* The secret of the address that the page shows once, or NULL. */
static const char *
token_shown(struct world *w, struct visitor *v)
{
	const char *at = strstr(arena_cstr(w->arena, visitor_body(v)), "/bekrafta#");

	return at ? arena_printf(w->arena, "%.*s", CATALOGUE_TOKEN_TEXT - 1,
				at + strlen("/bekrafta#"))
			    .p
		  : NULL;
}

/* The editor asks on the service's page; what is shown there, and only once. */
static const char *
token_of_a_link(struct world *w)
{
	struct visitor editor VISITOR_CLEANUP =
		visitor_new(w, world_token(w, w->accounts[ROLE_CATALOGUE_EDITOR]));
	const char *page = url_service(w->arena, sodertalje_service(w, SERVICE).id).text.p;
	const char *token;

	CHECK(visitor_get(&editor, page) == 200);
	CHECK(visitor_post(&editor, arena_printf(w->arena, "%s/fraga", page).p, "") == 303);
	CHECK(visitor_get(&editor, page) == 200);
	token = token_shown(w, &editor);
	CHECK(token);
	CHECK(visitor_get(&editor, page) == 200 && !token_shown(w, &editor));
	return token;
}

TEST(a_link_is_shown_once_and_its_page_needs_no_log_in)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct visitor owner VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const char *token = token_of_a_link(&w);
	struct str shown = arena_printf(w.arena, "lank=%s", token);
	struct str whole = arena_printf(w.arena,
		"lank=https%%3A%%2F%%2Flotsa.example%%2Fbekrafta%%23%s", token);
	struct str answer = arena_printf(w.arena, "lank=%s&svar=ja", token);

	CHECK(visitor_get(&owner, "/bekrafta") == 200 && !visitor_sees(&owner, SERVICE));
	CHECK(visitor_post(&owner, "/bekrafta", whole.p) == 200);
	CHECK(visitor_sees(&owner, SERVICE));
	CHECK(visitor_post(&owner, "/bekrafta", shown.p) == 200);
	CHECK(visitor_sees(&owner, SERVICE));
	CHECK(visitor_post(&owner, "/bekrafta/svar", shown.p) == 422);
	CHECK(visitor_sees(&owner, SERVICE) && visitor_sees(&owner, token));
	CHECK(visitor_post(&owner, "/bekrafta/svar", answer.p) == 303);
	CHECK(visitor_led_to(&owner, "/bekrafta/tack"));
	CHECK(visitor_get(&owner, "/bekrafta/tack") == 200 && visitor_sees(&owner, "Tack"));
	CHECK(visitor_post(&owner, "/bekrafta", shown.p) == 200);
	CHECK(!visitor_sees(&owner, SERVICE));
	CHECK(sodertalje_service(&w, SERVICE).verified_on.days == w.today.days);
}

/* A path stands in the log of every proxy, and whatever looks at an address opens it. */
TEST(the_secret_of_a_services_link_opens_nothing_in_an_address)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct visitor owner VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const char *token = token_of_a_link(&w);
	struct str answer = arena_printf(w.arena, "lank=%s&svar=ja", token);

	CHECK(visitor_get(&owner, arena_printf(w.arena, "/bekrafta/%s", token).p) == 404);
	CHECK(visitor_get(&owner, arena_printf(w.arena, "/bekrafta?lank=%s", token).p) == 200);
	CHECK(!visitor_sees(&owner, SERVICE));
	owner.next.origin = STR("https://elsewhere.example");
	CHECK(visitor_post(&owner, "/bekrafta/svar", answer.p) == 403);
	CHECK(sodertalje_service(&w, SERVICE).verified_on.days != w.today.days);
}

TEST(a_caseworker_neither_confirms_nor_makes_links)
{
	struct world w WORLD_CLEANUP = aged_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	const char *page = url_service(w.arena, sodertalje_service(&w, SERVICE).id).text.p;

	CHECK(visitor_get(&v, page) == 200 && !visitor_sees(&v, "Gör en länk"));
	CHECK(visitor_post(&v, arena_printf(w.arena, "%s/fraga", page).p, "") == 403);
	CHECK(visitor_post(&v, arena_printf(w.arena, "%s/ansvar", page).p, "") == 403);
}

TEST(staff_read_everywhere_that_the_service_itself_says_that_something_is_wrong)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	static const char said[] = "verksamheten själv säger att något är fel";
	const char *page;

	sodertalje_import(&w);
	page = url_service(w.arena, sodertalje_service(&w, SERVICE).id).text.p;
	CHECK(visitor_get(&v, "/katalog") == 200 && !visitor_sees(&v, said));
	sodertalje_say_wrong(&w, SERVICE);
	CHECK(visitor_get(&v, "/katalog") == 200 && visitor_sees(&v, said));
	CHECK(visitor_get(&v, page) == 200 && visitor_sees(&v, said));
	CHECK(visitor_get(&v, "/katalog/att-kontrollera") == 200 && visitor_sees(&v, said));
}
