-- name: x :many
SELECT v.id FROM visit v WHERE CASE WHEN v.n = 1 AND v.org_id = scope_org() AND 1 THEN 0 ELSE 1 END;
