/* /statistik/forbund: what the answers say, as far as it may be shown. */
#include "features/people/people.h"
#include "features/release/internal.h"
#include "features/release/release.html.h"
#include "features/release/templates.h"
#include "out/svg/svg.h"

const struct answer_line answer_states[ANSWER_STATES] = {
	{ N_("Minst en av frågorna"), "ANY" },
	{ N_("Något som pågår"), "ONGOING" },
	{ N_("Något tidigare"), "EARLIER" },
	{ N_("Något som barn"), "WITNESSED" },
};

const struct answer_line answer_topics[ANSWER_TOPICS] = {
	{ N_("Psykiskt"), "PSYCHOLOGICAL" },
	{ N_("Fysiskt"), "PHYSICAL" },
	{ N_("Sexuell press"), "SEXUAL_PRESSURE" },
	{ N_("Sexuell kränkning"), "SEXUAL_VIOLATION" },
	{ N_("Bevittnat som barn"), "WITNESSED_AS_CHILD" },
	{ N_("Utsatt som barn"), "EXPOSED_AS_CHILD" },
	{ N_("Har utsatt andra"), "OWN_USE" },
};

const struct experience_line experience_lines[EXPERIENCE_LINES] = {
	{ N_("Bra"), "good" },
	{ N_("Varken eller"), "neither" },
	{ N_("Jobbigt"), "hard" },
};

const struct safe_figure *
experience_figure(const struct safe_experience *experience, size_t line)
{
	return line == 0 ? &experience->good
		: line == 1 ? &experience->neither : &experience->hard;
}

bool
answer_column_experience(const struct answer_column *column, struct safe_experience *out)
{
	return column->table && safe_table_experience(column->table, column->group, out);
}

bool
answer_column_is_few(const struct answer_column *column)
{
	return !column->table || safe_table_is_few(column->table, column->group);
}

int64_t
answer_column_n(const struct answer_column *column)
{
	return column->table ? safe_table_n(column->table, column->group) : 0;
}

bool
answer_figure(const struct answer_column *column, const struct answer_line *line,
	struct safe_figure *out)
{
	return column->table &&
		safe_table_figure(column->table, column->group, line->topic, "yes", out);
}

int64_t
answer_percent(int32_t thousandths)
{
	return (thousandths + 5) / 10;
}

struct str
answer_share_words(struct html *h, const struct safe_figure *f)
{
	struct str percent = lang_number(h->arena, h->lang, answer_percent(f->share.share));

	if (!share_is_telling(&f->share))
		return str_of(tr(h->lang, N_("för osäkert")));
	return tr_fill(h->arena, h->lang, N_("{1}\u00a0%"), &percent, 1);
}

static struct svg_row
figure_row(struct html *h, const struct answers_page *view, const struct answer_line *line)
{
	struct svg_row row = { .label = str_of(tr(h->lang, line->label)), .words = STR("–"),
		.value = { -1, -1, -1 } };
	struct safe_figure f;
	struct str values[3];

	if (!answer_figure(&view->all, line, &f) || f.of == 0)
		return row;
	if (!share_is_telling(&f.share)) {
		row.words = answer_share_words(h, &f);
		return row;
	}
	values[0] = lang_number(h->arena, h->lang, answer_percent(f.share.share));
	values[1] = lang_number(h->arena, h->lang, f.value);
	values[2] = lang_number(h->arena, h->lang, f.of);
	row.words = tr_fill(h->arena, h->lang, N_("{1}\u00a0%, {2} av {3}"), values, 3);
	row.value = (struct svg_value){ f.share.share * 10, f.share.low * 10,
		f.share.high * 10 };
	return row;
}

void
answers_put_figure(struct html *h, const struct answers_page *view)
{
	const struct svg_figure figure = { .id = "fig-svar",
		.title = str_of(tr(h->lang, N_("Andel som har sagt ja"))),
		.desc = str_of(tr(h->lang,
			N_("Andelen för varje fråga, med osäkerhet. "
			   "Talen står i tabellen efter figuren."))) };
	struct svg_row rows[ANSWER_STATES + ANSWER_TOPICS];
	size_t i;

	for (i = 0; i < ANSWER_STATES; i++)
		rows[i] = figure_row(h, view, &answer_states[i]);
	for (i = 0; i < ANSWER_TOPICS; i++)
		rows[ANSWER_STATES + i] = figure_row(h, view, &answer_topics[i]);
	svg_rows(h, &figure, SVG_DOT, rows, ANSWER_STATES + ANSWER_TOPICS);
}

/* ---- which place and period ---- */

struct choosing {
	struct page *page;
	struct answers_page *view;
	org_id place;
	int32_t from, halves;
	const struct plan *plan;
};

static struct str
period_text(struct arena *a, enum lang lang, const struct release_period *p)
{
	int year = p->from_half / 2;
	struct month from = month_of(year, p->from_half % 2 ? 7 : 1);
	struct month to = month_add(from, p->halves * 6 - 1);

	return lang_months(a, lang, from, to);
}

static struct url
url_of(struct arena *a, org_id place, int32_t from)
{
	struct url url = url_with(a, url_path("/statistik/forbund"), "plats",
		arena_printf(a, "%lld", (long long)place.v));

	return from == 0 ? url : url_with(a, url, "halvar", arena_printf(a, "%d", from));
}

/* The association itself sees its own; everybody else chooses among those that have figures. */
static enum err
choose_place(struct choosing *c)
{
	struct request_context *ctx = &c->page->ctx;
	int64_t asked = query_int(ctx, "plats", 0);
	struct org_row org;
	org_id *places;
	size_t n, i;

	TRY(org_by_id(c->page->db, ctx->arena, scope_org(ctx->scope), &org));
	if (org.kind == ORG_ASSOCIATION)
		places = &org.id, n = 1;
	else
		TRY(release_places(c->page->db, ctx->arena, our_layer_names[OUR_ASSOCIATION],
			&places, &n));
	c->view->places = ARENA_ARRAY(ctx->arena, struct choice_link, n + 1);
	if (!c->view->places)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		bool is_here = asked ? places[i].v == asked : i == 0;

		TRY(org_by_id(c->page->db, ctx->arena, places[i], &org));
		c->view->places[i] = (struct choice_link){ org.name,
			url_of(ctx->arena, places[i], 0), is_here };
		if (is_here) {
			c->place = places[i];
			c->view->place = org.name;
		}
	}
	c->view->n_places = n;
	return asked && c->place.v == 0 ? ERR_NOT_FOUND : OK;
}

static enum err
choose_period(struct choosing *c)
{
	struct request_context *ctx = &c->page->ctx;
	int64_t asked = query_int(ctx, "halvar", 0);
	struct release_period *periods;
	size_t n, i;

	TRY(release_periods(c->page->db, ctx->arena, our_layer_names[OUR_ASSOCIATION], c->place,
		&periods, &n));
	c->view->periods = ARENA_ARRAY(ctx->arena, struct choice_link, n + 1);
	if (!c->view->periods)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		struct str text = period_text(ctx->arena, ctx->lang, &periods[i]);
		bool is_here = asked ? periods[i].from_half == asked : i == 0;

		c->view->periods[i] = (struct choice_link){ text,
			url_of(ctx->arena, c->place, periods[i].from_half), is_here };
		if (is_here) {
			c->from = periods[i].from_half;
			c->halves = periods[i].halves;
			c->view->period = text;
			c->view->drawn_month = periods[i].drawn_month;
		}
	}
	c->view->n_periods = n;
	return asked && c->from == 0 ? ERR_NOT_FOUND : OK;
}

/* ---- the figures ---- */

/* Sets the columns whose labels the table has; the others stay empty. */
static enum err
read_columns(struct choosing *c, enum our_layer layer, struct answer_column *columns, size_t n)
{
	const struct safe_table *table;
	const struct release_cut cut = { our_layer_names[layer], c->place, c->from, c->halves,
		c->plan };
	enum err e = release_table(c->page->db, c->page->ctx.arena, &cut, &table);
	size_t i;

	TRY(e);
	for (i = 0; i < safe_table_groups(table); i++) {
		size_t column = (size_t)safe_table_label(table, i);

		/* sex and age band are numbered from 1; "other or unknown" is never shown alone */
		if (layer != OUR_ASSOCIATION)
			column--;
		if (column < n) {
			columns[column].table = table;
			columns[column].group = i;
		}
	}
	return OK;
}

static enum err
read_figures(struct choosing *c)
{
	struct answers_page *view = c->view;
	enum err e;
	size_t i;

	for (i = 0; i < 2; i++)
		view->sexes[i].label = sex_choices[i].label;
	for (i = 0; i < 5; i++)
		view->ages[i].label = age_band_choices[i].label;
	TRY(release_plan(c->page->ctx.arena, &c->plan));
	TRY(read_columns(c, OUR_ASSOCIATION, &view->all, 1));
	e = read_columns(c, OUR_SEX, view->sexes, 2);
	view->has_sexes = e == OK;
	if (e == OK || e == ERR_NOT_FOUND)
		e = read_columns(c, OUR_AGE, view->ages, 5);
	view->has_ages = e == OK;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
show(struct page *page)
{
	struct answers_page view = { .n_periods = 0 };
	struct choosing c = { .page = page, .view = &view };

	TRY(choose_place(&c));
	if (c.place.v != 0)
		TRY(choose_period(&c));
	if (view.n_periods > 0)
		TRY(read_figures(&c));
	page->title = str_of(tr(page->ctx.lang, N_("Svaren i förbundet")));
	html_answers(&page->html, &view);
	return OK;
}

static const struct route release_routes[] = {
	GET("/statistik/forbund", PERM_COVERAGE, AUDIT_READ("release.show"), show),
};

const struct room release_room = {
	.name = "release",
	.routes = release_routes,
	.n_routes = sizeof(release_routes) / sizeof(release_routes[0]),
};
