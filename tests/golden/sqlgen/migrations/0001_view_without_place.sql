-- room: visit
CREATE TABLE visit (id INTEGER PRIMARY KEY, org_id INTEGER NOT NULL) STRICT;
CREATE VIEW visit_count AS
SELECT count(*) AS total FROM visit v;
