/* Reading a compiled catalogue (GNU gettext manual, "The Format of GNU MO Files"). */
#include "core/i18n/mo.h"

enum { MO_MAGIC = (int)0x950412de, MO_HEADER = 28 };

static uint32_t
word(struct str bytes, uint32_t at)
{
	const unsigned char *p = (const unsigned char *)bytes.p + at;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		(uint32_t)p[3] << 24;
}

/* Text number i of a table: a length and an offset. */
static const char *
text_at(const struct mo *mo, uint32_t table, uint32_t i)
{
	return mo->bytes.p + word(mo->bytes, table + i * 8 + 4);
}

static bool
is_table_whole(const struct mo *mo, uint32_t table)
{
	size_t size = mo->bytes.n;
	uint32_t i;

	if (table > size || mo->n > (size - table) / 8)
		return false;
	for (i = 0; i < mo->n; i++) {
		size_t length = word(mo->bytes, table + i * 8);
		size_t at = word(mo->bytes, table + i * 8 + 4);

		if (at >= size || length >= size - at || mo->bytes.p[at + length] != '\0')
			return false;
	}
	return true;
}

enum err
mo_open(struct str bytes, struct mo *out)
{
	struct mo mo = { .bytes = bytes };
	uint32_t i;

	if (bytes.n < MO_HEADER || bytes.n > UINT32_MAX ||
		word(bytes, 0) != (uint32_t)MO_MAGIC || word(bytes, 4) != 0)
		return ERR_INVALID;
	mo.n = word(bytes, 8);
	mo.originals = word(bytes, 12);
	mo.translations = word(bytes, 16);
	if (!is_table_whole(&mo, mo.originals) || !is_table_whole(&mo, mo.translations))
		return ERR_INVALID;
	for (i = 1; i < mo.n; i++)
		if (strcmp(text_at(&mo, mo.originals, i - 1),
			text_at(&mo, mo.originals, i)) >= 0)
			return ERR_INVALID;
	*out = mo;
	return OK;
}

const char *
mo_text(const struct mo *mo, const char *original)
{
	uint32_t low = 0, high = mo->n;

	/* The empty original is the catalogue's own head, not a text. */
	while (low < high && original[0]) {
		uint32_t middle = low + (high - low) / 2;
		int c = strcmp(original, text_at(mo, mo->originals, middle));

		if (c == 0) {
			const char *text = text_at(mo, mo->translations, middle);

			return text[0] ? text : NULL;
		}
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

void
mo_pair(const struct mo *mo, uint32_t i, const char **original, const char **translation)
{
	assert_always(i < mo->n);
	*original = text_at(mo, mo->originals, i);
	*translation = text_at(mo, mo->translations, i);
}
