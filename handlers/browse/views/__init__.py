"""Search results, favourites and default models on a screen."""
