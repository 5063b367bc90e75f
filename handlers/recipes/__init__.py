"""handlers/recipes."""
