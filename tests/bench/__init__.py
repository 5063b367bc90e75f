"""Figures about Kiosk's speed and memory, each beside something to compare it with: `python -m tests.bench`."""
