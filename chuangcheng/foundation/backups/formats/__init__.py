"""The file of a backup; no Django here, so that it can be checked anywhere."""
