-- Counties have figures of their own: an association lies in one, and a release draws them as a level.

-- room: people

-- The county's number (1 Stockholm ... 25 Norrbotten, Statistics Sweden); 0 = not said, or several.
ALTER TABLE org ADD COLUMN county INTEGER NOT NULL DEFAULT 0 CHECK (county BETWEEN 0 AND 25);

-- room: release

-- level: 1 intervention, 2 association, 3 nation, 4 county.
CREATE TABLE release_level_wider (
	release_id INTEGER NOT NULL REFERENCES release (id),
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
	through_half INTEGER NOT NULL,
	PRIMARY KEY (release_id, level)
) STRICT, WITHOUT ROWID;
INSERT INTO release_level_wider (release_id, level, through_half)
SELECT release_id, level, through_half FROM release_level;
DROP TABLE release_level;
ALTER TABLE release_level_wider RENAME TO release_level;

CREATE TABLE release_drawn_wider (
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL,
	label INTEGER NOT NULL,
	topic INTEGER NOT NULL,
	answer INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (level, association_id, half_year, cut, label, topic, answer)
) STRICT, WITHOUT ROWID;
INSERT INTO release_drawn_wider (level, association_id, half_year, cut, label, topic, answer, n)
SELECT level, association_id, half_year, cut, label, topic, answer, n FROM release_drawn;
DROP TABLE release_drawn;
ALTER TABLE release_drawn_wider RENAME TO release_drawn;
