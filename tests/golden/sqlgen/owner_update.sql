-- name: x :change
-- audit: write note.edit
UPDATE note SET body = :body WHERE id = :id;
