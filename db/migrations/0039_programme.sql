-- Programmes: interventions of several associations that do the same work, added up in the national table.

-- room: people

-- A closed list, kept by whoever administers the nation.
CREATE TABLE programme (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 40),
	name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 2 AND 200)
) STRICT;

ALTER TABLE intervention ADD COLUMN programme_id INTEGER REFERENCES programme (id);

-- any place: that an intervention is part of a programme is no secret, and holds nothing of anybody.
CREATE VIEW programme_member AS
SELECT i.programme_id, i.id AS intervention_id, i.closed_month
FROM intervention i
WHERE i.programme_id IS NOT NULL;

-- kind 6: another programme, or none.
CREATE TABLE unit_change_wider (
	org_id INTEGER NOT NULL REFERENCES org (id),
	nr INTEGER NOT NULL CHECK (nr > 0),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
	done_on INTEGER NOT NULL,
	by_id INTEGER REFERENCES account (id),
	was TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (org_id, nr),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO unit_change_wider (org_id, nr, intervention_id, team_id, kind, done_on, by_id, was)
SELECT org_id, nr, intervention_id, team_id, kind, done_on, by_id, was FROM unit_change;
DROP TABLE unit_change;
ALTER TABLE unit_change_wider RENAME TO unit_change;
