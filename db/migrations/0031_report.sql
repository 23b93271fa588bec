-- What an association says about its work in the report to its board.

-- room: report

-- Every version stays; the newest of a year is shown.  year: of the coverage beside it.
CREATE TABLE report_text (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9998),
	words TEXT NOT NULL CHECK (length(words) <= 2000),
	account_id INTEGER NOT NULL REFERENCES account (id),
	written_month INTEGER NOT NULL
) STRICT;
CREATE INDEX report_text_newest ON report_text (org_id, year, id);
