"""handlers/history."""
