"""Finding a model: /start, menu, lists, search, favourites, default models."""
