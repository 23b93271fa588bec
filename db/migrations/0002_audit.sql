-- room: audit

-- The audit trail (core/audit): one keyed chain per place; org_id 0 is the system's own chain.
-- verb: enum audit_verb.  Kind, subject, account and exact time are sealed.
CREATE TABLE audit (
	org_id INTEGER NOT NULL,
	seq INTEGER NOT NULL CHECK (seq > 0),
	day INTEGER NOT NULL,
	verb INTEGER NOT NULL CHECK (verb BETWEEN 1 AND 5),
	sealed BLOB NOT NULL,
	mac BLOB NOT NULL CHECK (length(mac) = 32),
	PRIMARY KEY (org_id, seq)
) STRICT, WITHOUT ROWID;
