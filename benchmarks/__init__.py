"""Speed, measured as ratios in one run against a named baseline, at several sizes."""
