-- A lock whose keys have all left is moved to a new colleague: her key says why.  0: given otherwise;
-- else enum lock_move_reason.

-- room: screening

ALTER TABLE card_key ADD COLUMN moved_reason INTEGER NOT NULL DEFAULT 0
	CHECK (moved_reason BETWEEN 0 AND 3);

-- room: referral

ALTER TABLE referral_key ADD COLUMN moved_reason INTEGER NOT NULL DEFAULT 0
	CHECK (moved_reason BETWEEN 0 AND 3);
