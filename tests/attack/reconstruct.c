/*
 * The reconstruction: an attacker who knows the plan, all group sizes, and every answer but one, reads
 * the published file and guesses that one: was it "ongoing", or was the question not answered?  Shares
 * no code with the engine; it runs `lotsa protect` as anybody can.  Two guessers, least squares and the
 * likelihood of each figure by itself; the better one's gain must stay within the plan's bound:
 * of two answers held equally likely, it may be right in e^epsilon / (1 + e^epsilon) of the cases.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_MAX = 128, LINE = 256, TEXT = 80 };

/* One published figure: what the others' answers make of it, and what the secret adds. */
struct row {
	char key[TEXT];		/* "level,group,topic,answer" */
	int n, others, moved;
	double epsilon;
	char parent[8];
};

struct world {
	struct row rows[ROWS_MAX];
	int n;
	double epsilon;		/* of the plan, for the change that the secret is */
};

static void
add(struct world *w, const char *level, const char *group, const char *parent, int n,
	const char *measure, int others, double epsilon, int moved)
{
	struct row *r = &w->rows[w->n++];

	if (w->n > ROWS_MAX)
		abort();
	snprintf(r->key, sizeof(r->key), "%s,%s,%s", level, group, measure);
	snprintf(r->parent, sizeof(r->parent), "%s", parent);
	r->n = n;
	r->others = others;
	r->moved = moved;
	r->epsilon = epsilon;
	w->epsilon += moved ? epsilon : 0;
}

/* Every measure of a layer that draws them all; the secret is the answer to PHYSICAL. */
static void
add_all(struct world *w, const char *level, const char *group, const char *parent, int n,
	const double *e)
{
	static const char *const adult[] = { "PSYCHOLOGICAL", "PHYSICAL", "SEXUAL_PRESSURE",
		"SEXUAL_VIOLATION" };
	static const char *const other[] = { "WITNESSED_AS_CHILD", "EXPOSED_AS_CHILD",
		"OWN_USE" };
	char measure[TEXT];
	int i;

	for (i = 0; i < 4; i++) {
		snprintf(measure, sizeof(measure), "%s,answered", adult[i]);
		add(w, level, group, parent, n, measure, 30, e[0], i == 1);
		snprintf(measure, sizeof(measure), "%s,yes", adult[i]);
		add(w, level, group, parent, n, measure, 15, e[1], i == 1);
		snprintf(measure, sizeof(measure), "%s,ongoing", adult[i]);
		add(w, level, group, parent, n, measure, 6, e[2], i == 1);
	}
	for (i = 0; i < 3; i++) {
		snprintf(measure, sizeof(measure), "%s,answered", other[i]);
		add(w, level, group, parent, n, measure, 30, e[0], 0);
		snprintf(measure, sizeof(measure), "%s,yes", other[i]);
		add(w, level, group, parent, n, measure, 15, e[1], 0);
	}
	add(w, level, group, parent, n, "EARLIER,yes", 12, e[3], 0);
	add(w, level, group, parent, n, "ONGOING,yes", 9, e[4], 1);
	add(w, level, group, parent, n, "WITNESSED,yes", 15, e[3], 0);
	add(w, level, group, parent, n, "ANY,yes", 25, e[5], 1);
}

/* A nation of one association of forty, in two sexes, age bands and interventions of twenty. */
static void
make_world(struct world *w)
{
	static const double nation[] = { 0.02, 0.02, 0.02, 0.02, 0.02, 0.02 };
	static const double association[] = { 0.25, 0.45, 0.15, 0.4, 0.25, 0.45 };

	memset(w, 0, sizeof(*w));
	add_all(w, "nation", "N", "", 40, nation);
	add_all(w, "association", "A", "N", 40, association);
	add(w, "association", "A", "N", 40, "EXPERIENCE,answered", 30, 0.6, 0);
	add(w, "association", "A", "N", 40, "EXPERIENCE,not_good", 15, 0.6, 0);
	add(w, "association", "A", "N", 40, "EXPERIENCE,hard", 6, 0.6, 0);
	add(w, "association.sex", "W", "A", 20, "EARLIER,yes", 6, 0.2, 0);
	add(w, "association.sex", "W", "A", 20, "ONGOING,yes", 5, 0.2, 1);
	add(w, "association.sex", "W", "A", 20, "WITNESSED,yes", 8, 0.2, 0);
	add(w, "association.sex", "W", "A", 20, "ANY,yes", 13, 0.25, 1);
	add(w, "association.sex", "M", "A", 20, "EARLIER,yes", 6, 0.2, 0);
	add(w, "association.sex", "M", "A", 20, "ONGOING,yes", 4, 0.2, 0);
	add(w, "association.sex", "M", "A", 20, "WITNESSED,yes", 7, 0.2, 0);
	add(w, "association.sex", "M", "A", 20, "ANY,yes", 12, 0.25, 0);
	add(w, "association.age", "Y", "A", 20, "ANY,yes", 12, 0.2, 1);
	add(w, "association.age", "O", "A", 20, "ANY,yes", 13, 0.2, 0);
	add(w, "intervention", "I", "A", 20, "ANY,yes", 12, 0.6, 1);
	add(w, "intervention", "J", "A", 20, "ANY,yes", 13, 0.6, 0);
}

static void
write_counts(const struct world *w, int secret, const char *path)
{
	FILE *f = fopen(path, "w");
	int i;

	if (!f)
		abort();
	fputs("level,group,parent,n,topic,answer,count\n", f);
	for (i = 0; i < w->n; i++) {
		const struct row *r = &w->rows[i];
		char level[TEXT], group[TEXT], topic[TEXT], answer[TEXT];

		if (sscanf(r->key, "%79[^,],%79[^,],%79[^,],%79s", level, group, topic,
				answer) != 4)
			abort();
		fprintf(f, "%s,%s,%s,%d,%s,%s,%d\n", level, group, r->parent, r->n, topic,
			answer, r->others + (secret ? r->moved : 0));
	}
	if (fclose(f) != 0)
		abort();
}

/* What the published file says of each row, less what the others make of it. */
static void
read_published(const struct world *w, const char *command, double *residual)
{
	FILE *f = popen(command, "r");
	char line[LINE];
	int found = 0, i;

	if (!f)
		abort();
	while (fgets(line, sizeof(line), f)) {
		char level[TEXT], group[TEXT], n[TEXT], topic[TEXT], answer[TEXT],
			key[LINE * 2];
		int value;

		if (sscanf(line, "%79[^,],%79[^,],%79[^,],%79[^,],%79[^,],%d", level, group, n,
				topic, answer, &value) != 6)
			continue;
		snprintf(key, sizeof(key), "%s,%s,%s,%s", level, group, topic, answer);
		for (i = 0; i < w->n; i++)
			if (strcmp(w->rows[i].key, key) == 0) {
				residual[i] = value - w->rows[i].others;
				found++;
			}
	}
	if (pclose(f) != 0 || found != w->n) {
		fprintf(stderr, "lotsa-reconstruct: %d of %d figures published\n", found, w->n);
		exit(2);
	}
}

/* Least squares: each moved figure tells the secret with the precision of its noise. */
static int
guess_squares(const struct world *w, const double *residual)
{
	double sum = 0, weight = 0;
	int i;

	for (i = 0; i < w->n; i++)
		if (w->rows[i].moved) {
			double e2 = w->rows[i].epsilon * w->rows[i].epsilon;

			sum += e2 * residual[i];
			weight += e2;
		}
	return sum > weight / 2;
}

/* The likelihood ratio of independent Laplace noise: every figure votes with its epsilon. */
static int
guess_votes(const struct world *w, const double *residual)
{
	double sum = 0;
	int i;

	for (i = 0; i < w->n; i++)
		if (w->rows[i].moved)
			sum += residual[i] > 0.5 ? w->rows[i].epsilon : -w->rows[i].epsilon;
	return sum > 0;
}

int
main(int argc, char **argv)
{
	static struct world w;
	char dir[] = "/tmp/lotsa-reconstruct-XXXXXX", path[300], command[900];
	int rounds = argc > 2 ? atoi(argv[2]) : 200, round, secret, squares = 0, votes = 0,
	    best;
	double residual[ROWS_MAX], share, allowed, error;

	if (argc < 2 || !mkdtemp(dir))
		return 2;
	snprintf(path, sizeof(path), "%s/counts.csv", dir);
	snprintf(command, sizeof(command), "%s protect --counts %s", argv[1], path);
	make_world(&w);
	for (round = 0; round < rounds; round++)
		for (secret = 0; secret < 2; secret++) {
			write_counts(&w, secret, path);
			read_published(&w, command, residual);
			squares += guess_squares(&w, residual) == secret;
			votes += guess_votes(&w, residual) == secret;
		}
	unlink(path);
	rmdir(dir);
	best = squares > votes ? squares : votes;
	share = best / (2.0 * rounds);
	error = sqrt(share * (1 - share) / (2.0 * rounds));
	allowed = exp(w.epsilon) / (1 + exp(w.epsilon));
	printf("the secret costs %.2f; right in %.1f %% (squares) and %.1f %% (votes) of %d\n",
		w.epsilon, 50.0 * squares / rounds, 50.0 * votes / rounds, 2 * rounds);
	printf("allowed: %.1f %%\n", 100 * allowed);
	return share - 4 * error > allowed;
}
