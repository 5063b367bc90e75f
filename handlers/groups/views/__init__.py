"""A group's panel, settings, spending and audit trail on a screen."""
