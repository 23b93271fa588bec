/* Text without case and accents, so that a search forgives what a hurried hand leaves out. */
#include "base/arena.h"

/* U+00C0..U+00FF in one letter each; '*' and '/' stand for the two signs that are no letters. */
static const char latin1[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

/* Two-byte sequences of UTF-8: the letter that stands for them, 0 = drop, -1 = keep both bytes. */
static int
fold_pair(unsigned char first, unsigned char second)
{
	int point = ((first & 0x1f) << 6) | (second & 0x3f);

	if (point >= 0xc0 && point <= 0xff)
		return latin1[point - 0xc0];
	if (point >= 0x300 && point <= 0x36f)
		return 0;
	return -1;
}

size_t
str_fold_bytes(struct str s, char *out)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		int letter = -1;

		if (c >= 'A' && c <= 'Z') {
			out[n++] = (char)(c - 'A' + 'a');
			continue;
		}
		if ((c & 0xe0) == 0xc0 && i + 1 < s.n) {
			letter = fold_pair(c, (unsigned char)s.p[i + 1]);
			if (letter >= 0)
				i++;
		}
		if (letter > 0)
			out[n++] = (char)letter;
		else if (letter < 0)
			out[n++] = (char)c;
	}
	return n;
}

struct str
str_fold(struct arena *a, struct str s)
{
	char *out = arena_array(a, s.n + 1, 1);

	return out ? (struct str){ out, str_fold_bytes(s, out) } : STR_NULL;
}
