"""The pages of units, people and zones."""
