/* The engine from a file of counts to a file of figures, and its intervals. */
#include "out/protect/counts_file.h"

#include <math.h>
#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "out/protect/interval.h"
#include "tests/harness/harness.h"

enum { ARENA = 64 << 20 };

/* ---- intervals ---- */

TEST(intervals_without_noise_are_those_of_newcombe_1998)
{
	/* Newcombe, Statistics in Medicine 17 (1998), table I, method 3, in ten-thousandths */
	static const struct {
		int64_t x, n;
		int32_t low, high;
	} published[] = { { 81, 263, 2553, 3662 }, { 15, 148, 624, 1605 }, { 0, 20, 0, 1611 },
		{ 1, 29, 61, 1718 } };
	size_t i;

	for (i = 0; i < 4; i++) {
		struct share s = share_of(published[i].x, published[i].n, 0);

		CHECK(abs(s.low * 10 - published[i].low) <= 5);
		CHECK(abs(s.high * 10 - published[i].high) <= 5);
	}
	CHECK(share_of(29, 29, 0).high == 1000 && share_of(29, 29, 0).share == 1000);
}

TEST(noise_makes_an_interval_wider_and_a_drawn_denominator_wider_still)
{
	struct share exact = share_of(40, 100, 0), noisy = share_of(40, 100, 12);
	struct share drawn = share_of_drawn(40, 12, 100, 48);

	CHECK(noisy.low < exact.low && noisy.high > exact.high);
	CHECK(drawn.low < noisy.low && drawn.high > noisy.high);
	CHECK(exact.share == 400 && drawn.share == 400);
	CHECK(share_tenths(349) == 3 && share_tenths(350) == 4 && share_tenths(1000) == 10);
	CHECK(share_of(1, 3, 0).share == 333 && share_of(2, 3, 0).share == 667);
	CHECK(share_of(1, 2000, 0).share == 1);
}

/* ---- files ---- */

#define PLAN "{\"plan\": \"p\", \"cap\": \"2\", \"few\": 10, \"answers\": [\"NO\", \"YES\", " \
	"\"SKIP\"], \"topics\": {\"T\": [\"NO\", \"YES\", \"SKIP\"]}, \"measures\": [" \
	"{\"topic\": \"T\", \"answer\": \"answered\", \"rate\": \"r\", \"topics\": [\"T\"], " \
	"\"answers\": [\"NO\", \"YES\"]}, {\"topic\": \"T\", \"answer\": \"yes\", \"rate\": \"r\", " \
	"\"topics\": [\"T\"], \"answers\": [\"YES\"], \"within\": \"answered\", \"of\": " \
	"\"answered\"}], \"layers\": [{\"name\": \"all\", \"epsilon\": {\"r\": \"1/2\"}}, " \
	"{\"name\": \"sex\", \"epsilon\": {\"r\": \"1/2\"}}]}"
#define HEADER "level,group,parent,n,topic,answer,count\n"
#define ALL HEADER "all,a,,60,T,answered,50\nall,a,,60,T,yes,20\n"
#define WOMEN "sex,w,a,45,T,answered,40\nsex,w,a,45,T,yes,15\n"
#define MEN "sex,m,a,15,T,answered,10\nsex,m,a,15,T,yes,5\n"

static const struct plan *
read_plan(struct arena *a)
{
	struct plan_fault fault;
	const struct plan *plan = NULL;

	CHECK_ERR(OK, plan_read(STR(PLAN), a, &plan, &fault));
	return plan;
}

static void
fill(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random(bytes, n);
}

TEST(a_file_of_counts_becomes_a_file_of_figures_that_add_up)
{
	struct arena *a = arena_new(ARENA);
	const struct plan *plan = read_plan(a);
	struct csv_fault fault = { 0 };
	struct counts_file file;
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill, NULL);
	struct figure figures[6];
	struct buf out BUF_CLEANUP = buf_new(4096);
	size_t cell, measure;
	int m;

	CHECK_ERR(OK, crypto_init());
	CHECK_ERR(OK, counts_file_read(STR(ALL WOMEN MEN), plan, a, &file, &fault));
	CHECK(file.n_cells == 3);
	CHECK_ERR(OK, counts_check(file.counts, plan, file.cells, &cell, &measure));
	CHECK_ERR(OK, protect_draw(plan, file.cells, 3, file.counts, &source, figures));
	CHECK_ERR(OK, protect_fit(plan, file.cells, 3, a, figures));
	for (m = 0; m < 2; m++)
		CHECK(figures[m * 3].value ==
			figures[m * 3 + 1].value + figures[m * 3 + 2].value);
	for (m = 0; m < 3; m++)
		CHECK(figures[3 + m].value <= figures[m].value && figures[3 + m].value >= 0 &&
			figures[m].value <= file.cells[m].n);
	counts_file_put(plan, &file, figures, &out);
	CHECK(buf_err(&out) == OK);
	CHECK(str_starts(buf_str(&out), STR("level,group,n,topic,answer,value,share,low,"
		"high\r\nall,a,60,T,answered,")));
	arena_free(a);
}

TEST(a_second_draw_finds_no_counts)
{
	struct arena *a = arena_new(ARENA);
	const struct plan *plan = read_plan(a);
	struct cell cell = { CELL_DRAWN, -1, 0, 0, 1000000 };
	struct counts *counts = counts_new(a, 1, 2);
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill, NULL);
	struct figure figures[2];

	CHECK_ERR(OK, crypto_init());
	counts_add(counts, 0, 0, 900000);
	CHECK_ERR(OK, protect_draw(plan, &cell, 1, counts, &source, figures));
	CHECK(llabs(figures[0].value - 900000) < 1000);
	CHECK_ERR(OK, protect_draw(plan, &cell, 1, counts, &source, figures));
	CHECK(llabs(figures[0].value) < 1000);
	arena_free(a);
}

TEST(a_group_under_ten_shows_neither_its_number_nor_its_answers)
{
	struct arena *a = arena_new(ARENA);
	const struct plan *plan = read_plan(a);
	struct csv_fault fault = { 0 };
	struct counts_file file;
	struct figure figures[2] = { { 5, 1, true }, { 3, 1, true } };
	struct buf out BUF_CLEANUP = buf_new(4096);

	CHECK_ERR(OK, counts_file_read(STR(HEADER "all,a,,9,T,answered,5\nall,a,,9,T,yes,3\n"),
		plan, a, &file, &fault));
	counts_file_put(plan, &file, figures, &out);
	ck_assert_msg(str_ends(buf_str(&out), STR("all,a,few,T,answered,few,,,\r\n"
		"all,a,few,T,yes,few,,,\r\n")), "%.*s", STR_ARG(buf_str(&out)));
	arena_free(a);
}

static const struct {
	const char *csv;
	int64_t row;
	const char *column;
} bad_files[] = {
	{ "level,group,n,topic,answer,count\nall,a,60,T,yes,2\n", 0, "parent" },
	{ HEADER, 0, "level" },
	{ HEADER "none,a,,60,T,answered,50\n", 2, "level" },
	{ HEADER "all,a,,60,T,answered,50\nall,a,,60,X,yes,20\n", 3, "topic" },
	{ HEADER "all,a,,60,T,answered,-1\nall,a,,60,T,yes,20\n", 2, "count" },
	{ HEADER "all,a,,60,T,answered,1.5\nall,a,,60,T,yes,20\n", 2, "count" },
	{ HEADER "all,a,,60,T,answered,61\nall,a,,60,T,yes,20\n", 2, "count" },
	{ HEADER "all,a,,60,T,answered,50\nall,a,,60,T,yes,51\n", 2, "count" },
	{ HEADER "all,a,,60,T,answered,50\nall,a,,61,T,yes,20\n", 3, "n" },
	{ HEADER "all,a,,60,T,answered,50\n", 2, "answer" },
	{ ALL "all,a,,60,T,yes,20\n", 4, "answer" },
	{ ALL WOMEN, 2, "n" },
	{ ALL WOMEN "sex,m,a,15,T,answered,10\nsex,m,a,15,T,yes,4\n", 4, "count" },
	{ HEADER WOMEN, 2, "parent" },
	{ ALL "sex,w,w,45,T,answered,40\n", 4, "parent" },
	{ ALL WOMEN "sex,m,,15,T,answered,10\nsex,m,a,15,T,yes,5\n", 7, "parent" },
};

TEST(a_bad_file_of_counts_is_refused_with_row_and_column)
{
	struct arena *a = arena_new(ARENA);
	const struct plan *plan = read_plan(a);
	size_t i;

	for (i = 0; i < sizeof(bad_files) / sizeof(bad_files[0]); i++) {
		struct csv_fault fault = { 0 };
		struct counts_file file = { .n_cells = 77 };

		CHECK_ERR(ERR_INVALID, counts_file_read(
			str_of(bad_files[i].csv), plan, a, &file, &fault));
		ck_assert_msg(fault.row == bad_files[i].row &&
				str_eq(fault.column, str_of(bad_files[i].column)),
			"%zu: row %lld, %.*s: %s", i, (long long)fault.row,
			STR_ARG(fault.column), fault.reason);
		CHECK(file.n_cells == 77);
	}
	arena_free(a);
}
