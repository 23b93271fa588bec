/* libqrencode does the work. */
#include "core/qr/qr.h"

#include <qrencode.h>

enum { TEXT_LONGEST = 512 };

/* The text may be a secret: what the library leaves behind is overwritten before it is freed. */
static void
forget(QRcode *code)
{
	if (code)
		memset(code->data, 0, (size_t)code->width * (size_t)code->width);
	QRcode_free(code);
}

static enum err
take_squares(const QRcode *code, struct arena *a, struct qr *out)
{
	size_t n = (size_t)code->width * (size_t)code->width, i;
	uint8_t *dark = ARENA_ARRAY(a, uint8_t, n);

	for (i = 0; dark && i < n; i++)
		dark[i] = code->data[i] & 1;
	if (!dark)
		return ERR_LIMIT;
	*out = (struct qr){ dark, code->width };
	return OK;
}

/*
 * Capitals and digits alone are found by the library and need fewer squares.  Larger squares are easier
 * to read than mended ones, so correction is given up where that makes the code a size smaller.
 */
static QRcode *
smallest_code(const char *text)
{
	QRcode *safer = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	QRcode *plain = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
	bool is_plain = plain && (!safer || plain->width < safer->width);

	forget(is_plain ? safer : plain);
	return is_plain ? plain : safer;
}

enum err
qr_of(struct arena *a, struct str text, struct qr *out)
{
	char copy[TEXT_LONGEST];
	QRcode *code;
	enum err e;

	if (text.n >= sizeof(copy))
		return ERR_LIMIT;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	code = smallest_code(copy);
	if (!code)
		return ERR_LIMIT;
	e = take_squares(code, a, out);
	forget(code);
	return e;
}
