-- name: x :many
WITH late AS (SELECT v.id FROM visit v WHERE v.is_late = 1)
SELECT late.id FROM late;
