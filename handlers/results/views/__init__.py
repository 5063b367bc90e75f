"""Results, failures and links on a screen."""
