-- What came of referrals is counted when they end, so that what is drawn of it stays what it was: a
-- service may change its promise later, a team its association, and a purge takes the referral away.

-- room: catalogue

-- promise: 0 none, 1 the same day, 2 within 24 hours, 3 in words only.
CREATE VIEW service_promise AS
SELECT s.id AS service_id, s.owner_org_id, s.response AS promise FROM service s;

-- room: referral

-- closed_half: year * 2 + (0 January-June, 1 July-December).  contact: 0 never reached or nothing
-- promised, 1 within the promise of the service, 2 later.
CREATE TABLE referral_tally (
	org_id INTEGER NOT NULL REFERENCES org (id),
	association_id INTEGER NOT NULL REFERENCES org (id),
	closed_half INTEGER NOT NULL,
	track INTEGER NOT NULL CHECK (track BETWEEN 1 AND 4),
	state INTEGER NOT NULL,
	contact INTEGER NOT NULL CHECK (contact BETWEEN 0 AND 2),
	n INTEGER NOT NULL CHECK (n > 0),
	PRIMARY KEY (org_id, association_id, closed_half, track, state, contact)
) STRICT, WITHOUT ROWID;

INSERT INTO referral_tally (org_id, association_id, closed_half, track, state, contact, n)
SELECT r.org_id, i.association_id, r.closed_month / 6, r.track, r.state,
	CASE WHEN r.contact_delay = 0 OR s.response NOT IN (1, 2) THEN 0
		WHEN r.contact_delay <= s.response THEN 1 ELSE 2 END, count(*)
FROM referral r
JOIN team t ON t.org_id = r.org_id AND t.id = r.team_id
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id
JOIN service s ON s.id = r.service_id
WHERE r.closed_month IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6;

-- What was purged before has only the half-year of its offer.
INSERT INTO referral_tally (org_id, association_id, closed_half, track, state, contact, n)
SELECT m.org_id, i.association_id, m.offered_half, m.track, m.state, 0, sum(m.n)
FROM referral_sum m
JOIN team t ON t.org_id = m.org_id AND t.id = m.team_id
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id
WHERE true
GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (org_id, association_id, closed_half, track, state, contact)
DO UPDATE SET n = n + excluded.n;

-- any place: the room that draws reads sums of all parties, and shows none of them.
CREATE VIEW referral_ended AS
SELECT t.association_id, t.closed_half, t.track, t.state, t.contact, sum(t.n) AS n
FROM referral_tally t
GROUP BY t.association_id, t.closed_half, t.track, t.state, t.contact;
