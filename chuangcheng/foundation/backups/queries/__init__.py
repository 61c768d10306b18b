"""What the room asks of the database: every table as rows, and the backups made so far."""
