/* Codes from an app: is one right, and the secret as text.  Private to core/auth. */
#ifndef CORE_AUTH_TOTP_H
#define CORE_AUTH_TOTP_H

#include "base/arena.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_STEP_SECONDS = 30 };

/*
 * Whether the six digits belong to the step of `now` or to one beside it, since phones' clocks differ;
 * *step is the one.  ERR_FORBIDDEN.
 */
enum err totp_check(const uint8_t secret[TOTP_SECRET_BYTES], struct str code, int64_t now,
	int64_t *step);
/* Base32, in the arena; empty when memory is short. */
struct str totp_text(struct arena *a, const uint8_t secret[TOTP_SECRET_BYTES]);

#endif
