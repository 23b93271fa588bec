-- Whether anything that the public may read of services has changed: for answers kept in memory.

-- room: catalogue

-- One row: a number that is another one after every such change, whoever makes it (the web, an import, an
-- update of the program), since the database itself counts.
CREATE TABLE public_change (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	n INTEGER NOT NULL
) STRICT;
INSERT INTO public_change (id, n) VALUES (1, 0);

CREATE TRIGGER public_change_service_new AFTER INSERT ON service
WHEN NEW.visibility = 1
BEGIN
	UPDATE public_change SET n = n + 1;
END;
CREATE TRIGGER public_change_service AFTER UPDATE ON service
WHEN OLD.visibility = 1 OR NEW.visibility = 1
BEGIN
	UPDATE public_change SET n = n + 1;
END;
CREATE TRIGGER public_change_service_gone AFTER DELETE ON service
WHEN OLD.visibility = 1
BEGIN
	UPDATE public_change SET n = n + 1;
END;
-- An organisation is read only with a service of its own, which counts itself when it comes or goes.
CREATE TRIGGER public_change_organisation AFTER UPDATE ON organisation
WHEN OLD.visibility = 1 OR NEW.visibility = 1
BEGIN
	UPDATE public_change SET n = n + 1;
END;
CREATE TRIGGER public_change_area_new AFTER INSERT ON service_area
WHEN (SELECT s.visibility FROM service s WHERE s.id = NEW.service_id) = 1
BEGIN
	UPDATE public_change SET n = n + 1;
END;
CREATE TRIGGER public_change_area_gone AFTER DELETE ON service_area
WHEN (SELECT s.visibility FROM service s WHERE s.id = OLD.service_id) = 1
BEGIN
	UPDATE public_change SET n = n + 1;
END;
