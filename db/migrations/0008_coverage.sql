-- Coverage seen from three planes: a row stands once under its party, once under its association and
-- once under the nation, so that one query serves all and the place filter stays the only filter.
-- Callers above the party take sums only.

-- room: screening

CREATE VIEW coverage_due AS
SELECT d.org_id, c.intervention_id, c.team_id, i.association_id, d.card_id, c.sex, c.age_band,
	d.due_month, d.outcome
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
JOIN intervention i ON i.org_id = c.org_id AND i.id = c.intervention_id
UNION ALL
SELECT i.association_id, c.intervention_id, c.team_id, i.association_id, d.card_id, c.sex,
	c.age_band, d.due_month, d.outcome
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
JOIN intervention i ON i.org_id = c.org_id AND i.id = c.intervention_id
UNION ALL
SELECT n.id, c.intervention_id, c.team_id, i.association_id, d.card_id, c.sex, c.age_band,
	d.due_month, d.outcome
FROM org n
JOIN due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
JOIN intervention i ON i.org_id = c.org_id AND i.id = c.intervention_id
WHERE n.kind = 3;

-- uses_cards 0: one occasion is taken for one person, since a counts-only intervention knows no more.
CREATE VIEW coverage_occasion AS
SELECT s.org_id, s.intervention_id, s.team_id, i.association_id, i.uses_cards, s.sex, s.age_band,
	s.month AS asked_month, s.outcome, s.reason
FROM screening s
JOIN intervention i ON i.org_id = s.org_id AND i.id = s.intervention_id
UNION ALL
SELECT i.association_id, s.intervention_id, s.team_id, i.association_id, i.uses_cards, s.sex,
	s.age_band, s.month, s.outcome, s.reason
FROM screening s
JOIN intervention i ON i.org_id = s.org_id AND i.id = s.intervention_id
UNION ALL
SELECT n.id, s.intervention_id, s.team_id, i.association_id, i.uses_cards, s.sex, s.age_band,
	s.month, s.outcome, s.reason
FROM org n
JOIN screening s
JOIN intervention i ON i.org_id = s.org_id AND i.id = s.intervention_id
WHERE n.kind = 3;

CREATE VIEW coverage_denominator AS
SELECT d.org_id, d.intervention_id, i.association_id, d.quarter, d.sex, d.n
FROM denominator d
JOIN intervention i ON i.org_id = d.org_id AND i.id = d.intervention_id
UNION ALL
SELECT i.association_id, d.intervention_id, i.association_id, d.quarter, d.sex, d.n
FROM denominator d
JOIN intervention i ON i.org_id = d.org_id AND i.id = d.intervention_id
UNION ALL
SELECT n.id, d.intervention_id, i.association_id, d.quarter, d.sex, d.n
FROM org n
JOIN denominator d
JOIN intervention i ON i.org_id = d.org_id AND i.id = d.intervention_id
WHERE n.kind = 3;

-- room: people

-- Names of what a coverage table has rows for.  cut: 4 intervention, 5 team, 6 association.
CREATE VIEW unit_name AS
SELECT i.org_id, 4 AS cut, i.id AS unit_key, i.name AS unit_name FROM intervention i
UNION ALL
SELECT i.association_id, 4, i.id, i.name FROM intervention i
UNION ALL
SELECT t.org_id, 5, t.id, t.name FROM team t
UNION ALL
SELECT n.id, 6, a.id, a.name FROM org n JOIN org a WHERE n.kind = 3 AND a.kind = 2;
