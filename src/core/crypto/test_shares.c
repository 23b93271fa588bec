/* Any two of three paper shares give the secret back, and a slip of the pen is told. */
#include "core/crypto/shares.h"

#include "tests/harness/harness.h"

static void
split(uint8_t secret[CRYPTO_KEY_BYTES], char shares[SHARES][SHARE_TEXT])
{
	CHECK_ERR(OK, crypto_init());
	crypto_random(secret, CRYPTO_KEY_BYTES);
	CHECK_ERR(OK, shares_split(secret, shares));
}

TEST(any_two_shares_give_the_secret_in_either_order)
{
	uint8_t secret[CRYPTO_KEY_BYTES], back[CRYPTO_KEY_BYTES];
	char shares[SHARES][SHARE_TEXT];
	int i, j;

	split(secret, shares);
	for (i = 0; i < SHARES; i++)
		for (j = 0; j < SHARES; j++) {
			if (i == j)
				continue;
			memset(back, 0, sizeof(back));
			CHECK_ERR(OK, shares_join(str_of(shares[i]), str_of(shares[j]), back));
			CHECK(memcmp(secret, back, sizeof(back)) == 0);
		}
}

TEST(one_share_twice_is_not_two)
{
	uint8_t secret[CRYPTO_KEY_BYTES], back[CRYPTO_KEY_BYTES];
	char shares[SHARES][SHARE_TEXT];

	split(secret, shares);
	CHECK_ERR(ERR_INVALID, shares_join(str_of(shares[0]), str_of(shares[0]), back));
	CHECK_ERR(ERR_INVALID, shares_join(str_of(shares[0]), STR(""), back));
}

TEST(every_single_miscopied_character_of_a_share_is_told)
{
	uint8_t secret[CRYPTO_KEY_BYTES], back[CRYPTO_KEY_BYTES];
	char shares[SHARES][SHARE_TEXT];
	size_t i;

	split(secret, shares);
	for (i = 0; shares[1][i]; i++) {
		char was = shares[1][i];

		if (was == '-')
			continue;
		shares[1][i] = was == 'Z' ? 'Y' : 'Z';
		/* the last character has bits that mean nothing */
		if (shares[1][i + 1])
			CHECK_ERR(ERR_INVALID,
				shares_join(str_of(shares[0]), str_of(shares[1]), back));
		shares[1][i] = was;
	}
	CHECK_ERR(OK, shares_join(str_of(shares[0]), str_of(shares[1]), back));
}

TEST(shares_may_be_typed_in_small_letters_with_spaces)
{
	uint8_t secret[CRYPTO_KEY_BYTES], back[CRYPTO_KEY_BYTES];
	char shares[SHARES][SHARE_TEXT];
	size_t i;

	split(secret, shares);
	for (i = 0; shares[2][i]; i++) {
		if (shares[2][i] == '-')
			shares[2][i] = ' ';
		else if (shares[2][i] == '0')
			shares[2][i] = 'o';
		else if (shares[2][i] == '1')
			shares[2][i] = 'l';
		else if (shares[2][i] >= 'A')
			shares[2][i] = (char)(shares[2][i] - 'A' + 'a');
	}
	CHECK_ERR(OK, shares_join(str_of(shares[0]), str_of(shares[2]), back));
	CHECK(memcmp(secret, back, sizeof(back)) == 0);
}
