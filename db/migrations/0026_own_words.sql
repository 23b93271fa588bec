-- What a caseworker wants to remember at each question: about how to ask, never about a person.

-- room: screening

-- Only the account itself reads its words.  topic: enum topic.
CREATE TABLE own_words (
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	topic INTEGER NOT NULL CHECK (topic BETWEEN 1 AND 7),
	words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
	PRIMARY KEY (org_id, account_id, topic)
) STRICT, WITHOUT ROWID;
