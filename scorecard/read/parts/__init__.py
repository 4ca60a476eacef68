"""Reading more than the memory holds: every sheet is cut by ranges of teams, and each range is read by itself."""
