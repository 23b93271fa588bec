/* Tests of the second step: a code of the known kind, once, and nothing without it. */
#include "core/auth/second_step.h"
#include "core/auth/totp.h"
#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

TEST(codes_are_those_of_the_standard)
{
	/* RFC 6238, appendix B, SHA1: 94287082 at 59 s, 07081804 at 1111111109 s; six digits here */
	const uint8_t *secret = (const uint8_t *)"12345678901234567890";
	int64_t step = 0;

	CHECK_ERR(OK, totp_check(secret, STR("287082"), 59, &step));
	CHECK(step == 1);
	CHECK_ERR(OK, totp_check(secret, STR("081804"), 1111111109, &step));
	CHECK(step == 1111111109 / 30);
	CHECK_ERR(OK, totp_check(secret, STR("081804"), 1111111109 + 30, &step));
	CHECK(step == 1111111109 / 30);
	CHECK_ERR(OK, totp_check(secret, STR("081804"), 1111111109 - 30, &step));
	CHECK(step == 1111111109 / 30);
	CHECK_ERR(ERR_FORBIDDEN, totp_check(secret, STR("081804"), 1111111109 + 70, &step));
	CHECK_ERR(ERR_FORBIDDEN, totp_check(secret, STR("81804"), 1111111109, &step));
	CHECK_ERR(ERR_FORBIDDEN, totp_check(secret, STR("08180x"), 1111111109, &step));
	CHECK_ERR(ERR_FORBIDDEN, totp_check(secret, STR(""), 1111111109, &step));
}

TEST(an_administrator_cannot_make_a_second_step_for_somebody)
{
	WORLD_CLEANUP struct world w = world_new();
	struct recovery_codes codes;
	account_id who = w.accounts[ROLE_CASEWORKER];
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR);

	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, second_step_begin(w.tx, admin, who));
	CHECK_ERR(ERR_FORBIDDEN, second_step_confirm(w.tx, admin, who, STR("123456"), &codes));
	CHECK_ERR(ERR_FORBIDDEN, second_step_end(w.tx, admin, who));
}

TEST(the_secret_stands_in_the_database_encrypted)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id who = w.accounts[ROLE_CASEWORKER];
	struct second_step step;

	world_begin(&w);
	CHECK_ERR(OK, second_step_begin(w.tx, world_scope(&w, ROLE_CASEWORKER), who));
	world_commit(&w);
	CHECK_ERR(OK, second_step_of(w.db, w.arena, who, &step));
	CHECK(step.is_begun && !step.is_on && step.secret.n == 39);
	CHECK(str_starts(step.address, STR("otpauth://totp/Lotsa:caseworker?secret=")));
	CHECK(world_rows(&w, "totp WHERE length(secret) = 60") == 1);
}
