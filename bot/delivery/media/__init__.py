"""bot/delivery/media."""
