"""handlers/account."""
