-- Who may take sums of which intervention: its party, its association and the nation.  Callers above
-- the party take sums only, and the place filter stays the only filter.

-- room: people

CREATE VIEW coverage_viewer AS
SELECT i.org_id, i.org_id AS party_id, i.id AS intervention_id, i.association_id, i.uses_cards
FROM intervention i
UNION ALL
SELECT i.association_id, i.org_id, i.id, i.association_id, i.uses_cards FROM intervention i
UNION ALL
SELECT n.id, i.org_id, i.id, i.association_id, i.uses_cards FROM org n JOIN intervention i
WHERE n.kind = 3;

-- room: screening

CREATE INDEX card_intervention ON card (org_id, intervention_id);
CREATE INDEX screening_intervention ON screening (org_id, intervention_id, month);

-- CROSS JOIN keeps the order: few interventions, then their cards, then the due dates of each.
CREATE VIEW coverage_due AS
SELECT v.org_id, c.intervention_id, c.team_id, v.association_id, d.card_id, c.sex, c.age_band,
	d.due_month, d.outcome
FROM coverage_viewer v
CROSS JOIN card c
CROSS JOIN due d
WHERE c.org_id = v.party_id AND c.intervention_id = v.intervention_id
	AND d.org_id = c.org_id AND d.card_id = c.id;

-- uses_cards 0: one occasion is taken for one person, since a counts-only intervention knows no more.
CREATE VIEW coverage_occasion AS
SELECT v.org_id, s.intervention_id, s.team_id, v.association_id, v.uses_cards, s.sex,
	s.age_band,
	s.month AS asked_month, s.outcome, s.reason
FROM coverage_viewer v
CROSS JOIN screening s
WHERE s.org_id = v.party_id AND s.intervention_id = v.intervention_id;

CREATE VIEW coverage_denominator AS
SELECT v.org_id, d.intervention_id, v.association_id, d.quarter, d.sex, d.n
FROM coverage_viewer v
JOIN denominator d ON d.org_id = v.party_id AND d.intervention_id = v.intervention_id;

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
