"""The record: who changed what, when and why, chained so that tampering shows."""
