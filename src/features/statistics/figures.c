/* Coverage as figures. */
#include "features/statistics/templates.h"
#include "out/svg/svg.h"

bool
coverage_cell_has_range(const struct coverage_cell *cell, struct share_range *out)
{
	return !cell->is_few && cell->due >= COVERAGE_FEW &&
	       share_wilson(cell->asked, cell->due, out);
}

/* Nobody due is nothing to draw; too few is a line that says so. */
static bool
is_drawn(const struct coverage_cell *cell)
{
	return cell->is_few || cell->due > 0;
}

bool
coverage_has_figure(const struct coverage_table *table)
{
	size_t i, n = 0;

	for (i = 0; i < table->n; i++)
		n += is_drawn(&table->rows[i].cell);
	return n > 1 && n <= SVG_ROWS_MAX;
}

bool
coverage_ends(const struct coverage_table *table, const struct coverage_row **first,
	const struct coverage_row **last)
{
	struct share_range range;
	size_t i;

	*first = *last = NULL;
	if (!str_eq(str_of(table->code), STR("quarter")))
		return false;
	for (i = 0; i < table->n; i++) {
		if (!coverage_cell_has_range(&table->rows[i].cell, &range))
			continue;
		*last = &table->rows[i];
		if (!*first)
			*first = *last;
	}
	return *first != *last;
}

/* A row whose askings outnumber the persons due (counts only) has a full bar and no interval. */
static struct svg_value
value_of(const struct coverage_cell *cell)
{
	struct svg_value v = { -1, -1, -1 };
	struct share_range range;

	if (cell->is_few || cell->due <= 0)
		return v;
	v.share = cell->asked >= cell->due
			  ? SHARE_WHOLE
			  : (int)(cell->asked * SHARE_WHOLE / cell->due);
	if (coverage_cell_has_range(cell, &range)) {
		v.lo = range.lo;
		v.hi = range.hi;
	}
	return v;
}

static struct str
number(struct html *h, int64_t v)
{
	return lang_number(h->arena, h->lang, v);
}

/* "63 %, 34 av 54"; under ten due only "3 av 4", since a share of so few says little. */
static struct str
words_of(struct html *h, const struct coverage_cell *cell)
{
	const struct str values[] = { number(h, share_percent(cell->asked, cell->due)),
		number(h, cell->asked), number(h, cell->due) };

	if (cell->is_few)
		return str_of(tr(h->lang, N_("färre än tio")));
	if (cell->due < COVERAGE_FEW)
		return tr_fill(h->arena, h->lang, N_("{1} av {2}"), values + 1, 2);
	return tr_fill(h->arena, h->lang, N_("{1}\u00a0%, {2} av {3}"), values, 3);
}

static const char *const quarter_names[] = { N_("jan–mar"), N_("apr–jun"), N_("jul–sep"),
	N_("okt–dec") };

static void
put_quarters(struct html *h, const struct svg_figure *figure,
	const struct coverage_table *table)
{
	struct svg_point points[SVG_POINTS_MAX];
	size_t i, n = 0;

	for (i = 0; i < table->n && n < SVG_POINTS_MAX; i++) {
		const struct coverage_row *row = &table->rows[i];
		struct str percent = number(h, share_percent(row->cell.asked, row->cell.due));
		struct svg_value value = value_of(&row->cell);

		points[n++] = (struct svg_point){
			/* A period never reaches over a year. */
			.label = str_of(tr(h->lang, quarter_names[row->key % 4])),
			.value = value,
			.words = value.share < 0 ? STR("–")
				 : value.lo < 0
					 ? words_of(h, &row->cell)
					 : tr_fill(h->arena, h->lang, N_("{1}\u00a0%"),
						   &percent, 1),
		};
	}
	svg_quarters(h, figure, points, n);
}

static void
put_rows(struct html *h, const struct svg_figure *figure, const struct coverage_table *table)
{
	struct svg_row *rows = ARENA_ARRAY(h->arena, struct svg_row, table->n);
	size_t i, n = 0;

	for (i = 0; rows && i < table->n; i++) {
		const struct coverage_row *row = &table->rows[i];
		const char *text = row->text ? tr(h->lang, row->text) : NULL;

		if (is_drawn(&row->cell))
			rows[n++] = (struct svg_row){
				.label = text ? str_of(text) : row->label,
				.words = words_of(h, &row->cell),
				.value = value_of(&row->cell),
			};
	}
	svg_rows(h, figure, SVG_BAR, rows, n);
}

void
coverage_put_figure(struct html *h, const struct coverage_table *table)
{
	const struct str heading = str_of(tr(h->lang, table->heading));
	const struct svg_figure figure = {
		.id = arena_cstr(h->arena, arena_printf(h->arena, "fig-%s", table->code)),
		.title = tr_fill(h->arena, h->lang, N_("Andel tillfrågade: {1}"), &heading, 1),
		.desc = str_of(tr(h->lang,
			N_("Andelen av dem som ska tillfrågas, med osäkerhet. "
			   "Talen står i tabellen efter figuren."))),
	};

	if (!figure.id)
		return;
	if (str_eq(str_of(table->code), STR("quarter")))
		put_quarters(h, &figure, table);
	else
		put_rows(h, &figure, table);
}

static struct svg_part
part_of(struct html *h, const char *words, int64_t n, enum svg_fill fill)
{
	const struct str count = number(h, n);

	return (struct svg_part){ tr_fill(h->arena, h->lang, words, &count, 1), n, fill };
}

void
coverage_put_whole(struct html *h, const struct coverage *c)
{
	int64_t missed = c->all.due > c->all.asked ? c->all.due - c->all.asked : 0;
	const struct svg_figure figure = {
		.id = "fig-all",
		.title = str_of(tr(h->lang, N_("Alla som ska tillfrågas"))),
		.desc = str_of(tr(h->lang,
			N_("En stapel i tre delar: de som svarade, de som avstod och "
			   "de som inte har tillfrågats."))),
	};
	const struct svg_part parts[] = {
		part_of(h, N_("Svarade: {1}"), c->all.asked - c->all.declined, SVG_SOLID),
		part_of(h, N_("Avstod: {1}"), c->all.declined, SVG_STRIPED),
		part_of(h, N_("Inte tillfrågade: {1}"), missed, SVG_EMPTY),
	};

	svg_full_bar(h, &figure, parts, sizeof(parts) / sizeof(parts[0]));
}
