"""handlers/browse."""
