/* The drawings, letter by letter, and what they do with odd data. */
#include "out/svg/svg.h"

#include "tests/golden/golden.h"
#include "tests/harness/harness.h"

/* A drawing and the memory behind it. */
struct sheet {
	struct buf out;
	struct html html;
};

static struct sheet *
sheet_new(void)
{
	static struct sheet s;

	s.out = buf_new(1 << 16);
	s.html = (struct html){ .out = &s.out, .arena = arena_new(1 << 18) };
	return &s;
}

static void
sheet_check(struct sheet *s, const char *name)
{
	CHECK_ERR(OK, buf_err(&s->out));
	golden_check("svg", name, ".svg", buf_str(&s->out));
	arena_free(s->html.arena);
	buf_free(&s->out);
}

static struct svg_figure
figure_of_sex(void)
{
	return (struct svg_figure){ .id = "sex", .title = STR("Andel tillfrågade efter kön"),
		.desc = STR("Talen står i \"tabellen\".") };
}

TEST(the_full_bar_is_drawn_as_its_golden)
{
	const struct svg_figure figure = figure_of_sex();
	struct sheet *s = sheet_new();
	const struct svg_part parts[] = {
		{ STR("Svarade: 1"), 1, SVG_SOLID },
		{ STR("Avstod: 0"), 0, SVG_STRIPED },
		{ STR("Inte tillfrågade: 2"), 2, SVG_EMPTY },
	};

	svg_full_bar(&s->html, &figure, parts, 3);
	sheet_check(s, "full_bar");
}

TEST(a_full_bar_of_nothing_is_not_drawn)
{
	const struct svg_figure figure = figure_of_sex();
	struct sheet *s = sheet_new();
	const struct svg_part none = { STR("Ingen"), 0, SVG_SOLID };

	svg_full_bar(&s->html, &figure, &none, 1);
	CHECK(s->out.n == 0);
	svg_rows(&s->html, &figure, SVG_BAR, NULL, 0);
	svg_quarters(&s->html, &figure, NULL, 0);
	CHECK(s->out.n == 0);
	arena_free(s->html.arena);
	buf_free(&s->out);
}

TEST(rows_are_drawn_as_their_golden)
{
	const struct svg_figure figure = figure_of_sex();
	struct sheet *s = sheet_new();
	const struct svg_row rows[] = {
		{ STR("Kvinnor"), STR("63\u00a0%, 34 av 54"), { 6296, 4963, 7458 } },
		{ STR("Män"), STR("3 av 4"), { 7500, -1, -1 } },
		{ STR("Annat"), STR("färre än tio"), { -1, -1, -1 } },
	};

	svg_rows(&s->html, &figure, SVG_BAR, rows, 3);
	sheet_check(s, "rows");
}

TEST(dots_and_long_names_are_drawn_as_their_golden)
{
	const struct svg_figure figure = figure_of_sex();
	struct sheet *s = sheet_new();
	const struct svg_row rows[] = {
		{ STR("Samordningsförbundet Botkyrka, Huddinge och Salem <b>"),
			STR("0\u00a0%, 0 av 20"), { 0, 0, 1611 } },
		{ STR("Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"),
			STR("100\u00a0%, 12 av 12"), { 10000, 7575, 10000 } },
		{ STR("Ett namn så långt att det inte får plats "
		      "på två hela rader i figuren, så är det"),
			STR("för få svar"), { -1, -1, -1 } },
	};

	svg_rows(&s->html, &figure, SVG_DOT, rows, 3);
	sheet_check(s, "dots");
}

TEST(quarters_are_drawn_as_their_golden)
{
	const struct svg_figure figure = figure_of_sex();
	struct sheet *s = sheet_new();
	const struct svg_point points[] = {
		{ STR("K1"), STR("44\u00a0%"), { 4400, 3100, 5800 } },
		{ STR("K2"), STR("få"), { -1, -1, -1 } },
		{ STR("K3"), STR("80\u00a0%"), { 8000, -1, -1 } },
		{ STR("K4"), STR("100\u00a0%"), { 10000, 7225, 10000 } },
	};

	svg_quarters(&s->html, &figure, points, 4);
	sheet_check(s, "quarters");
}
