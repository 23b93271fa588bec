/* The closed sets of the catalogue. */
#ifndef FEATURES_CATALOGUE_CHOICES_H
#define FEATURES_CATALOGUE_CHOICES_H

#include "core/http/form.h"

/* Bits of service.tracks: for whom. */
enum track {
	TRACK_EXPOSED = 1,
	TRACK_OWN_USE = 2,
	TRACK_CHILD = 4,
	TRACK_RELATIVE = 8,
	TRACK_PROFESSIONAL = 16
};

/* Bits of service.entry_routes: the ways in; 0 = unknown. */
enum entry_route {
	ENTRY_SELF = 1,
	ENTRY_WEBSITE = 2,
	ENTRY_PHONE = 4,
	ENTRY_EMAIL = 8,
	ENTRY_CHAT = 16,
	ENTRY_POLICE = 32,
	ENTRY_REFERRAL = 64,
	ENTRY_OUTREACH = 128,
	ENTRY_LANDLORD = 256,
	ENTRY_SCHOOL = 512,
	ENTRY_AUTHORITY = 1024,
	ENTRY_NEIGHBOUR = 2048
};

/* Bits of service.requires: what must be there first; 0 = unknown. */
enum requirement {
	REQUIRES_NOTHING = 1,
	REQUIRES_DECISION = 2,	/* biståndsbeslut */
	REQUIRES_DOCTOR = 4,	/* remiss */
	REQUIRES_DIAGNOSIS = 8
};

/* Stored in service.response, same_day and anonymous; never renumber. */
enum response { RESPONSE_UNKNOWN = 0, RESPONSE_SAME_DAY, RESPONSE_24_HOURS, RESPONSE_OTHER };
enum same_day { SAME_DAY_UNKNOWN = 0, SAME_DAY_YES, SAME_DAY_NO };
enum anonymous { ANONYMOUS_UNKNOWN = 0, ANONYMOUS_YES, ANONYMOUS_AT_FIRST, ANONYMOUS_NO };
enum on_phone_bill { ON_PHONE_BILL_UNKNOWN = 0, ON_PHONE_BILL_YES, ON_PHONE_BILL_NO };

/* Stored in service.cost; never renumber. */
enum cost { COST_UNKNOWN = 0, COST_FREE, COST_SOME };

/* The closed sets with their codes (as in the CSV files) and Swedish labels. */
enum {
	TRACK_CHOICES = 5,
	ENTRY_ROUTE_CHOICES = 12,
	REQUIREMENT_CHOICES = 4,
	RESPONSE_CHOICES = 4,
	SAME_DAY_CHOICES = 3,
	ANONYMOUS_CHOICES = 4,
	ON_PHONE_BILL_CHOICES = 3,
	COST_CHOICES = 3,
	END_REASON_CHOICES = 4,
	SOURCE_CHOICES = 6,
	VERDICT_CHOICES = 4,
	ORGANISATION_KIND_CHOICES = 6
};
extern const struct choice track_choices[TRACK_CHOICES];
extern const struct choice entry_route_choices[ENTRY_ROUTE_CHOICES];
extern const struct choice requirement_choices[REQUIREMENT_CHOICES];
extern const struct choice response_choices[RESPONSE_CHOICES];
extern const struct choice same_day_choices[SAME_DAY_CHOICES];
extern const struct choice anonymous_choices[ANONYMOUS_CHOICES];
extern const struct choice on_phone_bill_choices[ON_PHONE_BILL_CHOICES];
extern const struct choice cost_choices[COST_CHOICES];
extern const struct choice end_reason_choices[END_REASON_CHOICES];
extern const struct choice catalogue_source_choices[SOURCE_CHOICES];
extern const struct choice catalogue_verdict_choices[VERDICT_CHOICES];
extern const struct choice organisation_kind_choices[ORGANISATION_KIND_CHOICES];

#endif
