/* The list of rooms. */
#include "app/hall.h"

#include "app/internal.h"
#include "features/admin/admin.h"
#include "features/catalogue/catalogue.h"
#include "features/guidance/guidance.h"
#include "features/handbook/handbook.h"
#include "features/material/material.h"
#include "features/people/people.h"
#include "features/publicsite/publicsite.h"
#include "features/referral/referral.h"
#include "features/release/release.h"
#include "features/report/report.h"
#include "features/review/review.h"
#include "features/screening/screening.h"
#include "features/statement/statement.h"
#include "features/statistics/statistics.h"

static const struct room *const rooms[] = {
	&app_room,
	&people_room,
	&publicsite_room,
	&admin_room,
	&catalogue_room,
	&guidance_room,
	&handbook_room,
	&material_room,
	&referral_room,
	&release_room,
	&report_room,
	&review_room,
	&screening_room,
	&statement_room,
	&statistics_room,
};

void
hall_site(struct site *site)
{
	site->rooms = rooms;
	site->n_rooms = sizeof(rooms) / sizeof(rooms[0]);
	site->layout = layout_write;
	site->failure = failure_write;
	site->asset = asset_find;
}
