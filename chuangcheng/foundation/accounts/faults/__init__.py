"""Why the room refuses, in sentences; one module for each noun."""
