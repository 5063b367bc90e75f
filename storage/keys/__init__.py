"""storage/keys."""
