"""Recipes: the list, their cards, and continuing a chain."""
