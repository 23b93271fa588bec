/* Codes from an app (RFC 6238, by liboath): 20 bytes of secret, six digits, 30 seconds. */
#include "core/auth/totp.h"

#include <liboath/oath.h>
#include <stdlib.h>

#include "core/crypto/crypto.h"

enum { WINDOW_STEPS = 1, DIGITS = 6 };

enum err
totp_check(const uint8_t secret[TOTP_SECRET_BYTES], struct str code, int64_t now, int64_t *step)
{
	char text[DIGITS + 1];
	int position = 0, found;
	size_t i;

	if (code.n != DIGITS)
		return ERR_FORBIDDEN;
	for (i = 0; i < DIGITS; i++) {
		if (code.p[i] < '0' || code.p[i] > '9')
			return ERR_FORBIDDEN;
		text[i] = code.p[i];
	}
	text[DIGITS] = '\0';
	/* the library tells the distance apart from the direction */
	found = oath_totp_validate2((const char *)secret, TOTP_SECRET_BYTES, (time_t)now,
		TOTP_STEP_SECONDS, 0, WINDOW_STEPS, &position, text);
	if (found < 0)
		return ERR_FORBIDDEN;
	*step = now / TOTP_STEP_SECONDS + position;
	return OK;
}

struct str
totp_text(struct arena *a, const uint8_t secret[TOTP_SECRET_BYTES])
{
	char *text = NULL;
	size_t n = 0;
	struct str copy;

	if (oath_base32_encode((const char *)secret, TOTP_SECRET_BYTES, &text, &n) != OATH_OK)
		return STR_NULL;
	copy = arena_str(a, (struct str){ text, n });
	crypto_wipe(text, n);
	free(text);
	return copy;
}
