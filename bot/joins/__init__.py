"""Clips that are joined to one film: what people ask for, and the line in which it is made."""
