"""handlers/own_keys."""
