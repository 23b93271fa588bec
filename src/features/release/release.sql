-- Releases: drawn numbers, what they cost, and which of them may be shown.

-- name: releases :many
-- column: is_open bool
SELECT r.id, r.drawn_month, r.plan, EXISTS (SELECT 1 FROM release_opening o
	WHERE o.release_id = r.id) AS is_open
FROM release r
ORDER BY r.id;

-- name: levels :many
-- column: through_half int
SELECT l.release_id, l.level, l.through_half FROM release_level l
ORDER BY l.release_id, l.level;

-- name: add :exec
-- param: number int
-- audit: job release.draw
INSERT INTO release (id, drawn_month, engine, plan)
VALUES (:number, :drawn_month, :engine, :plan);

-- name: add_level :exec
-- audit: none — part of a release, which has a line
INSERT INTO release_level (release_id, level, through_half)
VALUES (:release_id, :level, :through_half);

-- name: add_group :exec
-- audit: none — part of a release, which has a line
INSERT INTO release_group (release_id, layer, place_id, label, from_half, n_halves, n)
VALUES (:release_id, :layer, :place_id, :label, :from_half, :n_halves, :n);

-- name: add_figure :exec
-- audit: none — part of a release, which has a line
INSERT INTO release_figure (release_id, layer, place_id, label, from_half, measure, value,
	spread)
VALUES (:release_id, :layer, :place_id, :label, :from_half, :measure, :value, :spread);

-- name: add_loss :exec
-- audit: none — part of a release, which has a line
INSERT INTO release_loss (release_id, layer, association_id, half_year, cut, label, topic, num,
	den, n)
VALUES (:release_id, :layer, :association_id, :half_year, :cut, :label, :topic, :num, :den, :n);

-- name: open_it :exec
-- audit: job release.open
INSERT INTO release_opening (release_id) VALUES (:release_id);

-- name: halves :many
-- column: half_year int
-- The half-years of which a release has drawn something.
SELECT DISTINCT l.half_year FROM release_loss l WHERE l.release_id = :release_id;

-- name: losses :many
-- cap: 1000000
-- Every loss that some ballot of an association has had in a layer in a half-year, by any release; in
-- the order of an index.
SELECT l.association_id, l.topic, l.layer, l.num, l.den FROM release_loss l
WHERE l.half_year = :half_year
ORDER BY l.association_id, l.topic, l.layer;

-- name: earlier_groups :many
-- cap: 1000000
SELECT g.release_id, g.layer, g.place_id, g.label, g.from_half, g.n_halves, g.n
FROM release_group g
WHERE g.layer = :layer AND g.from_half >= :from_half
ORDER BY g.release_id, g.place_id, g.label, g.from_half;

-- name: figures_of :many
-- The figures of one group of one release.
SELECT f.measure, f.value, f.spread FROM release_figure f
WHERE f.release_id = :release_id AND f.layer = :layer AND f.place_id = :place_id
	AND f.label = :label AND f.from_half = :from_half;

-- Below, CROSS JOIN keeps the order: a few releases, and in each what lies together of a place.

-- name: shown_groups :many
-- param: to_half int
-- column: n int
-- column: n_parts int
-- The groups of a place in a layer and period, over all releases that may be shown.
SELECT g.label, sum(g.n) AS n, count(*) AS n_parts FROM release_opening o
CROSS JOIN release_group g ON g.release_id = o.release_id
WHERE g.layer = :layer AND g.place_id = :place_id AND g.from_half >= :from_half
	AND g.from_half + g.n_halves <= :to_half
GROUP BY g.label ORDER BY g.label;

-- name: shown_halves :one
-- param: to_half int
-- column: n int
-- How many half-years of those have figures.
SELECT ifnull(sum(p.n_halves), 0) AS n FROM (
	SELECT DISTINCT g.from_half, g.n_halves FROM release_opening o
	CROSS JOIN release_group g ON g.release_id = o.release_id
	WHERE g.layer = :layer AND g.place_id = :place_id AND g.from_half >= :from_half
		AND g.from_half + g.n_halves <= :to_half) p;

-- name: shown_release :one
-- param: to_half int
-- The newest release that figures of those come from.
SELECT r.id, r.drawn_month, r.engine, r.plan FROM release r
JOIN release_opening o ON o.release_id = r.id
WHERE EXISTS (SELECT 1 FROM release_group g WHERE g.release_id = r.id AND g.layer = :layer
	AND g.place_id = :place_id AND g.from_half >= :from_half
	AND g.from_half + g.n_halves <= :to_half)
ORDER BY r.id DESC LIMIT 1;

-- name: shown_figures :many
-- param: to_half int
-- column: value int
-- column: spread int
-- column: n_parts int
SELECT f.label, f.measure, sum(f.value) AS value, sum(f.spread) AS spread, count(*) AS n_parts
FROM release_opening o
CROSS JOIN release_group g ON g.release_id = o.release_id
CROSS JOIN release_figure f ON f.release_id = g.release_id AND f.layer = g.layer
	AND f.place_id = g.place_id AND f.label = g.label AND f.from_half = g.from_half
WHERE g.layer = :layer AND g.place_id = :place_id AND g.from_half >= :from_half
	AND g.from_half + g.n_halves <= :to_half
GROUP BY f.label, f.measure;

-- name: shown_periods :many
SELECT g.from_half, g.n_halves, max(r.drawn_month) AS drawn_month FROM release_opening o
CROSS JOIN release_group g ON g.release_id = o.release_id
JOIN release r ON r.id = g.release_id
WHERE g.layer = :layer AND g.place_id = :place_id
GROUP BY g.from_half, g.n_halves ORDER BY g.from_half DESC;

-- name: shown_places :many
SELECT DISTINCT g.place_id FROM release_group g
JOIN release_opening o ON o.release_id = g.release_id
WHERE g.layer = :layer;

-- name: add_earlier :one
-- audit: job release.tallies
INSERT INTO earlier_release (imported_month) VALUES (:imported_month) RETURNING id;

-- name: add_earlier_figure :exec
-- audit: none — part of an import, which has a line
INSERT INTO earlier_figure (earlier_release_id, association_id, year, topic, yes, n_of, epsilon)
VALUES (:earlier_release_id, :association_id, :year, :topic, :yes, :n_of, :epsilon);

-- name: earlier_known :one
-- param: own earlier_release_id
-- column: n int
-- Figures of an association's year that an earlier import has brought.
SELECT count(*) AS n FROM earlier_figure f
WHERE f.association_id = :association_id AND f.year = :year AND f.earlier_release_id <> :own;

-- name: earlier_counted :one
-- param: from_half int
-- column: n int
-- Boxes of an association since a half-year and of the one after it, counted or waiting.
SELECT (SELECT count(*) FROM counter_sum c WHERE c.association_id = :association_id
		AND c.half_year BETWEEN :from_half AND :from_half + 1)
	+ (SELECT count(*) FROM slip_waiting w WHERE w.association_id = :association_id
		AND w.half_year BETWEEN :from_half AND :from_half + 1) AS n;

-- name: earlier_figures :many
SELECT f.year, f.topic, f.yes, f.n_of, f.epsilon FROM earlier_figure f
WHERE f.association_id = :association_id
ORDER BY f.year, f.topic;
