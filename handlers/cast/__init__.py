"""The cast on screens: keeping characters, looking at them, picking them for a request."""
