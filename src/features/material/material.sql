-- Printed products: versions, who reads them before they are released, and words in other languages.

-- name: versions :many
-- What the place may have to do with, newest first: its own association's, or its own.
-- param: account_id account_id
-- column: is_invited bool
SELECT v.id, v.owner_org_id, v.product, v.code, v.number, v.state, v.issue_month,
	v.valid_until_on, v.is_draft, v.municipality, v.made_by_id, v.released_by_id,
	v.released_on,
	EXISTS (SELECT 1 FROM material_reviewer r
		WHERE r.material_version_id = v.id AND r.account_id = :account_id) AS is_invited
FROM material_version v
WHERE v.owner_org_id = scope_org()
	OR v.owner_org_id IN (SELECT t.association_id FROM team_info t
		WHERE t.org_id = scope_org())
ORDER BY v.product, v.code, v.municipality, v.owner_org_id, v.number DESC;

-- name: file :one
SELECT v.pdf FROM material_version v WHERE v.id = :material_version_id;

-- name: last_number :one
-- column: number int
SELECT ifnull(max(v.number), 0) AS number FROM material_version v
WHERE v.owner_org_id = scope_org() AND v.product = :product AND v.code = :code;

-- name: add_version :one
-- audit: write material.make
INSERT INTO material_version (id, owner_org_id, product, code, number, issue_month,
	valid_until_on, is_draft, municipality, made_by_id, pdf)
VALUES (random_id(), scope_org(), :product, :code, :number, :issue_month, :valid_until_on,
	:is_draft, :municipality, :made_by_id, :pdf)
RETURNING id;

-- name: release :change
-- audit: write material.release
UPDATE material_version SET state = 2, released_by_id = :released_by_id,
	released_on = :released_on, issue_month = :issue_month,
	valid_until_on = :valid_until_on, is_draft = :is_draft, pdf = :pdf
WHERE owner_org_id = scope_org() AND id = :id AND state = 1;

-- name: put_aside :change
-- audit: write material.aside
UPDATE material_version SET state = 3 WHERE owner_org_id = scope_org() AND id = :id
	AND state = 1;

-- name: reviewers :many
SELECT r.account_id FROM material_reviewer r
WHERE r.material_version_id = :material_version_id
ORDER BY r.account_id;

-- name: invite :exec
-- audit: write material.invite
-- param: id material_version_id
INSERT INTO material_reviewer (owner_org_id, material_version_id, account_id)
VALUES (scope_org(), :id, :account_id)
ON CONFLICT DO NOTHING;

-- name: in_review :one
SELECT count(*) AS n FROM material_version v
WHERE v.owner_org_id = scope_org() AND v.state = 1;

-- name: remarks :many
-- In the order of the panels; verdict 0 = nothing has been done about it yet.
-- column: verdict int
SELECT m.id, m.panel, m.body, m.account_id, m.said_on, ifnull(a.verdict, 0) AS verdict
FROM material_remark m
LEFT JOIN material_answer a ON a.material_remark_id = m.id
WHERE m.material_version_id = :material_version_id
ORDER BY m.panel, m.said_on, m.id;

-- name: add_remark :one
-- audit: write material.remark
INSERT INTO material_remark (id, owner_org_id, material_version_id, panel, body, account_id,
	said_on)
VALUES (random_id(), scope_org(), :material_version_id, :panel, :body, :account_id, :said_on)
RETURNING id;

-- name: version_of_remark :one
SELECT m.material_version_id FROM material_remark m WHERE m.id = :material_remark_id;

-- name: answer :exec
-- audit: write material.answer
-- param: id material_remark_id
INSERT INTO material_answer (material_remark_id, owner_org_id, verdict)
VALUES (:id, scope_org(), :verdict);

-- name: texts :many
-- cap: 100
SELECT t.code, t.body FROM material_text t
WHERE t.owner_org_id = scope_org()
ORDER BY t.code;

-- name: put_text :exec
-- audit: write material.text
INSERT INTO material_text (id, owner_org_id, code, body)
VALUES (random_id(), scope_org(), :code, :body)
ON CONFLICT (owner_org_id, code) DO UPDATE SET body = excluded.body;

-- name: public_lines :many
-- What of the catalogue the public may call, and when.
-- column: phone text
-- column: hours text
SELECT p.service_id, p.phone, p.hours FROM public_service p
WHERE p.phone <> ''
ORDER BY p.service_id;

-- name: municipalities :many
-- Those for which the catalogue has a service of their own.
SELECT DISTINCT x.area_code FROM public_area x
JOIN public_service s ON s.service_id = x.service_id
WHERE s.owner_org_id = scope_org() AND length(x.area_code) = 4
ORDER BY x.area_code;
