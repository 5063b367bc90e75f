"""The cast: characters under names of their own, and how the words and pictures of a request get them."""
