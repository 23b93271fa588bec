/* Reading numbers out of HTML, SVG, CSV, JSON and workbooks. */
#include "tests/attack/numbers.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LOCAL_HEADER = 30, CENTRAL_HEADER = 46, END_RECORD = 22, TEXT_MAX = 1 << 20 };

static void
add(struct numbers *out, long value)
{
	if (out->n < out->max)
		out->values[out->n++] = (short)(value > SHRT_MAX ? SHRT_MAX : value);
}

void
numbers_of_text(struct numbers *out, struct str text)
{
	long value = -1;
	size_t i;

	for (i = 0; i < text.n; i++) {
		if (text.p[i] >= '0' && text.p[i] <= '9') {
			value = (value < 0 ? 0 : value) * 10 + (text.p[i] - '0');
			if (value > SHRT_MAX)
				value = SHRT_MAX;
		} else if (value >= 0) {
			add(out, value);
			value = -1;
		}
	}
	if (value >= 0)
		add(out, value);
}

void
numbers_pad(struct numbers *out, size_t place)
{
	while (out->n < place && out->n < out->max)
		out->values[out->n++] = 0;
}

static size_t
little(const char *p, int bytes)
{
	size_t value = 0;

	while (bytes-- > 0)
		value = value << 8 | (unsigned char)p[bytes];
	return value;
}

/* One member; `header` is its entry in the central directory. */
static bool
member(struct numbers *out, struct str zip, const char *header)
{
	size_t packed = little(header + 20, 4), at = little(header + 42, 4), start;
	static unsigned char text[TEXT_MAX];
	z_stream z = { .next_out = text, .avail_out = TEXT_MAX };
	int status;

	if (at + LOCAL_HEADER > zip.n)
		return false;
	start = at + LOCAL_HEADER + little(zip.p + at + 26, 2) + little(zip.p + at + 28, 2);
	if (start + packed > zip.n || inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	z.next_in = (unsigned char *)(uintptr_t)(zip.p + start);
	z.avail_in = (uInt)packed;
	status = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	if (status != Z_STREAM_END)
		return false;
	numbers_of_text(out, (struct str){ (const char *)text, z.total_out });
	return true;
}

bool
numbers_of_book(struct numbers *out, struct str zip)
{
	const char *end, *header;
	size_t n, i;

	if (zip.n < END_RECORD)
		return false;
	end = zip.p + zip.n - END_RECORD;
	if (memcmp(end, "PK\5\6", 4) != 0 || little(end + 16, 4) > zip.n)
		return false;
	n = little(end + 10, 2);
	header = zip.p + little(end + 16, 4);
	for (i = 0; i < n; i++) {
		if (header + CENTRAL_HEADER > end || !member(out, zip, header))
			return false;
		header += CENTRAL_HEADER + little(header + 28, 2) + little(header + 30, 2) +
			little(header + 32, 2);
	}
	return true;
}
