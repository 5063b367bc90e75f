"""Frozen records, states and pure rules that every feature shares. No I/O."""
