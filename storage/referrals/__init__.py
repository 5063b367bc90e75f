"""Invitations and their rewards."""
