-- A release finds what is new in an index alone: how many ballots a box holds stands in it.

-- room: screening

DROP INDEX counter_box;
CREATE INDEX counter_box ON counter (association_id, half_year, cut, label, n)
	WHERE topic = 0 AND answer = 0;
