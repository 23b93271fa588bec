/* The locks of referrals, inside the room. */
#ifndef FEATURES_REFERRAL_LOCK_H
#define FEATURES_REFERRAL_LOCK_H

#include "features/lock/lock.h"
#include "features/referral/referral.h"

/* For the routes of locks. */
extern const struct lockable lockable_referrals;

#endif
