-- room: material

-- municipality: the SCB code that a product was made for, "0181"; '' = the whole association.
ALTER TABLE material_version ADD COLUMN municipality TEXT NOT NULL DEFAULT '';
