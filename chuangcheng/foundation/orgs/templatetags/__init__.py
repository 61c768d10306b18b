"""What the templates of the room need beyond Django's own."""
