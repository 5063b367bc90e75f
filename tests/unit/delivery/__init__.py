"""The way out to a chat."""
