"""Files in and out: YAML, JSON and xlsx. Knows the written formats, not Django."""
