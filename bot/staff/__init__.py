"""The operator's people: who has which role."""
