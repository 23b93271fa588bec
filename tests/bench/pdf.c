/* PDFs over HTTP, beside as many lines by Pango and cairo alone. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "tests/bench/measure.h"
#include "tests/harness/client.h"

enum { EACH = 5, LINES = 80 };
static const double A4_WIDTH = 595, A4_HEIGHT = 842, LINE = 10;

/* ---- the floor ---- */

static cairo_status_t
throw_away(void *context, const unsigned char *bytes, unsigned n)
{
	size_t *all = context;

	(void)bytes;
	*all += n;
	return CAIRO_STATUS_SUCCESS;
}

/* One untagged sheet of plain lines, of a size that the products have. */
static void
draw_bare(void)
{
	size_t all = 0;
	cairo_surface_t *sheet =
		cairo_pdf_surface_create_for_stream(throw_away, &all, A4_WIDTH, A4_HEIGHT);
	cairo_t *cr = cairo_create(sheet);
	int i;

	for (i = 0; i < LINES; i++) {
		PangoLayout *layout = pango_cairo_create_layout(cr);
		char line[80];

		snprintf(line, sizeof(line), "Verksamhetens namn, alla dagar 7–21, %d", i);
		pango_layout_set_text(layout, line, -1);
		cairo_move_to(cr, LINE, i * LINE);
		pango_cairo_show_layout(cr, layout);
		g_object_unref(layout);
	}
	cairo_destroy(cr);
	cairo_surface_finish(sheet);
	cairo_surface_destroy(sheet);
	if (all == 0)
		give_up("the bare sheet is empty");
}

static double
ms_of_bare(void)
{
	double ms[EACH];
	int i;

	for (i = 0; i < EACH; i++) {
		double start = now();

		draw_bare();
		ms[i] = 1000 * (now() - start);
	}
	return quantile(ms, EACH, 0.5);
}

/* ---- the products ---- */

static double
ms_of_brochure(struct client *c)
{
	double ms[EACH];
	int i, status;

	for (i = 0; i < EACH; i++) {
		double start;

		must(client_get(c, "/material", &status), "/material");
		start = now();
		must(client_post(c, "/material", STR("produkt=fickbroschyr&sprak=1&plats=1"),
			&status), "a brochure");
		ms[i] = 1000 * (now() - start);
		if (status != 303)
			give_up("no brochure was made");
	}
	return quantile(ms, EACH, 0.5);
}

static double
ms_of_report(struct client *c)
{
	double ms[EACH];
	int i, status;

	for (i = 0; i < EACH; i++) {
		double start = now();

		must(client_get(c, "/rapport/pdf", &status), "/rapport/pdf");
		ms[i] = 1000 * (now() - start);
		if (status != 200)
			give_up("no report was made");
	}
	return quantile(ms, EACH, 0.5);
}

static void
compare(const struct bench *b, const char *login, const char *password,
	double (*make)(struct client *), const char *what, const char *aim)
{
	struct client c = client_new(b->port);
	struct pairs pairs;
	int i;

	must(client_login(&c, login, password), "log-in");
	draw_bare();
	for (i = 0; i < PAIRS; i++) {
		pairs.thing[i] = make(&c);
		pairs.floor[i] = ms_of_bare();
	}
	client_free(&c);
	put_pairs(what, &pairs, "ms", "ms for 80 lines by Pango and cairo alone", aim);
}

void
bench_pdf(const struct bench *b)
{
	compare(b, "samordnare", "ovning-karta-kat-4", ms_of_brochure,
		"a brochure drawn, tagged and saved", "< 300 ms");
	compare(b, "forbundschef", "ovning-lykta-chef-5", ms_of_report,
		"the report to the board as PDF", "< 500 ms");
}
