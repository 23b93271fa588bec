-- Teams and interventions get other names and end: nothing new begins in what is closed, and what was
-- there stays.

-- room: people

ALTER TABLE team ADD COLUMN closed_month INTEGER;

-- What was done to the interventions and teams of a place, for whoever administers it: days, never
-- times, like account_change.  nr: the n-th change in the place.  team_id NULL: of the intervention.
-- kind: enum unit_change_kind.  by_id NULL: whoever runs Lotsa.  was: the name before a new one, or
-- the partner.
CREATE TABLE unit_change (
	org_id INTEGER NOT NULL REFERENCES org (id),
	nr INTEGER NOT NULL CHECK (nr > 0),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),
	done_on INTEGER NOT NULL,
	by_id INTEGER REFERENCES account (id),
	was TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (org_id, nr),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;

-- closed_month NULL: neither the team nor its intervention is closed.
DROP VIEW team_info;
CREATE VIEW team_info AS
SELECT t.org_id, t.id AS team_id, t.name AS team_name, t.municipality, t.intervention_id,
	i.name AS intervention_name, i.association_id, i.uses_cards, i.first_after,
	i.again_after, i.instrument_id, ifnull(t.closed_month, i.closed_month) AS closed_month
FROM team t
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id;

-- any place: the name of a team is no secret; whoever may act in several places sees them to choose.
DROP VIEW team_name;
CREATE VIEW team_name AS
SELECT t.id AS named_team_id, t.org_id AS place_id, t.name AS team_name,
	ifnull(t.closed_month, i.closed_month) AS closed_month
FROM team t
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id;

-- room: auth

-- any place: who did something is told by name where it is told at all.
CREATE VIEW staff_name AS
SELECT a.id AS staff_id, a.display_name AS staff_name FROM account a;

-- room: screening

-- How many cards are open: numbers, for whoever closes a team.
CREATE VIEW open_card AS
SELECT c.org_id, c.intervention_id, c.team_id, count(*) AS n
FROM card c
WHERE c.closed_month IS NULL
GROUP BY c.org_id, c.intervention_id, c.team_id;

-- room: referral

CREATE VIEW open_referral AS
SELECT r.org_id, r.team_id, count(*) AS n
FROM referral r
WHERE r.closed_month IS NULL
GROUP BY r.org_id, r.team_id;
