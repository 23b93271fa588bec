-- room: review

-- Systematic review of the audit trail of a place: what was drawn from a period, and what the
-- auditor found.  Codes only, no free text.  What the rows of the trail say stays sealed in them;
-- here stand their numbers.

-- made by account_id; closed_on NULL = still open.  Closed, nothing of it changes.
CREATE TABLE review (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	made_on INTEGER NOT NULL,
	from_on INTEGER NOT NULL,
	until_on INTEGER NOT NULL,
	sample_size INTEGER NOT NULL,
	closed_on INTEGER,
	UNIQUE (org_id, id)
) STRICT;

-- seq: of the row in the chain of the place.  is_random, is_rule: why it was picked; which rule it
-- was is told by the opened row.  verdict: 0 none yet, 1 in order, 2 to be asked about, 3 not in
-- order (enum review_verdict).
CREATE TABLE review_item (
	org_id INTEGER NOT NULL REFERENCES org (id),
	review_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	is_random INTEGER NOT NULL CHECK (is_random IN (0, 1)),
	is_rule INTEGER NOT NULL CHECK (is_rule IN (0, 1)),
	verdict INTEGER NOT NULL DEFAULT 0 CHECK (verdict BETWEEN 0 AND 3),
	PRIMARY KEY (org_id, review_id, seq),
	FOREIGN KEY (org_id, review_id) REFERENCES review (org_id, id)
) STRICT, WITHOUT ROWID;
