"""storage/people."""
