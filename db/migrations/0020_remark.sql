-- What somebody found hard to use.

-- room: statement

-- Belongs to no place and to nobody: which kind of page, which kind of trouble, the words, the month.
-- page, kind: the choices of features/statement/forms.c.
CREATE TABLE remark (
	id INTEGER PRIMARY KEY,
	page INTEGER NOT NULL CHECK (page > 0),
	kind INTEGER NOT NULL CHECK (kind > 0),
	words TEXT NOT NULL,
	received_month INTEGER NOT NULL
) STRICT;
