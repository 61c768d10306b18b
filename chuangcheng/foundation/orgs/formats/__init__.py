"""Units, people and zones as sheets: read, held against what is there, written. No Django."""
