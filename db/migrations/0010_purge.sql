-- What is left when the time for keeping something is over: sums, anchors and receipts.

-- room: screening

-- Persons of purged cards, as coverage counts them: those with a due month in the period, those who
-- were asked or declined, those who were asked.  A person is one in each period of each length, so
-- no sum follows from another.  months: 3, 6 or 12; from_month is the first of the period.
CREATE TABLE kept_coverage (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	from_month INTEGER NOT NULL,
	months INTEGER NOT NULL CHECK (months IN (3, 6, 12)),
	n_due INTEGER NOT NULL CHECK (n_due > 0),
	n_answered INTEGER NOT NULL CHECK (n_answered BETWEEN 0 AND n_due),
	n_asked INTEGER NOT NULL CHECK (n_asked BETWEEN 0 AND n_answered),
	PRIMARY KEY (org_id, intervention_id, team_id, sex, age_band, from_month, months),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE VIEW coverage_kept AS
SELECT v.org_id, k.intervention_id, k.team_id, v.association_id, k.sex, k.age_band,
	k.from_month, k.months, k.n_due, k.n_answered, k.n_asked
FROM coverage_viewer v
JOIN kept_coverage k ON k.org_id = v.party_id AND k.intervention_id = v.intervention_id;

-- room: referral

-- Purged referrals, counted by the half-year of the offer.  state: how it ended.
CREATE TABLE referral_sum (
	org_id INTEGER NOT NULL REFERENCES org (id),
	team_id INTEGER NOT NULL,
	offered_half INTEGER NOT NULL,
	track INTEGER NOT NULL CHECK (track BETWEEN 1 AND 4),
	service_id INTEGER NOT NULL REFERENCES service (id),
	state INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n > 0),
	PRIMARY KEY (org_id, team_id, offered_half, track, service_id, state),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;

-- room: audit

-- Where a purged chain begins: the number and mac of the last purged row.  seal: keyed over all the
-- rest, so that nobody without the key can cut off the beginning of a chain.
CREATE TABLE audit_anchor (
	org_id INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL CHECK (seq > 0),
	day INTEGER NOT NULL,
	mac BLOB NOT NULL CHECK (length(mac) = 32),
	seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;

-- What was purged, on whose decision; body is the receipt as it was printed.
CREATE TABLE purge_receipt (
	id INTEGER PRIMARY KEY,
	day INTEGER NOT NULL,
	decision TEXT NOT NULL CHECK (length(decision) BETWEEN 1 AND 200),
	body TEXT NOT NULL
) STRICT;
