"""handlers/history/views."""
