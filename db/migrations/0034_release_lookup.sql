-- A release finds what is new, and checks what it has cost, without reading all that lies behind it.

-- room: screening

-- One entry a box: the counter of its ballots.  It is written when a box is, not when it is counted up.
CREATE INDEX counter_box ON counter (association_id, half_year, cut, label)
	WHERE topic = 0 AND answer = 0;

-- room: release

-- All losses of an answer beside each other, in the order in which they are added up.
CREATE INDEX release_loss_answer ON release_loss (half_year, association_id, topic, layer, cut,
	label, n, num, den);
-- Those of referrals lie in no box.
CREATE INDEX release_loss_referral ON release_loss (topic, layer, half_year, association_id)
	WHERE cut = 0;
