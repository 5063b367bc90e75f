"""Gift cards as rows."""
