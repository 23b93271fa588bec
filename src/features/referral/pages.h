/* What of the room's pages stands outside the file with the table of addresses. */
#ifndef FEATURES_REFERRAL_PAGES_H
#define FEATURES_REFERRAL_PAGES_H

#include "features/referral/referral.h"

/* Of the last step, in the session's locked memory, in the place of the step before. */
enum err last_step_keep(struct vault_key vault, const struct referral_handle *taken);
/* Whether the session took the last step of a referral, as it stands now, and today. */
bool last_step_of(const struct request_context *ctx, const struct referral *now,
	struct referral_handle *taken);

/* POST /lotsningar */
enum err offer_make(struct action *act);
/* POST /lotsningar/:id/angra */
enum err step_undo(struct action *act);
/* GET /lotsningar/:id/lapp */
enum err slip_show(struct page *page);

#endif
