"""storage/groups."""
