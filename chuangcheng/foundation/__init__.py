"""Floor 2, shared: rooms that serve all features and know none of them."""
