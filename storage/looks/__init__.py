"""Looks as rows."""
