-- name: x :exec
-- audit: none — a golden needs none
CREATE TABLE more (id INTEGER);
