"""handlers/browse/views."""
