/* Versions: who sees them, what a release demands, and that paper is never changed. */
#include "tests/harness/harness.h"

#include "features/material/test_paper.h"
#include "features/material/version.h"

static struct made_product
made(struct world *w, const struct scope *scope, enum material_product product)
{
	const struct making making = { .product = product, .code = STR("sv"),
		.address = STR("HTTPS://X.SE/K"), .by = w->accounts[ROLE_CATALOGUE_EDITOR],
		.today = w->today, .is_for_release = true };
	struct made_product out;

	CHECK_ERR(OK, material_make(w->db, scope, w->arena, &making, &out));
	return out;
}

/* A brochure in review. */
static material_version_id
brochure(struct world *w)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct made_product product = made(w, editor, PRODUCT_BROCHURE);
	material_version_id id;

	CHECK_ERR(OK, version_add(world_begin(w), editor, w->arena, &product, &id));
	world_commit(w);
	return id;
}

static enum err
release(struct world *w, const struct scope *scope, material_version_id id)
{
	struct made_product product = made(w, scope, PRODUCT_BROCHURE);
	enum err e =
		version_release(world_begin(w), scope, w->arena, id, &product, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static enum err
look(struct world *w, const struct scope *scope, material_version_id id,
	struct material_version *out)
{
	return version_seen(w->db, scope, w->arena, id, out);
}

TEST(a_version_is_its_editors_until_it_is_released)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_version v;
	material_version_id id;

	paper_import(&w);
	id = brochure(&w);
	CHECK_ERR(OK, look(&w, world_scope(&w, ROLE_CATALOGUE_EDITOR), id, &v));
	CHECK(v.state == VERSION_IN_REVIEW && v.number == 1);
	CHECK_ERR(ERR_NOT_FOUND, look(&w, world_scope(&w, ROLE_CASEWORKER), id, &v));
	CHECK_ERR(OK, release(&w, world_scope(&w, ROLE_CATALOGUE_EDITOR), id));
	CHECK_ERR(OK, look(&w, world_scope(&w, ROLE_CASEWORKER), id, &v));
	CHECK(v.state == VERSION_RELEASED && v.issue.m == month_of(2026, 11).m);
	CHECK(v.released_by.v == w.accounts[ROLE_CATALOGUE_EDITOR].v);
	CHECK_ERR(ERR_NOT_FOUND, look(&w, world_scope(&w, ROLE_NATIONAL_ANALYST), id, &v));
}

TEST(a_released_version_is_never_changed)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	material_version_id id;

	paper_import(&w);
	id = brochure(&w);
	CHECK_ERR(OK, release(&w, editor, id));
	CHECK_ERR(ERR_CONFLICT, release(&w, editor, id));
	CHECK_ERR(ERR_CONFLICT, version_put_aside(world_begin(&w), editor, w.arena, id));
	world_rollback(&w);
}

TEST(nothing_is_released_while_an_acute_fact_is_stale)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct made_product product;
	material_version_id id;

	paper_import(&w);
	paper_one_acute(&w, "Brottsofferstöd");
	id = brochure(&w);
	w.today = date_add_days(w.today, CATALOGUE_FRESH_DAYS_ACUTE + 1);
	product = made(&w, editor, PRODUCT_BROCHURE);
	CHECK(product.gathered.n_stale_acute == 1);
	CHECK(str_eq(product.gathered.stale_acute[0]->name, STR("Brottsofferstöd")));
	CHECK_ERR(ERR_INVALID, release(&w, editor, id));
}

TEST(a_number_that_was_changed_while_the_paper_was_drawn_is_not_released)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct made_product product;
	material_version_id id;

	paper_import(&w);
	id = brochure(&w);
	product = made(&w, editor, PRODUCT_BROCHURE);
	paper_set(&w, "Brottsofferstöd", "phone", "'08-465 004 77'");
	CHECK_ERR(ERR_CONFLICT,
		version_release(world_begin(&w), editor, w.arena, id, &product, w.today));
	world_rollback(&w);
	CHECK_ERR(OK, release(&w, editor, id));
}

static struct date
valid_until(struct world *w)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);

	return made(w, editor, PRODUCT_CARD).printed.valid_until;
}

TEST(it_is_valid_until_the_first_of_its_facts_must_be_checked_again)
{
	struct world w WORLD_CLEANUP = world_new();

	paper_import(&w);
	paper_none_acute(&w);
	CHECK(valid_until(&w).days == catalogue_fresh_until(w.today, false).days);
}

TEST(an_acute_fact_makes_it_valid_for_a_shorter_time)
{
	struct world w WORLD_CLEANUP = world_new();

	paper_import(&w);
	paper_one_acute(&w, "Brottsofferstöd");
	CHECK(valid_until(&w).days == catalogue_fresh_until(w.today, true).days);
}

TEST(paper_on_which_nothing_is_confirmed_is_not_valid_for_ever)
{
	struct world w WORLD_CLEANUP = world_new();

	paper_import(&w);
	paper_none_acute(&w);
	w.today = date_add_days(w.today, 1000);
	CHECK(valid_until(&w).days ==
		month_first_day(month_add(date_month(w.today), 3)).days);
}

static material_remark_id
remark(struct world *w, const struct scope *scope, account_id by, material_version_id id)
{
	const struct material_remark in = { .panel = 3, .body = STR("Numret är gammalt."),
		.by = by, .on = w->today };
	struct material_remark *rows;
	size_t n;

	CHECK_ERR(OK, version_remark(world_begin(w), scope, w->arena, id, &in));
	world_commit(w);
	CHECK_ERR(OK, version_remarks(w->db, scope, w->arena, id, &rows, &n));
	CHECK(n == 1 && rows[0].panel == 3 && rows[0].verdict == REMARK_WAITS);
	return rows[0].id;
}

TEST(whoever_is_invited_reads_and_remarks_and_every_remark_gets_an_answer)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	const struct scope *reader = world_scope(&w, ROLE_CASEWORKER);
	struct material_version v;
	material_version_id id, of;
	material_remark_id said;

	paper_import(&w);
	id = brochure(&w);
	CHECK_ERR(OK, version_invite(world_begin(&w), editor, w.arena, id,
		w.accounts[ROLE_CASEWORKER]));
	world_commit(&w);
	CHECK_ERR(OK, look(&w, reader, id, &v));
	CHECK(v.is_invited && !v.is_own);
	said = remark(&w, reader, w.accounts[ROLE_CASEWORKER], id);
	CHECK_ERR(ERR_BUSY, release(&w, editor, id));
	CHECK_ERR(ERR_NOT_FOUND, remark_answer(world_begin(&w), reader, w.arena, said,
		REMARK_CHANGED, &of));
	world_rollback(&w);
	CHECK_ERR(OK, remark_answer(world_begin(&w), editor, w.arena, said, REMARK_CHANGED,
		&of));
	world_commit(&w);
	CHECK(of.v == id.v);
	CHECK_ERR(ERR_CONFLICT, remark_answer(world_begin(&w), editor, w.arena, said,
		REMARK_LEFT, &of));
	world_rollback(&w);
	CHECK_ERR(OK, release(&w, editor, id));
}

TEST(a_product_for_a_municipality_has_what_those_who_live_there_can_use)
{
	static const char *const names[] = { "Brottsofferstöd", "Kvinnoboende",
		"Habilitering" };
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct making making = { .product = PRODUCT_SHEET, .code = STR("sv"),
		.municipality = STR("0181"), .address = STR("HTTPS://X.SE/K"),
		.by = w.accounts[ROLE_CATALOGUE_EDITOR], .today = w.today };
	struct made_product made;
	struct area *places;
	struct str words;
	size_t n, i;

	paper_import(&w);
	paper_move(&w, names[0], "0138");
	paper_move(&w, names[1], "01");
	paper_move(&w, names[2], "00");
	CHECK_ERR(OK, material_municipalities(w.db, editor, w.arena, &places, &n));
	CHECK(n == 2 && str_eq(places[0].name, STR("Tyresö")));
	CHECK(str_eq(places[1].digits, STR("0181")));
	CHECK_ERR(OK, material_make(w.db, editor, w.arena, &making, &made));
	words = paper_text(&w, made.printed.pdf);
	CHECK(str_contains(words, STR("Södertälje")));
	for (i = 0; i < 3; i++)
		CHECK(str_contains(words, str_of(names[i])) == (i > 0));
	making.municipality = STR("0138");
	making.product = PRODUCT_BROCHURE;
	CHECK_ERR(OK, material_make(w.db, editor, w.arena, &making, &made));
	words = paper_text(&w, made.printed.pdf);
	CHECK(str_contains(words, STR("Brottsofferstöd")) &&
		str_contains(words, STR("Tyresö")));
	CHECK(!str_contains(words, STR("Barnahus")));
	making.municipality = STR("9999");
	CHECK_ERR(ERR_NOT_FOUND, material_make(w.db, editor, w.arena, &making, &made));
}

TEST(words_of_a_place_stand_in_place_of_the_shipped_ones)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct str shipped = content_text(&w, "material/sv.json"), fault = STR_NULL;
	struct material_texts *all, texts;
	size_t n;

	CHECK_ERR(OK, material_languages(w.db, editor, w.arena, &all, &n));
	CHECK(n == 3 && !all[0].is_reviewed);
	CHECK_ERR(ERR_INVALID, material_put_texts(world_begin(&w), editor, w.arena,
		STR("{\"code\":\"so\"}"), &texts, &fault));
	world_rollback(&w);
	CHECK(!str_is_empty(fault));
	CHECK_ERR(OK, material_put_texts(world_begin(&w), editor, w.arena,
		paper_reviewed(&w, shipped), &texts, &fault));
	world_commit(&w);
	CHECK_ERR(OK, material_languages(w.db, editor, w.arena, &all, &n));
	CHECK(n == 3 && all[0].is_reviewed);
	CHECK(str_eq(all[0].reviewed_by, STR("kommunens kommunikatör")));
}

TEST(what_waits_to_be_read_and_what_is_said_of_it_is_bounded)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	const struct material_remark in = { .panel = 1, .body = STR("x"),
		.by = w.accounts[ROLE_CATALOGUE_EDITOR], .on = w.today };
	struct made_product product;
	material_version_id id;
	int i;

	paper_import(&w);
	product = made(&w, editor, PRODUCT_CARD);
	world_begin(&w);
	for (i = 0; i < VERSIONS_IN_REVIEW_MAX; i++)
		CHECK_ERR(OK, version_add(w.tx, editor, w.arena, &product, &id));
	world_commit(&w);
	CHECK_ERR(ERR_LIMIT, version_add(world_begin(&w), editor, w.arena, &product, &id));
	world_rollback(&w);
	world_begin(&w);
	for (i = 0; i < VERSION_REMARKS_MAX; i++)
		CHECK_ERR(OK, version_remark(w.tx, editor, w.arena, id, &in));
	CHECK_ERR(ERR_LIMIT, version_remark(w.tx, editor, w.arena, id, &in));
	world_commit(&w);
}
