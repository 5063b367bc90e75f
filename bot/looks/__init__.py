"""Looks: keeping, giving away, taking and publishing them."""
