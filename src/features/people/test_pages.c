/* Logging in, choosing a place and changing one's account, through the dispatcher. */
