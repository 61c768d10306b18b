"""Floor 3, the work: one room for each part of a campaign."""
