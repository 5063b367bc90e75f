"""Invitations: /invite, and the links of those who invite."""
