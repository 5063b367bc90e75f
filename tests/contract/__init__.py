"""One suite per port or data folder."""
