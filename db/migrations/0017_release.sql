-- What may be shown of the counters: drawn once with noise, never changed, and what it has cost.

-- room: screening

-- What has been counted, for the room that draws.  A slip that waits is only a number.
CREATE VIEW counter_sum AS
SELECT c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer, c.n FROM counter c;
CREATE VIEW slip_waiting AS
SELECT b.association_id, b.half_year, b.cut, count(*) AS n FROM ballot b
GROUP BY b.association_id, b.half_year, b.cut;

-- room: release

-- id: 1, 2, 3, ..., never used again, also known to the journal in the keys folder.  plan: the plan
-- as it was, byte for byte.
CREATE TABLE release (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	drawn_month INTEGER NOT NULL,
	engine TEXT NOT NULL,
	plan TEXT NOT NULL
) STRICT;

-- Up to and with which half-year (year * 2 + 0 or 1) each level was drawn.
-- level: 1 intervention, 2 association, 3 nation.
CREATE TABLE release_level (
	release_id INTEGER NOT NULL REFERENCES release (id),
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
	through_half INTEGER NOT NULL,
	PRIMARY KEY (release_id, level)
) STRICT, WITHOUT ROWID;

-- From here on it may be shown: the journal knows that it exists.
CREATE TABLE release_opening (
	release_id INTEGER PRIMARY KEY REFERENCES release (id)
) STRICT;

-- A group of ballots in a release.  layer: of the plan.  place_id: the association, or the nation.
-- label: 0, intervention id, sex or age band by the layer.  n: how many ballots, exact.
CREATE TABLE release_group (
	release_id INTEGER NOT NULL REFERENCES release (id),
	layer TEXT NOT NULL,
	place_id INTEGER NOT NULL REFERENCES org (id),
	label INTEGER NOT NULL,
	from_half INTEGER NOT NULL,
	n_halves INTEGER NOT NULL CHECK (n_halves IN (1, 2)),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (release_id, layer, place_id, label, from_half)
) STRICT, WITHOUT ROWID;

-- measure: "PHYSICAL.yes".  value: after drawing and fitting.  spread: the variance of its noise in
-- thousandths.
CREATE TABLE release_figure (
	release_id INTEGER NOT NULL REFERENCES release (id),
	layer TEXT NOT NULL,
	place_id INTEGER NOT NULL REFERENCES org (id),
	label INTEGER NOT NULL,
	from_half INTEGER NOT NULL,
	measure TEXT NOT NULL,
	value INTEGER NOT NULL CHECK (value >= 0),
	spread INTEGER NOT NULL CHECK (spread >= 0),
	PRIMARY KEY (release_id, layer, place_id, label, from_half, measure)
) STRICT, WITHOUT ROWID;

-- The budget: what each answer to a topic has lost by the draw of its box in a layer, as a fraction,
-- and of how many ballots.  box: as in counter.
CREATE TABLE release_loss (
	release_id INTEGER NOT NULL REFERENCES release (id),
	layer TEXT NOT NULL,
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL,
	label INTEGER NOT NULL,
	topic TEXT NOT NULL,
	num INTEGER NOT NULL CHECK (num >= 0),
	den INTEGER NOT NULL CHECK (den > 0),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (release_id, layer, association_id, half_year, cut, label, topic)
) STRICT, WITHOUT ROWID;

-- How far a level has drawn each counter: what is counted later is drawn later, and only that.
CREATE TABLE release_drawn (
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL,
	label INTEGER NOT NULL,
	topic INTEGER NOT NULL,
	answer INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (level, association_id, half_year, cut, label, topic, answer)
) STRICT, WITHOUT ROWID;
