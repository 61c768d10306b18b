"""Notices to people: in the program at once, and by mail once a day where mail is set up."""
