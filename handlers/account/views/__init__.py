"""Balance and settings on a screen."""
