/* libqrencode does the work. */
#include "core/qr/qr.h"

#include <qrencode.h>

enum { TEXT_LONGEST = 512 };

/* The text may be a secret: what the library leaves behind is overwritten before it is freed. */
static enum err
take_squares(QRcode *code, struct arena *a, struct qr *out)
{
	size_t n = (size_t)code->width * (size_t)code->width, i;
	uint8_t *dark = ARENA_ARRAY(a, uint8_t, n);

	for (i = 0; i < n; i++) {
		if (dark)
			dark[i] = code->data[i] & 1;
		code->data[i] = 0;
	}
	if (!dark)
		return ERR_LIMIT;
	*out = (struct qr){ dark, code->width };
	return OK;
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
	/* Capitals and digits alone are found by the library and need fewer squares. */
	code = QRcode_encodeString(copy, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (!code)
		return ERR_LIMIT;
	e = take_squares(code, a, out);
	QRcode_free(code);
	return e;
}
