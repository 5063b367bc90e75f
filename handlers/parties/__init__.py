"""handlers/parties."""
