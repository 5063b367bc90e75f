"""handlers/results."""
