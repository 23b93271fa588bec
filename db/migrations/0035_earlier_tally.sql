-- Yearly tallies from before Lotsa, brought in by file: releases of their own beside the drawn ones.

-- room: release

CREATE TABLE earlier_release (
	id INTEGER PRIMARY KEY,
	imported_month INTEGER NOT NULL
) STRICT;

-- How many of n_of had said yes to a topic in a year.  epsilon: of the count's noise, as a fraction;
-- '' = the count is exact, and was never protected.
CREATE TABLE earlier_figure (
	earlier_release_id INTEGER NOT NULL REFERENCES earlier_release (id),
	association_id INTEGER NOT NULL REFERENCES org (id),
	year INTEGER NOT NULL,
	topic TEXT NOT NULL,
	yes INTEGER NOT NULL CHECK (yes BETWEEN 0 AND n_of),
	n_of INTEGER NOT NULL CHECK (n_of >= 10),
	epsilon TEXT NOT NULL,
	PRIMARY KEY (association_id, year, topic)
) STRICT, WITHOUT ROWID;
