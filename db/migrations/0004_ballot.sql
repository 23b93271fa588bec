-- room: screening

-- Ledger 2: sealed slips on their way to the counters, and the counters.  No answer rows exist.
-- A box is (association, cut, label, half-year).  cut: 1 intervention (label = intervention id),
-- 2 sex, 3 age band, 4 other interventions of the association at year's end (label 0).
-- half_year: year * 2 + (0 January-June, 1 July-December).

-- Sorted by a random slip id, so that neither row order nor page position tells who came when.
-- Every sealed slip has the same size.
CREATE TABLE ballot (
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL CHECK (cut BETWEEN 1 AND 4),
	label INTEGER NOT NULL,
	slip BLOB NOT NULL CHECK (length(slip) = 16),
	sealed BLOB NOT NULL,
	PRIMARY KEY (association_id, half_year, cut, label, slip)
) STRICT, WITHOUT ROWID;

-- topic: 1..7 the topics, 8..12 the states, 0 the number of ballots counted (enum counter_topic);
-- answer: enum answer; for states and for topic 0 it is 0.
CREATE TABLE counter (
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL CHECK (cut BETWEEN 1 AND 4),
	label INTEGER NOT NULL,
	topic INTEGER NOT NULL CHECK (topic BETWEEN 0 AND 12),
	answer INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 5),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (association_id, half_year, cut, label, topic, answer)
) STRICT, WITHOUT ROWID;
