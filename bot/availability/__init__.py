"""bot/availability."""
