-- room: referral

-- Ledger 3: an offered service followed to its end.  No card code, no answers; months, never days,
-- but for the follow-up date.  Row ids are random.

-- track: 1 exposed, 2 own use, 3 child (witnessed as child), 4 relative.
-- mode, ground, state, reason, contact_delay: enums in referral.h.
CREATE TABLE referral (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	team_id INTEGER NOT NULL,
	slip_code TEXT NOT NULL,
	track INTEGER NOT NULL CHECK (track BETWEEN 1 AND 4),
	service_id INTEGER NOT NULL REFERENCES service (id),
	mode INTEGER NOT NULL,
	ground INTEGER NOT NULL,
	consent_scope INTEGER NOT NULL DEFAULT 0,
	consent_until_on INTEGER,
	state INTEGER NOT NULL,
	offered_month INTEGER NOT NULL,
	followup_on INTEGER NOT NULL,
	sessions_done INTEGER NOT NULL DEFAULT 0 CHECK (sessions_done BETWEEN 0 AND 200),
	sessions_planned INTEGER NOT NULL DEFAULT 0 CHECK (sessions_planned BETWEEN 0 AND 200),
	contact_delay INTEGER NOT NULL DEFAULT 0,
	reason INTEGER NOT NULL DEFAULT 0,
	closed_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, slip_code),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
CREATE INDEX referral_open ON referral (org_id, closed_month, followup_on);
