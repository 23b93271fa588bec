/* QR codes (ISO/IEC 18004) as squares, for those who draw them. */
#ifndef CORE_QR_QR_H
#define CORE_QR_QR_H

#include "base/arena.h"

/* Square `row * side + column` is dark where its byte is 1.  A reader wants four light ones around. */
struct qr {
	const uint8_t *dark;
	int side;
};

/* ERR_LIMIT when the text is longer than 511 bytes or memory is short. */
enum err qr_of(struct arena *a, struct str text, struct qr *out);

#endif
