"""Backups: everything an installation holds in one file, and back again, on either database."""
