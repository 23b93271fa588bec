/* From services and help lines to lines of print. */
#include "features/material/matter.h"

#include <stdlib.h>

#include "features/material/material.sql.h"

/* What a reader may know of a service: nothing to call is nothing to print. */
struct open_facts {
	struct str phone, hours;
};

static struct print_line
line_of_service(const struct catalogue_service *s, const struct open_facts *open,
	struct arena *a, struct date today)
{
	struct date due = catalogue_fresh_until(s->verified_on, s->is_acute);
	bool is_stale = catalogue_is_stale(s, today);

	return (struct print_line){
		.name = arena_printf(a, "%.*s, %.*s", STR_ARG(s->organisation_name),
			STR_ARG(s->name)),
		.brief = s->organisation_name,
		.phone = open->phone,
		.detail = open->hours,
		.tracks = s->tracks,
		.is_acute = s->is_acute,
		.is_stale = is_stale,
		.verified_on = s->verified_on,
		.due = is_stale ? (struct date){ 0 } : due,
	};
}

static struct print_line
line_of_helpline(const struct helpline *h, struct date today)
{
	bool is_stale = h->is_phone_unconfirmed || helpline_is_stale(h, today);

	return (struct print_line){
		.name = h->name,
		.brief = h->name,
		.phone = h->phone,
		.detail = h->is_hours_unconfirmed ? STR_NULL : h->hours,
		.tracks = h->tracks,
		.is_national = true,
		.is_first = h->is_first,
		.is_stale = is_stale,
		.verified_on = h->checked_on,
		.due = is_stale ? (struct date){ 0 } : helpline_due(h),
	};
}

/* Those who are there for one thing stand before those who are there for many. */
static int
width_of(unsigned tracks)
{
	int n = 0;

	for (tracks &= ~(unsigned)TRACK_PROFESSIONAL; tracks; tracks &= tracks - 1)
		n++;
	return n;
}

struct ranked {
	struct print_line line;
	int rank;
	size_t place;
};

struct ranking {
	struct ranked *rows;
	size_t n;
};

/* 0 = answers the same day, 1 = needs no decision first, 2 = neither is known. */
static int
ease_of(const struct catalogue_service *s)
{
	if (s->same_day == SAME_DAY_YES)
		return 0;
	return s->requirements & REQUIRES_NOTHING ? 1 : 2;
}

/*
 * The lines for anybody first, as their file has them (112 before all); then those who are near, then the
 * rest of the country.
 */
static int
rank(const struct print_line *line, int ease)
{
	int group = line->is_national ? 2 : 1;
	int urgency = line->is_acute ? 0 : 1 + ease;

	if (line->is_first)
		return 0;
	return ((group * 4 + urgency) * 8 + width_of(line->tracks)) * 2 + line->is_stale;
}

static int
compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void
add_line(struct ranking *all, struct print_line line, int ease)
{
	all->rows[all->n] = (struct ranked){ line, rank(&line, ease), all->n };
	all->n++;
}

static void
note_service(struct material_gathered *g, const struct catalogue_service *s, struct date today)
{
	if (s->is_acute && catalogue_is_stale(s, today))
		g->stale_acute[g->n_stale_acute++] = s;
}

static enum err
put_in_order(struct ranking *all, struct arena *a, struct material_gathered *out)
{
	size_t i;

	qsort(all->rows, all->n, sizeof(*all->rows), compare);
	out->lines = ARENA_ARRAY(a, struct print_line, all->n + 1);
	if (!out->lines)
		return ERR_LIMIT;
	for (i = 0; i < all->n; i++)
		out->lines[i] = all->rows[i].line;
	out->n = all->n;
	return OK;
}

struct gathering {
	struct db *db;
	const struct scope *scope;
	struct arena *a;
	const struct gathering_for *in;
	struct sql_material_public_lines *open;	/* by service */
	size_t n_open;
};

static int
compare_open(const void *key, const void *row)
{
	const service_id *id = key;
	const struct sql_material_public_lines *line = row;

	return id->v < line->service_id.v ? -1 : id->v > line->service_id.v;
}

/* Whether a municipality lies in the area of a service: "0181" in "0138;0181", in "01" and in "00". */
static bool
is_within(struct str municipality, struct str areas)
{
	struct str county = str_sub(municipality, 0, 2), code;

	while (!str_is_empty(areas) && str_split(&areas, ';', &code))
		if (str_eq(code, municipality) || str_eq(code, county) ||
				str_eq(code, STR("00")))
			return true;
	return false;
}

/* The number for colleagues, staff_phone, is for screens and stands on no paper. */
static struct open_facts
open_to_staff(const struct catalogue_service *s, const struct catalogue_details *d)
{
	const struct catalogue_visibility *visible = &d->visible;

	if (!visibility_allows_print(visible, visible->phone))
		return (struct open_facts){ STR_NULL, STR_NULL };
	return (struct open_facts){ s->phone,
		visibility_allows_print(visible, visible->hours) ? s->hours : STR_NULL };
}

static enum err
find_open(const struct gathering *g, const struct catalogue_service *s, struct open_facts *out)
{
	const struct sql_material_public_lines *line;
	struct catalogue_details d;

	*out = (struct open_facts){ STR_NULL, STR_NULL };
	TRY(catalogue_details(g->db, g->scope, g->a, s->id, &d));
	if (!str_is_empty(g->in->municipality) && !is_within(g->in->municipality, d.area))
		return OK;
	if (g->in->is_for_staff) {
		*out = open_to_staff(s, &d);
		return OK;
	}
	line = bsearch(&s->id, g->open, g->n_open, sizeof(*g->open), compare_open);
	if (line)
		*out = (struct open_facts){ line->phone, line->hours };
	return OK;
}

/* Whoever answers an acute call when the first is closed: confirmed, and as far as that may be printed. */
static enum err
find_next(const struct gathering *g, const struct catalogue_service *s, struct print_line *line)
{
	struct catalogue_service chain[CATALOGUE_CHAIN_MAX];
	struct open_facts open;
	size_t n, i;

	if (!g->in->is_for_staff || !s->is_acute)
		return OK;
	TRY(catalogue_chain(g->db, g->scope, g->a, s->id, chain, &n));
	for (i = 0; i < n; i++) {
		struct date due =
			catalogue_fresh_until(chain[i].verified_on, chain[i].is_acute);

		TRY(find_open(g, &chain[i], &open));
		if (str_is_empty(open.phone) || catalogue_is_stale(&chain[i], g->in->today))
			continue;
		line->next = arena_printf(g->a, "%.*s %.*s",
			STR_ARG(chain[i].organisation_name), STR_ARG(open.phone));
		if (date_is_set(line->due) && due.days < line->due.days)
			line->due = due;
		return OK;
	}
	return OK;
}

static enum err
gather_services(const struct gathering *g, const struct catalogue_service *services, size_t n,
	struct ranking *all, struct material_gathered *out)
{
	struct print_line line;
	struct open_facts open;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct catalogue_service *s = &services[i];

		TRY(find_open(g, s, &open));
		if (str_is_empty(open.phone))
			continue;
		line = line_of_service(s, &open, g->a, g->in->today);
		TRY(find_next(g, s, &line));
		add_line(all, line, ease_of(s));
		note_service(out, s, g->in->today);
	}
	return OK;
}

enum err
material_gather(struct db *db, const struct scope *scope, struct arena *a,
	const struct gathering_for *in, struct material_gathered *out)
{
	struct gathering g = { .db = db, .scope = scope, .a = a, .in = in };
	struct material_gathered made = { .n = 0 };
	struct catalogue_service *services;
	struct helpline *lines;
	struct ranking all = { .n = 0 };
	size_t n_services, n_lines, i;

	TRY(catalogue_list(db, scope, a, &services, &n_services));
	TRY(helplines_known(db, a, &lines, &n_lines));
	TRY(sql_material_public_lines(db, a, &g.open, &g.n_open));
	all.rows = ARENA_ARRAY(a, struct ranked, n_services + n_lines + 1);
	made.stale_acute = ARENA_ARRAY(a, const struct catalogue_service *, n_services + 1);
	if (!all.rows || !made.stale_acute)
		return ERR_LIMIT;
	TRY(gather_services(&g, services, n_services, &all, &made));
	for (i = 0; i < n_lines; i++)
		add_line(&all, line_of_helpline(&lines[i], in->today), 0);
	TRY(put_in_order(&all, a, &made));
	*out = made;
	return OK;
}
