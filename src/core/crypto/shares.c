/* Splitting a secret into paper shares and joining two of them. */
#include "core/crypto/shares.h"

#include <libgfshare.h>
#include <stdio.h>

/* Number, share, checksum: 36 bytes are 58 characters of five bits. */
enum {
	NUMBER_BYTES = 1,
	CHECK_BYTES = 3,
	SHARE_BYTES = NUMBER_BYTES + CRYPTO_KEY_BYTES + CHECK_BYTES,
	SHARE_CHARACTERS = (SHARE_BYTES * 8 + 4) / 5,
	GROUP = 4
};

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The library wants a source before anything else, to overwrite memory as well as to split. */
static void
fill_random(unsigned char *bytes, unsigned n)
{
	crypto_random(bytes, n);
}

/* The first bytes of a hash under a key that everybody has: against slips of the pen only. */
static void
checksum(const uint8_t *share, uint8_t out[CHECK_BYTES])
{
	static const uint8_t open_key[CRYPTO_KEY_BYTES] = { 0 };
	struct str part = { (const char *)share, NUMBER_BYTES + CRYPTO_KEY_BYTES };
	uint8_t hash[CRYPTO_HASH_BYTES];

	crypto_keyed_hash(open_key, &part, 1, hash);
	memcpy(out, hash, CHECK_BYTES);
}

static void
write_share(const uint8_t share[SHARE_BYTES], char text[SHARE_TEXT])
{
	size_t i, n = 0;

	for (i = 0; i < SHARE_CHARACTERS; i++) {
		size_t bit = i * 5, byte = bit / 8;
		unsigned two = (unsigned)share[byte] << 8;

		if (byte + 1 < SHARE_BYTES)
			two |= share[byte + 1];
		if (i % GROUP == 0 && i > 0)
			text[n++] = '-';
		text[n++] = alphabet[two >> (11 - bit % 8) & 31];
	}
	text[n] = '\0';
}

/* The value of a character as people write it, or -1. */
static int
value_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	at = c ? strchr(alphabet, c) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

static enum err
read_share(struct str text, uint8_t share[SHARE_BYTES])
{
	uint8_t check[CHECK_BYTES];
	size_t i, n = 0;

	memset(share, 0, SHARE_BYTES);
	for (i = 0; i < text.n; i++) {
		int value = value_of(text.p[i]);
		size_t bit = n * 5, byte = bit / 8;
		unsigned two;

		if (text.p[i] == '-' || text.p[i] == ' ')
			continue;
		if (value < 0 || n == SHARE_CHARACTERS)
			return ERR_INVALID;
		two = (unsigned)value << (11 - bit % 8);
		share[byte] = (uint8_t)(share[byte] | two >> 8);
		if (byte + 1 < SHARE_BYTES)
			share[byte + 1] = (uint8_t)(share[byte + 1] | (two & 255));
		n++;
	}
	checksum(share, check);
	if (n != SHARE_CHARACTERS || share[0] < 1 || share[0] > SHARES ||
		memcmp(check, share + NUMBER_BYTES + CRYPTO_KEY_BYTES, CHECK_BYTES) != 0)
		return ERR_INVALID;
	return OK;
}

enum err
shares_split(const uint8_t secret[CRYPTO_KEY_BYTES], char shares[SHARES][SHARE_TEXT])
{
	unsigned char numbers[SHARES] = { 1, 2, 3 }, copy[CRYPTO_KEY_BYTES];
	uint8_t share[SHARE_BYTES];
	gfshare_ctx *ctx;
	int i;

	gfshare_fill_rand = fill_random;
	ctx = gfshare_ctx_init_enc(numbers, SHARES, SHARES_NEEDED, CRYPTO_KEY_BYTES);
	if (!ctx)
		return ERR_LIMIT;
	memcpy(copy, secret, sizeof(copy));
	gfshare_ctx_enc_setsecret(ctx, copy);
	for (i = 0; i < SHARES; i++) {
		share[0] = numbers[i];
		gfshare_ctx_enc_getshare(ctx, (unsigned char)i, share + NUMBER_BYTES);
		checksum(share, share + NUMBER_BYTES + CRYPTO_KEY_BYTES);
		write_share(share, shares[i]);
	}
	gfshare_ctx_free(ctx);
	crypto_wipe(copy, sizeof(copy));
	crypto_wipe(share, sizeof(share));
	return OK;
}

enum err
shares_join(struct str first, struct str second, uint8_t secret[CRYPTO_KEY_BYTES])
{
	uint8_t shares[SHARES_NEEDED][SHARE_BYTES];
	unsigned char numbers[SHARES_NEEDED];
	int i;
	gfshare_ctx *ctx;

	TRY(read_share(first, shares[0]));
	TRY(read_share(second, shares[1]));
	if (shares[0][0] == shares[1][0])
		return ERR_INVALID;
	for (i = 0; i < SHARES_NEEDED; i++)
		numbers[i] = shares[i][0];
	gfshare_fill_rand = fill_random;
	ctx = gfshare_ctx_init_dec(numbers, SHARES_NEEDED, CRYPTO_KEY_BYTES);
	if (!ctx)
		return ERR_LIMIT;
	for (i = 0; i < SHARES_NEEDED; i++)
		gfshare_ctx_dec_giveshare(ctx, (unsigned char)i, shares[i] + NUMBER_BYTES);
	gfshare_ctx_dec_extract(ctx, secret);
	gfshare_ctx_free(ctx);
	crypto_wipe(shares, sizeof(shares));
	return OK;
}
