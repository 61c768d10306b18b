"""What pages and other rooms ask of accounts and roles; nothing here writes."""
