"""Units and people: who there is, what they answer for, and how that changed."""
