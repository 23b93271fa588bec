-- Coverage read every occasion anew for each look.  Now their sums are kept with them,
-- in the same transaction.

-- room: screening

-- A sum for each month, team, sex, outcome and reason: nothing that the occasions do not say themselves.
CREATE TABLE occasion_sum (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	month INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 4),
	reason INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (org_id, intervention_id, month, team_id, sex, outcome, reason),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;

INSERT INTO occasion_sum (org_id, intervention_id, team_id, month, sex, outcome, reason, n)
SELECT org_id, intervention_id, team_id, month, sex, outcome, reason, count(*) FROM screening
GROUP BY org_id, intervention_id, team_id, month, sex, outcome, reason;

DROP VIEW coverage_occasion;
DROP INDEX screening_intervention;

-- uses_cards 0: one occasion is taken for one person, since a counts-only intervention knows no more.
CREATE VIEW coverage_occasion AS
SELECT v.org_id, s.intervention_id, s.team_id, v.association_id, v.uses_cards, s.sex,
	s.month AS asked_month, s.outcome, s.reason, s.n
FROM coverage_viewer v
CROSS JOIN occasion_sum s
WHERE s.org_id = v.party_id AND s.intervention_id = v.intervention_id;

-- With the outcome in it no due date itself is read: coverage goes through all of a period.
CREATE INDEX due_outcome ON due (org_id, card_id, due_month, outcome);
