"""bot/delivery/session."""
