-- name: x :many
WITH visit AS (SELECT l.id FROM line l)
SELECT visit.id FROM visit;
