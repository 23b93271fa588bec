/* `lotsa protect`: the engine for everybody's counts, with files in and out and no database. */
#include <stdio.h>

#include "core/file/file.h"
#include "features/release/internal.h"
#include "out/protect/counts_file.h"

enum { PROTECT_ARENA = 512 << 20, OUT_BYTES = 64 << 20, FILE_BYTES = CSV_BYTES_MAX };

void
release_fill(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random_os(bytes, n);
}

struct words {
	const char *plan, *counts;
};

/* Takes `--name VALUE` pairs; false for anything else. */
static bool
read_words(int argc, char **argv, struct words *out)
{
	int i;

	for (i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--plan") == 0)
			out->plan = argv[i + 1];
		else if (strcmp(argv[i], "--counts") == 0)
			out->counts = argv[i + 1];
		else
			return false;
	}
	return i == argc;
}

static int
complain(const char *path, enum err e)
{
	const char *why = e == ERR_NOT_FOUND ? "filen finns inte"
		: e == ERR_LIMIT	     ? "filen är för stor"
					     : "filen gick inte att läsa";

	fprintf(stderr, "lotsa protect: %s: %s\n", path, why);
	return 1;
}

static void
put_loss(struct buf *out, struct str topic, struct fraction loss)
{
	buf_printf(out, "%.*s,", STR_ARG(topic));
	fraction_put(out, loss);
	buf_put(out, STR("\r\n"));
}

/*
 * What the plan may cost an answer to each topic, and a whole referral, under the ledger's names: for
 * whoever decides on a plan.
 */
static enum err
put_losses(const struct plan *plan, struct buf *out)
{
	struct fraction loss;
	size_t t;

	buf_put(out, STR("topic,epsilon\r\n"));
	for (t = 0; t < plan->n_topics; t++) {
		TRY(plan_loss(plan, t, &loss));
		put_loss(out, plan->topics[t], loss);
	}
	if (plan->referrals) {
		TRY(plan_ballot_loss(plan->referrals, &loss));
		put_loss(out, STR(REFERRAL_TOPIC), loss);
	}
	return OK;
}

/* Draws once; what is not written in whole is never drawn again from these counts. */
static enum err
protect_file(struct arena *a, const struct plan *plan, const struct counts_file *file,
	struct buf *out)
{
	size_t n = file->n_cells * plan->n_measures;
	struct figure *figures = ARENA_ARRAY(a, struct figure, n);
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, release_fill, NULL);
	enum err e;

	if (!figures)
		return ERR_LIMIT;
	e = protect_draw(plan, file->cells, file->n_cells, file->counts, &source, figures);
	noise_bytes_wipe(&store);
	if (e == OK)
		e = protect_fit(plan, file->cells, file->n_cells, a, figures);
	if (e == OK)
		counts_file_put(plan, file, figures, out);
	return e == OK ? buf_err(out) : e;
}

static int
protect_counts(struct arena *a, const struct plan *plan, const char *path, struct buf *out)
{
	struct csv_fault fault = { 0 };
	struct counts_file file;
	struct str csv;
	enum err e = file_read(a, path, FILE_BYTES, &csv);

	if (e != OK)
		return complain(path, e);
	e = counts_file_read(csv, plan, a, &file, &fault);
	if (e != OK && fault.reason) {
		fprintf(stderr, "%s, rad %lld, kolumn %.*s: %s\n", path, (long long)fault.row,
			STR_ARG(fault.column), fault.reason);
		return 1;
	}
	if (e == OK)
		e = protect_file(a, plan, &file, out);
	if (e != OK)
		return complain(path, e);
	return 0;
}

static int
plan_of_words(struct arena *a, const struct words *words, const struct plan **plan)
{
	struct plan_fault fault = { STR_NULL, STR_NULL };
	struct str text = release_plan_text();
	enum err e = OK;

	if (words->plan)
		e = file_read(a, words->plan, FILE_BYTES, &text);
	if (e != OK)
		return complain(words->plan, e);
	e = plan_read(text, a, plan, &fault);
	if (e == OK)
		return 0;
	if (str_is_empty(fault.reason))
		return complain(words->plan, e);
	fprintf(stderr, "%s: %.*s: %.*s\n", words->plan, STR_ARG(fault.place),
		STR_ARG(fault.reason));
	return 1;
}

static int
run(struct arena *a, const struct words *words)
{
	struct buf out BUF_CLEANUP = buf_new(OUT_BYTES);
	const struct plan *plan;
	int status = plan_of_words(a, words, &plan);

	if (status == 0 && words->counts)
		status = protect_counts(a, plan, words->counts, &out);
	else if (status == 0 && put_losses(plan, &out) != OK)
		status = 1;
	if (status != 0)
		return status;
	return fwrite(out.p, 1, out.n, stdout) == out.n && fflush(stdout) == 0 ? 0 : 1;
}

int
release_command_protect(const struct config *config, int argc, char **argv)
{
	struct words words = { NULL, NULL };
	struct arena *a;
	int status;

	(void)config;
	if (!read_words(argc, argv, &words)) {
		fprintf(stderr, "Så här: lotsa protect [--plan FIL] [--counts FIL]\n");
		return 2;
	}
	a = arena_new(PROTECT_ARENA);
	if (!a || crypto_init() != OK) {
		fprintf(stderr, "lotsa protect: minnet räcker inte\n");
		arena_free(a);
		return 1;
	}
	status = run(a, &words);
	arena_wipe(a);
	arena_free(a);
	return status;
}
