"""bot/chains."""
