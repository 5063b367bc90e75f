"""What was made, shown again: /history and inline mode."""
