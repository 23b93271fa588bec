/* A QR code as SVG. */
#include "core/qr/qr.h"

#include "core/auth/second_step.h"

enum { QUIET = 4 };

enum err
qr_put_svg(struct str text, struct arena *a, struct buf *out)
{
	struct qr code;
	int row, column, side;

	TRY(qr_of(a, text, &code));
	side = code.side + 2 * QUIET;
	buf_printf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"240\" "
		"viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
		side, side, side, side);
	for (row = 0; row < code.side; row++)
		for (column = 0; column < code.side; column++)
			if (code.dark[row * code.side + column])
				buf_printf(out, "M%d %dh1v1h-1z", column + QUIET, row + QUIET);
	buf_put(out, STR("\"/></svg>\n"));
	return buf_err(out);
}
