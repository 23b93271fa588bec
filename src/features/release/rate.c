/* Shares in words. */
#include "features/release/release.h"

enum { TELLING_INTERVAL_MAX = 500 };	/* thousandths */

bool
share_is_telling(const struct share *share)
{
	return share->high - share->low <= TELLING_INTERVAL_MAX;
}

const char *
rate_words(int32_t thousandths)
{
	static const char *const tenths[] = { N_("Färre än en av tio"), N_("En av tio"),
		N_("Två av tio"), N_("Tre av tio"), N_("Fyra av tio"), N_("Fem av tio"),
		N_("Sex av tio"), N_("Sju av tio"), N_("Åtta av tio"), N_("Nio av tio"),
		N_("Nästan alla") };

	if (thousandths <= 0)
		return N_("Nästan ingen");
	return thousandths >= 1000 ? N_("Alla eller nästan alla")
				   : tenths[share_tenths(thousandths)];
}
