/* Session tokens: 32 random bytes in base64url, and what follows from them. */
#include "core/auth/internal.h"

static const char alphabet[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Names the purpose of the hash; it is no secret: the token itself is. */
static const uint8_t token_purpose[CRYPTO_KEY_BYTES] = "lotsa session token, stored form";

/* RFC 4648, section 5, without padding: 32 bytes give 43 characters and the NUL. */
static void
base64url(const uint8_t bytes[SESSION_TOKEN_BYTES], char text[SESSION_TOKEN_TEXT])
{
	size_t i, n = 0;
	unsigned bits = 0, have = 0;

	for (i = 0; i < SESSION_TOKEN_BYTES; i++) {
		bits = (bits << 8 | bytes[i]) & 0xffffu;
		for (have += 8; have >= 6; have -= 6)
			text[n++] = alphabet[bits >> (have - 6) & 63];
	}
	text[n++] = alphabet[bits << (6 - have) & 63];
	text[n] = '\0';
}

/* Strict: exactly what base64url writes, so that one token has one text. */
static enum err
from_base64url(struct str text, uint8_t bytes[SESSION_TOKEN_BYTES])
{
	size_t i, n = 0;
	unsigned bits = 0, have = 0;

	if (text.n != SESSION_TOKEN_TEXT - 1)
		return ERR_NOT_FOUND;
	for (i = 0; i < text.n; i++) {
		const char *at = text.p[i] ? strchr(alphabet, text.p[i]) : NULL;

		if (!at)
			return ERR_NOT_FOUND;
		bits = (bits << 6 | (unsigned)(at - alphabet)) & 0xffffu;
		have += 6;
		if (have >= 8 && n < SESSION_TOKEN_BYTES) {
			have -= 8;
			bytes[n++] = (uint8_t)(bits >> have);
		}
	}
	return (bits & ((1u << have) - 1)) == 0 ? OK : ERR_NOT_FOUND;
}

static void
derive(const uint8_t *token, struct str purpose, uint8_t out[CRYPTO_HASH_BYTES])
{
	crypto_keyed_hash(token, &purpose, 1, out);
}

void
token_new(char text[SESSION_TOKEN_TEXT])
{
	uint8_t bytes[SESSION_TOKEN_BYTES];

	crypto_random(bytes, sizeof(bytes));
	base64url(bytes, text);
	crypto_wipe(bytes, sizeof(bytes));
}

enum err
token_read(struct str text, struct token *out)
{
	uint8_t bytes[SESSION_TOKEN_BYTES], derived[CRYPTO_HASH_BYTES];
	struct str token = { (const char *)bytes, sizeof(bytes) };

	TRY(from_base64url(text, bytes));
	crypto_keyed_hash(token_purpose, &token, 1, out->hash);
	derive(bytes, STR("vault"), derived);
	memcpy(out->vault.bytes, derived, sizeof(out->vault.bytes));
	out->vault.is_set = true;
	derive(bytes, STR("csrf"), derived);
	base64url(derived, out->csrf);
	crypto_wipe(bytes, sizeof(bytes));
	return OK;
}
