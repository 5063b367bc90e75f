"""THE PRODUCT: the life of a generation, from an accepted quote to media in the chat. No framework, no I/O of its own."""
