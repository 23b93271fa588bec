/* What a remark may hold, and keeping it. */
#include "features/statement/statement.h"

#include "core/csv/csv_reader.h"
#include "features/statement/statement.sql.h"

enum { DIGITS_OF_A_NUMBER = 7 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What people write between the digits of one number; of a hard space or a dash every byte. */
static bool
parts_digits(unsigned char c)
{
	return memchr(" -/.()\n\t\xc2\xa0\xe2\x80\x90\x91\x92\x93\x94\xaf", c, 18) != NULL;
}

/* "070-123 45 67": seven digits with nothing but what parts them. */
static bool
has_long_number(struct str s)
{
	size_t i, digits = 0;

	for (i = 0; i < s.n; i++) {
		if (is_digit(s.p[i])) {
			if (++digits >= DIGITS_OF_A_NUMBER)
				return true;
		} else if (!parts_digits((unsigned char)s.p[i])) {
			digits = 0;
		}
	}
	return false;
}

/*
 * A card's "TALLRIK-SKED-7" is two words and one sign, a slip's "7BC-DFG" three signs on either side
 * and no vowel; both are typed in small letters too.  With capitals any digit among them is enough.
 */
static bool
is_code(struct str word)
{
	size_t i, hyphens = 0, digits = 0, vowels = 0, small = 0, others = 0;

	for (i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (c == '-') {
			hyphens++;
		} else if (is_digit(c)) {
			digits++;
		} else if ((c | 32) >= 'a' && (c | 32) <= 'z') {
			small += c >= 'a';
			vowels += memchr("aeiouy", c | 32, 6) != NULL;
		} else {
			others++;
		}
	}
	if (others > 0 || hyphens == 0 || digits == word.n - hyphens)
		return false;
	if (word.n == 7 && word.p[3] == '-' && vowels == 0)
		return true;
	if (hyphens == 2 && word.n > 4 && word.p[word.n - 2] == '-')
		return true;
	return digits > 0 && small == 0;
}

static bool
has_code(struct str s)
{
	struct str rest = s, line, word;

	while (str_split(&rest, '\n', &line))
		while (str_split(&line, ' ', &word)) {
			while (word.n && memchr(".,;:!?()", word.p[word.n - 1], 8))
				word.n--;
			if (is_code(word))
				return true;
		}
	return false;
}

bool
remark_names_somebody(struct str words)
{
	return csv_looks_like_personal_number(words) || has_long_number(words) ||
		str_contains(words, STR("@")) || has_code(words);
}

enum err
remark_keep(struct tx *tx, struct arena *a, const struct remark_input *in, struct month month)
{
	const struct sql_statement_add_in row = { .page = in->page,
		.kind = in->kind,
		.words = in->words,
		.received_month = month };
	struct sql_statement_waiting waiting;

	if (remark_names_somebody(in->words))
		return ERR_INVALID;
	TRY(sql_statement_waiting(tx_db(tx), a, &waiting));
	if (waiting.n >= REMARKS_MAX)
		return ERR_LIMIT;
	return sql_statement_add(tx, &row);
}
