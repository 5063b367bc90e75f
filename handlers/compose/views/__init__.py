"""handlers/compose/views."""
