"""Pages about the accounts of others."""
