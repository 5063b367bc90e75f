"""Support threads, on SQLite."""
