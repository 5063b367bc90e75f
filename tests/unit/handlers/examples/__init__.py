"""Examples of what models make."""
