-- name: x :exec
-- audit: write visit.copy
INSERT INTO visit (id, org_id, code, n, visit_on, is_late)
SELECT random_id(), scope_org(), v.code, v.n, v.visit_on, 0 FROM visit v;
