-- name: waiting :one
SELECT count(*) AS n FROM remark;

-- name: add :exec
-- audit: none — strangers' words about a page; rows of theirs could fill the trail
INSERT INTO remark (id, page, kind, words, received_month)
VALUES (random_id(), :page, :kind, :words, :received_month);

-- name: all :many
-- Oldest month first; within it by chance, as they are kept.
SELECT r.id, r.page, r.kind, r.words, r.received_month FROM remark r
ORDER BY r.received_month, r.id;

-- name: forget :change
-- audit: none — by whoever runs Lotsa, about pages and not about persons
DELETE FROM remark WHERE id = :id;

-- name: forget_all :exec
-- audit: none — by whoever runs Lotsa, about pages and not about persons
DELETE FROM remark WHERE id > 0;
