"""Parties of a group: /party, joining, voting."""
