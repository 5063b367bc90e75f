"""KIE's JSON in and out, and the way there, without a network."""
