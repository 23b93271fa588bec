-- name: org_add :one
-- audit: write org.create
INSERT INTO org (id, kind, code, name)
VALUES (random_id(), :kind, :code, :name)
RETURNING id;

-- name: org_by_code :one
SELECT o.id, o.kind, o.code, o.name, o.county FROM org o WHERE o.code = :code;

-- name: org_by_id :one
SELECT o.id, o.kind, o.code, o.name, o.county FROM org o WHERE o.id = :id;

-- name: org_list :many
SELECT o.id, o.kind, o.code, o.name, o.county
FROM org o
WHERE (:kind = 0 OR o.kind = :kind)
ORDER BY o.name, o.id;

-- name: org_set_county :change
-- audit: write org.county
UPDATE org SET county = :county WHERE id = :id AND kind = :kind;

-- name: intervention_add :one
-- audit: write intervention.create
INSERT INTO intervention (id, org_id, association_id, name, uses_cards, first_after,
	again_after)
VALUES (random_id(), scope_org(), :association_id, :name, :uses_cards, :first_after,
	:again_after)
RETURNING id;

-- name: intervention_list :many
-- Those that are open, or all: the closed ones last, by name.
-- param: with_closed bool
SELECT i.id, i.name, i.association_id, o.name AS association_name, i.uses_cards, i.first_after,
	i.again_after, i.instrument_id, i.closed_month, i.programme_id,
	p.name AS programme_name
FROM intervention i
JOIN org o ON o.id = i.association_id
LEFT JOIN programme p ON p.id = i.programme_id
WHERE i.org_id = scope_org() AND (:with_closed OR i.closed_month IS NULL)
ORDER BY i.closed_month IS NOT NULL, i.name, i.id;

-- name: intervention_by_name :one
SELECT i.id FROM intervention i WHERE i.org_id = scope_org() AND i.name = :name;

-- name: intervention_set_instrument :change
-- audit: write intervention.instrument
UPDATE intervention SET instrument_id = :instrument_id
WHERE org_id = scope_org() AND id = :id;

-- name: intervention_set_programme :change
-- audit: write intervention.programme
UPDATE intervention SET programme_id = :programme_id
WHERE org_id = scope_org() AND id = :id;

-- name: intervention_exists :one
SELECT i.id, i.closed_month FROM intervention i WHERE i.org_id = scope_org() AND i.id = :id;

-- name: partner_add :exec
-- audit: write intervention.partner
INSERT INTO intervention_partner (org_id, intervention_id, partner_id)
VALUES (scope_org(), :intervention_id, :partner_id);

-- name: partner_list :many
SELECT o.id, o.kind, o.code, o.name, o.county
FROM intervention_partner p
JOIN org o ON o.id = p.partner_id
WHERE p.org_id = scope_org() AND p.intervention_id = :intervention_id
ORDER BY o.name, o.id;

-- name: team_add :one
-- audit: write team.create
INSERT INTO team (id, org_id, intervention_id, name, municipality)
VALUES (random_id(), scope_org(), :intervention_id, :name, :municipality)
RETURNING id;

-- name: team_list :many
-- Those that are open, or all: the closed ones last, by name.
-- param: with_closed bool
SELECT t.id, t.name, t.municipality, t.intervention_id, i.name AS intervention_name,
	i.uses_cards, t.closed_month, i.closed_month AS intervention_closed_month
FROM team t
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id
WHERE t.org_id = scope_org() AND i.org_id = scope_org()
	AND (:with_closed OR (t.closed_month IS NULL AND i.closed_month IS NULL))
ORDER BY t.closed_month IS NOT NULL OR i.closed_month IS NOT NULL, t.name, t.id;

-- name: team_by_id :one
SELECT t.id, t.name, t.municipality, t.intervention_id, i.name AS intervention_name,
	i.uses_cards, t.closed_month, i.closed_month AS intervention_closed_month
FROM team t
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id
WHERE t.org_id = scope_org() AND i.org_id = scope_org() AND t.id = :id;

-- name: team_by_name :one
SELECT t.id FROM team t WHERE t.org_id = scope_org() AND t.name = :name;
