"""Reports of results, and what operators decide about them."""
