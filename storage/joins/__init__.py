"""Joins of clips as rows."""
