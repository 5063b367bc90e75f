"""Examples of what models make: the gallery, recording them, and people's own results among them."""
