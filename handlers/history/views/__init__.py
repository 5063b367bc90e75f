"""Gallery pages and inline results."""
