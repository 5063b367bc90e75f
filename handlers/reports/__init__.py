"""Reports of results: people make them, operators decide."""
