"""What the console shows: one module for each place in its navigation."""
