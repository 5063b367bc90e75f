"""Films of clips."""
