"""handlers/account/views."""
