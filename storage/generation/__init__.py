"""storage/generation."""
