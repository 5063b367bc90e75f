"""Archives of results: what people ask for, and the line in which they are made."""
