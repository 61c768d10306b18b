"""The forms in which the record is hashed and kept outside the database; no Django here."""
