"""Page furniture: frame, language and appearance, error pages, headers. Knows no room."""
