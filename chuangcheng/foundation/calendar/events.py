"""What this room tells the rooms above it."""

from typing import Final

YEAR_LOADED: Final = "calendar.year_loaded"
"""``{"year": 2027, "revision": 1, "changed": ["2027-02-08", …]}``: the days off of a year are known
now, or have been corrected. ``changed`` are the days that were worked before and are off now, or
the other way round; whatever is due in the year is reckoned again, and who is concerned is told."""

SUBJECT_CHANGED: Final = "calendar.subject_changed"
"""``{"subject": 3}``: the work-hours or the local days of a subject are others now."""
