"""Archives of results as rows."""
