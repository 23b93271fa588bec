-- Indexing the words of a large import: in memory first, in few pieces.

-- room: catalogue

-- The index of words collects new ones in memory and writes them away as a piece when there are so many
-- bytes (1 MiB unless told); pieces are merged later, each word again.  What is not needed is not taken.
INSERT INTO service_find (service_find, rank) VALUES ('hashsize', 33554432);
