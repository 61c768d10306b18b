"""The working calendar of China: announced years, years loaded from a file, hours of a subject."""
