"""handlers/compose."""
