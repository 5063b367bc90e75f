"""Loops that run for as long as the process: over rows that are claimed under a lease, and every so often."""
