-- The manager's own text, version after version.

-- name: newest_text :one
SELECT t.words, t.written_month
FROM report_text t
WHERE t.org_id = scope_org() AND t.year = :year
ORDER BY t.id DESC LIMIT 1;

-- name: texts :many
SELECT t.year, t.words, t.account_id, t.written_month
FROM report_text t
WHERE t.org_id = scope_org() AND (:year = 0 OR t.year = :year)
ORDER BY t.year DESC, t.id DESC;

-- name: add_text :one
-- audit: write report.write
INSERT INTO report_text (org_id, year, words, account_id, written_month)
VALUES (scope_org(), :year, :words, :account_id, :written_month)
RETURNING id;
