-- room: screening

-- Ledger 1, the ask list: whom to ask when, and that somebody was asked.  No answers, nothing derived
-- from answers; months, never days.  Row ids are random: their order says nothing.

-- A set of questions as data; source is the file as it was imported, byte for byte.
CREATE TABLE instrument (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL,
	version TEXT NOT NULL,
	lang TEXT NOT NULL,
	title TEXT NOT NULL,
	source TEXT NOT NULL,
	-- no screening with it yet: its wording may still be replaced
	is_locked INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)),
	UNIQUE (code, version, lang)
) STRICT;

-- sex: 1 woman, 2 man, 3 other or unknown.  age_band: 1 16-24, 2 25-39, 3 40-54, 4 55-64, 5 65+.
CREATE TABLE card (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	start_month INTEGER NOT NULL,
	closed_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, code),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;

-- One time at which a participant should be asked.  due_month never moves; ask_month is when to try
-- next (moved by "not now").  outcome: 0 open, 1 asked, 2 declined (enum screening_outcome).
CREATE TABLE due (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	due_month INTEGER NOT NULL,
	ask_month INTEGER NOT NULL,
	outcome INTEGER NOT NULL DEFAULT 0 CHECK (outcome BETWEEN 0 AND 2),
	met_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, card_id, due_month),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id)
) STRICT;
CREATE INDEX due_open ON due (org_id, outcome, ask_month);

-- One occasion of asking, or of deciding not to.  card_id NULL: counts-only intervention.
-- face: 1 Samtal, 2 Papper, 3 Egen skärm.  outcome: 1 asked, 2 declined, 3 postponed, 4 not asked.
-- reason: enum screening_reason, 0 where outcome is asked.
CREATE TABLE screening (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	card_id INTEGER,
	due_id INTEGER,
	month INTEGER NOT NULL,
	face INTEGER NOT NULL CHECK (face BETWEEN 1 AND 3),
	outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 4),
	reason INTEGER NOT NULL DEFAULT 0,
	lang TEXT NOT NULL DEFAULT 'sv',
	has_interpreter INTEGER NOT NULL DEFAULT 0 CHECK (has_interpreter IN (0, 1)),
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id),
	FOREIGN KEY (org_id, due_id) REFERENCES due (org_id, id)
) STRICT;
CREATE INDEX screening_card ON screening (org_id, card_id);

-- Typed denominators of counts-only interventions: how many were due in a quarter (year * 4 + 0..3).
CREATE TABLE denominator (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	n INTEGER NOT NULL CHECK (n BETWEEN 0 AND 100000),
	PRIMARY KEY (org_id, intervention_id, quarter, sex),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id)
) STRICT, WITHOUT ROWID;

-- Postings already taken in, so that a repeat counts nothing.  A keyed hash; no user, no reference.
CREATE TABLE posting (
	key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
	day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
