"""handlers/groups/views."""
