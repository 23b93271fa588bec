/* Card codes: reviewed words, drawn at random, read as people type them. */
#include "features/screening/card_code.h"

#include <stdio.h>

#include "core/crypto/crypto.h"
#include "tests/harness/harness.h"

enum { WORDS_MAX = 2000, WORDS_MIN = 512, DRAWS = 200 };

static size_t
all_words(struct str *words)
{
	struct str rest = card_code_words(), word;
	size_t n = 0;

	while (str_split(&rest, '\n', &word))
		if (word.n > 0 && n < WORDS_MAX)
			words[n++] = word;
	return n;
}

/* One letter changed, added or left out. */
static bool
is_near(struct str a, struct str b)
{
	size_t head = 0, tail = 0;
	struct str s = a.n <= b.n ? a : b, l = a.n <= b.n ? b : a;

	if (l.n - s.n > 1)
		return false;
	while (head < s.n && s.p[head] == l.p[head])
		head++;
	while (tail < s.n - head && s.p[s.n - 1 - tail] == l.p[l.n - 1 - tail])
		tail++;
	return l.n - head - tail <= 1;
}

TEST(the_words_are_many_short_plain_and_unlike)
{
	static struct str words[WORDS_MAX];
	size_t n = all_words(words), i, k;

	CHECK(n >= WORDS_MIN);
	for (i = 0; i < n; i++) {
		CHECK(words[i].n >= CARD_WORD_MIN && words[i].n <= CARD_WORD_MAX);
		for (k = 0; k < words[i].n; k++)
			CHECK(words[i].p[k] >= 'a' && words[i].p[k] <= 'z');
		CHECK(i == 0 || str_cmp(words[i - 1], words[i]) < 0);
		for (k = 0; k < i; k++)
			ck_assert_msg(!is_near(words[i], words[k]), "%.*s is like %.*s",
				STR_ARG(words[i]), STR_ARG(words[k]));
	}
}

TEST(a_drawn_code_is_read_back_however_it_is_typed)
{
	struct arena *a = arena_new(16 << 20);
	struct str codes[CARD_SPLITS_MAX];
	size_t n, i, k;

	CHECK_ERR(OK, crypto_init());
	for (i = 0; i < DRAWS; i++) {
		struct str code = card_code_draw(a), typed = arena_str(a, code);
		char *p = (char *)(uintptr_t)typed.p;
		bool is_found = false;

		CHECK_ERR(OK, card_code_read(a, code, codes, &n));
		CHECK(n >= 1 && str_eq(codes[0], code));
		for (k = 0; k < typed.n; k++)
			p[k] = code.p[k] == '-' ? ' ' : code.p[k] >= 'A' ?
				(char)(code.p[k] | 32) : code.p[k];
		CHECK_ERR(OK, card_code_read(a, typed, codes, &n));
		CHECK(str_eq(codes[0], code));
		for (k = n = 0; k < code.n; k++)
			if (code.p[k] != '-')
				p[n++] = code.p[k];
		CHECK_ERR(OK, card_code_read(a, (struct str){ p, n }, codes, &n));
		for (k = 0; k < n; k++)
			is_found = is_found || str_eq(codes[k], code);
		CHECK(is_found);
	}
	arena_free(a);
}

TEST(a_mistyped_code_is_told_by_its_check_character)
{
	struct arena *a = arena_new(1 << 20);
	struct str codes[CARD_SPLITS_MAX], code;
	char text[40];
	size_t n;

	snprintf(text, sizeof(text), "TALLRIK-SKED-%c", card_code_check(STR("tallriksked")));
	code = str_of(text);
	CHECK_ERR(OK, card_code_read(a, code, codes, &n));
	text[0] = 'K';
	CHECK_ERR(ERR_INVALID, card_code_read(a, code, codes, &n));
	CHECK_ERR(ERR_INVALID, card_code_read(a, STR(""), codes, &n));
	CHECK_ERR(ERR_INVALID, card_code_read(a, STR("19900101-1234"), codes, &n));
	CHECK_ERR(ERR_INVALID, card_code_read(a, STR("blåbär-sked-7"), codes, &n));
	CHECK(card_code_check(STR("skedtallrik")) != card_code_check(STR("tallriksked")));
	arena_free(a);
}
