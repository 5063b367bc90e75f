"""Fakes named like the ports they stand for, and samples to feed them with."""
