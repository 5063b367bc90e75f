"""storage/core."""
