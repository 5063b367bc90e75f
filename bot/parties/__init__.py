"""Parties of a group: the commands, the budget, and the worker that runs them from state to state."""
