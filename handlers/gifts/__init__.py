"""Giving credits, and opening what was given."""
