/* Reading a compiled catalogue of translations (GNU .mo file) in memory. */
#ifndef CORE_I18N_MO_H
#define CORE_I18N_MO_H

#include "base/str.h"

/* A checked catalogue: every text lies within the bytes and ends with NUL, originals are sorted. */
struct mo {
	struct str bytes;
	uint32_t n;
	uint32_t originals, translations;	/* offsets of the two tables */
};

/* ERR_INVALID for anything but a little-endian .mo of revision 0 that keeps the promise above. */
enum err mo_open(struct str bytes, struct mo *out);
/* The translation, or NULL when there is none or it is empty. */
const char *mo_text(const struct mo *mo, const char *original);
/* Text number i (0 <= i < mo->n) and its translation, "" when there is none. */
void mo_pair(const struct mo *mo, uint32_t i, const char **original, const char **translation);

#endif
