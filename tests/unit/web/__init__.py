"""The HTTP server: what comes in, and what it shows."""
