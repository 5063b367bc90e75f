"""Reports of results as rows."""
