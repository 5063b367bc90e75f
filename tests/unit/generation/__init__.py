"""The life of a generation, driven by fakes."""
