/* The closed sets of the catalogue: codes as in its files, labels as on its pages. */
#include "features/catalogue/catalogue.h"

const struct choice track_choices[TRACK_CHOICES] = {
	{ TRACK_EXPOSED, "exposed", N_("den som blivit utsatt") },
	{ TRACK_OWN_USE, "own_use", N_("den som utsätter andra") },
	{ TRACK_CHILD, "child", N_("barn") },
	{ TRACK_RELATIVE, "relative", N_("anhöriga") },
	{ TRACK_PROFESSIONAL, "professional", N_("yrkesverksamma") },
};

const struct choice entry_route_choices[ENTRY_ROUTE_CHOICES] = {
	{ ENTRY_SELF, "self", N_("egen kontakt") },
	{ ENTRY_WEBSITE, "website", N_("webbplats") },
	{ ENTRY_PHONE, "phone", N_("telefon") },
	{ ENTRY_EMAIL, "email", N_("e-post") },
	{ ENTRY_CHAT, "chat", N_("chatt") },
	{ ENTRY_POLICE, "police", N_("via polisen") },
	{ ENTRY_REFERRAL, "referral", N_("via en annan verksamhet") },
	{ ENTRY_OUTREACH, "outreach", N_("uppsökande") },
	{ ENTRY_LANDLORD, "landlord", N_("via hyresvärden") },
	{ ENTRY_SCHOOL, "school", N_("via skolan") },
	{ ENTRY_AUTHORITY, "authority", N_("via en myndighet") },
	{ ENTRY_NEIGHBOUR, "neighbour", N_("via grannar eller bekanta") },
};

const struct choice requirement_choices[REQUIREMENT_CHOICES] = {
	{ REQUIRES_NOTHING, "none", N_("inget krävs") },
	{ REQUIRES_DECISION, "needs_assessment_decision", N_("biståndsbeslut") },
	{ REQUIRES_DOCTOR, "doctor_referral", N_("remiss") },
	{ REQUIRES_DIAGNOSIS, "diagnosis", N_("diagnos") },
};

const struct choice response_choices[RESPONSE_CHOICES] = {
	{ RESPONSE_UNKNOWN, "unknown", N_("okänt") },
	{ RESPONSE_SAME_DAY, "same_day", N_("samma dag") },
	{ RESPONSE_24_HOURS, "24_hours", N_("inom 24 timmar") },
	{ RESPONSE_OTHER, "other", N_("annat") },
};

const struct choice same_day_choices[SAME_DAY_CHOICES] = {
	{ SAME_DAY_UNKNOWN, "unknown", N_("okänt") },
	{ SAME_DAY_YES, "yes", N_("ja") },
	{ SAME_DAY_NO, "no", N_("nej") },
};

const struct choice anonymous_choices[ANONYMOUS_CHOICES] = {
	{ ANONYMOUS_UNKNOWN, "unknown", N_("okänt") },
	{ ANONYMOUS_YES, "yes", N_("ja") },
	{ ANONYMOUS_AT_FIRST, "at_first", N_("till en början") },
	{ ANONYMOUS_NO, "no", N_("nej") },
};

const struct choice on_phone_bill_choices[ON_PHONE_BILL_CHOICES] = {
	{ ON_PHONE_BILL_UNKNOWN, "unknown", N_("vet inte") },
	{ ON_PHONE_BILL_YES, "yes", N_("ja") },
	{ ON_PHONE_BILL_NO, "no", N_("nej") },
};

const struct choice end_reason_choices[END_REASON_CHOICES] = {
	{ END_CLOSED, "closed", N_("lagts ned") },
	{ END_REPLACED, "replaced", N_("ersatts av en annan verksamhet") },
	{ END_TWICE, "duplicate", N_("stod i katalogen två gånger") },
	{ END_OTHER, "other", N_("annat skäl") },
};

const struct choice catalogue_source_choices[SOURCE_CHOICES] = {
	{ SOURCE_IMPORT, "import", N_("Inläst från fil") },
	{ SOURCE_CALL, "call", N_("Samtal med verksamheten") },
	{ SOURCE_VISIT, "visit", N_("Besök hos verksamheten") },
	{ SOURCE_LETTER, "letter", N_("Brev eller e-post från verksamheten") },
	{ SOURCE_OWNER, "owner", N_("Verksamheten hörde av sig") },
	{ SOURCE_HEARD, "heard", N_("Hört av någon annan, inte kontrollerat") },
};

const struct choice catalogue_verdict_choices[VERDICT_CHOICES] = {
	{ PROPOSAL_WAITS, "waits", N_("väntar") },
	{ PROPOSAL_ACCEPTED, "accepted", N_("godtagen") },
	{ PROPOSAL_DECLINED, "declined", N_("avböjd") },
	{ PROPOSAL_WITHDRAWN, "withdrawn", N_("återtagen") },
};

const struct choice organisation_kind_choices[ORGANISATION_KIND_CHOICES] = {
	{ 1, "municipality", N_("kommun") },
	{ 2, "region", N_("region") },
	{ 3, "state", N_("stat") },
	{ 4, "civil_society", N_("civilsamhälle") },
	{ 5, "faith_community", N_("trossamfund") },
	{ 6, "private", N_("privat") },
};
