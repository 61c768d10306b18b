"""Floor 5, wiring: settings, addresses and navigation. Nobody imports it."""
