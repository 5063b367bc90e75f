"""The database on disk."""
