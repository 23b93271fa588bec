/* Coverage, referrals, the manager's text and how to read it all. */
#include "features/referral/referral.h"
#include "features/report/making.h"

/* ---- coverage ---- */

static void
coverage_line(struct writing *w, struct report_table *table, struct str label,
	const struct coverage_cell *cell)
{
	struct report_line *line = &table->lines[table->n++];
	struct share_range range;
	struct share share;
	size_t i;

	line->cells[0] = cell_words(label);
	for (i = 1; i < 6; i++)
		line->cells[i] = cell_none();
	line->value = value_none();
	line->words = STR("–");
	if (cell->is_few) {
		line->cells[1].words = line->words = words_of(w, N_("färre än tio"));
		return;
	}
	line->cells[3] = cell_number(w, cell->asked);
	line->cells[4] = cell_number(w, cell->due);
	line->cells[5] = cell_number(w, cell->declined);
	if (cell->due <= 0 || !share_wilson(cell->asked, cell->due, &range))
		return;
	share = (struct share){ (int32_t)(cell->asked * 1000 / cell->due), (range.lo + 5) / 10,
		(range.hi + 5) / 10 };
	line->cells[1] = cell_share(w, share.share);
	line->cells[2] = cell_range(w, share.low, share.high);
	line->value = value_of_share(&share);
	line->words = SAY(w, N_("{1}\u00a0%, {2} av {3}"), percent_words(w, share.share),
		number_words(w, cell->asked), number_words(w, cell->due));
}

/* A cut whose every group is too few is one sentence, and says why that may be. */
static bool
is_all_few(const struct coverage_table *from)
{
	size_t i;

	for (i = 0; i < from->n; i++)
		if (!from->rows[i].cell.is_few)
			return false;
	return from->n > 0;
}

static void
coverage_lines(struct writing *w, struct report_table *table, const struct coverage_table *from)
{
	size_t i;

	if (is_all_few(from)) {
		section_say(w, SAY(w,
			N_("{1}: färre än tio ska tillfrågas i varje grupp, eller så räknar insatserna "
			   "inte grupperna var för sig."), words_of(w, from->heading)));
		return;
	}
	for (i = 0; i < from->n; i++) {
		const struct coverage_row *row = &from->rows[i];

		if (row->cell.is_few || row->cell.due > 0)
			coverage_line(w, table, row->text ? words_of(w, row->text) : row->label,
				&row->cell);
	}
}

static bool
is_reported(const struct coverage_table *table)
{
	return strcmp(table->code, "sex") == 0 || strcmp(table->code, "age") == 0;
}

static struct report_table *
coverage_begin(struct writing *w, const struct coverage *c)
{
	struct report_table *table;
	size_t i, n = 2;

	for (i = 0; i < c->n_tables; i++)
		n += is_reported(&c->tables[i]) ? c->tables[i].n : 0;
	table = section_table(w, "tackning", N_("Andel tillfrågade"), FIGURE_BARS, n);
	if (!table)
		return NULL;
	report_column(w, table, words_of(w, N_("Grupp")));
	report_column(w, table, words_of(w, N_("Andel")));
	report_column(w, table, words_of(w, N_("Osäkerhet")));
	report_column(w, table, words_of(w, N_("Tillfrågade")));
	report_column(w, table, words_of(w, N_("Ska tillfrågas")));
	report_column(w, table, words_of(w, N_("Avstod")));
	return table;
}

static void
say_gap(struct writing *w, const struct coverage_table *sexes)
{
	switch (coverage_gap(&sexes->rows[0].cell, &sexes->rows[1].cell)) {
	case GAP_SECOND_LESS:
		section_say(w, words_of(w, N_("Män tillfrågas mer sällan än kvinnor.")));
		break;
	case GAP_FIRST_LESS:
		section_say(w, words_of(w, N_("Kvinnor tillfrågas mer sällan än män.")));
		break;
	case GAP_NONE:
		section_say(w,
			words_of(w,
				N_("Ingen säker skillnad finns mellan hur ofta kvinnor "
				   "och män tillfrågas.")));
		break;
	case GAP_UNKNOWN:
	default:
		break;
	}
}

/* Whether it went better: what a board asks first, and what two percentages alone do not say. */
static void
say_year(struct writing *w)
{
	const struct coverage_cell *now = &w->facts->coverage.all, *before = &w->facts->before;
	const char *sentence = N_("Ingen säker skillnad finns mot året före: {1} procent är "
				  "tillfrågade, mot {2}.");

	if (!w->facts->has_before)
		return;
	switch (coverage_gap(before, now)) {
	case GAP_FIRST_LESS:
		sentence = N_("Fler tillfrågas än året före: {1} procent, mot {2}.");
		break;
	case GAP_SECOND_LESS:
		sentence = N_("Färre tillfrågas än året före: {1} procent, mot {2}.");
		break;
	case GAP_NONE:
		break;
	case GAP_UNKNOWN:
	default:
		return;
	}
	section_say(w, SAY(w, sentence,
		number_words(w, share_percent(now->asked, now->due)),
		number_words(w, share_percent(before->asked, before->due))));
}

void
write_coverage(struct writing *w)
{
	const struct coverage *c = &w->facts->coverage;
	struct report_table *table;
	size_t i;

	section_begin(w, "tillfragade", N_("Hur många som tillfrågas"));
	if (!c->all.is_few && c->all.due > 0)
		w->at->lead = SAY(w,
			N_("{1} procent har tillfrågats: {2} av {3} personer. Av dem avstod {4}."),
			number_words(w, share_percent(c->all.asked, c->all.due)),
			number_words(w, c->all.asked), number_words(w, c->all.due),
			number_words(w, c->all.declined));
	else
		w->at->lead = words_of(w, N_("Färre än tio ska tillfrågas i perioden. Därför "
					     "visas inget tal."));
	table = coverage_begin(w, c);
	if (!table)
		return;
	coverage_line(w, table, words_of(w, N_("Alla")), &c->all);
	if (w->facts->has_before)
		coverage_line(
			w, table, words_of(w, N_("Alla, året före")), &w->facts->before);
	say_year(w);
	for (i = 0; i < c->n_tables; i++) {
		if (is_reported(&c->tables[i]))
			coverage_lines(w, table, &c->tables[i]);
		if (strcmp(c->tables[i].code, "sex") == 0)
			say_gap(w, &c->tables[i]);
	}
}

/* ---- referrals ---- */

/* Each step of those that follow one another, as a share of all that were offered. */
static const struct {
	const char *answer, *label;
} steps[] = {
	{ "offered", N_("Erbjudna") },
	{ "accepted", N_("Tackade ja") },
	{ "arrived", N_("Kom till verksamheten") },
	{ "completed", N_("Fullföljde") },
};

static struct str
track_words(const struct writing *w, size_t group)
{
	return words_of(w, choice_label(referral_track_choices, REFERRAL_TRACK_CHOICES,
				   safe_table_label(w->facts->referrals, group)));
}

/* The same at the beginning of a line.  The labels begin with letters from a to z. */
static struct str
track_heading(const struct writing *w, size_t group)
{
	struct str words = track_words(w, group);

	if (words.n > 0 && words.p[0] >= 'a' && words.p[0] <= 'z')
		words = arena_printf(w->a, "%c%.*s", words.p[0] - 'a' + 'A',
			STR_ARG(str_sub(words, 1, words.n)));
	return words;
}

static void
step_line(struct writing *w, struct report_table *table, size_t track, size_t step)
{
	struct report_line *line = &table->lines[table->n++];
	struct safe_figure figure;
	size_t i;

	line->cells[0] = cell_words(SAY(w, N_("{1}: {2}"),
		track_heading(w, track),
		words_of(w, steps[step].label)));
	for (i = 1; i < 5; i++)
		line->cells[i] = cell_none();
	line->value = value_none();
	line->words = STR("–");
	if (!safe_table_figure(
		    w->facts->referrals, track, "REFERRAL", steps[step].answer, &figure))
		return;
	line->cells[3] = cell_number(w, figure.value);
	line->words = number_words(w, figure.value);
	if (step == 0) {
		line->value = (struct svg_value){ SHARE_WHOLE, SHARE_WHOLE, SHARE_WHOLE };
		return;
	}
	if (figure.of <= 0)
		return;
	line->cells[1] = cell_telling(w, &figure.share);
	line->cells[2] = cell_range(w, figure.share.low, figure.share.high);
	line->cells[4] = cell_number(w, figure.of);
	if (!share_is_telling(&figure.share)) {
		line->words = line->cells[1].words;
		return;
	}
	line->value = value_of_share(&figure.share);
	line->words = SAY(w, N_("{1} av {2}"), number_words(w, figure.value),
		number_words(w, figure.of));
}

/* What a board wants to know of it all; the table has each step. */
static void
say_completed(struct writing *w, size_t track)
{
	struct safe_figure completed;

	if (!safe_table_figure(
		    w->facts->referrals, track, "REFERRAL", "completed", &completed) ||
		completed.of <= 0 ||
		!share_is_telling(&completed.share))
		return;
	section_say(w, SAY(w,
		N_("{1}: {2} av {3} erbjudna lotsningar fullföljdes, {4} procent "
		   "(osäkerhet {5})."),
		track_heading(w, track), number_words(w, completed.value),
		number_words(w, completed.of), percent_words(w, completed.share.share),
		range_words(w, completed.share.low, completed.share.high)));
}

static void
say_contact(struct writing *w, size_t track)
{
	struct safe_figure in_time;

	if (!safe_table_figure(w->facts->referrals, track, "CONTACT", "in_time", &in_time) ||
		in_time.of <= 0)
		return;
	if (!share_is_telling(&in_time.share)) {
		section_say(w, SAY(w, N_("{1}: hur många som fick kontakt i utlovad tid är för "
					 "osäkert att säga."), track_heading(w, track)));
		return;
	}
	section_say(w, SAY(w,
		N_("{4}: {1} av dem som lovats kontakt samma dag eller inom ett dygn fick den i "
		   "tid, {2} procent (osäkerhet {3})."),
		words_of(w, rate_words(in_time.share.share)),
		percent_words(w, in_time.share.share),
		range_words(w, in_time.share.low, in_time.share.high),
		track_heading(w, track)));
}

void
write_referrals(struct writing *w)
{
	const struct safe_table *referrals = w->facts->referrals;
	const size_t n_steps = sizeof(steps) / sizeof(steps[0]);
	struct report_table *table;
	size_t i, k;

	section_begin(w, "lotsningar", N_("Vad lotsningarna ledde till"));
	if (!referrals || safe_table_groups(referrals) == 0) {
		section_say(w, words_of(w,
			N_("Inget är publicerat om lotsningar för den här perioden. Hur många som "
			   "erbjöds, tackade ja, kom och fullföljde visas först som skyddade "
			   "tal.")));
		return;
	}
	table = section_table(w, "lotsning-steg", N_("Från erbjudande till slut"), FIGURE_BARS,
		n_steps * safe_table_groups(referrals));
	if (!table)
		return;
	report_column(w, table, words_of(w, N_("Steg")));
	report_column(w, table, words_of(w, N_("Andel")));
	report_column(w, table, words_of(w, N_("Osäkerhet")));
	report_column(w, table, words_of(w, N_("Lotsningar")));
	report_column(w, table, words_of(w, N_("Av erbjudna")));
	for (i = 0; i < safe_table_groups(referrals); i++) {
		if (safe_table_is_few(referrals, i)) {
			section_say(w, SAY(w, N_("Färre än tio lotsningar, visas inte: {1}."),
				track_words(w, i)));
			continue;
		}
		for (k = 0; k < n_steps; k++)
			step_line(w, table, i, k);
		say_completed(w, i);
		say_contact(w, i);
	}
	/* More than two tracks would be a wall of bars: they have their numbers. */
	if (table->n > 2 * n_steps)
		table->figure = FIGURE_NONE;
}

/* ---- the rest ---- */

void
write_own_text(struct writing *w)
{
	struct str rest = w->facts->text.words, line;

	if (str_is_empty(rest))
		return;
	section_begin(w, "egna-ord", N_("Förbundet om arbetet"));
	w->at->is_written = true;
	while (w->at->n_says < REPORT_SAYS_MAX && str_split(&rest, '\n', &line))
		if (!str_is_empty(str_trim(line)))
			section_say(w, str_trim(line));
}

void
write_how_to_read(struct writing *w)
{
	const struct report_facts *f = w->facts;

	section_begin(w, "lasa", N_("Så ska talen läsas"));
	w->at->is_list = true;
	section_say(w, words_of(w,
		N_("Tillfrågade: personer som fått frågorna minst en gång, också de som avstod. "
		   "Talen är exakta. Där färre än tio ska tillfrågas visas inget tal.")));
	section_say(w, words_of(w,
		N_("Lätt slumpade tal: talen är slumpmässigt justerade med några få personer för "
		   "att skydda enskilda. Därför kan två tal som hör ihop säga lite olika.")));
	section_say(w, words_of(w,
		N_("För få svar: för grupper under tio visas inga svar.")));
	section_say(w, words_of(w,
		N_("Osäkerhet: mellan vilka tal det rätta ligger, 19 gånger av 20. Där ingår både "
		   "slumpen i talen och vilka som råkade få frågorna.")));
	section_say(w, words_of(w,
		N_("För osäkert: det rätta talet kan ligga inom mer än 50 procentenheter.")));
	section_say(w, words_of(w,
		N_("Andelarna för varje fråga gäller dem som svarade på den. Övriga andelar gäller "
		   "alla som svarade på något.")));
	if (f->from_half != 0)
		section_say(w, SAY(w,
			N_("Publicering {1}, dragen i {2}, ändras inte. Plan {3}, ε högst {4} för "
			   "ett svar på en fråga, motor {5}."),
			number_words(w, f->about.number),
			lang_month(w->a, w->lang, f->about.drawn_month), f->about.plan,
			arena_printf(w->a, f->about.cap.den == 1 ? "%lld" : "%lld/%lld",
				(long long)f->about.cap.num, (long long)f->about.cap.den),
			f->about.engine));
}
