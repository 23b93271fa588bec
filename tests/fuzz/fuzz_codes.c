/* What somebody types off a paper: shares of a key, codes of cards and of slips. */
#include "core/crypto/shares.h"
#include "features/referral/referral.h"
#include "features/screening/card_code.h"
#include "tests/fuzz/fuzz.h"

/* Two shares that are taken give the secret of those two, in either order. */
static void
check_shares(struct str first, struct str second)
{
	uint8_t there[CRYPTO_KEY_BYTES], back[CRYPTO_KEY_BYTES];

	if (shares_join(first, second, there) != OK)
		return;
	FUZZ_CHECK(shares_join(second, first, back) == OK);
	FUZZ_CHECK(memcmp(there, back, sizeof(there)) == 0);
	FUZZ_CHECK(shares_join(first, first, back) == ERR_INVALID);
}

FUZZ(codes)
{
	struct str in = { (const char *)bytes, n }, rest = in, first;
	struct arena *a = arena_new(1 << 20);
	struct str codes[CARD_SPLITS_MAX];
	size_t n_codes, i;

	FUZZ_CHECK(a && crypto_init() == OK);
	if (n > 0 && str_split(&rest, '\n', &first) && rest.p)
		check_shares(first, rest);
	if (card_code_read(a, in, codes, &n_codes) == OK) {
		FUZZ_CHECK(n_codes > 0 && n_codes <= CARD_SPLITS_MAX);
		for (i = 0; i < n_codes; i++)
			FUZZ_CHECK(codes[i].n > 2 * CARD_WORD_MIN && str_is_utf8(codes[i]));
	}
	if (referral_slip_code_ok(in))
		FUZZ_CHECK(in.n > 0);
	arena_free(a);
	return 0;
}
