/* Any bytes are a catalogue or are refused; nothing outside them is read. */
#include "core/i18n/mo.h"
#include "tests/fuzz/fuzz.h"

FUZZ(mo)
{
	const char *original, *translation, *found;
	struct mo mo;
	uint32_t i;

	if (mo_open((struct str){ (const char *)bytes, n }, &mo) != OK)
		return 0;
	for (i = 0; i < mo.n; i++) {
		mo_pair(&mo, i, &original, &translation);
		found = mo_text(&mo, original);
		FUZZ_CHECK(found == translation || !original[0] || !translation[0]);
	}
	return 0;
}
