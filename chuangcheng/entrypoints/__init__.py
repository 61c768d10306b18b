"""Floor 4, doors: every way into the program. Doors do not see each other."""
