"""bot/people."""
