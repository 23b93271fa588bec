/* The referrals as a file for their owner. */
#include "features/referral/referral.h"

#include "features/referral/referral.sql.h"
#include "out/csv/csv_out.h"

static void
put_code(struct buf *out, const struct choice *choices, size_t n, int64_t value)
{
	csv_put_text(out, false, str_of(choice_code(choices, n, value)));
}

static void
put_row(struct buf *out, struct arena *a, const struct sql_referral_export_all *r)
{
	csv_put_text(out, true, r->slip_code);
	csv_put_int(out, false, r->team_id.v);
	put_code(out, referral_track_choices, REFERRAL_TRACK_CHOICES, r->track);
	csv_put_text(out, false, r->organisation_name);
	csv_put_text(out, false, r->service_name);
	put_code(out, referral_mode_choices, REFERRAL_MODE_CHOICES, r->mode);
	put_code(out, referral_ground_choices, REFERRAL_GROUND_CHOICES, r->ground);
	put_code(out, referral_consent_choices, REFERRAL_CONSENT_CHOICES, r->consent_scope);
	csv_put_text(out, false, date_text(a, r->consent_until_on));
	put_code(out, referral_state_choices, REFERRAL_STATE_CHOICES, r->state);
	csv_put_text(out, false, month_text(a, r->offered_month));
	csv_put_text(out, false, date_text(a, r->followup_on));
	csv_put_int(out, false, r->sessions_done);
	csv_put_int(out, false, r->sessions_planned);
	put_code(out, referral_delay_choices, REFERRAL_DELAY_CHOICES, r->contact_delay);
	put_code(out, referral_reason_choices, REFERRAL_REASON_CHOICES, r->reason);
	csv_put_text(out, false, month_text(a, r->closed_month));
	csv_end_row(out);
}

enum err
referral_export(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct sql_referral_export_all *rows;
	size_t n, i;

	TRY(sql_referral_export_all(db, scope, a, &rows, &n));
	buf_put(out,
		STR("slip,team_id,track,organisation,service,mode,ground,consent,consent_until,"
		    "state,offered,followup,sessions_done,sessions_planned,contact_delay,reason,"
		    "closed\r\n"));
	for (i = 0; i < n; i++)
		put_row(out, a, &rows[i]);
	return arena_is_full(a) ? ERR_LIMIT : buf_err(out);
}
