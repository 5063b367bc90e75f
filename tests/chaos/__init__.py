"""Kiosk under SIGKILL: every step boundary, and storms of kills at random moments. Run by `make chaos`."""
