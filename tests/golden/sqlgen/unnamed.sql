SELECT l.id FROM line l;
