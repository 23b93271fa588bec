/* A QR code as SVG. */
#include "core/auth/second_step.h"

#include <qrencode.h>
#include <stdlib.h>

enum { QUIET = 4, TEXT_LONGEST = 512 };

static void
put_squares(const QRcode *code, struct buf *out)
{
	int x, y;

	for (y = 0; y < code->width; y++)
		for (x = 0; x < code->width; x++)
			if (code->data[y * code->width + x] & 1)
				buf_printf(out, "M%d %dh1v1h-1z", x + QUIET, y + QUIET);
}

enum err
qr_put_svg(struct str text, struct buf *out)
{
	char copy[TEXT_LONGEST];
	QRcode *code;
	int side;

	if (text.n >= sizeof(copy))
		return ERR_LIMIT;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	code = QRcode_encodeString8bit(copy, 0, QR_ECLEVEL_M);
	if (!code)
		return ERR_LIMIT;
	side = code->width + 2 * QUIET;
	buf_printf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"240\" "
		"viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
		side, side, side, side);
	put_squares(code, out);
	buf_put(out, STR("\"/></svg>\n"));
	memset(code->data, 0, (size_t)code->width * (size_t)code->width);
	QRcode_free(code);
	return buf_err(out);
}
