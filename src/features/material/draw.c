/* Headings, lines and imprint, the same on every product. */
#include "features/material/draw.h"

enum { HOURS_TEXT_MAX = 2000 };

const struct draw_styles pocket_styles = {
	.heading = { .tag = PDF_H2, .points = 10.5, .is_bold = true, .after = 1.5 },
	.part = { .tag = PDF_H3, .points = 8.5, .is_bold = true, .after = 1 },
	.body = { .tag = PDF_P, .points = 8, .after = 2 },
	.line = { .tag = PDF_P, .points = 8, .after = 1 },
	.small = { .tag = PDF_P, .points = 6.5, .after = 0.8 },
};

const struct draw_styles paper_styles = {
	.heading = { .tag = PDF_H2, .points = 14, .is_bold = true, .after = 2 },
	.part = { .tag = PDF_H3, .points = 11, .is_bold = true, .after = 1.5 },
	.body = { .tag = PDF_P, .points = 10.5, .after = 3 },
	.line = { .tag = PDF_P, .points = 9.5, .after = 1 },
	.small = { .tag = PDF_P, .points = 8, .after = 1 },
};

static void
must_fit(struct drawing *d, bool is_fitting)
{
	if (!is_fitting)
		d->is_short = true;
}

void
draw_heading(struct drawing *d, enum material_word word)
{
	must_fit(d, pdf_put(d->pdf, &d->styles->heading, d->matter->texts->words[word]));
}

void
draw_part(struct drawing *d, enum material_word word)
{
	must_fit(d, pdf_put(d->pdf, &d->styles->part, d->matter->texts->words[word]));
}

void
draw_text(struct drawing *d, enum material_word word)
{
	must_fit(d, pdf_put(d->pdf, &d->styles->body, d->matter->texts->words[word]));
}

void
draw_small(struct drawing *d, struct str text)
{
	must_fit(d, pdf_put(d->pdf, &d->styles->small, text));
}

void
draw_draft_mark(struct drawing *d)
{
	struct pdf_style mark = d->styles->small;

	mark.is_bold = true;
	if (d->matter->is_draft)
		must_fit(d, pdf_put(d->pdf, &mark, d->matter->texts->words[WORD_DRAFT]));
}

static void
draw_fact(struct drawing *d, enum material_word label, struct str value)
{
	if (!str_is_empty(value))
		draw_small(d, arena_printf(d->a, "%.*s: %.*s",
			STR_ARG(d->matter->texts->words[label]), STR_ARG(value)));
}

/* Left to right whatever stands around it (Unicode bidirectional isolates, UAX 9). */
static struct str
left_to_right(struct arena *a, struct str text)
{
	return str_is_empty(text)
		? text : arena_printf(a, "\u2066%.*s\u2069", STR_ARG(text));
}

struct str
draw_number(struct arena *a, struct str phone)
{
	return left_to_right(a, phone);
}

/*
 * The catalogue is written in Swedish: among letters that read from right to left a bracket or a full
 * stop at its end would jump to its beginning.
 */
struct str
draw_name(struct drawing *d, struct str name)
{
	if (!d->matter->texts->is_rtl || str_is_empty(name))
		return name;
	return arena_printf(d->a, "\u2068%.*s\u2069", STR_ARG(name));
}

void
draw_imprint(struct drawing *d)
{
	const struct print_matter *m = d->matter;

	if (!str_is_empty(m->place))
		draw_small(d, draw_name(d, m->place));
	draw_fact(d, WORD_PUBLISHED_BY, draw_name(d, m->publisher));
	draw_fact(d, WORD_ISSUE, left_to_right(d->a, month_text(d->a, m->issue)));
	draw_fact(d, WORD_VALID_UNTIL, left_to_right(d->a, date_text(d->a, d->valid_until)));
}

void
draw_code(struct drawing *d, double side_mm)
{
	struct qr code;

	must_fit(d, qr_of(d->a, d->matter->address, &code) == OK &&
		pdf_put_qr(d->pdf, &code, side_mm));
}

/* ---- lines ---- */

bool
line_is_near(const struct print_line *line, unsigned tracks)
{
	return !line->is_national && (line->tracks & tracks) != 0;
}

bool
line_is_national(const struct print_line *line, unsigned tracks)
{
	return line->is_national && !line->is_first && (line->tracks & tracks) != 0;
}

bool
line_is_first(const struct print_line *line, unsigned tracks)
{
	(void)tracks;
	return line->is_first;
}

/* Opening hours in the language of the paper; "" where nobody can say them in it. */
static struct str
hours_text(struct drawing *d, struct str written)
{
	const struct material_texts *texts = d->matter->texts;
	struct buf out BUF_CLEANUP = buf_new(HOURS_TEXT_MAX);
	struct hours hours[HOURS_MAX];
	size_t n;

	if (!texts->knows_hours || hours_parse(d->a, written, hours, &n) != OK)
		return STR_NULL;
	hours_put_in(&out, &texts->hours, hours, n);
	return arena_printf(d->a, "%.*s", STR_ARG(buf_str(&out)));
}

/* The name and when they answer: what stays in Swedish is one piece of Swedish. */
static struct str
name_and_hours(struct drawing *d, struct str name, struct str written)
{
	struct str said = hours_text(d, written);

	if (!str_is_empty(said))
		return arena_printf(d->a, "%.*s, %.*s", STR_ARG(draw_name(d, name)),
			STR_ARG(said));
	if (!str_is_empty(written))
		name = arena_printf(d->a, "%.*s, %.*s", STR_ARG(name), STR_ARG(written));
	return draw_name(d, name);
}

/* The name, and beside it what one must know before calling. */
static struct str
line_text(struct drawing *d, const struct print_line *line)
{
	struct str name = name_and_hours(
		d, d->is_brief ? line->brief : line->name, line->detail);

	if (line->is_stale)
		name = arena_printf(d->a, "%.*s (%.*s)", STR_ARG(name),
			STR_ARG(d->matter->texts->words[WORD_SHEET_NOT_CHECKED]));
	return name;
}

void
draw_note_line(struct drawing *d, const struct print_line *line)
{
	if (date_is_set(line->due) &&
			(!date_is_set(d->first_due) || line->due.days < d->first_due.days))
		d->first_due = line->due;
}

size_t
draw_lines(struct drawing *d, line_is_wanted *is_wanted, unsigned tracks, size_t most)
{
	size_t i, n = 0;

	for (i = 0; i < d->matter->n && n < most; i++) {
		const struct print_line *line = &d->matter->lines[i];

		if (!is_wanted(line, tracks) || str_is_empty(line->phone))
			continue;
		if (!pdf_put_pair(d->pdf, &d->styles->line, line_text(d, line),
				draw_number(d->a, line->phone))) {
			/* others may be left out, 112 and its like never */
			must_fit(d, !line->is_first);
			break;
		}
		draw_note_line(d, line);
		n++;
	}
	return n;
}

/* Letters become smaller by steps where a language needs more room; below this nobody reads them. */
static const double scales[] = { 1, 0.95, 0.9, 0.85 };
enum { SCALES = sizeof(scales) / sizeof(scales[0]) };

static struct pdf *
paper_for(enum material_product product, const struct print_matter *matter, double scale)
{
	const struct material_texts *t = matter->texts;
	const struct pdf_about about = {
		.title = t->words[product == PRODUCT_SHEET ? WORD_SHEET_TITLE : WORD_TITLE],
		.lang = t->lang,
		.code_text = matter->address,
		.is_rtl = t->is_rtl,
		.made = matter->issue,
		.scale = scale,
	};

	return product == PRODUCT_BROCHURE
		? pdf_new(&about, PDF_A4_HEIGHT, PDF_A4_WIDTH)
		: pdf_new(&about, PDF_A4_WIDTH, PDF_A4_HEIGHT);
}

static void
draw(struct drawing *d, enum material_product product)
{
	static void (*const all[PRODUCT_COUNT])(struct drawing *) = {
		[PRODUCT_BROCHURE] = draw_brochure,
		[PRODUCT_CARD] = draw_cards,
		[PRODUCT_SHEET] = draw_sheet,
		[PRODUCT_POSTER] = draw_poster,
	};

	assert_always(all[product]);
	all[product](d);
}

/* Of paper on which nothing is confirmed: as long as what somebody may need tonight is taken for fresh. */
enum { UNCONFIRMED_MONTHS = 3 };

static struct date
last_day_of(const struct drawing *d)
{
	return date_is_set(d->first_due) ?
		d->first_due :
		month_first_day(month_add(d->matter->issue, UNCONFIRMED_MONTHS));
}

struct fit {
	double scale;
	struct date valid_until;
};

/*
 * The largest letters with which everything fits.  How long a product holds follows from the lines that
 * there was room for, which only drawing shows; so it is drawn with any day first.
 */
static enum err
find_fit(enum material_product product, const struct print_matter *matter, struct arena *a,
	struct fit *out)
{
	size_t i;

	for (i = 0; i < SCALES; i++) {
		struct pdf *paper PDF_CLEANUP = paper_for(product, matter, scales[i]);
		struct drawing d = { .pdf = paper, .matter = matter, .a = a,
			.valid_until = month_first_day(matter->issue) };

		if (!paper)
			return ERR_LIMIT;
		draw(&d, product);
		if (!d.is_short) {
			*out = (struct fit){ scales[i], last_day_of(&d) };
			return OK;
		}
	}
	return ERR_LIMIT;
}

static enum err
print_with(enum material_product product, const struct print_matter *matter, struct arena *a,
	const struct fit *fit, struct str *pdf)
{
	struct pdf *paper PDF_CLEANUP = paper_for(product, matter, fit->scale);
	struct drawing d = { .pdf = paper, .matter = matter, .a = a,
		.valid_until = fit->valid_until };

	if (!paper)
		return ERR_LIMIT;
	draw(&d, product);
	return pdf_end(paper, a, pdf);
}

enum err
print_product(enum material_product product, const struct print_matter *matter, struct arena *a,
	struct printed *out)
{
	struct str pdf;
	struct fit fit;

	TRY(find_fit(product, matter, a, &fit));
	TRY(print_with(product, matter, a, &fit, &pdf));
	*out = (struct printed){ pdf, fit.valid_until };
	return OK;
}
