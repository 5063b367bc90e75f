"""storage/parties."""
