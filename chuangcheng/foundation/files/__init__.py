"""Files: kept once by their content, checked when they come, handed out by permission."""
