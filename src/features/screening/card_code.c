/* Codes of cards: two neutral nouns and a check character, drawn at random. */
#include "features/screening/card_code.h"

#include "base/embedded.h"
#include "core/crypto/crypto.h"
#include "core/crypto/keys.h"

extern const struct embedded_set embedded_words;

/* Neither 0, 1, 8 nor B, G, I, L, O, Q, S, U, V, Z: nothing that is misread. 23 is a prime. */
static const char check_alphabet[] = "2345679ACDEFHJKMNPRTWXY";
enum { CHECK_MODULUS = sizeof(check_alphabet) - 1 };

struct str
card_code_words(void)
{
	const struct embedded_file *file = embedded_find(&embedded_words,
		STR("words/card-nouns.sv.txt"));

	assert_always(file);
	return embedded_str(file);
}

static bool
next_word(struct str *rest, struct str *word)
{
	while (str_split(rest, '\n', word))
		if (word->n > 0)
			return true;
	return false;
}

static struct str
word_at(uint32_t wanted)
{
	struct str rest = card_code_words(), word = STR_NULL;
	uint32_t i;

	for (i = 0; i <= wanted; i++)
		if (!next_word(&rest, &word))
			break;
	return word;
}

static uint32_t
word_count(void)
{
	struct str rest = card_code_words(), word;
	uint32_t n = 0;

	while (next_word(&rest, &word))
		n++;
	return n;
}

static bool
is_word(struct str s)
{
	struct str rest = card_code_words(), word;

	while (next_word(&rest, &word))
		if (str_eq(word, s))
			return true;
	return false;
}

/* "solstol" + "hus" must not also be readable as "sol" + "stolhus". */
static bool
reads_one_way(struct str joined)
{
	size_t i, ways = 0;

	for (i = CARD_WORD_MIN; i <= CARD_WORD_MAX && i < joined.n; i++)
		if (is_word(str_sub(joined, 0, i)) && is_word(str_sub(joined, i, joined.n)))
			ways++;
	return ways == 1;
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static struct str
upper_str(struct arena *a, struct str s)
{
	struct str copy = arena_str(a, s);
	size_t i;

	for (i = 0; i < copy.n; i++)
		((char *)(uintptr_t)copy.p)[i] = upper(copy.p[i]);
	return copy;
}

char
card_code_check(struct str letters)
{
	unsigned sum = 0;
	size_t i;

	for (i = 0; i < letters.n; i++)
		sum = (sum * 2 + (unsigned)(upper(letters.p[i]) - 'A') + 1) % CHECK_MODULUS;
	return check_alphabet[sum];
}

struct str
card_code_draw(struct arena *a)
{
	uint32_t n = word_count();
	struct str first, second, joined;

	do {
		first = word_at(crypto_random_below(n));
		second = word_at(crypto_random_below(n));
		joined = arena_printf(a, "%.*s%.*s", STR_ARG(first), STR_ARG(second));
		if (joined.n == 0)
			return STR_NULL;
	} while (str_eq(first, second) || !reads_one_way(joined));
	return upper_str(a, arena_printf(a, "%.*s-%.*s-%c", STR_ARG(first), STR_ARG(second),
		card_code_check(joined)));
}

/* Letters and digits alone; the length of the first run of letters is where a hyphen was typed. */
static enum err
gather(struct str typed, char *out, size_t size, size_t *n, size_t *first_run)
{
	size_t i;

	*n = 0;
	*first_run = 0;
	for (i = 0; i < typed.n; i++) {
		char c = upper(typed.p[i]);

		if (c == ' ' || c == '-' || c == '\t') {
			if (*first_run == 0)
				*first_run = *n;
			continue;
		}
		if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) || *n == size)
			return ERR_INVALID;
		out[(*n)++] = c;
	}
	return OK;
}

static bool
may_split(size_t at, size_t letters)
{
	return at >= CARD_WORD_MIN && at <= CARD_WORD_MAX && letters >= at + CARD_WORD_MIN &&
		letters - at <= CARD_WORD_MAX;
}

enum err
card_code_read(struct arena *a, struct str typed, struct str codes[CARD_SPLITS_MAX], size_t *n)
{
	char all[2 * CARD_WORD_MAX + 1];
	size_t n_all, first_run, letters, at, count = 0;

	TRY(gather(typed, all, sizeof(all), &n_all, &first_run));
	if (n_all < 2 * CARD_WORD_MIN + 1)
		return ERR_INVALID;
	letters = n_all - 1;
	for (at = 0; at < letters; at++)
		if (all[at] < 'A')
			return ERR_INVALID;
	if (card_code_check((struct str){ all, letters }) != all[letters])
		return ERR_INVALID;
	for (at = 0; at <= CARD_WORD_MAX && count < CARD_SPLITS_MAX; at++) {
		size_t split = at == 0 ? first_run : at;

		if (!may_split(split, letters) || (at != 0 && split == first_run))
			continue;
		codes[count++] = arena_printf(a, "%.*s-%.*s-%c", (int)split, all,
			(int)(letters - split), all + split, all[letters]);
	}
	*n = count;
	return arena_is_full(a) ? ERR_LIMIT : OK;
}

struct str
card_code_sealed(struct arena *a, struct str code)
{
	const struct str parts[] = { STR("code of a new card"), code };
	struct buf text BUF_CLEANUP = buf_new(2 * CRYPTO_HASH_BYTES);
	uint8_t hash[CRYPTO_HASH_BYTES];

	crypto_keyed_hash(keys_posting(), parts, 2, hash);
	buf_put_hex(&text, (struct str){ (const char *)hash, sizeof(hash) });
	return arena_printf(a, "%.*s.%.*s", STR_ARG(code), STR_ARG(buf_str(&text)));
}

enum err
card_code_unseal(struct arena *a, struct str text, struct str *code)
{
	struct str rest = text, drawn;

	if (!str_split(&rest, '.', &drawn) ||
		!str_eq_secret(text, card_code_sealed(a, drawn)))
		return ERR_INVALID;
	*code = drawn;
	return OK;
}
