"""storage/operations."""
