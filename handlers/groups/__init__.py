"""handlers/groups."""
