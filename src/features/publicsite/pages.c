/* The pages of the finder: the start, three questions, the answers, and a card to print. */
#include "features/publicsite/publicsite.h"

#include "features/publicsite/publicsite.html.h"
#include "features/publicsite/publicsite.sql.h"
#include "features/publicsite/templates.h"

/* ---- what the public may know ---- */

static struct open_service
open_service_of(const struct sql_publicsite_services *row)
{
	return (struct open_service){
		.name = row->service_name,
		.organisation = row->organisation_name,
		.phone = row->phone,
		.phone_note = row->phone_note,
		.hours = row->hours,
		.languages = row->languages,
		.website = row->website,
		.description = row->description,
		.target_groups = row->target_groups,
		.tracks = (unsigned)row->tracks,
		.requirements = (unsigned)row->requires,
		.age_from = (int)row->age_from,
		.age_to = (int)row->age_to,
		.same_day = (enum same_day)row->same_day,
		.anonymous = (enum anonymous)row->anonymous,
		.on_phone_bill = (enum on_phone_bill)row->on_phone_bill,
		.is_acute = row->is_acute,
		.verified_on = row->verified_on,
		.reach = (enum reach)row->reach,
	};
}

static enum err
read_services(
	struct page *page, const struct finder *f, struct open_service **services, size_t *n)
{
	struct arena *a = page->ctx.arena;
	struct sql_publicsite_services *rows;
	size_t i;

	TRY(sql_publicsite_services(page->db, a,
		f->municipality ? f->municipality->digits : STR_NULL,
		f->county ? f->county->digits : STR_NULL, f->situation->tracks, &rows, n));
	*services = ARENA_ARRAY(a, struct open_service, *n + 1);
	if (!*services)
		return ERR_LIMIT;
	for (i = 0; i < *n; i++)
		(*services)[i] = open_service_of(&rows[i]);
	return OK;
}

static enum err
find_answers(struct page *page, struct finder *f)
{
	struct question question = { .situation = f->situation,
		.who = (enum who)f->asked->who, .municipality = f->municipality,
		.county = f->county };
	struct open_service *services;
	struct helpline *lines;
	size_t n, i;

	TRY(read_services(page, f, &services, &n));
	TRY(helplines_known(page->db, page->ctx.arena, &lines, &question.n_lines));
	question.lines = lines;
	TRY(finder_answers(page->ctx.arena, &question, services, n, page->ctx.today, f->answers,
		&f->n));
	for (i = 0; i < f->n; i++) {
		enum reach reach =
			f->answers[i].service ? f->answers[i].service->reach : REACH_NATION;

		f->has_local |= reach == REACH_MUNICIPALITY;
		f->has_county |= reach == REACH_COUNTY;
	}
	return OK;
}

/* ---- the pages ---- */

/* Each edition has addresses of its own, since nothing on the device remembers a choice. */
static struct finder
finder_of(struct page *page, enum edition edition)
{
	static const char *const starts[EDITIONS] = { "/k", "/en", "/latt" };
	static const char *const cards[EDITIONS] = { "/k/kort", "/en/kort", "/latt/kort" };

	if (edition == EDITION_ENGLISH)
		page->ctx.lang = page->html.lang = LANG_EN;
	page->title = str_of(tr(page->ctx.lang, N_("Stöd och kontakt")));
	return (struct finder){
		.edition = edition,
		.here = url_path(starts[edition]),
		.start = url_path(starts[edition]),
		.card = url_path(cards[edition]),
	};
}

static enum err
show_start(struct page *page, enum edition edition)
{
	struct finder f = finder_of(page, edition);

	html_finder_start(&page->html, page, &f);
	return OK;
}

/* The first question that has no answer yet; what makes no sense counts as not answered. */
static enum err
show_step(struct page *page, enum edition edition)
{
	static const struct asked nothing;
	struct finder f = finder_of(page, edition);

	f.asked = page->asked ? page->asked : &nothing;
	if (f.asked->door == DOOR_NONE)
		return show_start(page, edition);
	f.situation = situation_of((enum door)f.asked->door, (enum what)f.asked->what);
	if (!f.situation) {
		html_finder_what(&page->html, page, &f);
		return OK;
	}
	TRY(places_read(page->ctx.arena, &f.places));
	f.municipality = places_municipality(&f.places, f.asked->municipality);
	f.county = places_county_of(&f.places, f.municipality);
	if (!f.asked->is_done) {
		html_finder_where(&page->html, page, &f);
		return OK;
	}
	TRY(find_answers(page, &f));
	html_finder_answers(&page->html, page, &f);
	return OK;
}

static bool
is_for_the_card(const struct helpline *line)
{
	return line->tracks != TRACK_PROFESSIONAL;
}

static enum err
show_card(struct page *page, enum edition edition)
{
	struct finder f = finder_of(page, edition);
	struct card card = { .edition = f.edition, .today = page->ctx.today };
	struct helpline *lines;
	size_t n, i;

	TRY(helplines_known(page->db, page->ctx.arena, &lines, &n));
	card.lines = lines;
	for (i = 0; i < n; i++)
		if (is_for_the_card(&lines[i]))
			lines[card.n++] = lines[i];
	html_finder_card(&page->html, &card);
	return OK;
}

/* ---- one of each for each edition ---- */

#define EDITION_PAGES(name, edition)                                                     \
	static enum err                                                                    \
	start_##name(struct page *page)                                                    \
	{                                                                                  \
		return show_start(page, edition);                                          \
	}                                                                                  \
	static enum err                                                                    \
	step_##name(struct page *page)                                                     \
	{                                                                                  \
		return show_step(page, edition);                                           \
	}                                                                                  \
	static enum err                                                                    \
	card_##name(struct page *page)                                                     \
	{                                                                                  \
		return show_card(page, edition);                                           \
	}

EDITION_PAGES(swedish, EDITION_SWEDISH)
EDITION_PAGES(english, EDITION_ENGLISH)
EDITION_PAGES(easy, EDITION_EASY)

#define NO_CASE AUDIT_NONE("public pages")

/* What is printed leads to /K: capitals make the smallest code. */
static const struct route routes[] = {
	GET("/", PERM_PUBLIC, NO_CASE, start_swedish, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/k", PERM_PUBLIC, NO_CASE, start_swedish, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/K", PERM_PUBLIC, NO_CASE, start_swedish, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/en", PERM_PUBLIC, NO_CASE, start_english, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/latt", PERM_PUBLIC, NO_CASE, start_easy, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/k/kort", PERM_PUBLIC, NO_CASE, card_swedish, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/en/kort", PERM_PUBLIC, NO_CASE, card_english, .is_constant = true,
		.stamp = catalogue_stamp),
	GET("/latt/kort", PERM_PUBLIC, NO_CASE, card_easy, .is_constant = true,
		.stamp = catalogue_stamp),
	ASK("/k", &asked_form, step_swedish, .stamp = catalogue_stamp_of_quarter),
	ASK("/en", &asked_form, step_english, .stamp = catalogue_stamp_of_quarter),
	ASK("/latt", &asked_form, step_easy, .stamp = catalogue_stamp_of_quarter),
};

const struct room publicsite_room = { .name = "publicsite",
	.routes = routes,
	.n_routes = sizeof(routes) / sizeof(routes[0]) };
