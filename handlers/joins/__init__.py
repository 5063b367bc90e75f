"""Joining clips to one film."""
