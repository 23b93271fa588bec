-- name: x :many
SELECT p.name FROM pragma_table_info('visit') p;
