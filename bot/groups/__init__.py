"""bot/groups."""
