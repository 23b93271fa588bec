-- How participants found it to be asked: one topic more in the counters, where an association collects it.

-- room: screening

-- topic: 1..7 the topics, 8..12 the states, 0 the number of ballots counted, 13 how it was to be asked
-- (enum counter_topic).  answer: enum answer, of topic 13 enum experience; of states and of topic 0 it
-- is 0.
CREATE TABLE counter_wider (
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL CHECK (cut BETWEEN 1 AND 4),
	label INTEGER NOT NULL,
	topic INTEGER NOT NULL CHECK (topic BETWEEN 0 AND 13),
	answer INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 5),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (association_id, half_year, cut, label, topic, answer)
) STRICT, WITHOUT ROWID;
INSERT INTO counter_wider (association_id, half_year, cut, label, topic, answer, n)
SELECT association_id, half_year, cut, label, topic, answer, n FROM counter;
DROP VIEW counter_sum;
DROP TABLE counter;
ALTER TABLE counter_wider RENAME TO counter;
CREATE INDEX counter_box ON counter (association_id, half_year, cut, label)
	WHERE topic = 0 AND answer = 0;
CREATE VIEW counter_sum AS
SELECT c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer, c.n FROM counter c;

-- Where and when the form that was asked had the question: of the form, not of what anybody answered.
CREATE TABLE experience_asked (
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	PRIMARY KEY (association_id, half_year)
) STRICT, WITHOUT ROWID;
CREATE VIEW experience_collected AS
SELECT e.association_id, e.half_year FROM experience_asked e;
