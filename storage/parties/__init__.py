"""Parties, their entries and votes as rows."""
