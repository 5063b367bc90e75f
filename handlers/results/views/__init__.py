"""handlers/results/views."""
