"""bot/parties."""
