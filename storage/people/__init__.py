"""People, what they prefer, and erasing them."""
