-- The introduction on /hem is shown until its reader puts it away, for each role that she is given.

-- room: auth

-- days_known: a bit (1 << role) for every role whose introduction was put away.
ALTER TABLE account ADD COLUMN days_known INTEGER NOT NULL DEFAULT 0;
