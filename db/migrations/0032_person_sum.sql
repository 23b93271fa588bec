-- Coverage read and sorted every due date anew for each look.  Now persons are summed where their due
-- dates are written, as occasions are since step 18.

-- room: screening

-- A person with two due dates in a period is one person in it, so what is summed is the first month in
-- which she counts: as due (n_due), as asked or declined (n_answered), as asked (n_asked).  Up to any month
-- of a period the sums are then those of persons.  months: 3, 6 or 12; from_month is the period's first.
CREATE TABLE person_sum (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	months INTEGER NOT NULL CHECK (months IN (3, 6, 12)),
	from_month INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	month INTEGER NOT NULL,
	n_due INTEGER NOT NULL CHECK (n_due >= 0),
	n_answered INTEGER NOT NULL CHECK (n_answered >= 0),
	n_asked INTEGER NOT NULL CHECK (n_asked >= 0),
	PRIMARY KEY (org_id, intervention_id, months, from_month, team_id, sex, age_band,
		month),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;

-- Months are counted from year 0, so a remainder of 3, 6 or 12 finds the first month of a period.
CREATE VIEW person_first AS
SELECT d.org_id, d.card_id, g.months, d.due_month - d.due_month % g.months AS from_month,
	min(d.due_month) AS due_in,
	min(CASE WHEN d.outcome IN (1, 2) THEN d.due_month END) AS answered_in,
	min(CASE WHEN d.outcome = 1 THEN d.due_month END) AS asked_in
FROM due d
CROSS JOIN (SELECT 3 AS months UNION ALL SELECT 6 UNION ALL SELECT 12) g
GROUP BY d.org_id, d.card_id, g.months, d.due_month - d.due_month % g.months;

-- What one card is in the sums.
CREATE VIEW person_part AS
SELECT f.org_id, f.card_id, c.intervention_id, f.months, f.from_month, c.team_id, c.sex,
	c.age_band,
	CASE k.kind WHEN 1 THEN f.due_in WHEN 2 THEN f.answered_in ELSE f.asked_in END AS month,
	sum(k.kind = 1) AS n_due, sum(k.kind = 2) AS n_answered, sum(k.kind = 3) AS n_asked
FROM person_first f
CROSS JOIN card c
CROSS JOIN (SELECT 1 AS kind UNION ALL SELECT 2 UNION ALL SELECT 3) k
WHERE c.org_id = f.org_id AND c.id = f.card_id
	AND CASE k.kind WHEN 1 THEN f.due_in WHEN 2 THEN f.answered_in ELSE f.asked_in END
		IS NOT NULL
GROUP BY f.org_id, f.card_id, f.months, f.from_month, 9;

INSERT INTO person_sum (org_id, intervention_id, months, from_month, team_id, sex, age_band,
	month, n_due, n_answered, n_asked)
SELECT org_id, intervention_id, months, from_month, team_id, sex, age_band, month,
	sum(n_due), sum(n_answered), sum(n_asked)
FROM person_part
GROUP BY org_id, intervention_id, months, from_month, team_id, sex, age_band, month;

-- Purged cards count from the first month on: what is kept of them is over.
CREATE VIEW coverage_person AS
SELECT v.org_id, s.intervention_id, s.team_id, v.association_id, s.sex, s.age_band, s.months,
	s.from_month, s.month, s.n_due, s.n_answered, s.n_asked
FROM coverage_viewer v
CROSS JOIN person_sum s
WHERE s.org_id = v.party_id AND s.intervention_id = v.intervention_id
UNION ALL
SELECT v.org_id, k.intervention_id, k.team_id, v.association_id, k.sex, k.age_band, k.months,
	k.from_month, k.from_month, k.n_due, k.n_answered, k.n_asked
FROM coverage_viewer v
CROSS JOIN kept_coverage k
WHERE k.org_id = v.party_id AND k.intervention_id = v.intervention_id;

DROP VIEW coverage_kept;
DROP VIEW coverage_due;
