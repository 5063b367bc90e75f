"""Casts as rows."""
