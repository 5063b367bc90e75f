"""Selections as rows."""
