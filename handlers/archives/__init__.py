"""Archives of results."""
