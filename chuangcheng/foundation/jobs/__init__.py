"""Work in the background: the outbox, its worker, schedules, dead letters and progress."""
