/* Slip codes: they tell when they were misread, and a slip says nothing. */
#include "core/crypto/crypto.h"
#include "features/referral/referral.h"

#include "tests/harness/harness.h"

TEST(a_slip_code_is_six_characters_with_a_dash_and_checks)
{
	struct arena *a = arena_new(1 << 20);
	int i;

	CHECK_ERR(OK, crypto_init());
	for (i = 0; i < 200; i++) {
		struct str code = referral_slip_code(a);

		CHECK(code.n == 7 && code.p[3] == '-');
		CHECK(referral_slip_code_ok(code));
	}
	arena_free(a);
}

TEST(a_slip_code_with_one_wrong_or_two_swapped_characters_does_not_check)
{
	struct arena *a = arena_new(1 << 20);
	struct str code;
	char changed[8] = { 0 };
	size_t i;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(7);
	code = referral_slip_code(a);
	for (i = 0; i < code.n; i++) {
		memcpy(changed, code.p, code.n);
		if (changed[i] == '-')
			continue;
		changed[i] = changed[i] == 'K' ? 'M' : 'K';
		CHECK(!referral_slip_code_ok(str_of(changed)));
	}
	for (i = 0; i + 1 < code.n; i++) {
		memcpy(changed, code.p, code.n);
		if (changed[i] == '-' || changed[i + 1] == '-' || changed[i] == changed[i + 1])
			continue;
		changed[i] = code.p[i + 1];
		changed[i + 1] = code.p[i];
		CHECK(!referral_slip_code_ok(str_of(changed)));
	}
	arena_free(a);
}

TEST(a_slip_code_forgives_small_letters_and_a_missing_dash)
{
	struct arena *a = arena_new(1 << 20);
	struct str code;
	char plain[8];
	size_t i, n = 0;

	CHECK_ERR(OK, crypto_init());
	code = referral_slip_code(a);
	for (i = 0; i < code.n; i++) {
		char c = code.p[i];

		if (c != '-')
			plain[n++] = (char)(c >= 'A' ? c + 32 : c);
	}
	CHECK(referral_slip_code_ok((struct str){ plain, n }));
	CHECK(!referral_slip_code_ok((struct str){ plain, n - 1 }));
	CHECK(!referral_slip_code_ok(STR("TALL-SKED-7")));
	CHECK(!referral_slip_code_ok(STR_NULL));
	arena_free(a);
}

TEST(a_slip_carries_no_name_that_tells_what_it_is_about)
{
	struct arena *a = arena_new(1 << 20);

	CHECK(referral_is_neutral(a, STR("Relationsvårdscentrum (RVC)")));
	CHECK(referral_is_neutral(a, STR("Luna och Tallhöjdens vårdcentral")));
	CHECK(!referral_is_neutral(a, STR("Kvinnojouren Annfrid")));
	CHECK(!referral_is_neutral(a, STR("Samordnare våld i nära relation")));
	CHECK(!referral_is_neutral(a, STR("Länsstyrelsen – Operation Kvinnofrid")));
	CHECK(!referral_is_neutral(a, STR("Brottsofferjouren")));
	arena_free(a);
}
