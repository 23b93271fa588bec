/*
 * The reconstruction from ten years of tables, by linear programming: the same twenty-four people are
 * asked every year, the published tables of all years lie on the attacker's desk, and every group size
 * is known.  Three attacks, each also on tables without noise, where it has to succeed:
 *   one answer    every other answer of ten years is known; that one must stay within the plan's bound
 *   small cells   how many of the twelve of an intervention said yes that year, exactly
 *   everybody     who of the twenty-four says yes, their answers being the same in all years
 * Each program minimises the sum of epsilon times the size of the noise, which is the most likely
 * explanation of discrete Laplace noise.  Shares no code with the engine; `lotsa protect` draws, as
 * anybody can have it drawn.  lotsa-ten-years PROGRAM TRIALS
 */
#include <glpk.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEOPLE = 24, YEARS = 10, CELLS = 8, ROWS = YEARS * CELLS, PATH = 300, PRIOR = 79 };

/* The cells of a year: each divides the year's twenty-four, or is all of them. */
enum cell { NATION, ALL, WOMEN, MEN, YOUNG, OLD, FIRST, SECOND };
static const char *const levels[CELLS] = { "nation", "association", "association.sex",
	"association.sex", "association.age", "association.age", "intervention",
	"intervention" };
static const char letters[CELLS] = { 'N', 'A', 'W', 'M', 'Y', 'O', 'F', 'S' };
static const char parents[CELLS] = { 0, 'N', 'A', 'A', 'A', 'A', 'A', 'A' };
/* What the shipped plan spends on "yes to anything" in each. */
static const double epsilons[CELLS] = { 0.02, 0.45, 0.25, 0.25, 0.2, 0.2, 0.6, 0.6 };

static const char plan[] =
	"{\"plan\": \"ten-years\", \"cap\": \"3\", \"few\": 10, \"answers\": [\"NO\", \"YES\"],"
	"\"topics\": {\"T\": [\"NO\", \"YES\"]}, \"measures\": [{\"topic\": \"T\", "
	"\"answer\": \"yes\", \"rate\": \"y\", \"topics\": [\"T\"], \"answers\": [\"YES\"]}], "
	"\"layers\": [{\"name\": \"nation\", \"epsilon\": {\"y\": \"1/50\"}}, "
	"{\"name\": \"association\", \"epsilon\": {\"y\": \"9/20\"}}, "
	"{\"name\": \"association.sex\", \"epsilon\": {\"y\": \"1/4\"}}, "
	"{\"name\": \"association.age\", \"epsilon\": {\"y\": \"1/5\"}}, "
	"{\"name\": \"intervention\", \"epsilon\": {\"y\": \"3/5\"}}]}";

struct world {
	char dir[64];
	const char *program;
	bool says_yes[PEOPLE];
	bool is_first[YEARS][PEOPLE];	/* in the first of the two interventions */
	int flipped;			/* the first person's answer in the first year, if another */
	int truth[ROWS], published[ROWS];
};

struct score {
	int right, of;
};

/* ---- the world ---- */

static bool
is_in(const struct world *w, int year, int person, int cell)
{
	switch ((enum cell)cell) {
	case WOMEN:
		return person < PEOPLE / 2;
	case MEN:
		return person >= PEOPLE / 2;
	case YOUNG:
		return person % 2 == 0;
	case OLD:
		return person % 2 == 1;
	case FIRST:
		return w->is_first[year][person];
	case SECOND:
		return !w->is_first[year][person];
	case NATION:
	case ALL:
		break;
	}
	return true;
}

/* Whether a person says yes in a year: always the same, but for the one answer. */
static bool
answer_of(const struct world *w, int year, int person)
{
	return w->says_yes[person] != (year == 0 && person == 0 && w->flipped);
}

static int
size_of(int cell)
{
	return cell <= ALL ? PEOPLE : PEOPLE / 2;
}

static void
invent(struct world *w)
{
	int year, i, row;

	for (i = 0; i < PEOPLE; i++)
		w->says_yes[i] = rand() % 100 < PRIOR;
	w->flipped = rand() % 2;
	for (year = 0; year < YEARS; year++) {
		int left = PEOPLE / 2;

		for (i = 0; i < PEOPLE; i++) {
			w->is_first[year][i] = rand() % (PEOPLE - i) < left;
			left -= w->is_first[year][i];
		}
	}
	for (row = 0; row < ROWS; row++) {
		w->truth[row] = 0;
		for (i = 0; i < PEOPLE; i++)
			if (is_in(w, row / CELLS, i, row % CELLS))
				w->truth[row] += answer_of(w, row / CELLS, i);
	}
}

/* ---- the tables ---- */

static FILE *
open_file(const struct world *w, const char *name)
{
	char path[PATH];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", w->dir, name);
	f = fopen(path, "w");
	if (!f)
		abort();
	return f;
}

static void
close_file(FILE *f)
{
	if (fclose(f) != 0)
		abort();
}

static void
write_counts(const struct world *w)
{
	FILE *f = open_file(w, "counts.csv");
	int row;

	fputs("level,group,parent,n,topic,answer,count\n", f);
	for (row = 0; row < ROWS; row++) {
		int cell = row % CELLS, year = row / CELLS;
		char parent[8] = "";

		if (parents[cell])
			snprintf(parent, sizeof(parent), "%c%d", parents[cell], year);
		fprintf(f, "%s,%c%d,%s,%d,T,yes,%d\n", levels[cell], letters[cell], year,
			parent, size_of(cell), w->truth[row]);
	}
	close_file(f);
}

static void
publish(struct world *w)
{
	char command[PATH * 3], line[PATH];
	int found = 0;
	FILE *f;

	write_counts(w);
	snprintf(command, sizeof(command), "%s protect --plan %s/plan.json --counts "
		"%s/counts.csv", w->program, w->dir, w->dir);
	f = popen(command, "r");
	if (!f)
		abort();
	while (fgets(line, sizeof(line), f)) {
		char letter;
		int year, n, value, cell;

		if (sscanf(line, "%*[^,],%c%d,%d,T,yes,%d", &letter, &year, &n, &value) != 4)
			continue;
		for (cell = 0; cell < CELLS; cell++)
			if (letters[cell] == letter) {
				w->published[year * CELLS + cell] = value;
				found++;
			}
	}
	if (pclose(f) != 0 || found != ROWS) {
		fprintf(stderr, "lotsa-ten-years: %d of %d figures published\n", found, ROWS);
		exit(2);
	}
}

/* ---- the programs ---- */

/* `n` unknowns within 0..high; then for each row noise above and below. */
static glp_prob *
program_new(int n, double high)
{
	glp_prob *lp = glp_create_prob();
	int i, row;

	glp_set_obj_dir(lp, GLP_MIN);
	glp_add_cols(lp, n + 2 * ROWS);
	for (i = 1; i <= n; i++)
		glp_set_col_bnds(lp, i, GLP_DB, 0, high);
	for (row = 0; row < 2 * ROWS; row++) {
		glp_set_col_bnds(lp, n + 1 + row, GLP_LO, 0, 0);
		glp_set_obj_coef(lp, n + 1 + row, epsilons[row / 2 % CELLS]);
	}
	return lp;
}

/* The unknowns in `at`, with the noise of the row, make `value`. */
static void
program_say(glp_prob *lp, int n, int row, const int *at, int n_at, double value)
{
	int columns[PEOPLE + 3], k, number = glp_add_rows(lp, 1);
	double ones[PEOPLE + 3];

	for (k = 0; k < n_at; k++) {
		columns[k + 1] = at[k];
		ones[k + 1] = 1;
	}
	columns[n_at + 1] = n + 1 + 2 * row;
	columns[n_at + 2] = n + 2 + 2 * row;
	ones[n_at + 1] = 1;
	ones[n_at + 2] = -1;
	glp_set_mat_row(lp, number, n_at + 2, columns, ones);
	glp_set_row_bnds(lp, number, GLP_FX, value, value);
}

static void
program_solve(glp_prob *lp)
{
	glp_smcp how;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	if (glp_simplex(lp, &how) != 0 || glp_get_status(lp) != GLP_OPT)
		abort();
}

/* ---- the attacks ---- */

/* All is known but one answer: 1 when the guess is right. */
static void
guess_answer(const struct world *w, struct score *score)
{
	glp_prob *lp = program_new(1, 1);
	int row, one = 1;
	bool guess, secret = answer_of(w, 0, 0);

	for (row = 0; row < ROWS; row++) {
		bool is_moved = row < CELLS && is_in(w, 0, 0, row);

		program_say(lp, 1, row, &one, is_moved,
			w->published[row] - w->truth[row] + (is_moved && secret));
	}
	program_solve(lp);
	guess = glp_get_col_prim(lp, 1) > 0.5;
	score->right += guess == secret;
	score->of++;
	glp_delete_prob(lp);
}

/* What is known of a year's cells: three divisions of one whole. */
static void
guess_cells(const struct world *w, struct score *score)
{
	enum { N = ROWS, PAIRS = 3 };
	glp_prob *lp = program_new(N, PEOPLE);
	int row, year, pair;

	for (row = 0; row < ROWS; row++) {
		int at = row + 1;

		glp_set_col_bnds(lp, at, GLP_DB, 0, size_of(row % CELLS));
		program_say(lp, N, row, &at, 1, w->published[row]);
	}
	for (year = 0; year < YEARS; year++)
		for (pair = 0; pair <= PAIRS; pair++) {
			int first = year * CELLS + 1, number = glp_add_rows(lp, 1);
			int columns[4] = { 0, first + ALL, first + 2 * pair,
				first + 2 * pair + 1 };
			double signs[4] = { 0, 1, -1, -1 };

			/* the first pair would be the nation and the association: they are one */
			if (pair == 0) {
				columns[1] = first + NATION;
				columns[2] = first + ALL;
			}
			glp_set_mat_row(lp, number, pair == 0 ? 2 : 3, columns, signs);
			glp_set_row_bnds(lp, number, GLP_FX, 0, 0);
		}
	program_solve(lp);
	for (row = 0; row < ROWS; row++)
		if (row % CELLS >= FIRST) {
			score->right += (int)floor(glp_get_col_prim(lp, row + 1) + 0.5) ==
				w->truth[row];
			score->of++;
		}
	glp_delete_prob(lp);
}

static void
guess_everybody(const struct world *w, struct score *score)
{
	glp_prob *lp = program_new(PEOPLE, 1);
	int row, i;

	for (row = 0; row < ROWS; row++) {
		int at[PEOPLE], n = 0;

		for (i = 0; i < PEOPLE; i++)
			if (is_in(w, row / CELLS, i, row % CELLS))
				at[n++] = i + 1;
		program_say(lp, PEOPLE, row, at, n, w->published[row]);
	}
	program_solve(lp);
	/* the first of them answered otherwise once, so nobody guesses that one here */
	for (i = 1; i < PEOPLE; i++) {
		score->right += (glp_get_col_prim(lp, i + 1) > 0.5) == w->says_yes[i];
		score->of++;
	}
	glp_delete_prob(lp);
}

/* ---- the verdict ---- */

enum attack { ANSWER, SMALL_CELLS, EVERYBODY, ATTACKS };

static void
attack_all(const struct world *w, struct score *scores)
{
	guess_answer(w, &scores[ANSWER]);
	guess_cells(w, &scores[SMALL_CELLS]);
	guess_everybody(w, &scores[EVERYBODY]);
}

static double
share(struct score s)
{
	return (double)s.right / s.of;
}

/* Four standard errors to the good. */
static bool
is_above(struct score s, double limit)
{
	double p = share(s);

	return p - 4 * sqrt(p * (1 - p) / s.of) > limit;
}

static bool
judge(const struct score *noisy, const struct score *bare)
{
	double loss = epsilons[NATION] + epsilons[ALL] + epsilons[WOMEN] + epsilons[YOUNG] +
		epsilons[FIRST];
	double allowed = exp(loss) / (1 + exp(loss));
	bool is_held = !is_above(noisy[ANSWER], allowed) && !is_above(noisy[SMALL_CELLS], 0.5);
	bool is_found = share(bare[ANSWER]) == 1 && share(bare[SMALL_CELLS]) == 1 &&
		share(bare[EVERYBODY]) > 0.95;

	printf("one answer, all else known: right in %.1f %% of %d; a loss of %.2f allows "
	       "%.1f %%; without noise %.1f %%\n", 100 * share(noisy[ANSWER]),
		noisy[ANSWER].of, loss, 100 * allowed, 100 * share(bare[ANSWER]));
	printf("interventions of twelve in a year: exact in %.1f %% of %d; without noise "
	       "%.1f %%\n", 100 * share(noisy[SMALL_CELLS]), noisy[SMALL_CELLS].of,
		100 * share(bare[SMALL_CELLS]));
	printf("everybody's answer, the same for ten years: right in %.1f %% of %d, where %d "
	       "%% say yes; without noise %.1f %%\n",
		100 * share(noisy[EVERYBODY]), noisy[EVERYBODY].of, PRIOR,
		100 * share(bare[EVERYBODY]));
	return is_held && is_found;
}

int
main(int argc, char **argv)
{
	static struct world w = { .dir = "/tmp/lotsa-ten-years-XXXXXX" };
	struct score noisy[ATTACKS] = { { 0, 0 } }, bare[ATTACKS] = { { 0, 0 } };
	int trials = argc > 2 ? atoi(argv[2]) : 100, i;
	char path[PATH];
	bool is_right;
	FILE *f;

	if (argc < 2 || trials < 1 || !mkdtemp(w.dir))
		return 2;
	w.program = argv[1];
	srand(2026);
	f = open_file(&w, "plan.json");
	fputs(plan, f);
	close_file(f);
	for (i = 0; i < trials; i++) {
		invent(&w);
		publish(&w);
		attack_all(&w, noisy);
		memcpy(w.published, w.truth, sizeof(w.truth));
		attack_all(&w, bare);
	}
	is_right = judge(noisy, bare);
	snprintf(path, sizeof(path), "%s/plan.json", w.dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/counts.csv", w.dir);
	unlink(path);
	rmdir(w.dir);
	glp_free_env();
	puts(is_right ? "right" : "WRONG");
	return !is_right;
}
