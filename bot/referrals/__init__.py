"""Invitations: a person's link, who came by it, and the reward for what they buy."""
